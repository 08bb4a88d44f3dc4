"""Pages of a council's evidence: find it, see its versions and hashes, take it away, add to it."""

from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView
from django.views.generic.base import View

from accounts.access import CouncilPage
from core.audit import entries_about
from core.editing import ChangedMeanwhile, show_conflict
from core.exports import csv_response, xlsx_response
from core.forms import RefusalsAsErrors, add_refusal
from core.refusals import Refusal
from evidence import services
from evidence.filters import EvidenceFilter
from evidence.forms import (
    DESCRIPTION,
    EditEvidenceForm,
    EvidenceForm,
    LookAgainForm,
    VersionForm,
    described,
)
from evidence.hiding import is_hidden_from
from evidence.listing import COLUMNS, export_rows, worth
from evidence.models import Evidence, EvidenceVersion
from evidence.selectors import attention_for, evidence_of, uses_of, versions_of, with_versions

ROWS_ON_A_PAGE = 50


class EvidenceList(CouncilPage, View):
    """The evidence that a council keeps, by filters in the address."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = EvidenceFilter(
            request.GET, queryset=evidence_of(self.council, seen_by=self.person), today=self.today
        )
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        for each in page:
            each.worth = worth(each, self.today)
        shown = {
            "form": filters.form,
            "page": page,
            "attention": attention_for(self.council, self.today, seen_by=self.person),
        }
        return render(request, "evidence/list.html", shown)


class EvidenceExport(CouncilPage, View):
    """The evidence that the list shows, as CSV or XLSX."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        filters = EvidenceFilter(
            request.GET, queryset=evidence_of(self.council, seen_by=self.person), today=self.today
        )
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"evidence-{self.today.isoformat()}", COLUMNS, export_rows(filters.qs, self.today))


class EvidenceDetail(CouncilPage, View):
    """One piece of evidence: its versions with their hashes, and what rests on it."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        evidence = get_object_or_404(with_versions(self.council, seen_by=self.person), pk=pk)
        shown = {
            "evidence": evidence,
            "worth": worth(evidence, self.today),
            "uses": uses_of(evidence, council=self.council),
            "entries": entries_about(evidence),
            "may_take": self.person.has_perm("evidence.take_evidence", evidence),
        }
        return render(request, "evidence/detail.html", shown)


class Download(CouncilPage, View):
    """One version of a file, always to save and never to open inside this site."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest, pk: int, number: int) -> FileResponse:
        version = get_object_or_404(
            versions_of(self.council, seen_by=self.person), evidence=pk, number=number
        )
        if not self.person.has_perm("evidence.take_evidence", version.evidence):
            raise PermissionDenied
        return as_attachment(version)


def as_attachment(version: EvidenceVersion) -> FileResponse:
    """Return a version as a download that no browser runs; raises Http404 when it is gone from the store."""
    try:
        file = version.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is missing from the store") from error
    response = FileResponse(
        file, as_attachment=True, filename=version.filename, content_type=version.content_type
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cache-Control"] = "private, no-store"
    return response


class AddEvidence(CouncilPage, RefusalsAsErrors, FormView):
    """A new piece of evidence: a file or a link."""

    permission = "evidence.add_evidence"
    form_class = EvidenceForm
    template_name = "evidence/add.html"

    def carry_out(self, form: Any) -> Evidence:
        asked = {"council": self.council, "by": self.person, **described(form)}
        if form.cleaned_data["file"]:
            return services.attach_file(upload=form.cleaned_data["file"], **asked)
        return services.attach_link(url=form.cleaned_data["url"], **asked)

    def get_success_url(self) -> str:
        messages.success(self.request, "The evidence is kept.")
        return reverse("evidence:detail", args=[self.council.slug, self.result.pk])


class EvidenceChange(CouncilPage, RefusalsAsErrors, FormView):
    """One form about one piece of evidence, for whoever recorded it and the improvement team."""

    permission = "evidence.add_evidence"
    template_name = "evidence/change.html"
    heading: ClassVar[str]

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence in the address; raises PermissionDenied when it is somebody else's to change."""
        evidence = get_object_or_404(
            Evidence.objects.select_related("council"), council=self.council, pk=self.kwargs["pk"]
        )
        if is_hidden_from(self.person, evidence):
            raise Http404("No such evidence")
        if not self.person.has_perm("evidence.describe_evidence", evidence):
            raise PermissionDenied
        return evidence

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.evidence.revision}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evidence=self.evidence, heading=self.heading, **kwargs)

    def kept(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names, to hold against what was typed."""
        return {}

    def form_valid(self, form: Any) -> HttpResponseBase:
        try:
            self.result = self.carry_out(form)
        except ChangedMeanwhile as refusal:
            self.evidence.refresh_from_db()
            show_conflict(form, refusal, kept=self.kept())
            return self.form_invalid(form)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, self.done())
        return redirect("evidence:detail", self.council.slug, self.evidence.pk)

    def done(self) -> str:
        """Return what the person reads once it is done."""
        return "The evidence is changed."


class EditEvidence(EvidenceChange):
    """Say anew what a piece of evidence is, shows and is worth."""

    form_class = EditEvidenceForm
    heading = "Edit this evidence"

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), **self.kept()}

    def kept(self) -> dict[str, Any]:
        return {name: getattr(self.evidence, name) for name in DESCRIPTION}

    def carry_out(self, form: Any) -> Evidence:
        return services.describe(
            evidence=self.evidence,
            by=self.person,
            revision=form.cleaned_data["revision"],
            **described(form),
        )


class LookAgain(EvidenceChange):
    """Look at a piece of evidence again, and say when to look next."""

    form_class = LookAgainForm
    heading = "Look at this evidence again"

    def kept(self) -> dict[str, Any]:
        return {"review_on": self.evidence.review_on}

    def carry_out(self, form: Any) -> Evidence:
        return services.look_again(
            evidence=self.evidence, by=self.person, today=self.today, **form.cleaned_data
        )

    def done(self) -> str:
        return "It is recorded that you looked at it."


class AddVersion(EvidenceChange):
    """The next version of a piece of evidence. Earlier ones stay."""

    form_class = VersionForm
    heading = "Add a later version"

    def carry_out(self, form: Any) -> EvidenceVersion:
        asked = form.cleaned_data
        return services.add_version(
            evidence=self.evidence, upload=asked["file"], url=asked["url"], by=self.person
        )

    def done(self) -> str:
        return f"Version {self.result.number} is kept."
