"""Corrections to a draft as a whole: its head, its areas, its questions; and putting it away."""

from functools import partial
from typing import Any

from notices.drafts import editing, services
from notices.drafts.forms import HEADER_DAYS, AreasForm, HeaderForm, PlainRevisionForm, QuestionForm
from notices.drafts.heading import day_of, service_area_of, trigger_of
from notices.drafts.selectors import shown_question, source_around
from notices.drafts.views.base import DraftForm


class EditHeader(DraftForm):
    """Correct what the notice is called, what led to it and its days."""

    form_class = HeaderForm
    heading = "Head of the notice"
    done = "The head of the notice is saved."

    def entry_values(self) -> dict[str, Any]:
        header = self.draft.content["header"]
        days = {name: day_of(header.get(name)) for name in HEADER_DAYS}
        return {
            **header,
            **days,
            "service_area": service_area_of(self.draft.content),
            "trigger": trigger_of(header.get("trigger")),
            "issuer": header.get("issuer") or "Department for Education",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=source_around(self.draft, 1, after=10), **kwargs)

    def carry_out(self, form: Any) -> Any:
        return services.correct(
            draft=self.draft,
            edit=partial(editing.change_header, values=form.entry()),
            entry=("header", 0),
            what="corrected the head of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )


class EditAreas(DraftForm):
    """Correct or enter the areas that the plan must cover."""

    form_class = AreasForm
    heading = "Areas that the plan must cover"
    done = "The areas are saved."

    def entry_values(self) -> dict[str, Any]:
        return {
            "areas": "\n".join(f"{area['letter']}. {area['title']}" for area in self.draft.content["areas"])
        }

    def carry_out(self, form: Any) -> Any:
        return services.correct(
            draft=self.draft,
            edit=partial(editing.change_areas, areas=form.cleaned_data["areas"]),
            entry=("areas", 0),
            what="corrected the areas of a draft",
            seen=form.cleaned_data["revision"],
            by=self.person,
        )


class AnswerQuestion(DraftForm):
    """Decide one question of the draft, or leave it undecided knowingly."""

    form_class = QuestionForm
    template_name = "notices/drafts/question.html"
    heading = "A decision that the draft needs"
    done = "The answer is saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "question": self.question()}

    def entry_values(self) -> dict[str, Any]:
        question = self.question()
        return {
            "state": "" if question["state"] == "open" else question["state"],
            "answer": question["answer"],
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question()
        lines = source_around(self.draft, question["line"], before=1, after=6) if question["line"] else []
        return super().get_context_data(question=shown_question(self.draft, question), lines=lines, **kwargs)

    def carry_out(self, form: Any) -> Any:
        values = form.cleaned_data
        return services.answer_question(
            draft=self.draft,
            key=self.kwargs["key"],
            state=values["state"],
            answer=values["answer"],
            by=self.person,
            today=self.today,
            seen=values["revision"],
        )


class DiscardDraft(DraftForm):
    """Ask before a draft is put away."""

    form_class = PlainRevisionForm
    template_name = "notices/drafts/sure.html"
    heading = "Discard this draft?"
    done = "The draft is discarded."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            warning="Nothing of it comes into a register, and it cannot be opened for review again.",
            button="Discard the draft",
            **kwargs,
        )

    def carry_out(self, form: Any) -> Any:
        return services.discard(draft=self.draft, by=self.person)
