"""What every page of one review shares: it is found within the council."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.access import CouncilPage
from reviews.models import Review


class OfReview(CouncilPage):
    """A page of one review, at `self.review`; raises Http404 for another council's."""

    permission = "reviews.view_reviews"
    kwargs: dict[str, Any]

    @cached_property
    def review(self) -> Review:
        reviews = Review.objects.select_related("notice__council", "outcome_by")
        return get_object_or_404(reviews, notice__council=self.council, pk=self.kwargs["pk"])

    def address(self, name: str, *more: Any) -> str:
        """Return the address of another page of this review."""
        return reverse(f"reviews:{name}", args=[self.council.slug, self.review.pk, *more])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"review": self.review, "today": self.today}
        return super().get_context_data(**{**own, **kwargs})
