"""Comments between colleagues on a section: said, answered, settled, opened again."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from reports.forms.comments import AnswerForm, CommentForm
from reports.markdown import as_html
from reports.models import SectionComment
from reports.selectors.sections import comments_on
from reports.services import comments
from reports.views.sections import SectionPage


class Comments(SectionPage, RefusalsAsErrors, FormView):
    """A section as it reads, what is said of it, and the form to say something."""

    permission = "reports.comment_on_report"
    form_class = CommentForm
    template_name = "reports/comments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.kept,
            section=self.section,
            what=self.what,
            html=as_html(self.section.text),
            threads=comments_on(self.section),
            may_write=self.may_write,
            **kwargs,
        )

    def carry_out(self, form: Any) -> SectionComment:
        return comments.comment_on(section=self.section, words=form.cleaned_data["words"], by=self.person)

    def get_success_url(self) -> str:
        messages.success(self.request, "Your comment is added.")
        return self.address("comments")


class CommentPage(SectionPage):
    """A page on one comment, at `self.comment`."""

    permission = "reports.comment_on_report"

    @cached_property
    def comment(self) -> SectionComment:
        """The comment in the address; raises Http404 for one of another section."""
        found = (
            SectionComment.objects.select_related("said_by", "answers")
            .filter(section=self.section, pk=self.kwargs["comment"])
            .first()
        )
        if found is None:
            raise Http404("No such comment on this section")
        found.section = self.section
        return found


class Answer(CommentPage, RefusalsAsErrors, FormView):
    """Answer a comment."""

    permission = "reports.comment_on_report"
    form_class = AnswerForm
    template_name = "reports/answer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.kept, section=self.section, what=self.what, comment=self.comment, **kwargs
        )

    def carry_out(self, form: Any) -> SectionComment:
        return comments.answer_comment(comment=self.comment, words=form.cleaned_data["words"], by=self.person)

    def get_success_url(self) -> str:
        messages.success(self.request, "Your answer is added.")
        return self.address("comments")


class OnComment(CommentPage):
    """A button on a comment: does one thing, says what came of it, and goes back to the comments."""

    done = ""

    def carry_out(self) -> None:
        """Do the one thing. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            self.carry_out()
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, self.done)
        return redirect(self.address("comments"))


class Settle(OnComment):
    """Settle a comment."""

    permission = "reports.comment_on_report"
    done = "The comment is settled."

    def carry_out(self) -> None:
        comments.settle_comment(comment=self.comment, by=self.person)


class Reopen(OnComment):
    """Open a settled comment again."""

    permission = "reports.comment_on_report"
    done = "The comment is open again."

    def carry_out(self) -> None:
        comments.reopen_comment(comment=self.comment, by=self.person)
