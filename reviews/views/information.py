"""The pages of what reviewers are to be given: the checklist, and each line asked for, given, or said why not."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core.editing import ADDS
from reviews.forms.information import CannotForm, InformationForm, ProvideForm, TakeBackAnswerForm
from reviews.forms.resting import RemoveForm
from reviews.models import InformationRequest
from reviews.selectors.information import checklist_of
from reviews.services.information import (
    add_information,
    ask_for_what_the_notice_names,
    edit_information,
    provide_information,
    record_provision,
    refuse_information,
    remove_information,
    take_back_answer,
)
from reviews.views.deeds import ReviewButton, ReviewDeed
from reviews.views.of_review import OfReview

BACK = "Back to the information request"


class InformationList(OfReview, TemplateView):
    """The information request of a review as a checklist, with the clauses of the notice that it answers."""

    permission = "reviews.view_reviews"
    template_name = "reviews/information/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        checklist = checklist_of(self.review, today=self.today)
        may_give = {
            line.request.pk
            for line in checklist.lines
            if self.person.has_perm("reviews.provide_information", line.request)
        }
        return super().get_context_data(
            checklist=checklist, may_give=may_give, section="information", **kwargs
        )


class OfInformation(OfReview):
    """A page of one line of the checklist, at `self.line`; raises Http404 for another review's."""

    @cached_property
    def line(self) -> InformationRequest:
        lines = InformationRequest.objects.filter(review=self.review)
        related = lines.select_related("review__notice__council", "owner_post", "clause", "provided_by")
        return get_object_or_404(related, pk=self.kwargs["line"])


class AboutLine(OfInformation, ReviewDeed):
    """A form about one line of the checklist."""

    back, back_text = "information", BACK

    def subject(self) -> InformationRequest:
        return self.line

    def about(self) -> str:
        return f"{self.line.what}. Due {self.line.due_on:%-d %B %Y}"


class AddInformation(ReviewDeed):
    """Ask for something more."""

    permission = "reviews.keep_reviews"
    form_class = InformationForm
    heading = "Add to what is to be given"
    done = "It is on the checklist."
    back, back_text = "information", BACK

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council, "adding": True}

    def carry_out(self, form: Any) -> InformationRequest:
        return add_information(review=self.review, wanted=form.wanted(), by=self.person, today=self.today)


class EditInformation(AboutLine):
    """Change what is to be given, by whom and when."""

    permission = "reviews.keep_reviews"
    form_class = InformationForm
    heading = "Change what is to be given"
    done = "It is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.line, name) for name in ("what", "kind", "owner_post", "due_on")}

    def carry_out(self, form: Any) -> InformationRequest:
        return edit_information(
            request=self.line, wanted=form.wanted(), revision=form.cleaned_data["revision"], by=self.person
        )


class RemoveInformation(AboutLine):
    """Take a line off the checklist that nobody needs."""

    permission = "reviews.keep_reviews"
    form_class = RemoveForm
    heading = "Take this off the checklist"
    done = "It is off the checklist."

    def carry_out(self, form: Any) -> None:
        remove_information(request=self.line, by=self.person)


class AnswerLine(AboutLine):
    """What is recorded about a line by the team, or by whoever holds the post that is to give it."""

    permission = "reviews.answer_what_is_asked"
    outcome = ADDS

    def check(self) -> None:
        if not self.person.has_perm("reviews.provide_information", self.line):
            raise PermissionDenied


class ProvideInformation(AnswerLine):
    """Record that it was given."""

    form_class = ProvideForm
    heading = "Record that it was given"
    done = "It is recorded as given."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "provided_on": self.today}

    def carry_out(self, form: Any) -> InformationRequest:
        asked = form.cleaned_data
        return provide_information(
            request=self.line, provided_on=asked["provided_on"], words=asked["words"], proofs=form.proofs(),
            revision=asked["revision"], by=self.person, today=self.today,
        )  # fmt: skip


class CannotGive(AnswerLine):
    """Record that it cannot be given, and why."""

    form_class = CannotForm
    heading = "This cannot be given"
    done = "It is recorded that this cannot be given."

    def stored(self) -> dict[str, Any]:
        return {"because": self.line.refused_because}

    def carry_out(self, form: Any) -> InformationRequest:
        asked = form.cleaned_data
        return refuse_information(
            request=self.line, because=asked["because"], revision=asked["revision"], by=self.person
        )


class TakeBackAnswer(AnswerLine):
    """Take back that it was given, or that it cannot be."""

    form_class = TakeBackAnswerForm
    heading = "Take back what was recorded"
    lead = "It will stand as not given yet."
    done = "It stands as not given yet."

    def carry_out(self, form: Any) -> InformationRequest:
        return take_back_answer(request=self.line, revision=form.cleaned_data["revision"], by=self.person)


class AskForWhatTheNoticeNames(ReviewButton):
    """Put on the checklist what the notice names and it lacks."""

    permission = "reviews.keep_reviews"
    back = "information"

    def carry_out(self) -> str:
        added = ask_for_what_the_notice_names(review=self.review, by=self.person, today=self.today)
        return f"{added} added." if added else "Nothing was missing: every clause has its lines."


class RecordProvision(ReviewButton):
    """Record in the register the clauses of which everything is given."""

    permission = "reviews.keep_reviews"
    back = "information"

    def carry_out(self) -> str:
        made = record_provision(review=self.review, by=self.person, today=self.today)
        clauses = ", ".join(each.obligation.clause.number for each in made)
        return f"The register records {'clauses' if len(made) > 1 else 'clause'} {clauses} as met for this review."
