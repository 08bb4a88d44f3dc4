"""The boards application."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at."""
        from boards.models import Meeting
        from evidence.uses import shown_at

        shown_at(Meeting, lambda row: ("board:board",), related=("planned_event__obligation", "board"))
