"""The application that every other one stands on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
