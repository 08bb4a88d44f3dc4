"""Corrections to the duties that a draft found in a clause: who owes what to whom."""

from functools import partial
from typing import Any

from notices.drafts import editing, services
from notices.drafts.clause_forms import ObligationForm
from notices.drafts.content import Content
from notices.drafts.forms import PlainRevisionForm
from notices.drafts.selectors import shown_obligation, shown_question, source_around
from notices.drafts.views.base import DraftForm

FIELDS = (
    "summary",
    "duty_holder",
    "recipient",
    "modality",
    "kind",
    "part_of",
    "words",
    "variation_agreed_by",
    "evidence_expected",
    "lead_days",
    "max_age_days",
)


class EditObligation(DraftForm):
    """Correct one duty; when it falls due has pages of its own, to which this one leads."""

    form_class = ObligationForm
    template_name = "notices/drafts/obligation.html"
    done = "The duty is saved."

    def get_heading(self) -> str:
        return f"Duty under clause {self.obligation()[0]['number']}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "content": self.draft.content, "besides": self.kwargs["key"]}

    def entry_values(self) -> dict[str, Any]:
        obligation = self.obligation()[1]
        values = {name: obligation.get(name) for name in FIELDS}
        return {**values, "owed_by_council": "yes" if obligation["owed_by_council"] else "no"}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clause, obligation = self.obligation()
        asked = [
            shown_question(self.draft, question)
            for question in self.draft.content["questions"]
            if question["obligation"] == obligation["key"]
        ]
        shown = shown_obligation(self.draft.content, obligation)
        cadences = [
            (part, words, self.url("cadence", shown.key, part)) for part, words in enumerate(shown.cadences)
        ]
        return super().get_context_data(
            clause=clause,
            obligation=shown,
            cadences=cadences,
            questions=asked,
            lines=source_around(self.draft, clause["line"]),
            next_part=len(cadences),
            **kwargs,
        )

    def carry_out(self, form: Any) -> Any:
        return services.correct(
            draft=self.draft,
            edit=partial(editing.change_obligation, key=self.kwargs["key"], values=form.entry()),
            entry=("obligation", self.kwargs["key"]),
            what="corrected a duty of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )

    def get_success_url(self) -> str:
        return f"{self.url('review')}#clause-{self.obligation()[0]['key']}"


class AddObligation(DraftForm):
    """Add a duty that the reading missed; it stands until it is said when it falls due."""

    form_class = ObligationForm
    done = "The duty is added. Now say when it falls due."

    def get_heading(self) -> str:
        return f"Add a duty under clause {self.clause()['number']}"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "content": self.draft.content, "besides": None}

    def entry_values(self) -> dict[str, Any]:
        return {
            "duty_holder": "council",
            "owed_by_council": "yes",
            "modality": "must",
            "kind": "standing",
            "lead_days": 14,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=source_around(self.draft, self.clause()["line"]), **kwargs)

    def carry_out(self, form: Any) -> Any:
        def edit(content: Content) -> Content:
            changed, self.key = editing.add_obligation(content, self.kwargs["key"])
            return editing.change_obligation(changed, self.key, form.entry())

        return services.correct(
            draft=self.draft,
            edit=edit,
            what="added a duty to a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )

    def get_success_url(self) -> str:
        key = getattr(self, "key", None)
        return self.url("cadence", key, 0) if key else self.url("review")


class RemoveObligation(DraftForm):
    """Ask before a duty is taken out."""

    form_class = PlainRevisionForm
    template_name = "notices/drafts/sure.html"
    done = "The duty is removed."

    def get_heading(self) -> str:
        return f"Remove this duty from clause {self.obligation()[0]['number']}?"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = shown_obligation(self.draft.content, self.obligation()[1])
        return super().get_context_data(
            words=shown.summary, warning="The clause itself stays.", button="Remove the duty", **kwargs
        )

    def carry_out(self, form: Any) -> Any:
        return services.correct(
            draft=self.draft,
            edit=partial(editing.remove_obligation, key=self.kwargs["key"]),
            leaves_entry=False,
            entry=("obligation", self.kwargs["key"]),
            what="removed a duty of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )
