"""How an import went: its progress, what it brought with links to it, and its undo."""

from typing import Any

from django.apps import apps
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView

from core.refusals import Refusal
from improvement_plans.models import Action, Objective, PlanImport, Source
from improvement_plans.selectors.import_undoing import in_the_way, is_in_time
from improvement_plans.services import importing
from improvement_plans.services.import_undoing import undo
from improvement_plans.views.importing import ROWS_ON_A_PAGE, ImportStep, OneImport

SHOWN_AT = {
    Objective._meta.label_lower: "plan:objective",
    Action._meta.label_lower: "plan:action",
    Source._meta.label_lower: "plan:source",
}
"""What of an import has a page of its own, by the label of its model."""


class ImportResult(OneImport, TemplateView):
    """One import: its progress while it is loaded, then what it brought."""

    template_name = "improvement_plans/importing/result.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.plan_import.rows.filter(model__in=SHOWN_AT)
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        for row in page:
            row.url_name = SHOWN_AT[row.model]  # type: ignore[attr-defined]
        is_loaded = self.plan_import.state == PlanImport.State.LOADED
        return super().get_context_data(
            page=page,
            is_open=importing.is_open(self.plan_import),
            is_loaded=is_loaded,
            can_undo=is_loaded and is_in_time(self.plan_import, timezone.now()),
            new=counts_in_words(self.plan_import, "new"),
            changed=counts_in_words(self.plan_import, "changed"),
            **progress_of(self),
            **kwargs,
        )


class ImportProgress(OneImport):
    """The progress bar alone, for the page to fetch again; once the job is over it asks for the whole page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        part = render(request, "govuk/_progress.html", progress_of(self))
        if self.plan_import.job is None or self.plan_import.job.is_over:
            part.headers["HX-Refresh"] = "true"
        return part


class UndoImport(ImportStep, TemplateView):
    """Take the import back, or see what stands in the way."""

    template_name = "improvement_plans/importing/undo.html"
    done = "The import is undone: the plan is as it was before."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.plan_import.state != PlanImport.State.LOADED:
            return redirect(self.address("import_result"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            in_time=is_in_time(self.plan_import, timezone.now()),
            in_the_way=in_the_way(self.plan_import),
            **kwargs,
        )

    def carry_out(self) -> str:
        """Undo it. Raises Refusal."""
        if self.plan_import.state == PlanImport.State.UNDONE:
            raise Refusal("This import is undone already")
        undo(plan_import=self.plan_import, by=self.person, now=timezone.now())
        return self.address("import_result")


def counts_in_words(plan_import: PlanImport, state: str) -> list[tuple[str, int]]:
    """Return what was new or changed, as pairs of what and how many."""
    counts = plan_import.outcome.get(state, {})
    return [
        (str(model.verbose_name_plural if counts[label] != 1 else model.verbose_name), counts[label])
        for label in counts
        if (model := apps.get_model(label)._meta)
    ]


def progress_of(page: OneImport) -> dict[str, Any]:
    """Return what the progress bar shows of an import."""
    return {
        "job": page.plan_import.job,
        "reload": page.address("import_progress"),
        "done_url": page.address("import_result"),
        "done_text": "See what was loaded",
    }
