"""Addresses of the figures that are owed, and of the figures of groups."""

from django.urls import path, re_path

from digests.views import owed, parts

urlpatterns = [
    path("owed/", owed.OwedPage.as_view(), name="owed"),
    re_path(r"^owed/figures\.(?P<kind>csv|xlsx)$", owed.OwedExport.as_view(), name="owed_export"),
    path("indicators/<int:pk>/<int:year>/<int:number>/groups/", parts.Parts.as_view(), name="parts"),
    path(
        "indicators/<int:pk>/<int:year>/<int:number>/groups/<slug:dimension>/",
        parts.GiveParts.as_view(),
        name="give_parts",
    ),
]
