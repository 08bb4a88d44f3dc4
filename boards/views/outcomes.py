"""What an item came to and what was challenged under it: recorded, changed and taken out while minutes are open."""

from typing import Any

from django.shortcuts import get_object_or_404

from boards.forms.minutes import ActionForm, ChallengeForm, DecisionForm, InformationForm
from boards.models import Challenge, Outcome
from boards.services import challenges, outcomes
from boards.views.business import BoardWriting, Deed, in_words, items_for
from boards.views.minutes import MinuteWriting, place_in_minutes
from core.editing import ADDS

Kind = Outcome.Kind


class AddsOutcome(MinuteWriting):
    """A form for something that an item came to: there is no revision to hold it against."""

    outcome = ADDS

    def get_initial(self) -> dict[str, Any]:
        return {"revision": 1}


class AddDecision(AddsOutcome):
    """A decision."""

    form_class = DecisionForm
    heading = "Record a decision"
    done = "The decision is recorded."

    def get_initial(self) -> dict[str, Any]:
        return {"revision": 1, "decided_by": "The board"}

    def carry_out(self, form: Any) -> Outcome:
        return outcomes.add_decision(item=self.item, said=form.said(), by=self.person)


class AddInformation(AddsOutcome):
    """Something to know."""

    form_class = InformationForm
    heading = "Record information"
    done = "The information is recorded."

    def carry_out(self, form: Any) -> Outcome:
        return outcomes.add_information(item=self.item, words=form.cleaned_data["words"], by=self.person)


class AddAction(AddsOutcome):
    """An action for a post."""

    form_class = ActionForm
    heading = "Record an action"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def carry_out(self, form: Any) -> Any:
        return outcomes.add_action(item=self.item, said=form.said(), by=self.person)

    def done_in_words(self) -> str:
        return (
            f"{self.result.reference} is given to {self.result.owner_post}. It is followed to every agenda."
        )


class AddChallenge(AddsOutcome):
    """A challenge."""

    form_class = ChallengeForm
    heading = "Record a challenge"
    lead = "A question by which the programme was held to account, and its answer."
    done = "The challenge is recorded."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.meeting}

    def carry_out(self, form: Any) -> Challenge:
        return challenges.add_challenge(item=self.item, said=form.said(), by=self.person)


class OnWhatWasSaid(BoardWriting):
    """A form about an outcome or a challenge that is there already."""

    permission = "boards.take_minutes"
    back_words = "Back to the minutes"
    row: Any

    def about(self) -> str:
        return f"{self.row.item.title}. {in_words(self.row.item.meeting)}"

    def refresh(self) -> None:
        self.row.refresh_from_db()

    def get_success_url(self) -> str:
        return place_in_minutes(self, self.row.item)


def outcome_of(page: Any) -> Outcome:
    """Return the outcome that the address names; raises Http404 for another council's, and for a hidden one."""
    found = Outcome.objects.filter(item__in=items_for(page.person, page.council)).select_related(
        "item__meeting__board__notice__council", "item__meeting__planned_event", "action__owner_post"
    )
    return get_object_or_404(found, pk=page.kwargs["pk"])


class EditOutcome(OnWhatWasSaid):
    """Word an outcome anew, by the form of its kind."""

    heading = "Edit this outcome"
    done = "The outcome is changed."

    def find(self) -> None:
        self.row = outcome_of(self)

    def get_form_class(self) -> type[Any]:
        return {Kind.DECISION: DecisionForm, Kind.ACTION: ActionForm}.get(self.row.kind, InformationForm)

    def get_form_kwargs(self) -> dict[str, Any]:
        meeting = {"meeting": self.row.item.meeting} if self.row.kind == Kind.ACTION else {}
        return {**super().get_form_kwargs(), **meeting}

    def get_initial(self) -> dict[str, Any]:
        names = ("revision", "words", "owner_post", "due_on", "plan_action")
        if self.row.kind == Kind.ACTION:
            return {name: getattr(self.row.action, name) for name in names}
        return {name: getattr(self.row, name) for name in ("revision", "words", "decided_by", "dissent")}

    def refresh(self) -> None:
        self.row = outcome_of(self)

    def carry_out(self, form: Any) -> Any:
        asked = form.cleaned_data
        held = {"revision": asked["revision"], "by": self.person}
        if self.row.kind == Kind.ACTION:
            return outcomes.edit_action(action=self.row.action, said=form.said(), **held)
        if self.row.kind == Kind.DECISION:
            return outcomes.edit_decision(outcome=self.row, said=form.said(), **held)
        return outcomes.edit_information(outcome=self.row, words=asked["words"], **held)


class RemoveOutcome(Deed):
    """Out of the minutes, while they are not agreed."""

    permission = "boards.take_minutes"

    def find(self) -> None:
        self.row = outcome_of(self)

    def get_back(self) -> str:
        return place_in_minutes(self, self.row.item)

    def carry_out(self) -> str:
        outcomes.remove_outcome(outcome=self.row, by=self.person)
        return "It is taken out of the minutes."


def challenge_of(page: Any) -> Challenge:
    """Return the challenge that the address names; raises Http404 for another council's, and for a hidden one."""
    found = Challenge.objects.filter(item__in=items_for(page.person, page.council)).select_related(
        "item__meeting__board__notice__council", "item__meeting__planned_event", "action"
    )
    return get_object_or_404(found, pk=page.kwargs["pk"])


class EditChallenge(OnWhatWasSaid):
    """Word a challenge anew, or give the answer that was to follow."""

    form_class = ChallengeForm
    heading = "Edit this challenge"
    done = "The challenge is changed."

    def find(self) -> None:
        self.row = challenge_of(self)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.row.item.meeting}

    def get_initial(self) -> dict[str, Any]:
        names = ("revision", *challenges.ChallengeWords.__dataclass_fields__)
        return {name: getattr(self.row, name) for name in names}

    def carry_out(self, form: Any) -> Challenge:
        asked = form.cleaned_data
        return challenges.edit_challenge(
            challenge=self.row, said=form.said(), revision=asked["revision"], by=self.person
        )


class RemoveChallenge(Deed):
    """Out of the minutes, while they are not agreed."""

    permission = "boards.take_minutes"

    def find(self) -> None:
        self.row = challenge_of(self)

    def get_back(self) -> str:
        return place_in_minutes(self, self.row.item)

    def carry_out(self) -> str:
        challenges.remove_challenge(challenge=self.row, by=self.person)
        return "It is taken out of the minutes."
