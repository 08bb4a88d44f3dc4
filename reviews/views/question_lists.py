"""The lists of the numbered questions of a review, as their filters let them through: page, exports, print view."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.exports import csv_response, xlsx_response
from reviews.forms.questions import QuestionFilterForm
from reviews.question_state import STATE_WORDS
from reviews.selectors.questions import (
    QUESTION_COLUMNS,
    QuestionLine,
    progress_of_lines,
    question_rows,
    questions_of,
)
from reviews.views.of_review import OfReview

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
