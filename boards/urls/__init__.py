"""Addresses of the board's pages."""

from django.urls import URLPattern, URLResolver

from boards.urls import agenda, boards, meetings, minutes, packs

app_name = "board"
urlpatterns: list[URLPattern | URLResolver] = [
    *boards.urlpatterns,
    *meetings.urlpatterns,
    *agenda.urlpatterns,
    *minutes.urlpatterns,
    *packs.urlpatterns,
]
