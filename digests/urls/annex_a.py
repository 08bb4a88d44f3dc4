"""Addresses of the pages on Annex A."""

from django.urls import path

from digests.views import annex_a

urlpatterns = [
    path("annex-a/", annex_a.Loads.as_view(), name="annex_a"),
    path("annex-a/upload/", annex_a.NewLoad.as_view(), name="annex_a_upload"),
    path("annex-a/<int:pk>/", annex_a.LoadPage.as_view(), name="annex_a_load"),
    path("annex-a/<int:pk>/progress/", annex_a.Progress.as_view(), name="annex_a_progress"),
]
