"""The boards application."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "boards"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at, what of it is hidden, and what agendas are made of."""
        from accounts.calendar_feeds import register
        from boards import case_fillers, case_links
        from boards.calendar_source import board_in_feed
        from boards.daily_notes import NOTES
        from boards.hiding import confidential_evidence
        from boards.models import AgreedMinutes, Meeting
        from evidence.hiding import hides
        from evidence.uses import shown_at
        from improvement_plans import daily_parts

        shown_at(
            Meeting, lambda row: ("board:meeting", row.pk), related=("planned_event__obligation", "board")
        )
        shown_at(AgreedMinutes, lambda row: ("board:minutes", row.meeting_id), related=("meeting__board",))
        hides(confidential_evidence)
        register("board", board_in_feed)
        daily_parts.register("board", NOTES)
        case_links.register_all()
        case_fillers.register_all()
