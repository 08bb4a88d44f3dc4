"""The notices application."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "notices"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at."""
        from evidence.uses import shown_at
        from notices.models import Assessment, Discharge, Variation

        for fact in (Assessment, Discharge, Variation):
            shown_at(
                fact,
                lambda row: ("notices:clause", row.obligation.clause.notice_id, row.obligation.clause_id),
                related=("obligation__clause",),
            )
