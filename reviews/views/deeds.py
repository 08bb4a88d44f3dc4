"""What the pages share on which something is done: one form or one button, a conflict shown, a message when done."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from core.editing import REPLACES, ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from reviews.views.of_review import OfReview


class ReviewDeed(OfReview, RefusalsAsErrors, FormView):
    """One form about a review, or about a row that belongs to one. `back` names the page that it came from."""

    template_name = "reviews/deed.html"
    heading: ClassVar[str]
    lead: ClassVar[str] = ""
    done: ClassVar[str] = ""
    back: ClassVar[str] = "review"
    back_text: ClassVar[str] = "Back to the review"
    outcome: ClassVar[str] = REPLACES
    """What saving again does to the version of somebody who saved first."""

    def check(self) -> None:
        """Raise PermissionDenied where the very row is not this person's; by default everyone's is."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.check()
        return super().post(request, *args, **kwargs)

    def subject(self) -> Any:
        """Return the row that is changed; its revision travels with the form."""
        return self.review

    def stored(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names, to start from and to hold against what was typed."""
        return {}

    def about(self) -> str:
        return str(self.review)

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.stored(), "revision": self.revision()}

    def revision(self) -> int:
        """Return the revision that the form starts from."""
        return int(getattr(self.subject(), "revision", 1))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {
            "heading": self.heading, "lead": self.lead, "about": self.about(), "back_url": self.get_back(),
            "back_text": self.back_text,
        }  # fmt: skip
        return super().get_context_data(**{**own, **kwargs})

    def get_back(self) -> str:
        return self.address(self.back)

    def get_success_url(self) -> str:
        return self.get_back()

    def said(self) -> str:
        """Return what is said once it is done; `self.result` is what came of it."""
        return self.done

    def refresh(self) -> None:
        """Read again what another person changed meanwhile."""
        self.subject().refresh_from_db()

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.refresh()
            show_conflict(form, refusal, kept=self.stored(), outcome=self.outcome)
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.said())
        return redirect(self.get_success_url())


class FoundDeed(ReviewDeed):
    """A form about what a review asked or found: what it is about stands above it in full."""

    template_name = "reviews/found_form.html"
    back_text = "Back"


class ReviewButton(OfReview):
    """A button on a page of a review: does one thing, says what came of it, and goes back to the page."""

    done: ClassVar[str] = ""
    back: ClassVar[str] = "review"
    http_method_names: ClassVar[list[str]] = ["post"]

    def check(self) -> None:
        """Raise PermissionDenied where the very row is not this person's; by default everyone's is."""

    def carry_out(self) -> str:
        """Do the one thing and return what is said of it. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.check()
        try:
            messages.success(request, self.carry_out())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect(self.address(self.back))
