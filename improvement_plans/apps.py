"""The improvement_plans application."""

from django.apps import AppConfig


class ImprovementPlansConfig(AppConfig):
    name = "improvement_plans"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at, and what the daily message asks for."""
        from accounts import calendar_feeds
        from evidence.uses import shown_at
        from improvement_plans.calendar_source import own_actions_in_feed
        from improvement_plans.daily_duties import DUTIES
        from improvement_plans.daily_parts import register
        from improvement_plans.daily_updates import UpdatesAsked
        from improvement_plans.models import Action, ActionUpdate, Answer, Voice

        shown_at(Action, lambda row: ("plan:action", row.pk))
        shown_at(ActionUpdate, lambda row: ("plan:action", row.action_id), related=("action",))
        shown_at(Voice, lambda row: ("plan:voice", row.pk))
        shown_at(
            Answer,
            lambda row: ("plan:source", row.source_id) if row.source_id else ("plan:clause", row.clause_id),
            related=("source", "clause"),
        )
        calendar_feeds.register("actions", own_actions_in_feed)
        register("updates", UpdatesAsked())
        register("duties", DUTIES)
