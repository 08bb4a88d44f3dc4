"""Addresses of the timeline."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
