"""Operations: every piece of scheduled work with its newest run, the runs of one, and trying one again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from kombu.exceptions import KombuError

from accounts.access import CouncilPage
from config.operations.selectors import entry_named, lines_of, runs_to_show, scheduled_work
from config.schedule import Entry
from core import audit
from core.tasks import run_scheduled
from reports.selectors.unissued import stuck_in

ROWS_ON_A_PAGE = 50
SHOWN = (("", "All runs"), ("failed", "Failed"), ("did", "Did something"))


class Operations(CouncilPage):
    """All scheduled work, what failed first, and the signed reports that its worker could not issue."""

    permission = "accounts.see_operations"

    def get(self, request: HttpRequest) -> HttpResponse:
        work = scheduled_work(self.council)
        failed = sum(line.has_failed for line in work)
        stuck = stuck_in(self.person, self.council, today=self.today, now=timezone.now(), named=True)
        return render(request, "operations/all.html", {"work": work, "failed": failed, "stuck": stuck})


class WorkPage(CouncilPage):
    """A page of one piece of scheduled work, at `entry(key)`."""

    permission = "accounts.see_operations"

    def entry(self, key: str) -> Entry:
        """Return the work in the address; raises Http404 for none."""
        found = entry_named(key)
        if found is None:
            raise Http404("No such work")
        return found


class Runs(WorkPage):
    """The runs of one piece of scheduled work, by a filter in the address."""

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        entry, only = self.entry(key), request.GET.get("show", "")
        page = Paginator(runs_to_show(key, only=only), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
        lines = lines_of(page, self.council)
        context = {"entry": entry, "page": page, "lines": lines, "only": only, "shown": SHOWN}
        context["may_try"] = self.person.has_perm("accounts.try_work_again", self.council)
        return render(request, "operations/runs.html", context)


class TryAgain(WorkPage):
    """Ask the worker to do one piece of scheduled work now; it is safe to do twice."""

    permission = "accounts.try_work_again"

    def post(self, request: HttpRequest, key: str) -> HttpResponse:
        entry = self.entry(key)
        with transaction.atomic():
            audit.record(
                by=self.person, action="asked for scheduled work", subject=self.council, scope=self.council.slug,
                detail={"work": key},
            )  # fmt: skip
        try:
            run_scheduled.delay(key, str(self.person))
        except (KombuError, OSError):
            messages.error(
                request, "The worker could not be reached. Try again, and tell support if it happens twice."
            )
        else:
            messages.success(
                request, f"“{entry.title}” was asked for. Load this page again to see how it went."
            )
        return redirect("operations:runs", self.council.slug, key)
