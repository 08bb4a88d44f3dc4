"""Addresses of the list of reports and its export."""

from django.urls import path

from reports.views import listing

urlpatterns = [
    path("", listing.ReportList.as_view(), name="list"),
    path("export/<slug:format>/", listing.ReportExport.as_view(), name="export"),
]
