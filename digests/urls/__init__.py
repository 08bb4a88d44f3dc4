"""Addresses of the digest's pages, a module for each part of it."""

from digests.urls import annex_a, benchmarks, figures, indicators, loading, multiples, owed, publication

app_name = "digest"
urlpatterns = [
    *figures.urlpatterns,
    *annex_a.urlpatterns,
    *benchmarks.urlpatterns,
    *loading.urlpatterns,
    *multiples.urlpatterns,
    *publication.urlpatterns,
    *indicators.urlpatterns,
    *owed.urlpatterns,
]
