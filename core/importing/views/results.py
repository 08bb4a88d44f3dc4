"""What is done with an import beside its steps, and how it went: progress, what it brought, its undo."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.apps import apps
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import TemplateView

from core.importing import services
from core.importing.models import SpreadsheetImport
from core.importing.selectors import is_in_time
from core.importing.views.steps import ROWS_ON_A_PAGE, OneImport
from core.refusals import Refusal

State = SpreadsheetImport.State


class ImportStep(OneImport):
    """A button on an import: does one thing, says what came of it, and goes on to the page that follows."""

    done: ClassVar[str] = ""

    def carry_out(self) -> str:
        """Do the one thing and return the address to go on to. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say what it does.")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        try:
            onward = self.carry_out()
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect(self.step("result"))
        messages.success(request, self.done.format(into=self.wizard.into))
        return redirect(onward)


class CheckAgain(ImportStep):
    """Make the dry run again."""

    done = "The file was checked against {into} as it is now."

    def carry_out(self) -> str:
        services.check_again(wizard=self.wizard, imported=self.imported, today=self.today)
        return self.step("check")


class DropImport(ImportStep):
    """Give the import up."""

    done = "The import is given up. Nothing of it is in {into}."

    def carry_out(self) -> str:
        services.drop(imported=self.imported, by=self.person)
        return self.address("imports")


class ImportResult(OneImport, TemplateView):
    """One import: its progress while it is loaded, then what it brought."""

    template_name = "core/importing/result.html"
    shown_at: ClassVar[Mapping[str, str]] = {}
    """What of an import has a page of its own: the name of its address by the label of its model."""

    def rows(self) -> Any:
        """Return the rows that it brought and that have a page of their own."""
        return self.imported.rows.filter(model__in=self.shown_at)

    def address_of(self, row: Any) -> str:
        """Return the page of one of the rows."""
        return self.address(self.shown_at[row.model], row.key)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.rows(), ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        for row in page:
            row.url = self.address_of(row)
        is_loaded = self.imported.state == State.LOADED
        return super().get_context_data(
            page=page,
            is_loaded=is_loaded,
            can_undo=is_loaded and is_in_time(self.imported, timezone.now()),
            new=counts_in_words(self.imported, "new"),
            changed=counts_in_words(self.imported, "changed"),
            **progress_of(self),
            **kwargs,
        )


class ImportProgress(OneImport):
    """The progress bar alone, for the page to fetch again; once the job is over it asks for the whole page."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        part = render(request, "govuk/_progress.html", progress_of(self))
        if self.imported.job is None or self.imported.job.is_over:
            part.headers["HX-Refresh"] = "true"
        return part


class UndoImport(ImportStep, TemplateView):
    """Take the import back, or see what stands in the way."""

    template_name = "core/importing/undo.html"
    done = "The import is undone: {into} is as it was before."

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.imported.state != State.LOADED:
            return redirect(self.step("result"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            in_time=is_in_time(self.imported, timezone.now()),
            in_the_way=self.wizard.in_the_way(self.imported),
            **kwargs,
        )

    def carry_out(self) -> str:
        """Undo it. Raises Refusal."""
        if self.imported.state == State.UNDONE:
            raise Refusal("This import is undone already")
        self.wizard.undo(self.imported, by=self.person, now=timezone.now())
        return self.step("result")


def counts_in_words(imported: SpreadsheetImport, state: str) -> list[tuple[str, int]]:
    """Return what was new or changed, as pairs of what and how many."""
    counts = imported.outcome.get(state, {})
    return [
        (str(model.verbose_name_plural if counts[label] != 1 else model.verbose_name), counts[label])
        for label in counts
        if (model := apps.get_model(label)._meta)
    ]


def progress_of(page: OneImport) -> dict[str, Any]:
    """Return what the progress bar shows of an import."""
    return {
        "job": page.imported.job,
        "reload": page.step("progress"),
        "done_url": page.step("result"),
        "done_text": "See what was loaded",
    }
