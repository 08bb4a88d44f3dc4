"""The reports application."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        """Say what the daily message reminds of, and what of it all an agenda of the board can be about."""
        from improvement_plans.daily_parts import register
        from reports import board_links
        from reports.daily_notes import NOTES
        from reports.waiting_part import SignaturesAwaited

        register("signatures", SignaturesAwaited())
        register("reports", NOTES)
        board_links.register_all()
