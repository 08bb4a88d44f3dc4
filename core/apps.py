"""The application that every other one stands on."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"

    def ready(self) -> None:
        """Register the scheduled work of every application: what stands in its module `schedule`."""
        autodiscover_modules("schedule")
