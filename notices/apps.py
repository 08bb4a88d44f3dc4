"""The notices application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at, and what stands in people's calendars."""
        from accounts.calendar_feeds import register
        from evidence.uses import shown_at
        from notices.calendar_source import deadlines_in_feed
        from notices.models import Assessment, Discharge, Variation

        for fact in (Assessment, Discharge, Variation):
            shown_at(
                fact,
                lambda row: ("notices:clause", row.obligation.clause.notice_id, row.obligation.clause_id),
                related=("obligation__clause",),
            )
        register("deadlines", deadlines_in_feed)
