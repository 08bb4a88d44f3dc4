"""Addresses of what is slow to progress and what is said of it."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
