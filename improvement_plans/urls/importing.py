"""Addresses of the import of a plan from a spreadsheet."""

from django.urls import URLPattern

from core.importing.addresses import addresses_of
from improvement_plans.views import importing

urlpatterns: list[URLPattern] = addresses_of(importing)
