"""Addresses of the versions of the plan."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
