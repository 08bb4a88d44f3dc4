"""The pages of the council's own assessment: written part by part, submitted once, and from then on only read."""

from functools import cached_property
from typing import Any

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from evidence.views import as_attachment
from improvement_plans.models import Objective
from reviews.forms.assessment import NarrativeForm, ObjectiveAssessmentForm, SubmitForm
from reviews.models import ObjectiveAssessment, SelfAssessment
from reviews.selectors.assessment import (
    PARTS,
    AssessedObjective,
    OwnAssessment,
    assessment_duties,
    kept_assessment,
    own_assessment_of,
    state_of,
    submitted_content,
)
from reviews.selectors.register import review_in_register
from reviews.services.assessing import assess_objective, write_narrative
from reviews.services.submitting import submit_assessment
from reviews.views.deeds import ReviewDeed
from reviews.views.of_review import OfReview

BACK = "Back to the own assessment"


class AssessmentPage(OfReview, TemplateView):
    """The own assessment: while it is written with what it lacks, once submitted from what was frozen.

    A draft is the council's alone: the adviser and the Department read it once it is submitted to them.
    """

    permission = "reviews.view_reviews"

    def get_template_names(self) -> list[str]:
        kept = self.kept
        if kept is not None and kept.is_submitted:
            return ["reviews/assessment/submitted.html"]
        reads = self.person.has_perm("reviews.read_draft_assessment", self.council)
        return [f"reviews/assessment/{'draft' if reads else 'not_yet'}.html"]

    @cached_property
    def kept(self) -> SelfAssessment | None:
        return kept_assessment(self.review)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = self.kept
        context = super().get_context_data(section="assessment", kept=kept, **kwargs)
        if kept is not None and kept.is_submitted:
            said = review_in_register(self.review, as_at=self.today)
            return {**context, "said": submitted_content(kept), "state": state_of(self.review, kept, said)}
        if not self.person.has_perm("reviews.read_draft_assessment", self.council):
            return context
        return {**context, "own": own_assessment_of(self.review, today=self.today)}


class WriteNarrative(ReviewDeed):
    """Write what is said beside the objectives."""

    permission = "reviews.write_self_assessment"
    form_class = NarrativeForm
    heading = "The own assessment as a whole"
    done = "What you wrote is kept."
    back, back_text = "assessment", BACK

    @cached_property
    def kept(self) -> SelfAssessment | None:
        return kept_assessment(self.review)

    def subject(self) -> Any:
        return self.kept

    def refresh(self) -> None:
        del self.kept

    def stored(self) -> dict[str, Any]:
        return {name: getattr(self.kept, name, "") for name, _ in PARTS}

    def get_form_kwargs(self) -> dict[str, Any]:
        linked = tuple(self.kept.evidence.all()) if self.kept else ()
        return {**super().get_form_kwargs(), "council": self.council, "linked": linked}

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "keep": list(self.kept.evidence.all()) if self.kept else []}

    def carry_out(self, form: Any) -> SelfAssessment:
        return write_narrative(
            review=self.review, narrative=form.narrative(), proofs=form.proofs(),
            revision=form.cleaned_data["revision"], by=self.person, today=self.today,
        )  # fmt: skip


class AssessObjective(ReviewDeed):
    """Say how far one objective has come; how the plan itself rates it stands beside."""

    permission = "reviews.write_self_assessment"
    form_class = ObjectiveAssessmentForm
    template_name = "reviews/assessment/objective.html"
    heading = "How far has this objective come?"
    done = "The judgement is kept."
    back, back_text = "assessment", BACK

    @cached_property
    def own(self) -> OwnAssessment:
        return own_assessment_of(self.review, today=self.today)

    @cached_property
    def objective(self) -> Objective:
        """The objective in the address; raises Http404 for one of another plan."""
        objectives = Objective.objects.filter(plan__notice=self.review.notice_id).select_related("plan")
        return get_object_or_404(objectives, pk=self.kwargs["objective"])

    @property
    def assessed(self) -> AssessedObjective:
        """It as it stands in the plan today; raises Http404 for one that is not in it any more."""
        found = next((each for each in self.own.objectives if each.objective.pk == self.objective.pk), None)
        if found is None:
            raise Http404("This objective is not in the plan today")
        return found

    def said(self) -> ObjectiveAssessment | None:
        return self.assessed.said

    def revision(self) -> int:
        said = self.said()
        return said.revision if said is not None else 0

    def refresh(self) -> None:
        del self.own

    def stored(self) -> dict[str, Any]:
        said = self.said()
        return {"judgement": said.judgement, "words": said.words} if said is not None else {}

    def about(self) -> str:
        return str(self.objective)

    def get_form_kwargs(self) -> dict[str, Any]:
        said = self.said()
        linked = tuple(said.evidence.all()) if said is not None else ()
        return {**super().get_form_kwargs(), "council": self.council, "linked": linked}

    def get_initial(self) -> dict[str, Any]:
        said = self.said()
        return {**super().get_initial(), "keep": list(said.evidence.all()) if said is not None else []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"each": self.assessed, **kwargs})

    def carry_out(self, form: Any) -> ObjectiveAssessment:
        asked = form.cleaned_data
        return assess_objective(
            review=self.review, objective=self.objective, judgement=asked["judgement"], words=asked["words"],
            proofs=form.proofs(), revision=asked["revision"], by=self.person, today=self.today,
        )  # fmt: skip


class SubmitAssessment(ReviewDeed):
    """Submit the own assessment: it is frozen, printed, and recorded in the register."""

    permission = "reviews.submit_self_assessment"
    form_class = SubmitForm
    template_name = "reviews/assessment/submit.html"
    heading = "Submit the own assessment"
    done = "The own assessment is submitted and frozen."
    back, back_text = "assessment", BACK

    @cached_property
    def own(self) -> OwnAssessment:
        return own_assessment_of(self.review, today=self.today)

    def subject(self) -> Any:
        return self.own

    def refresh(self) -> None:
        del self.own

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "duties": assessment_duties(self.review)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        duties = assessment_duties(self.review)
        day = self.review.held_on or self.review.planned_on
        return super().get_context_data(
            **{"own": self.own, "duties": duties, "is_late": self.today >= day, "day": day, **kwargs}
        )

    def carry_out(self, form: Any) -> SelfAssessment:
        asked = form.cleaned_data
        return submit_assessment(
            review=self.review, revision=asked["revision"], obligation=asked.get("obligation"), by=self.person,
            today=self.today,
        )  # fmt: skip


class DownloadAssessment(OfReview):
    """The document that was submitted."""

    permission = "reviews.view_reviews"

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        kept = kept_assessment(self.review)
        if kept is None or kept.document is None:
            raise Http404("The own assessment is not submitted yet")
        return as_attachment(kept.document)
