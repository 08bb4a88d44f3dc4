"""Adding a notice, the list of drafts, a draft beside its source, and confirming it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.forms import add_refusal
from core.refusals import Refusal
from notices.drafts.forms import AddNoticeForm, ConfirmForm
from notices.drafts.reading import draft_from_document
from notices.drafts.selectors import drafts_of, review_of
from notices.drafts.services import start_draft
from notices.drafts.views.base import DraftForm, DraftPage
from notices.models import Notice
from notices.services.confirmation import Succession, confirm_register, notices_beside


class DraftList(CouncilPage, TemplateView):
    """The notices that are being read into a register, and those that were."""

    permission = "notices.draft_register"
    template_name = "notices/drafts/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(drafts=drafts_of(self.council), **kwargs)


class AddNotice(CouncilPage, FormView):
    """Paste a notice or upload it; what was read stands as a draft to review."""

    permission = "notices.draft_register"
    template_name = "notices/drafts/add.html"
    form_class = AddNoticeForm

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            draft = self.started(form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, "The notice is read. Nothing is in the register until you confirm it.")
        return redirect("drafts:review", self.council.slug, draft.pk)

    def started(self, values: dict[str, Any]) -> Any:
        """The draft of the file or of the pasted text; raises Refusal."""
        upload = values["file"]
        if upload is None:
            return start_draft(
                council=self.council, text=values["text"], source_name="Pasted text", by=self.person
            )
        return draft_from_document(
            council=self.council, content=upload, size=upload.size, filename=upload.name, by=self.person
        )


class ReviewDraft(DraftPage, TemplateView):
    """The draft beside its source: what was found, what needs a decision, what was left over."""

    template_name = "notices/drafts/review.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"draft": self.draft, "review": review_of(self.draft), "may_change": self.may_change()}
        return super().get_context_data(**{**kwargs, **shown})

    def may_change(self) -> bool:
        return self.draft.state == self.draft.State.OPEN


class ConfirmRegister(DraftForm):
    """The last look before the register exists."""

    form_class = ConfirmForm
    template_name = "notices/drafts/confirm.html"
    heading = "Confirm the register"
    done = "The register is confirmed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "earlier": self.earlier()}

    def earlier(self) -> Notice | None:
        """The notice that the council is under for the same service, if there is one."""
        return next(iter(notices_beside(self.draft)), None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            review=review_of(self.draft), earlier=self.earlier(), back_url=self.url("review"), **kwargs
        )

    def carry_out(self, form: Any) -> Any:
        return confirm_register(
            draft=self.draft,
            by=self.person,
            today=self.today,
            seen=form.cleaned_data["revision"],
            supersedes=self.succession(form.cleaned_data),
        )

    def succession(self, values: dict[str, Any]) -> Succession | None:
        earlier = self.earlier()
        if earlier is None or values.get("relation") != "supersedes":
            return None
        return Succession(earlier=earlier, on=values["superseded_on"], reason=values["reason"])

    def get_success_url(self) -> str:
        notice = getattr(self, "result", None)
        if notice is None:
            return self.url("review")
        return reverse("notices:notice", args=[self.council.slug, notice.pk])
