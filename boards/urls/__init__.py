"""Addresses of the board's pages."""

from django.urls import path

from boards import views

app_name = "board"
urlpatterns = [path("", views.BoardPage.as_view(), name="board")]
