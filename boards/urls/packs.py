"""Addresses of the packs of a meeting."""

from django.urls import URLPattern, URLResolver, path

from boards.views import packs

PACKS = "meetings/<int:pk>/packs/"
PACK = f"{PACKS}<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PACKS, packs.PacksPage.as_view(), name="packs"),
    path(f"{PACKS}make/", packs.MakePack.as_view(), name="pack_make"),
    path(f"{PACK}progress/", packs.PackProgress.as_view(), name="pack_progress"),
    path(f"{PACK}send/", packs.SendPack.as_view(), name="pack_send"),
    path(f"{PACK}download/", packs.DownloadPack.as_view(), name="pack_download"),
    path(f"{PACK}download/open/", packs.DownloadPack.as_view(wants_open=True), name="pack_download_open"),
]
