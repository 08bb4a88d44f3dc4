"""Addresses of the strategic risk log."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
