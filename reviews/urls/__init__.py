"""Addresses of the reviews' pages."""

from django.urls import URLPattern, URLResolver

from reviews.urls import asked, assessments, found, reviews

app_name = "reviews"
urlpatterns: list[URLPattern | URLResolver] = [
    *reviews.urlpatterns,
    *asked.urlpatterns,
    *assessments.urlpatterns,
    *found.urlpatterns,
]
