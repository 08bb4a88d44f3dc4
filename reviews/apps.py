"""The reviews application."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"

    def ready(self) -> None:
        """Say where what rests on evidence is looked at."""
        from evidence.uses import shown_at
        from reviews.models import Finding, InformationRequest

        for kept in (Finding, InformationRequest):
            shown_at(kept, lambda row: ("reviews:reviews",))
