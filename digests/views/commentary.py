"""The page on which somebody writes what lies behind an indicator's figure of a month."""

from typing import Any

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import FormView

from core.editing import ChangedMeanwhile, show_conflict
from core.forms import add_refusal
from core.refusals import Refusal
from digests.exceptions import exceptions_of
from digests.forms.commentary import CommentaryForm
from digests.models import Commentary
from digests.publication.content import judged
from digests.selectors import line_for
from digests.selectors.publication import commentaries_on
from digests.services.commentary import write_commentary
from digests.views.base import IndicatorInMonth
from digests.views.publishing import address_of_month

NAMES = ("problem", "cause", "action_taken", "expected_effect", "expected_by")


class WriteCommentary(IndicatorInMonth, FormView):
    """Write the commentary on an indicator for a month, or edit it."""

    permission = "digests.comment_on_indicator"
    form_class = CommentaryForm
    template_name = "digests/publication/commentary.html"

    def commentary(self) -> Commentary | None:
        return commentaries_on([self.indicator], self.month).get(self.indicator.pk)

    def kept(self) -> dict[str, Any]:
        """Return what is stored, by the form's field names."""
        commentary = self.commentary()
        return {} if commentary is None else {name: getattr(commentary, name) for name in NAMES}

    def get_initial(self) -> dict[str, Any]:
        commentary = self.commentary()
        return {"revision": commentary.revision if commentary else 0, "problem": "", **self.kept()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line = line_for(self.indicator, self.month)
        return super().get_context_data(
            line=line,
            month=self.month,
            found=exceptions_of(judged(line, self.today)),
            back_url=self.get_success_url(),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            write_commentary(
                indicator=self.indicator, month=self.month, said=form.said(), by=self.person,
                seen=form.cleaned_data["revision"],
            )  # fmt: skip
        except ChangedMeanwhile as refusal:
            show_conflict(form, refusal, kept=self.kept())
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"The commentary on {self.indicator} is kept.")
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        return address_of_month(self.council.slug, self.month)
