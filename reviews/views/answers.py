"""The answers to numbered questions: written, signed off by another person, opened again, made sources of the plan."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from improvement_plans.models import Source
from reviews.forms.questions import AnswerForm, QuestionSourceForm, ReopenForm, SignOffForm
from reviews.models import Question
from reviews.services.becoming import make_question_a_source
from reviews.services.questions import answer_question, reopen_answer, sign_off
from reviews.views.questions import AboutQuestion, OfQuestion


class AnswerQuestion(AboutQuestion):
    """Write or change the answer, by whoever holds the post that answers, or by the improvement team."""

    permission = "reviews.answer_what_is_asked"
    form_class = AnswerForm
    heading = "Answer this question"
    done = "The answer is saved. Somebody else signs it off."

    def check(self) -> None:
        if not self.person.has_perm("reviews.answer_question", self.question):
            raise PermissionDenied

    def get_form_kwargs(self) -> dict[str, Any]:
        linked = tuple(self.question.evidence.all())
        return {**super().get_form_kwargs(), "council": self.council, "linked": linked}

    def stored(self) -> dict[str, Any]:
        question = self.question
        return {"answer": question.answer, "sources": question.sources, "keep": list(question.evidence.all())}

    def carry_out(self, form: Any) -> Question:
        asked = form.cleaned_data
        return answer_question(
            question=self.question,
            answer=asked["answer"],
            sources=asked["sources"],
            proofs=form.proofs(),
            by=self.person,
            today=self.today,
            revision=asked["revision"],
        )


class SignOff(OfQuestion):
    """Sign off an answer as it was read."""

    permission = "reviews.sign_off_answers"

    def post(self, request: HttpRequest, pk: int, question_pk: int) -> HttpResponse:
        form = SignOffForm(request.POST)
        try:
            if not form.is_valid():
                raise Refusal("Read the answer again, then sign it off")
            sign_off(question=self.question, by=self.person, revision=form.cleaned_data["revision"])
        except ChangedMeanwhile:
            messages.error(
                request, "The answer was changed after you had opened it. Read it again, then sign it off."
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, "The answer is signed off and frozen.")
        return redirect(self.page_of_it())


class Reopen(AboutQuestion):
    """Take a sign-off away, with the reason."""

    permission = "reviews.sign_off_answers"
    form_class = ReopenForm
    heading = "Reopen this answer"
    lead = "The sign-off is taken away, and the answer must be signed off anew. Both stay on record."
    done = "The answer is open again."

    def carry_out(self, form: Any) -> Question:
        asked = form.cleaned_data
        return reopen_answer(
            question=self.question, reason=asked["reason"], by=self.person, revision=asked["revision"]
        )


class MakeQuestionSource(AboutQuestion):
    """Let the plan answer the question as well."""

    permission = "reviews.keep_reviews"
    form_class = QuestionSourceForm
    heading = "Make this question a source of the plan"
    lead = "The plan then answers it: by an action, or not planned with the reason."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def get_initial(self) -> dict[str, Any]:
        return {
            "origin": Source.Origin.DEPARTMENT_LETTER,
            "document": self.question.asked_by,
            "received_on": self.question.received_on or self.today,
        }

    def carry_out(self, form: Any) -> Source:
        return make_question_a_source(
            question=self.question, by=self.person, today=self.today, **form.cleaned_data
        )

    def said(self) -> str:
        return f"It is a source of the plan: {self.result.reference}. Answer it there."
