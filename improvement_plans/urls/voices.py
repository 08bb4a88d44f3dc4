"""Addresses of what was said and what changed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
