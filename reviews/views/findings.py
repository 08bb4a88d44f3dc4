"""What a review found: the list with how the plan answers it, one finding, and how it is recorded and corrected."""

from functools import cached_property
from typing import Any

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
from reviews.views.deeds import FoundDeed
from reviews.views.of_review import OfReview


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


class AddFinding(FoundDeed):
    """Record a finding, by the improvement team or by the adviser in his own words."""

    permission = "reviews.record_findings"
    form_class = FindingForm
    heading = "Record a finding"
    back = "findings"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def carry_out(self, form: Any) -> Finding:
        return add_finding(
            review=self.review, found=form.found(), proofs=form.proofs(), by=self.person, today=self.today
        )

    def said(self) -> str:
        return f"{self.result.reference} is recorded."


class AboutFinding(OfFinding, FoundDeed):
    """A form about one finding, by whoever may change its words."""

    permission = "reviews.record_findings"

    def check(self) -> None:
        if not self.may_edit:
            raise PermissionDenied

    def subject(self) -> Finding:
        return self.finding

    def about(self) -> str:
        return f"{self.finding.reference}: {self.finding.words}"

    def get_back(self) -> str:
        return self.page_of_it()


class EditFinding(AboutFinding):
    """Change a finding that is no source of the plan yet."""

    form_class = EditFindingForm
    heading = "Edit this finding"
    done = "Saved. The earlier words stay in the history."

    def get_form_kwargs(self) -> dict[str, Any]:
        linked = tuple(self.finding.evidence.all())
        return {**super().get_form_kwargs(), "review": self.review, "linked": linked}

    def about(self) -> str:
        return ""

    def stored(self) -> dict[str, Any]:
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


class CorrectFinding(AboutFinding):
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

    def said(self) -> str:
        return f"{self.result.reference} corrects {self.finding.reference}."

    def get_success_url(self) -> str:
        return self.address("finding", self.result.pk)


class RemoveFinding(AboutFinding):
    """Take away a finding that was entered by mistake."""

    form_class = RemoveForm
    heading = "Remove this finding?"
    lead = "A finding that the plan answers cannot be removed. That it was there stays on record."
    done = "The finding is removed."

    def carry_out(self, form: Any) -> None:
        remove_finding(finding=self.finding, by=self.person)

    def get_success_url(self) -> str:
        return self.address("findings")


class MakeSources(FoundDeed):
    """Make findings sources of the plan, one or several in one go."""

    permission = "reviews.keep_reviews"
    form_class = MakeSourcesForm
    template_name = "reviews/findings/make_sources.html"
    heading = "Which findings does the plan answer?"
    lead = "Each becomes a source of the plan, once, and is answered there: planned, or not planned with the reason."
    back = "findings"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "review": self.review}

    def get_initial(self) -> dict[str, Any]:
        left = [each.pk for each in to_become(self.review)]
        asked = self.request.GET.get("finding", "")
        return {
            "findings": [each for each in left if str(each) == asked] or left,
            "document": str(self.review),
            "received_on": self.review.outcome_on or self.today,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(left=to_become(self.review), **kwargs)

    def carry_out(self, form: Any) -> list[Source]:
        return make_sources(review=self.review, by=self.person, today=self.today, **form.cleaned_data)

    def said(self) -> str:
        number = len(self.result)
        words = "1 finding is a source" if number == 1 else f"{number} findings are sources"
        return f"{words} of the plan now. Answer each there."
