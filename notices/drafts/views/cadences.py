"""When a drafted duty falls due: the kind of cadence on one page, its fields on the next."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import FormView

from core.refusals import Refusal
from notices.drafts import editing, services
from notices.drafts.cadence_forms import TYPE_WORDS, CadenceTypeForm, fields_form, initial_of
from notices.drafts.content import Entry
from notices.drafts.selectors import source_around
from notices.drafts.views.base import DraftForm, DraftPage


class CadencePage(DraftPage):
    """A page about cadence `part` of a duty; one past the last is one more."""

    def cadence(self) -> Entry:
        """The cadence as drafted, or an empty one to add; raises Http404 for a part further on."""
        cadences: list[Entry] = self.obligation()[1]["cadences"]
        if self.kwargs["part"] > len(cadences):
            raise Http404("No such cadence")
        return cadences[self.kwargs["part"]] if self.kwargs["part"] < len(cadences) else {"type": ""}


class ChooseCadence(CadencePage, FormView):
    """Which kind of cadence it is."""

    form_class = CadenceTypeForm
    template_name = "notices/drafts/form.html"

    def get_initial(self) -> dict[str, Any]:
        return {"type": self.cadence()["type"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clause, obligation = self.obligation()
        return super().get_context_data(
            draft=self.draft,
            heading=f"When it falls due: {obligation['summary'] or obligation['words']}",
            back_url=self.url("obligation", self.kwargs["key"]),
            lines=source_around(self.draft, clause["line"]),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        self.cadence()
        place = (self.kwargs["key"], self.kwargs["part"], form.cleaned_data["type"])
        return redirect(self.url("cadence_fields", *place))


class EditCadence(CadencePage, DraftForm):
    """The fields of the kind of cadence that was chosen."""

    done = "When it falls due is saved."

    def get_form_class(self) -> Any:
        self.get_heading()
        return fields_form(self.kwargs["kind"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "content": self.draft.content, "besides": self.kwargs["key"]}

    def get_heading(self) -> str:
        words = TYPE_WORDS.get(self.kwargs["kind"])
        if words is None:
            raise Http404("No such kind of cadence")
        return words

    def entry_values(self) -> dict[str, Any]:
        return initial_of(self.cadence())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = source_around(self.draft, self.obligation()[0]["line"])
        return super().get_context_data(lines=lines, **kwargs)

    def carry_out(self, form: Any) -> Any:
        edit = partial(
            editing.change_cadence, key=self.kwargs["key"], part=self.kwargs["part"], cadence=form.entry()
        )
        return services.correct(
            draft=self.draft,
            edit=edit,
            entry=("obligation", self.kwargs["key"]),
            what="corrected a cadence of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )

    def get_success_url(self) -> str:
        return self.url("obligation", self.kwargs["key"])


class RemoveCadence(DraftPage):
    """Take out one of several cadences; a button of the duty's page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edit = partial(editing.remove_cadence, key=self.kwargs["key"], part=self.kwargs["part"])
        self.obligation()
        try:
            services.correct(
                draft=self.draft,
                edit=edit,
                what="removed a cadence of a draft",
                entry=("obligation", self.kwargs["key"]),
                seen=self.seen(request),
                by=self.person,
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect(self.url("obligation", self.kwargs["key"]))

    def seen(self, request: HttpRequest) -> int:
        """The revision that the person had before them; without one, the newest."""
        revision = request.POST.get("revision", "")
        return int(revision) if revision.isdecimal() and len(revision) < 10 else self.draft.revision
