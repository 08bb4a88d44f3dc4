"""The ratings of the areas, the outcome of a review with what follows, and the comparison with the one before."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from notices.models import Area
from reviews.forms.findings import ChangeRatingForm, RateAreaForm
from reviews.forms.outcome import OutcomeForm
from reviews.forms.resting import RemoveForm
from reviews.models import AreaRating, Review
from reviews.selectors.findings import area_lines, comparison_of, review_before
from reviews.selectors.outcome import outcomes_recorded
from reviews.services.outcome import record_outcome
from reviews.services.ratings import change_rating, rate_area, remove_rating
from reviews.views.deeds import FoundDeed
from reviews.views.of_review import OfReview


class OutcomePage(OfReview, TemplateView):
    """What came out: the areas' ratings, the outcome, what follows for the notice, and what was recorded before."""

    template_name = "reviews/outcome/outcome.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        before = review_before(self.review)
        lines = area_lines(self.review, before)
        return super().get_context_data(
            areas=lines,
            before=before,
            editable={
                each.now.pk
                for each in lines
                if each.now and self.person.has_perm("reviews.edit_finding", each.now)
            },
            recorded=outcomes_recorded(self.review),
            **kwargs,
        )


class RecordOutcome(FoundDeed):
    """Record the outcome of a review that was held, or change what was recorded."""

    permission = "reviews.keep_reviews"
    form_class = OutcomeForm
    heading = "Outcome of the review"
    done = "The outcome is recorded."
    back = "outcome"

    def stored(self) -> dict[str, Any]:
        names = ("outcome", "outcome_on", "consequence", "consequence_words")
        return {name: getattr(self.review, name) for name in names}

    def carry_out(self, form: Any) -> Review:
        return record_outcome(
            review=self.review,
            outcome=form.told(),
            by=self.person,
            today=self.today,
            revision=form.cleaned_data["revision"],
        )


class RateArea(FoundDeed):
    """Rate one area of the notice, with the reviewers' reason."""

    permission = "reviews.record_findings"
    form_class = RateAreaForm
    heading = "Rate this area"
    done = "The rating is saved."
    back = "outcome"

    @cached_property
    def area(self) -> Area:
        """The area in the address; raises Http404 for another notice's."""
        return get_object_or_404(Area, notice=self.review.notice_id, pk=self.kwargs["area"])

    def about(self) -> str:
        return str(self.area)

    def carry_out(self, form: Any) -> AreaRating:
        asked = form.cleaned_data
        return rate_area(
            review=self.review, area=self.area, rating=asked["rating"], words=asked["words"], by=self.person
        )


class OfRating(FoundDeed):
    """A form about a rating that is there, by whoever may change its words."""

    permission = "reviews.record_findings"
    back = "outcome"

    @cached_property
    def rated(self) -> AreaRating:
        ratings = AreaRating.objects.filter(review=self.review)
        return get_object_or_404(
            ratings.select_related("review__notice__council", "area", "recorded_by"), pk=self.kwargs["rating"]
        )

    def check(self) -> None:
        if not self.person.has_perm("reviews.edit_finding", self.rated):
            raise PermissionDenied

    def subject(self) -> AreaRating:
        return self.rated

    def about(self) -> str:
        return str(self.rated.area)


class ChangeRating(OfRating):
    """Change a rating or its words."""

    form_class = ChangeRatingForm
    heading = "Change this rating"
    done = "Saved. The earlier rating stays in the history."

    def stored(self) -> dict[str, Any]:
        return {"rating": self.rated.rating, "words": self.rated.words}

    def carry_out(self, form: Any) -> AreaRating:
        return change_rating(rated=self.rated, by=self.person, **form.cleaned_data)


class RemoveRating(OfRating):
    """Take away a rating that was entered by mistake."""

    form_class = RemoveForm
    heading = "Remove this rating?"
    lead = "That it was there stays on record."
    done = "The rating is removed."

    def carry_out(self, form: Any) -> None:
        remove_rating(rated=self.rated, by=self.person)


class ComparePage(OfReview, TemplateView):
    """This review beside the one before: the areas' ratings, and what became of the earlier findings."""

    template_name = "reviews/outcome/compare.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(comparison=comparison_of(self.review, self.today), **kwargs)
