"""Addresses of the import of figures from spreadsheets."""

from django.urls import URLPattern, path

from core.importing.addresses import addresses_of
from digests.views import loading

urlpatterns: list[URLPattern] = [
    *addresses_of(loading),
    path("imports/<int:pk>/layout/", loading.Layout.as_view(), name="import_layout"),
    path("imports/<int:pk>/layout/<slug:part>/", loading.SheetOfLayout.as_view(), name="import_sheet"),
]
