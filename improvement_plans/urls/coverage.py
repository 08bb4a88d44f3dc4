"""Addresses of the proof that everything leads to an action."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
