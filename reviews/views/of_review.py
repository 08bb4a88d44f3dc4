"""What the pages of one review's questions, findings and outcome share: it is found within the council."""

from functools import cached_property
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.editing import ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
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


class ReviewWriting(OfReview, RefusalsAsErrors, FormView):
    """A form about a review. `about` is what stands above the form, in people's words."""

    template_name = "reviews/found_form.html"
    heading: ClassVar[str]
    lead: ClassVar[str] = ""
    back_text: ClassVar[str] = "Back"

    def about(self) -> str:
        return ""

    def back_url(self) -> str:
        raise RuntimeError(f"{type(self).__name__} does not say where it leads back to.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "heading": self.heading, "lead": self.lead, "about": self.about(),
            "back_url": self.back_url(), "back_text": self.back_text,
        }  # fmt: skip
        return super().get_context_data(**{**own, **kwargs})


class ReviewEditing(ReviewWriting):
    """A form that changes what is there: of two people at once, the second sees the difference."""

    def subject(self) -> Any:
        """Return the row that is changed."""
        raise RuntimeError(f"{type(self).__name__} does not say what it changes.")

    def kept(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        raise RuntimeError(f"{type(self).__name__} does not say what is stored.")

    def get_initial(self) -> dict[str, Any]:
        return {**self.kept(), "revision": self.subject().revision}

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.subject().refresh_from_db()
            show_conflict(form, refusal, kept=self.kept())
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        return redirect(self.get_success_url())
