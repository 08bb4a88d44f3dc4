"""Addresses of reading: one report, its progress, its PDF and the text that was issued."""

from django.urls import path

from reports.views import reading

urlpatterns = [
    path("<int:pk>/", reading.ReportDetail.as_view(), name="detail"),
    path("<int:pk>/progress/", reading.Progress.as_view(), name="progress"),
    path("<int:pk>/download/", reading.DownloadReport.as_view(), name="download"),
    path("<int:pk>/text/", reading.IssuedTextPage.as_view(), name="text"),
]
