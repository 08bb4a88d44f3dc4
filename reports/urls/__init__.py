"""Addresses of reports, under a council's own."""

from django.urls import URLPattern, URLResolver

from reports.urls import escalations, listing, reading, signing, writing

app_name = "reports"

urlpatterns: list[URLPattern | URLResolver] = [
    *listing.urlpatterns,
    *reading.urlpatterns,
    *writing.urlpatterns,
    *signing.urlpatterns,
    *escalations.urlpatterns,
]
