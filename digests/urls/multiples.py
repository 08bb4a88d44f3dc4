"""Address of the page with every indicator's chart in the small."""

from django.urls import path

from digests.views import multiples

urlpatterns = [path("charts/", multiples.Multiples.as_view(), name="multiples")]
