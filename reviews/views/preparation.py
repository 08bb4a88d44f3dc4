"""The pages of what must be ready before a review: the list, and each task added, changed, done and taken away."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from reviews.forms.preparation import (
    DoneForm,
    EditPreparationForm,
    PreparationFilterForm,
    PreparationForm,
)
from reviews.forms.resting import RemoveForm
from reviews.models import Preparation
from reviews.selectors.preparation import preparations_of
from reviews.services.preparing import (
    add_preparation,
    add_what_is_usual,
    edit_preparation,
    record_done,
    remove_preparation,
    undo_done,
)
from reviews.views.deeds import ReviewButton, ReviewDeed
from reviews.views.of_review import OfReview

BACK = "Back to the preparation"


class PreparationList(OfReview, TemplateView):
    """Everything that must be ready before a review, by filters in the address."""

    permission = "reviews.view_reviews"
    template_name = "reviews/preparation/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        every = preparations_of(self.review, today=self.today)
        form = PreparationFilterForm(self.request.GET, review=self.review, auto_id="filter_%s")
        form.full_clean()
        shown = [
            line
            for line in every.lines
            if form.lets_through(line.state, line.preparation.owner_post_id, line.preparation.due_on)
        ]
        may_do = {
            line.preparation.pk
            for line in shown
            if self.person.has_perm("reviews.do_preparation", line.preparation)
        }
        return super().get_context_data(
            every=every, lines=shown, form=form, may_do=may_do, section="preparation",
            is_narrowing=len(shown) < len(every.lines), **kwargs,
        )  # fmt: skip


class OfPreparation(OfReview):
    """A page of one task; raises Http404 for another review's."""

    @cached_property
    def preparation(self) -> Preparation:
        tasks = Preparation.objects.filter(review=self.review).select_related(
            "review__notice__council", "owner_post"
        )
        return get_object_or_404(tasks, pk=self.kwargs["task"])


class OwnPreparation(OfPreparation):
    """A deed on a task by the team, or by whoever holds the post that sees to it."""

    def check(self) -> None:
        if not self.person.has_perm("reviews.do_preparation", self.preparation):
            raise PermissionDenied


class AddPreparation(ReviewDeed):
    """Add something that must be ready."""

    permission = "reviews.keep_reviews"
    form_class = PreparationForm
    heading = "Add something that must be ready"
    done = "It is on the list."
    back, back_text = "preparation", BACK

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def carry_out(self, form: Any) -> Preparation:
        return add_preparation(review=self.review, by=self.person, today=self.today, **form.cleaned_data)


class EditPreparation(OfPreparation, ReviewDeed):
    """Change what must be ready, who sees to it and when."""

    permission = "reviews.keep_reviews"
    form_class = EditPreparationForm
    heading = "Change what must be ready"
    done = "It is changed."
    back, back_text = "preparation", BACK

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def subject(self) -> Preparation:
        return self.preparation

    def stored(self) -> dict[str, Any]:
        row = self.preparation
        return {
            "what": row.what, "owner_post": row.owner_post, "days_before": row.days_before,
            "due_on": row.due_on if row.is_set else None,
        }  # fmt: skip

    def carry_out(self, form: Any) -> Preparation:
        return edit_preparation(
            preparation=self.preparation, by=self.person, today=self.today, **form.cleaned_data
        )


class DoPreparation(OwnPreparation, ReviewDeed):
    """Record that it is ready: the team, and whoever holds the post that sees to it."""

    permission = "reviews.answer_what_is_asked"
    form_class = DoneForm
    heading = "Record that it is ready"
    done = "It is recorded as ready."
    back, back_text = "preparation", BACK

    def about(self) -> str:
        return self.preparation.what

    def get_initial(self) -> dict[str, Any]:
        return {"done_on": self.today}

    def carry_out(self, form: Any) -> Preparation:
        return record_done(
            preparation=self.preparation, by=self.person, today=self.today, **form.cleaned_data
        )


class UndoPreparation(OwnPreparation, ReviewButton):
    """Take back that it is ready."""

    permission = "reviews.answer_what_is_asked"
    back = "preparation"

    def carry_out(self) -> str:
        undo_done(preparation=self.preparation, by=self.person)
        return "It is to do again."


class RemovePreparation(OfPreparation, ReviewDeed):
    """Take a task away that this review does not need."""

    permission = "reviews.keep_reviews"
    form_class = RemoveForm
    heading = "Take this off the list"
    done = "It is off the list."
    back, back_text = "preparation", BACK

    def about(self) -> str:
        return self.preparation.what

    def carry_out(self, form: Any) -> None:
        remove_preparation(preparation=self.preparation, by=self.person)


class PlanBack(ReviewButton):
    """Put on the list what is usual before a review of its kind and is not there."""

    permission = "reviews.keep_reviews"
    back = "preparation"

    def carry_out(self) -> str:
        added = add_what_is_usual(review=self.review, by=self.person, today=self.today)
        return f"{added} added." if added else "Nothing was missing: everything usual is on the list."
