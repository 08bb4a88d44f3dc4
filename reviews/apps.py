"""The reviews application."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at."""
        from accounts.calendar_feeds import register
        from evidence.uses import shown_at
        from improvement_plans import daily_parts
        from reviews.calendar_source import reviews_in_feed
        from reviews.daily_notes import NOTES
        from reviews.models import (
            Finding,
            InformationRequest,
            ObjectiveAssessment,
            Question,
            SelfAssessment,
        )

        shown_at(Finding, lambda row: ("reviews:finding", row.review_id, row.pk))
        shown_at(Question, lambda row: ("reviews:question", row.review_id, row.pk))
        shown_at(InformationRequest, lambda row: ("reviews:information", row.review_id))
        shown_at(SelfAssessment, lambda row: ("reviews:assessment", row.review_id))
        shown_at(
            ObjectiveAssessment,
            lambda row: ("reviews:assessment", row.assessment.review_id),
            related=("assessment", "objective"),
        )
        register("reviews", reviews_in_feed)
        daily_parts.register("reviews", NOTES)
