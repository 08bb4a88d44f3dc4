"""Pages of a council's evidence: find it, see its versions and hashes, take it away, add to it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.generic import FormView
from django.views.generic.base import View

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from evidence import services
from evidence.filters import EvidenceFilter
from evidence.forms import EvidenceForm, VersionForm
from evidence.models import Evidence, EvidenceVersion
from evidence.selectors import evidence_of, uses_of, versions_of, with_versions

ROWS_ON_A_PAGE = 50


class EvidenceList(CouncilPage, View):
    """The evidence that a council keeps, by filters in the address."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = EvidenceFilter(request.GET, queryset=evidence_of(self.council))
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        return render(request, "evidence/list.html", {"form": filters.form, "page": page})


class EvidenceDetail(CouncilPage, View):
    """One piece of evidence: its versions with their hashes, and what rests on it."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        evidence = get_object_or_404(with_versions(self.council), pk=pk)
        return render(request, "evidence/detail.html", {"evidence": evidence, "uses": uses_of(evidence)})


class Download(CouncilPage, View):
    """One version of a file, always to save and never to open inside this site."""

    permission = "evidence.view_evidence"

    def get(self, request: HttpRequest, pk: int, number: int) -> FileResponse:
        version = get_object_or_404(versions_of(self.council), evidence=pk, number=number)
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
        asked = dict(form.cleaned_data)
        upload, url = asked.pop("file"), asked.pop("url")
        if upload:
            return services.attach_file(council=self.council, upload=upload, by=self.person, **asked)
        return services.attach_link(council=self.council, url=url, by=self.person, **asked)

    def get_success_url(self) -> str:
        messages.success(self.request, "The evidence is kept.")
        return reverse("evidence:detail", args=[self.council.slug, self.result.pk])


class AddVersion(CouncilPage, RefusalsAsErrors, FormView):
    """The next version of a piece of evidence, by whoever recorded the first or the improvement team."""

    permission = "evidence.add_evidence"
    form_class = VersionForm
    template_name = "evidence/add_version.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(evidence=self.evidence(), **kwargs)

    def evidence(self) -> Evidence:
        """Return the evidence in the address; raises PermissionDenied when it is somebody else's to follow."""
        evidence = get_object_or_404(Evidence, council=self.council, pk=self.kwargs["pk"])
        if not self.person.has_perm("evidence.add_version", evidence):
            raise PermissionDenied
        return evidence

    def carry_out(self, form: Any) -> EvidenceVersion:
        asked = form.cleaned_data
        return services.add_version(
            evidence=self.evidence(), upload=asked["file"], url=asked["url"], by=self.person
        )

    def get_success_url(self) -> str:
        messages.success(self.request, f"Version {self.result.number} is kept.")
        return reverse("evidence:detail", args=[self.council.slug, self.kwargs["pk"]])
