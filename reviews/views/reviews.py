"""The page of the reviews: what was planned and held, and whether that was what the notice asks."""

from typing import Any

from django.views.generic import TemplateView

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from reviews.selectors import reviews_as_at


class ReviewsPage(AsAtMixin, CouncilPage, TemplateView):
    """The reviews under each notice, as at a day."""

    permission = "reviews.view_reviews"
    template_name = "reviews/reviews.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = reviews_as_at(self.council, self.as_at, known_on=self.known_on)
        return super().get_context_data(found=found, **kwargs)
