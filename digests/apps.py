"""The digests application."""

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "digests"

    def ready(self) -> None:
        """Say what the daily message chases."""
        from digests.daily_figures import FiguresOwed
        from improvement_plans.daily_parts import register

        register("figures", FiguresOwed())
