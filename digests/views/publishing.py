"""What moves a month's digest on: opened, marked as commented, published, corrected; a button or a form for each."""

import datetime as dt
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from digests.forms.publication import CommentedForm, CorrectForm, PublishForm
from digests.models import MonthlyDigest
from digests.months import month_from_words
from digests.selectors.publication import digests_of, month_content, without_commentary
from digests.services import publication


def address_of_month(council_slug: str, month: dt.date) -> str:
    """Return the address of a month's digest as the figures stand."""
    return f"{reverse('digest:month', args=[council_slug])}?month={month:%Y-%m}"


class OpenDigest(CouncilPage):
    """Open the digest of a month."""

    permission = "digests.comment_on_indicator"

    def post(self, request: HttpRequest, year: int, number: int) -> HttpResponse:
        month = month_from_words(f"{year:04}-{number:02}")
        if month is None:
            raise Http404("No such month")
        try:
            publication.open_digest(council=self.council, month=month, by=self.person, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, f"The digest for {month:%B %Y} is open as a draft.")
        return redirect(address_of_month(self.council.slug, month))


class VersionPage(CouncilPage):
    """A page about one version of a month's digest, in hand or published."""

    kwargs: dict[str, Any]

    @cached_property
    def digest(self) -> MonthlyDigest:
        return get_object_or_404(digests_of(self.council), pk=self.kwargs["pk"])

    @property
    def month_url(self) -> str:
        return address_of_month(self.council.slug, self.digest.month)


class OnVersion(VersionPage):
    """A button on a version: does one thing, says what came of it, and goes back."""

    done: ClassVar[str]

    def carry_out(self) -> None:
        """Do the one thing. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def goes_to(self) -> str:
        return self.month_url

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            self.carry_out()
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.done)
        return redirect(self.goes_to())


class TakeBack(OnVersion):
    """Make a commented digest a draft again."""

    permission = "digests.comment_on_indicator"
    done = "The digest is a draft again."

    def carry_out(self) -> None:
        publication.take_back(digest=self.digest, by=self.person)


class RenderDigest(OnVersion):
    """Ask for the PDFs again."""

    permission = "digests.publish_digest"
    done = "The PDF is being made."

    def carry_out(self) -> None:
        publication.render_again(digest=self.digest, by=self.person)

    def goes_to(self) -> str:
        # A draft has no page among what was published.
        if not self.digest.is_published:
            return self.month_url
        return reverse("digest:published", args=[self.council.slug, self.digest.pk])


class VersionForm(VersionPage, RefusalsAsErrors, FormView):
    """A form that moves a version on; its page names the exceptions that lack commentary."""

    template_name = "digests/publication/step.html"
    heading: ClassVar[str]
    lead: ClassVar[str]
    done: ClassVar[str]

    @cached_property
    def lacking(self) -> list[str]:
        return without_commentary(month_content(self.council, self.digest.month, as_at=self.today))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            digest=self.digest, heading=self.heading, lead=self.lead, back_url=self.month_url, **kwargs
        )

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return self.month_url


class MarkCommented(VersionForm):
    """Say that the commentary is written."""

    permission = "digests.comment_on_indicator"
    form_class = CommentedForm
    heading = "Mark the digest as commented"
    lead = (
        "Every exception needs its commentary, but for those that improve. Then the analyst can publish it."
    )
    done = "The digest is marked as commented."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "lacking": self.lacking}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lacking=self.lacking, **kwargs)

    def carry_out(self, form: Any) -> None:
        publication.mark_commented(
            digest=self.digest, by=self.person, today=self.today,
            uncommented_because=form.cleaned_data.get("uncommented_because", ""),
        )  # fmt: skip


class Publish(VersionForm):
    """Publish it."""

    permission = "digests.publish_digest"
    form_class = PublishForm
    heading = "Publish the digest"
    lead = (
        "What the digest shows today is frozen: a figure revised later, or an indicator defined anew, changes nothing "
        "in it. Everybody in the recovery can read it, and its PDFs are made."
    )
    done = "The digest is published."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lacking=self.lacking, **kwargs)

    def carry_out(self, form: Any) -> None:
        publication.publish(digest=self.digest, by=self.person, today=self.today)

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return reverse("digest:published", args=[self.council.slug, self.digest.pk])


class Correct(VersionForm):
    """Open a corrected version of what was published."""

    permission = "digests.publish_digest"
    form_class = CorrectForm
    heading = "Open a corrected version"
    lead = "What was published stays as it is. The corrected version begins as a draft with today’s figures."
    done = "A corrected version is open as a draft."

    def carry_out(self, form: Any) -> None:
        publication.correct(digest=self.digest, reason=form.cleaned_data["reason"], by=self.person)
