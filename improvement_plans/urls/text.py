"""Addresses of the pages on which the words of the plan are written."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
