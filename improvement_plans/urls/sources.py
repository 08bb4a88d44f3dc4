"""Addresses of recommendations, requirements, findings and questions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
