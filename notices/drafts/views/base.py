"""What every page of one draft shares: finding it, showing a form of it, and two people at one entry."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.editing import ChangedMeanwhile, show_conflict
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from notices.drafts.content import Entry, EntryGone, clause_of_key, obligation_of_key, question_of_key
from notices.models import NoticeDraft


class DraftPage(CouncilPage):
    """A page of one draft of the council; the draft is at `self.draft`."""

    permission = "notices.draft_register"
    draft: NoticeDraft
    kwargs: dict[str, Any]

    def kept_council(self, slug: str) -> Any:
        """Find the council, and with it the draft; another council's draft does not exist here."""
        council = super().kept_council(slug)
        self.draft = get_object_or_404(
            NoticeDraft.objects.select_related("council", "notice"), council=council, pk=self.kwargs["draft"]
        )
        return council

    def clause(self) -> Entry:
        """The clause that the address names; raises Http404."""
        return self.found(clause_of_key)

    def obligation(self) -> tuple[Entry, Entry]:
        """The clause and obligation that the address names; raises Http404."""
        found: tuple[Entry, Entry] = self.found(obligation_of_key)
        return found

    def question(self) -> Entry:
        """The question that the address names; raises Http404."""
        return self.found(question_of_key)

    def found(self, look_up: Any) -> Any:
        try:
            return look_up(self.draft.content, self.kwargs["key"])
        except EntryGone as gone:
            raise Http404("No such part of the draft") from gone

    def url(self, name: str, *args: object) -> str:
        """The address of another page of this draft."""
        return reverse(f"drafts:{name}", args=[self.council.slug, self.draft.pk, *args])


class DraftForm(DraftPage, RefusalsAsErrors, FormView):
    """One form on one page of a draft. `entry_values` gives what is kept, as the form's initial values."""

    template_name = "notices/drafts/form.html"
    heading = ""
    done = "The draft is saved."

    def entry_values(self) -> dict[str, Any]:
        return {}

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.draft.revision, **self.entry_values()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"draft": self.draft, "heading": self.get_heading(), "back_url": self.get_success_url()}
        return super().get_context_data(**{**facts, **kwargs})

    def get_heading(self) -> str:
        return self.heading

    def get_success_url(self) -> str:
        return self.url("review")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            return self.conflict(form, refusal)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def conflict(self, form: Any, refusal: ChangedMeanwhile) -> HttpResponse:
        """Show what the other person saved beside what this one typed."""
        self.draft.refresh_from_db()
        show_conflict(form, refusal, kept=self.entry_values())
        return self.form_invalid(form)
