"""The pages of the signs of recovery that are expected by a review, with both ratings side by side."""

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from reviews.forms.resting import RemoveForm
from reviews.forms.signs import RateForm, SignForm
from reviews.models import SignOfRecovery
from reviews.selectors.signs import kept_from, signs_of
from reviews.services.signs import add_sign, edit_sign, rate_at_review, rate_before, remove_sign
from reviews.views.deeds import ReviewDeed
from reviews.views.of_review import OfReview

BACK = "Back to the signs of recovery"


class SignsPage(OfReview, TemplateView):
    """What is expected to be seen by the review, as it was rated before it and at it."""

    permission = "reviews.view_reviews"
    template_name = "reviews/signs/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        signs = signs_of(self.review)
        kept = kept_from(self.review, [line.sign for line in signs.lines], by=self.person, today=self.today)
        return super().get_context_data(signs=signs, kept_from_them=kept, section="signs", **kwargs)


class AddSign(ReviewDeed):
    """Write down a sign that is expected by the review."""

    permission = "reviews.keep_reviews"
    form_class = SignForm
    heading = "Add a sign of recovery"
    done = "The sign is on the list."
    back, back_text = "signs", BACK

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review, "adding": True}

    def carry_out(self, form: Any) -> SignOfRecovery:
        return add_sign(review=self.review, words=form.sign_words(), by=self.person)


class AboutSign(ReviewDeed):
    """A form about one sign, at `self.sign`; raises Http404 for another review's."""

    back, back_text = "signs", BACK

    @cached_property
    def sign(self) -> SignOfRecovery:
        signs = SignOfRecovery.objects.filter(review=self.review)
        related = signs.select_related("review__notice__council", "area", "owner_post", "at_review_by")
        return get_object_or_404(related, pk=self.kwargs["sign"])

    def subject(self) -> SignOfRecovery:
        return self.sign

    def about(self) -> str:
        return self.sign.words


class EditSign(AboutSign):
    """Word a sign anew."""

    permission = "reviews.keep_reviews"
    form_class = SignForm
    heading = "Edit this sign"
    done = "The sign is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.sign, name) for name in ("words", "expected_of", "area", "owner_post")}

    def carry_out(self, form: Any) -> SignOfRecovery:
        return edit_sign(
            sign=self.sign, words=form.sign_words(), revision=form.cleaned_data["revision"], by=self.person
        )


class RemoveSign(AboutSign):
    """Take away a sign that nobody rated."""

    permission = "reviews.keep_reviews"
    form_class = RemoveForm
    heading = "Remove this sign"
    done = "The sign is removed."

    def carry_out(self, form: Any) -> None:
        remove_sign(sign=self.sign, by=self.person)


class RateBefore(AboutSign):
    """Rate a sign as the council sees it before the review."""

    permission = "reviews.rate_before"
    form_class = RateForm
    heading = "How far does the council see it before the review?"
    done = "The rating is kept."

    def stored(self) -> dict[str, Any]:
        return {"level": self.sign.rated_before, "because": self.sign.before_because}

    def carry_out(self, form: Any) -> SignOfRecovery:
        asked = form.cleaned_data
        return rate_before(
            sign=self.sign, level=asked["level"], because=asked["because"], revision=asked["revision"], by=self.person,
            today=self.today,
        )  # fmt: skip


class RateAtReview(AboutSign):
    """Rate a sign as it was seen at the review."""

    permission = "reviews.rate_at_review"
    form_class = RateForm
    heading = "How far was it seen at the review?"
    done = "The rating is kept."

    def stored(self) -> dict[str, Any]:
        return {"level": self.sign.rated_at_review, "because": self.sign.at_review_because}

    def carry_out(self, form: Any) -> SignOfRecovery:
        asked = form.cleaned_data
        return rate_at_review(
            sign=self.sign, level=asked["level"], because=asked["because"], revision=asked["revision"], by=self.person,
            today=self.today,
        )  # fmt: skip
