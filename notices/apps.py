"""The notices application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"
