"""The pages on Annex A: the loads, the upload, and what one came to; for whoever gives the figures alone."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from core.refusals import Refusal
from digests.annex_a_uploads.receiving import NamelessUpload
from digests.forms.annex_a import WorkbookForm
from digests.models import AnnexALoad
from digests.selectors.annex_a import figures_to_give, loads_of, measures_of, report_of
from digests.services.annex_a import make_figures, receive_workbook

ON_A_PAGE = 25


class AnnexAPage(CouncilPage):
    """A page on child-level workbooks."""

    permission = "digests.load_annex_a"


class Loads(AnnexAPage, TemplateView):
    """The workbooks that were uploaded, the newest first."""

    template_name = "digests/annex_a/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        pages = Paginator(loads_of(self.council), ON_A_PAGE)
        return super().get_context_data(page=pages.get_page(self.request.GET.get("page")), **kwargs)


class NewLoad(AnnexAPage, RefusalsAsErrors, FormView):
    """Choose a workbook. The token of the form is looked at only once the upload has a file without a name to go to."""

    form_class = WorkbookForm
    template_name = "digests/annex_a/new.html"

    @method_decorator(csrf_exempt)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.upload_handlers = [NamelessUpload(request)]
        return super().dispatch(request, *args, **kwargs)

    @method_decorator(csrf_protect)
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().post(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return WorkbookForm.usual()

    def carry_out(self, form: Any) -> AnnexALoad:
        asked = form.cleaned_data
        return receive_workbook(
            council=self.council, extract_on=asked["extract_on"], upload=asked["file"], by=self.person,
            today=self.today, standards=form.standards(),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("digest:annex_a_load", args=[self.council.slug, self.result.pk])


class OneLoad(AnnexAPage):
    """A page about one load, at `self.load`; another council's does not exist here."""

    kwargs: dict[str, Any]

    @cached_property
    def load(self) -> AnnexALoad:
        return get_object_or_404(loads_of(self.council), pk=self.kwargs["pk"])


class LoadPage(OneLoad, TemplateView):
    """How far a load is; once it is worked out, its report and its measures; a button makes them figures."""

    template_name = "digests/annex_a/load.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        offered = figures_to_give(self.load)
        return super().get_context_data(
            load=self.load,
            standards=self.load.findings.get("standards", {}),
            report=report_of(self.load),
            measures=measures_of(self.load),
            due=sum(each.is_due for each in offered),
            standing=sum(each.stands for each in offered),
            hindered=[each for each in offered if each.obstacle],
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            result = make_figures(load=self.load, by=self.person, today=self.today)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(
                request,
                f"Figures given or revised: {result.given}. Already the same: {result.unchanged}. "
                f"Left out: {result.skipped}.",
            )
        return redirect("digest:annex_a_load", self.council.slug, pk)


class Progress(OneLoad):
    """The part of the page that follows the job."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return render(request, "digests/annex_a/_progress.html", {"load": self.load, "council": self.council})
