"""Corrections to the clauses of a draft: words, number, place in the order."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.refusals import Refusal
from notices.drafts import editing, services
from notices.drafts.clause_forms import ClauseForm
from notices.drafts.content import Content, clause_of_key
from notices.drafts.forms import PlainRevisionForm
from notices.drafts.selectors import shown_obligation, source_around
from notices.drafts.views.base import DraftForm, DraftPage


class EditClause(DraftForm):
    """Correct one clause, its duties listed below it and its place in the source beside it."""

    form_class = ClauseForm
    template_name = "notices/drafts/clause.html"
    done = "The clause is saved."

    def get_heading(self) -> str:
        return f"Clause {self.clause()['number']}"

    def entry_values(self) -> dict[str, Any]:
        clause = self.clause()
        return {"number": clause["number"], "section": clause["section"] or "", "text": clause["text"]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clause = self.clause()
        shown = [shown_obligation(self.draft.content, obligation) for obligation in clause["obligations"]]
        lines = source_around(self.draft, clause["line"])
        return super().get_context_data(clause=clause, obligations=shown, lines=lines, **kwargs)

    def carry_out(self, form: Any) -> Any:
        values = form.cleaned_data
        edit = partial(
            editing.change_clause,
            key=self.kwargs["key"],
            number=values["number"],
            section=values["section"] or None,
            text=values["text"],
        )
        return services.correct(
            draft=self.draft,
            edit=edit,
            entry=("clause", self.kwargs["key"]),
            what="corrected a clause of a draft",
            seen=values["revision"],
            by=self.person,
        )

    def get_success_url(self) -> str:
        return f"{self.url('review')}#clause-{self.kwargs['key']}"


class AddClause(DraftForm):
    """Add a clause that the reading missed, after the one named by `?after=`."""

    form_class = ClauseForm
    heading = "Add a clause"
    done = "The clause is added."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        after = self.after()
        line = clause_of_key(self.draft.content, after)["line"] if after else 1
        return super().get_context_data(lines=source_around(self.draft, line, after=20), **kwargs)

    def after(self) -> int | None:
        """The key of the clause to stand before the new one, or None for the end; a stale one counts as the
        end.
        """
        asked = self.request.GET.get("after", "")
        keys = {str(clause["key"]): int(clause["key"]) for clause in self.draft.content["clauses"]}
        return keys.get(asked)

    def carry_out(self, form: Any) -> Any:
        values = form.cleaned_data

        def edit(content: Content) -> Content:
            return editing.add_clause(
                content,
                number=values["number"],
                section=values["section"] or None,
                text=values["text"],
                after=self.after(),
            )[0]

        return services.correct(
            draft=self.draft,
            edit=edit,
            what="added a clause to a draft",
            seen=values["revision"],
            by=self.person,
        )


class MoveClause(DraftPage):
    """Put a clause one place up or down; a button of the review page."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        edit = partial(editing.move_clause, key=self.kwargs["key"], up=request.POST.get("direction") == "up")
        try:
            services.correct(
                draft=self.draft,
                edit=edit,
                what="moved a clause of a draft",
                seen=self.draft.revision,
                by=self.person,
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
        return redirect(f"{self.url('review')}#clause-{self.kwargs['key']}")


class RemoveClause(DraftForm):
    """Ask before a clause is taken out with its duties."""

    form_class = PlainRevisionForm
    template_name = "notices/drafts/sure.html"
    done = "The clause is removed."

    def get_heading(self) -> str:
        return f"Remove clause {self.clause()['number']} from the draft?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        count = len(self.clause()["obligations"])
        duties = f"{count} dut{'y goes' if count == 1 else 'ies go'} with it. " if count else ""
        warning = f"{duties}The source stays as it is."
        return super().get_context_data(
            warning=warning, words=self.clause()["text"], button="Remove the clause", **kwargs
        )

    def carry_out(self, form: Any) -> Any:
        return services.correct(
            draft=self.draft,
            edit=partial(editing.remove_clause, key=self.kwargs["key"]),
            leaves_entry=False,
            entry=("clause", self.kwargs["key"]),
            what="removed a clause of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )
