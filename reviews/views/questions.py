"""One numbered question of a review, and how questions are asked: one by one, or as they stand in a letter."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core.audit import entries_about
from improvement_plans.selectors.differences import changes_of
from reviews.forms.questions import EditQuestionForm, LetterForm, QuestionForm, SignOffForm
from reviews.forms.resting import RemoveForm
from reviews.models import Question
from reviews.selectors.questions import question_line, with_people
from reviews.services.letters import add_questions
from reviews.services.questions import add_question, edit_question, remove_question
from reviews.views.deeds import FoundDeed
from reviews.views.of_review import OfReview


class OfQuestion(OfReview):
    """A page of one question of the review, at `self.question`; raises Http404 for another review's."""

    @cached_property
    def question(self) -> Question:
        questions = with_people(Question.objects.filter(review=self.review), self.today)
        return get_object_or_404(questions, pk=self.kwargs["question_pk"])

    def page_of_it(self) -> str:
        return self.address("question", self.question.pk)


class QuestionPage(OfQuestion, TemplateView):
    """One question: its words, its answer, what that rests on, its sign-off and its history."""

    template_name = "reviews/questions/question.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        question = self.question
        line = question_line(question, self.today)
        return super().get_context_data(
            question=question,
            line=line,
            may_answer=self.person.has_perm("reviews.answer_question", question),
            may_sign=self.person.has_perm("reviews.sign_off_answers", self.council),
            wrote_it=question.history.filter(written_by=self.person).exists(),
            sign_off=SignOffForm(initial={"revision": question.revision}),
            entries=entries_about(question),
            changes=changes_of(question, until=self.today),
            **kwargs,
        )


class AboutQuestion(OfQuestion, FoundDeed):
    """A form about one question, whose words stand above it."""

    def subject(self) -> Question:
        return self.question

    def about(self) -> str:
        return f"{self.question}: {self.question.words}"

    def get_back(self) -> str:
        return self.page_of_it()


class AskingOfReview(FoundDeed):
    """A form by which the improvement team enters what was asked."""

    permission = "reviews.keep_reviews"
    back = "questions"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}


class AddQuestion(AskingOfReview):
    """Add one question."""

    form_class = QuestionForm
    heading = "Add a question"

    def carry_out(self, form: Any) -> Question:
        asked = form.cleaned_data
        return add_question(
            review=self.review,
            number=asked["number"],
            words=asked["words"],
            asked=form.asked(),
            by=self.person,
            today=self.today,
        )

    def said(self) -> str:
        return f"{self.result} is added."

    def get_success_url(self) -> str:
        return self.address("question", self.result.pk)


class PasteLetter(AskingOfReview):
    """Paste the numbered questions of a letter: they are shown as read, and then added, all of them or none."""

    form_class = LetterForm
    template_name = "reviews/questions/letter.html"
    heading = "Paste numbered questions"

    def form_valid(self, form: Any) -> HttpResponseBase:
        if form.was_seen:
            return super().form_valid(form)
        form.show_preview()
        return self.render_to_response(self.get_context_data(form=form, letter=form.read))

    def carry_out(self, form: Any) -> Sequence[Question]:
        return add_questions(
            review=self.review,
            letter=form.read.questions,
            asked=form.asked(),
            by=self.person,
            today=self.today,
        )

    def said(self) -> str:
        number = len(self.result)
        return f"{number} question{'' if number == 1 else 's'} added."


class EditQuestion(AboutQuestion):
    """Correct what was asked, until its answer is signed off."""

    permission = "reviews.keep_reviews"
    form_class = EditQuestionForm
    heading = "Edit this question"
    done = "Saved. The earlier words stay in the history."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def about(self) -> str:
        return ""

    def stored(self) -> dict[str, Any]:
        names = ("number", "words", "asked_by", "received_on", "due_on", "answered_by")
        return {name: getattr(self.question, name) for name in names}

    def carry_out(self, form: Any) -> Question:
        asked = form.cleaned_data
        return edit_question(
            question=self.question,
            number=asked["number"],
            words=asked["words"],
            asked=form.asked(),
            by=self.person,
            today=self.today,
            revision=asked["revision"],
        )


class RemoveQuestion(AboutQuestion):
    """Take away a question that was entered by mistake."""

    permission = "reviews.keep_reviews"
    form_class = RemoveForm
    heading = "Remove this question?"
    lead = "Only a question that nobody answered can be removed. That it was there stays on record."
    done = "The question is removed."

    def carry_out(self, form: Any) -> None:
        remove_question(question=self.question, by=self.person)

    def get_success_url(self) -> str:
        return self.address("questions")
