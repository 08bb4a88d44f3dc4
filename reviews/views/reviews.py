"""The pages of reviews: all under each notice as at a day, and one as a whole."""

from functools import cached_property
from typing import Any

from django.views.generic import TemplateView

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from core.audit import entries_about
from notices.selectors import current_notice
from reviews.forms.planning import ReviewFilterForm
from reviews.selectors import review_hub, reviews_as_at
from reviews.selectors.findings import counts_of, findings_of
from reviews.selectors.questions import question_progress
from reviews.views.of_review import OfReview


class ReviewsPage(AsAtMixin, CouncilPage, TemplateView):
    """The reviews under each notice, as at a day, by filters in the address."""

    permission = "reviews.view_reviews"
    template_name = "reviews/reviews.html"

    @cached_property
    def filters(self) -> ReviewFilterForm:
        form = ReviewFilterForm(self.request.GET, auto_id="filter_%s")
        form.full_clean()
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = {} if self.filters.errors else self.filters.cleaned_data
        asked = {name: value for name, value in typed.items() if value}
        every = reviews_as_at(self.council, self.as_at, known_on=self.known_on)
        return super().get_context_data(
            found=[each.showing(**asked) for each in every],
            form=self.filters,
            is_narrowing=bool(asked),
            notice=current_notice(self.council, self.today),
            **kwargs,
        )


class ReviewPage(OfReview, TemplateView):
    """One review: what is next, what is ready, what the register says, what was asked and found, what came of it."""

    permission = "reviews.view_reviews"
    template_name = "reviews/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        review = self.review
        return super().get_context_data(
            hub=review_hub(review, today=self.today),
            areas=list(review.areas.all()),
            progress=question_progress(review, self.today),
            counts=counts_of(findings_of(review, self.today)),
            entries=entries_about(review)[:20],
            section="review",
            **kwargs,
        )
