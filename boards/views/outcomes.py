"""What an item came to and what was challenged under it: recorded, changed and taken out while minutes are open."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from boards.forms.minutes import ActionForm, ChallengeForm, DecisionForm, InformationForm
from boards.models import BoardAction, Challenge, Outcome
from boards.selectors.items import items_for
from boards.services import challenges, outcomes
from boards.views.base import Deed, Finding, MeetingWriting, item_in_words
from boards.views.minutes import MinuteWriting, place_in_minutes
from core.editing import ADDS

Kind = Outcome.Kind
MEETING = ("item__meeting__board__notice__council", "item__meeting__planned_event")


class Adds(MinuteWriting):
    """A form for something that came of an item: there is no revision to hold it against."""

    outcome = ADDS

    def get_initial(self) -> dict[str, Any]:
        return {"revision": 1}


class AddDecision(Adds):
    """A decision."""

    form_class = DecisionForm
    heading = "Record a decision"
    done = "The decision is recorded."

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "decided_by": "The board"}

    def carry_out(self, form: Any) -> Outcome:
        return outcomes.add_outcome(item=self.item, said=form.said(), by=self.person)


class AddInformation(Adds):
    """Something to know."""

    form_class = InformationForm
    heading = "Record information"
    done = "The information is recorded."

    def carry_out(self, form: Any) -> Outcome:
        return outcomes.add_outcome(item=self.item, said=form.said(), by=self.person)


class AddAction(Adds):
    """An action for a post."""

    form_class = ActionForm
    heading = "Record an action"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def carry_out(self, form: Any) -> BoardAction:
        return outcomes.add_action(item=self.item, said=form.said(), by=self.person)

    def done_in_words(self) -> str:
        given = self.result
        return f"{given.reference} is given to {given.owner_post}. It is followed to every agenda."


class AddChallenge(Adds):
    """A challenge."""

    form_class = ChallengeForm
    heading = "Record a challenge"
    lead = "A question by which the programme was held to account, and its answer."
    done = "The challenge is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def carry_out(self, form: Any) -> Challenge:
        return challenges.add_challenge(item=self.item, said=form.said(), by=self.person)


class FindsRow(Finding):
    """The outcome or challenge in the address, at `self.row`; that of an item that is hidden is not there."""

    rows: ClassVar[QuerySet[Any]]
    row: Any

    def find(self) -> None:
        seen = self.rows.filter(item__in=items_for(self.person, self.council))
        self.row = get_object_or_404(seen, pk=self.kwargs["pk"])


class FindsOutcome(FindsRow):
    rows = Outcome.objects.select_related(*MEETING, "action__owner_post")


class FindsChallenge(FindsRow):
    rows = Challenge.objects.select_related(*MEETING, "action")


class Edits(FindsRow, MeetingWriting):
    """A form about an outcome or a challenge that is there already."""

    permission = "boards.take_minutes"
    back_words = "Back to the minutes"

    def refresh(self) -> None:
        self.find()

    def about(self) -> str:
        return item_in_words(self.row.item)

    def get_success_url(self) -> str:
        return place_in_minutes(self.council, self.row.item)


class TakesOut(FindsRow, Deed):
    """An outcome or a challenge out of the minutes, while they are not agreed."""

    permission = "boards.take_minutes"

    def get_back(self) -> str:
        return place_in_minutes(self.council, self.row.item)


class EditOutcome(FindsOutcome, Edits):
    """Word an outcome anew, by the form of its kind."""

    heading = "Edit this outcome"
    done = "The outcome is changed."
    forms: ClassVar[dict[str, type[Any]]] = {
        Kind.DECISION: DecisionForm, Kind.INFORMATION: InformationForm, Kind.ACTION: ActionForm,
    }  # fmt: skip

    @property
    def edited(self) -> Outcome | BoardAction:
        """What has the words and the revision: of an action, the action."""
        return self.row.action if self.row.kind == Kind.ACTION else self.row

    def get_form_class(self) -> type[Any]:
        return self.forms[self.row.kind]

    def get_form_kwargs(self) -> dict[str, Any]:
        meeting = {"meeting": self.row.item.meeting} if self.row.kind == Kind.ACTION else {}
        return {**super().get_form_kwargs(), **meeting}

    def get_initial(self) -> dict[str, Any]:
        names = ("revision", *self.get_form_class().said_as.__dataclass_fields__)
        return {name: getattr(self.edited, name) for name in names}

    def carry_out(self, form: Any) -> Outcome | BoardAction:
        change = {"said": form.said(), "revision": form.cleaned_data["revision"], "by": self.person}
        if self.row.kind == Kind.ACTION:
            return outcomes.edit_action(action=self.row.action, **change)
        return outcomes.edit_outcome(outcome=self.row, **change)


class RemoveOutcome(FindsOutcome, TakesOut):
    """A decision, an action or information that was recorded in error."""

    def carry_out(self) -> str:
        outcomes.remove_outcome(outcome=self.row, by=self.person)
        return "It is taken out of the minutes."


class EditChallenge(FindsChallenge, Edits):
    """Word a challenge anew, or give the answer that was to follow."""

    form_class = ChallengeForm
    heading = "Edit this challenge"
    done = "The challenge is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.row.item.meeting}

    def get_initial(self) -> dict[str, Any]:
        names = ("revision", *challenges.ChallengeWords.__dataclass_fields__)
        return {name: getattr(self.row, name) for name in names}

    def carry_out(self, form: Any) -> Challenge:
        revision = form.cleaned_data["revision"]
        return challenges.edit_challenge(
            challenge=self.row, said=form.said(), revision=revision, by=self.person
        )


class RemoveChallenge(FindsChallenge, TakesOut):
    """A challenge that was recorded in error."""

    def carry_out(self) -> str:
        challenges.remove_challenge(challenge=self.row, by=self.person)
        return "It is taken out of the minutes."
