"""Addresses of the import of a plan from a spreadsheet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
