"""Addresses of the monthly request for updates."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
