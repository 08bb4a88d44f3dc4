"""The month's request for updates: who was asked, what came of it, and when the next one goes out."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.exports import csv_response, xlsx_response
from improvement_plans.cycle_listing import COLUMNS, counts_of, export_rows, owners_of
from improvement_plans.ladder import next_request, rung_days
from improvement_plans.models import UpdateCycle
from improvement_plans.request_filter import RequestFilter
from improvement_plans.requested import RequestStanding
from improvement_plans.selectors.cycle import (
    LadderStep,
    cycles_of,
    ladder_of,
    reminders_of,
    schedule_of,
    standings_of,
    unsent_of,
)
from improvement_plans.selectors.routes import routes_of
from improvement_plans.services.cycle import days_of, earlier_of
from improvement_plans.views.base import PlanPage

ROWS_ON_A_PAGE = 50
VIEWS = (("request", "Each request"), ("owner", "By owner"))


class Requests(PlanPage):
    """What the page of a month and its exports share: the month, and the requests that the filters let through."""

    section = "updates"

    @cached_property
    def cycles(self) -> list[UpdateCycle]:
        if self.chosen is None:
            return []
        return list(cycles_of(self.chosen, self.as_at, known_on=self.known_on))

    @cached_property
    def cycle(self) -> UpdateCycle | None:
        """The month that the address names, else the newest."""
        asked = self.request.GET.get("month")
        named = (each for each in self.cycles if f"{each.month:%Y-%m}" == asked)
        return next(named, self.cycles[0] if self.cycles else None)

    @cached_property
    def requests(self) -> list[RequestStanding]:
        if self.cycle is None:
            return []
        routes = routes_of(self.council, self.as_at)
        return standings_of(self.cycle.requests.all(), routes, self.as_at, known_on=self.known_on)

    @cached_property
    def filter(self) -> RequestFilter:
        return RequestFilter(self.request.GET, cycles=self.cycles, requests=self.requests)


class CyclePage(Requests, TemplateView):
    """One month: asked, opened, given, late, nobody to ask; by request or by owner."""

    template_name = "improvement_plans/cycle/cycle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            cycle=self.cycle,
            schedule=schedule_of(self.council),
            next_asking=self.next_asking(),
            may_keep=self.person.has_perm("improvement_plans.keep_update_cycle", self.council),
            **({} if self.cycle is None else self.of_the_month(self.cycle)),
            **kwargs,
        )

    def next_asking(self) -> Any:
        """Return the day on which the schedule asks next; None where it does not ask by itself."""
        schedule = schedule_of(self.council)
        if self.chosen is None or not schedule.is_on:
            return None
        return next_request(days_of(schedule), today=self.today, earlier=earlier_of(self.chosen))[1]

    def of_the_month(self, cycle: UpdateCycle) -> dict[str, Any]:
        through = self.filter.through(self.requests)
        by = "owner" if self.request.GET.get("by") == "owner" else "request"
        rows: Sequence[Any] = owners_of(through) if by == "owner" else through
        page = Paginator(rows, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        sent = {} if by == "owner" else reminders_of([each.request.pk for each in page], self.as_at)
        return {
            "by": by,
            "views": VIEWS,
            "page": page,
            "rows": [(each, () if by == "owner" else sent.get(each.request.pk, ())) for each in page],
            "form": self.filter.form,
            "is_narrowing": self.filter.is_narrowing,
            "counts": counts_of(self.requests),
            "ladder": self.ladder(cycle),
            "unsent": unsent_of(cycle, self.as_at),
        }

    def ladder(self, cycle: UpdateCycle) -> list[LadderStep]:
        """Return each rung with its day and how many people were told of it by the day of the page."""
        before = schedule_of(self.council).remind_before
        days = rung_days(cycle.asked_on, cycle.due_on, remind_before=before)
        return ladder_of(cycle, days, self.as_at)


class CycleExport(Requests):
    """The requests that the page shows, as CSV or XLSX, with every reminder."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        if self.cycle is None:
            raise Http404("Nothing has been asked yet")
        through = self.filter.through(self.requests)
        reminders = reminders_of(self.cycle.requests.values("pk"), self.as_at)
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"updates-{self.cycle.month:%Y-%m}", COLUMNS, export_rows(through, reminders))
