"""The numbered questions of a review: the list, its exports and print view, one question, and how it is asked."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.generic import FormView, TemplateView

from core.audit import entries_about
from core.exports import csv_response, xlsx_response
from improvement_plans.selectors.differences import changes_of
from reviews.forms.questions import (
    EditQuestionForm,
    LetterForm,
    QuestionFilterForm,
    QuestionForm,
    SignOffForm,
)
from reviews.forms.resting import RemoveForm
from reviews.models import Question
from reviews.question_state import STATE_WORDS
from reviews.selectors.questions import (
    QUESTION_COLUMNS,
    QuestionLine,
    progress_of_lines,
    question_line,
    question_rows,
    questions_of,
    with_people,
)
from reviews.services.letters import add_questions
from reviews.services.questions import add_question, edit_question, remove_question
from reviews.views.of_review import OfReview, ReviewEditing, ReviewWriting

ROWS_ON_A_PAGE = 50


class QuestionsPage(OfReview):
    """A page that lists the questions, with its filters in the address."""

    @cached_property
    def lines(self) -> list[QuestionLine]:
        return questions_of(self.review, self.today)

    @cached_property
    def filters(self) -> QuestionFilterForm:
        form = QuestionFilterForm(self.request.GET, review=self.review, auto_id="filter_%s")
        form.full_clean()
        return form

    @property
    def asked(self) -> dict[str, Any]:
        """What the filters ask for; nothing while one of them cannot be read."""
        return {} if self.filters.errors else self.filters.cleaned_data

    def shown(self) -> list[QuestionLine]:
        """Return the questions that the filters let through."""
        return [each for each in self.lines if self.lets_through(each)]

    def lets_through(self, line: QuestionLine) -> bool:
        state, post, words = (self.asked.get(name) for name in ("state", "post", "words"))
        question = line.question
        return (
            (not state or state == line.state.value or (state == "overdue" and line.days_overdue > 0))
            and (not post or post.pk == question.answered_by_id)
            and (
                not words or words.lower() in f"{question.words} {question.answer} {question.sources}".lower()
            )
        )


class QuestionList(QuestionsPage, TemplateView):
    """Every question with where its answer stands."""

    template_name = "reviews/questions/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = progress_of_lines(self.lines)
        counts = [
            (state.value, words, getattr(progress, state.value)) for state, words in STATE_WORDS.items()
        ]
        return super().get_context_data(
            page=Paginator(self.shown(), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page")),
            form=self.filters,
            is_narrowing=any(self.asked.values()),
            progress=progress,
            counts=[*counts, ("overdue", "Overdue", progress.overdue)],
            **kwargs,
        )


class QuestionExport(QuestionsPage):
    """The questions that the page shows with their answers, as CSV or XLSX."""

    def get(self, request: HttpRequest, pk: int, kind: str) -> HttpResponse:
        answer = csv_response if kind == "csv" else xlsx_response
        name = f"questions-{self.review.kind}-{self.review.planned_on.isoformat()}"
        return answer(name, QUESTION_COLUMNS, question_rows(self.shown()))


class QuestionPrint(QuestionsPage, TemplateView):
    """The questions that the list shows with their whole answers, for paper."""

    template_name = "reviews/questions/print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = progress_of_lines(self.lines)
        return super().get_context_data(lines=self.shown(), progress=progress, **kwargs)


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


class AskingOfReview(ReviewWriting):
    """A form by which the improvement team enters what was asked."""

    permission = "reviews.keep_reviews"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def about(self) -> str:
        return str(self.review)

    def back_url(self) -> str:
        return self.address("questions")


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

    def get_success_url(self) -> str:
        messages.success(self.request, f"{self.result} is added.")
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

    def get_success_url(self) -> str:
        number = len(self.result)
        messages.success(self.request, f"{number} question{'' if number == 1 else 's'} added.")
        return self.back_url()


class EditQuestion(OfQuestion, ReviewEditing):
    """Correct what was asked, until its answer is signed off."""

    permission = "reviews.keep_reviews"
    form_class = EditQuestionForm
    heading = "Edit this question"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def subject(self) -> Question:
        return self.question

    def kept(self) -> dict[str, Any]:
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

    def back_url(self) -> str:
        return self.page_of_it()

    def get_success_url(self) -> str:
        messages.success(self.request, "Saved. The earlier words stay in the history.")
        return self.page_of_it()


class RemoveQuestion(OfQuestion, ReviewWriting, FormView):
    """Take away a question that was entered by mistake."""

    permission = "reviews.keep_reviews"
    form_class = RemoveForm
    heading = "Remove this question?"
    lead = "Only a question that nobody answered can be removed. That it was there stays on record."

    def about(self) -> str:
        return f"{self.question}: {self.question.words}"

    def carry_out(self, form: Any) -> None:
        remove_question(question=self.question, by=self.person)

    def back_url(self) -> str:
        return self.page_of_it()

    def get_success_url(self) -> str:
        messages.success(self.request, "The question is removed.")
        return self.address("questions")
