"""The forms by which a review is planned, worded anew, moved, cancelled, held, and taken back."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.generic import FormView

from core.editing import ADDS
from core.forms import RefusalsAsErrors
from notices.selectors.what_if import WouldBreach, breached_by_change
from reviews.forms.planning import (
    CancelForm,
    EditReviewForm,
    HoldForm,
    MoveForm,
    PlanReviewForm,
    TakeBackForm,
)
from reviews.models import Review
from reviews.selectors.counting import Counting, counting_for, counting_of
from reviews.selectors.register import NotBefore, not_before
from reviews.services.holding import hold_review, take_back_holding
from reviews.services.planning import cancel_review, edit_review, move_review, plan_review
from reviews.views.counting import UnderNotice
from reviews.views.deeds import ReviewDeed

PLANNED = "The review is planned. What must be ready before it is listed below, with its days."


class PlanReview(UnderNotice, RefusalsAsErrors, FormView):
    """Plan a review: it enters the register's diary where it counts, and its preparation is counted back."""

    permission = "reviews.keep_reviews"
    form_class = PlanReviewForm
    template_name = "reviews/plan_review.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notice": self.notice}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        back = reverse("reviews:reviews", args=[self.council.slug])
        return super().get_context_data(
            notice=self.notice, kinds=list(counting_of(self.notice).values()), back_url=back, **kwargs
        )

    def carry_out(self, form: Any) -> Review:
        asked = form.cleaned_data
        return plan_review(
            notice=self.notice, kind=asked["kind"], planned_on=asked["planned_on"], words=form.words(), by=self.person,
            today=self.today, prepared_by=asked["prepared_by"],
        )  # fmt: skip

    def get_success_url(self) -> str:
        messages.success(self.request, PLANNED)
        return reverse("reviews:review", args=[self.council.slug, self.result.pk])


class EditReview(ReviewDeed):
    """Say anew what a review looks at and who conducts it."""

    permission = "reviews.keep_reviews"
    form_class = EditReviewForm
    heading = "Edit this review"
    done = "The review is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "notice": self.review.notice}

    def stored(self) -> dict[str, Any]:
        words = ("scope", "led_by", "conducted_by", "reviewers")
        return {
            **{name: getattr(self.review, name) for name in words},
            "areas": list(self.review.areas.all()),
        }

    def carry_out(self, form: Any) -> Review:
        return edit_review(
            review=self.review, words=form.words(), revision=form.cleaned_data["revision"], by=self.person
        )


class Foreseeing(ReviewDeed):
    """A change of a review's day that says beforehand what it would breach, and goes on only where that is known."""

    outcome = ADDS
    warnings: Sequence[WouldBreach | NotBefore] = ()

    def breaches(self, asked: dict[str, Any]) -> Sequence[WouldBreach | NotBefore]:
        """Return what the change that was asked for would breach."""
        raise RuntimeError(f"{type(self).__name__} does not say what it would breach.")

    def form_valid(self, form: Any) -> Any:
        self.warnings = self.breaches(form.cleaned_data)
        if self.warnings:
            form = self.form_class(**{**self.get_form_kwargs(), "ask": True})
            if not form.is_valid():
                return self.form_invalid(form)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"warnings": self.warnings, **kwargs})

    def change_of_diary(self, **change: Any) -> list[WouldBreach]:
        event = self.review.planned_event
        if event is None or self.review.held_on or self.review.cancelled_on:
            return []
        return breached_by_change(event.obligation, today=self.today, take_away=[event], **change)


class MoveReview(Foreseeing):
    """Move a review to another day."""

    permission = "reviews.keep_reviews"
    form_class = MoveForm
    template_name = "reviews/change_of_day.html"
    heading = "Move this review"
    done = "The review is moved, and what must be ready before it with it."

    def breaches(self, asked: dict[str, Any]) -> list[WouldBreach]:
        return self.change_of_diary(put_in=[asked["planned_on"]])

    def carry_out(self, form: Any) -> Review:
        asked = form.cleaned_data
        return move_review(
            review=self.review, planned_on=asked["planned_on"], reason=asked["reason"], revision=asked["revision"],
            by=self.person, today=self.today,
        )  # fmt: skip


class CancelReview(Foreseeing):
    """Cancel a review, with the reason."""

    permission = "reviews.keep_reviews"
    form_class = CancelForm
    template_name = "reviews/change_of_day.html"
    heading = "Cancel this review"
    done = "The review is cancelled. It stays on record with the reason."

    @cached_property
    def foreseen(self) -> list[WouldBreach]:
        return self.change_of_diary()

    def breaches(self, asked: dict[str, Any]) -> list[WouldBreach]:
        return self.foreseen

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"ask": bool(self.foreseen), **super().get_form_kwargs()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"warnings": self.foreseen, **kwargs})

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "cancelled_on": self.today}

    def carry_out(self, form: Any) -> Review:
        asked = form.cleaned_data
        return cancel_review(
            review=self.review, cancelled_on=asked["cancelled_on"], reason=asked["reason"],
            revision=asked["revision"], by=self.person, today=self.today,
        )  # fmt: skip


class HoldReview(Foreseeing):
    """Record that a review was held; what then does not come before it is said first."""

    permission = "reviews.keep_reviews"
    form_class = HoldForm
    template_name = "reviews/hold_review.html"
    heading = "Record that this review was held"
    done = "The review is recorded as held."
    on_day: dt.date | None = None

    @cached_property
    def counting(self) -> Counting:
        return counting_for(self.review.notice, self.review.kind)

    def breaches(self, asked: dict[str, Any]) -> list[NotBefore]:
        self.on_day = asked["held_on"]
        return not_before(self.review, held_on=asked["held_on"], today=self.today)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say it at once of the day on which the review stands in the diary."""
        self.warnings = self.breaches({"held_on": self.review.planned_on})
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        own = {"council": self.council, "counts": self.counting.counts, "ask": bool(self.warnings)}
        return {**super().get_form_kwargs(), **own}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"lead": self.what_follows(), "on_day": self.on_day, **kwargs})

    def what_follows(self) -> str:
        if self.counting.counts:
            return f"{self.counting.words}: the register records that duty as met on the day it was held."
        return f"{self.counting.words}: the register stays as it is."

    def get_initial(self) -> dict[str, Any]:
        day = self.review.planned_on
        return {**super().get_initial(), **({"held_on": day} if day <= self.today else {})}

    def carry_out(self, form: Any) -> Review:
        asked = form.cleaned_data
        return hold_review(
            review=self.review, held_on=asked["held_on"], revision=asked["revision"], by=self.person, today=self.today,
            proofs=form.proofs(),
        )  # fmt: skip


class TakeBackHolding(ReviewDeed):
    """Take back that a review was held, keyed in error."""

    permission = "reviews.keep_reviews"
    form_class = TakeBackForm
    heading = "This review was not held"
    lead = "What the register records of it is withdrawn, and stays to be seen with the reason."
    done = "It is taken back: the review is planned again."
    outcome = ADDS

    def carry_out(self, form: Any) -> Review:
        asked = form.cleaned_data
        return take_back_holding(
            review=self.review, reason=asked["reason"], revision=asked["revision"], by=self.person
        )
