"""What a review found: the list with how the plan answers it, one finding, and how it is recorded and corrected."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core.audit import entries_about
from improvement_plans.models import Source
from improvement_plans.selectors.differences import changes_of
from reviews.forms.findings import CorrectFindingForm, EditFindingForm, FindingForm, MakeSourcesForm
from reviews.forms.resting import RemoveForm
from reviews.models import Finding
from reviews.selectors.findings import counts_of, findings_of, to_become
from reviews.services.becoming import make_sources
from reviews.services.findings import Correction, add_finding, edit_finding, remove_finding
from reviews.views.of_review import OfReview, ReviewEditing, ReviewWriting


class FindingList(OfReview, TemplateView):
    """Every finding, with how the plan answers it and the counts on top."""

    template_name = "reviews/findings/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = findings_of(self.review, self.today)
        return super().get_context_data(lines=lines, counts=counts_of(lines), **kwargs)


class OfFinding(OfReview):
    """A page of one finding of the review, at `self.finding`; raises Http404 for another review's."""

    @cached_property
    def finding(self) -> Finding:
        findings = Finding.objects.filter(review=self.review).select_related(
            "review__notice__council", "area", "source", "recorded_by", "corrects"
        )
        return get_object_or_404(findings, pk=self.kwargs["finding_pk"])

    @property
    def may_edit(self) -> bool:
        """Whether they may change the words; somebody else's words they may not."""
        return self.person.has_perm("reviews.edit_finding", self.finding)

    def page_of_it(self) -> str:
        return self.address("finding", self.finding.pk)


class FindingPage(OfFinding, TemplateView):
    """One finding: its words, its evidence, how the plan answers it, and its history."""

    template_name = "reviews/findings/finding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {each.finding.pk: each for each in findings_of(self.review, self.today)}
        return super().get_context_data(
            finding=self.finding,
            line=found[self.finding.pk],
            may_edit=self.may_edit,
            entries=entries_about(self.finding),
            changes=changes_of(self.finding, until=self.today),
            **kwargs,
        )


class AddFinding(ReviewWriting):
    """Record a finding, by the improvement team or by the adviser in his own words."""

    permission = "reviews.record_findings"
    form_class = FindingForm
    heading = "Record a finding"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def about(self) -> str:
        return str(self.review)

    def back_url(self) -> str:
        return self.address("findings")

    def carry_out(self, form: Any) -> Finding:
        return add_finding(
            review=self.review, found=form.found(), proofs=form.proofs(), by=self.person, today=self.today
        )

    def get_success_url(self) -> str:
        messages.success(self.request, f"{self.result.reference} is recorded.")
        return self.address("findings")


class FindingWriting(OfFinding, ReviewWriting):
    """A form about one finding; raises PermissionDenied for somebody else's words."""

    permission = "reviews.record_findings"

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.may_edit:
            raise PermissionDenied
        return super().get_form_kwargs()

    def about(self) -> str:
        return f"{self.finding.reference}: {self.finding.words}"

    def back_url(self) -> str:
        return self.page_of_it()


class EditFinding(FindingWriting, ReviewEditing):
    """Change a finding that is no source of the plan yet."""

    form_class = EditFindingForm
    heading = "Edit this finding"

    def get_form_kwargs(self) -> dict[str, Any]:
        linked = tuple(self.finding.evidence.all())
        return {**super().get_form_kwargs(), "review": self.review, "linked": linked}

    def about(self) -> str:
        return ""

    def subject(self) -> Finding:
        return self.finding

    def kept(self) -> dict[str, Any]:
        kept = {name: getattr(self.finding, name) for name in ("kind", "words", "area", "reference")}
        return {**kept, "keep": list(self.finding.evidence.all())}

    def carry_out(self, form: Any) -> Finding:
        return edit_finding(
            finding=self.finding,
            found=form.found(),
            proofs=form.proofs(),
            by=self.person,
            today=self.today,
            revision=form.cleaned_data["revision"],
        )

    def get_success_url(self) -> str:
        messages.success(self.request, "Saved. The earlier words stay in the history.")
        return self.page_of_it()


class CorrectFinding(FindingWriting):
    """Correct a finding that the plan answers, by a new one with a note."""

    form_class = CorrectFindingForm
    heading = "Correct this finding"
    lead = "The plan answers this finding, so its words stay. A new finding says what is right."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def get_initial(self) -> dict[str, Any]:
        return {"kind": self.finding.kind, "words": self.finding.words, "area": self.finding.area}

    def carry_out(self, form: Any) -> Finding:
        return add_finding(
            review=self.review,
            found=form.found(),
            proofs=form.proofs(),
            correction=Correction(self.finding, form.cleaned_data["note"]),
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        messages.success(self.request, f"{self.result.reference} corrects {self.finding.reference}.")
        return self.address("finding", self.result.pk)


class RemoveFinding(FindingWriting):
    """Take away a finding that was entered by mistake."""

    form_class = RemoveForm
    heading = "Remove this finding?"
    lead = "A finding that the plan answers cannot be removed. That it was there stays on record."

    def carry_out(self, form: Any) -> None:
        remove_finding(finding=self.finding, by=self.person)

    def get_success_url(self) -> str:
        messages.success(self.request, "The finding is removed.")
        return self.address("findings")


class MakeSources(ReviewWriting):
    """Make findings sources of the plan, one or several in one go."""

    permission = "reviews.keep_reviews"
    form_class = MakeSourcesForm
    template_name = "reviews/findings/make_sources.html"
    heading = "Which findings does the plan answer?"
    lead = "Each becomes a source of the plan, once, and is answered there: planned, or not planned with the reason."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def get_initial(self) -> dict[str, Any]:
        left = [each.pk for each in to_become(self.review)]
        asked = self.request.GET.get("finding", "")
        return {
            "findings": [int(asked)] if asked.isdecimal() and int(asked) in left else left,
            "document": str(self.review),
            "received_on": self.review.outcome_on or self.today,
        }

    def about(self) -> str:
        return str(self.review)

    def back_url(self) -> str:
        return self.address("findings")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(left=to_become(self.review), **kwargs)

    def carry_out(self, form: Any) -> list[Source]:
        return make_sources(review=self.review, by=self.person, today=self.today, **form.cleaned_data)

    def get_success_url(self) -> str:
        number = len(self.result)
        words = "1 finding is a source" if number == 1 else f"{number} findings are sources"
        messages.success(self.request, f"{words} of the plan now. Answer each there.")
        return self.back_url()
