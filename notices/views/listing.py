"""The list of deadlines over all the notices of a council: filtered by its address, exported as it is shown."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.generic.base import TemplateView, View

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from core.exports import csv_response, xlsx_response
from notices.calendar_strip import FURTHEST, months_on
from notices.filters import DeadlineFilter
from notices.models import Obligation
from notices.selectors import Deadline, deadlines, notices_of
from notices.wording import outcome_in_words, position_in_words

ROWS_ON_A_PAGE = 100
COLUMNS = (
    "Notice",
    "Clause",
    "Duty",
    "Kind",
    "Owed by",
    "Owed to",
    "Due",
    "Outcome",
    "Days late or overdue",
    "Done on",
    "Position of the duty",
    "Counts against the council",
    "Local expectation",
)
FORMATS = {"csv": csv_response, "xlsx": xlsx_response}


class DeadlinesPage(AsAtMixin, CouncilPage):
    """What the list and its exports share: the filters of the address and the deadlines that they let through."""

    permission = "notices.view_register"

    @cached_property
    def filter(self) -> DeadlineFilter:
        obligations = Obligation.objects.filter(clause__notice__council=self.council)
        return DeadlineFilter(self.request.GET, queryset=obligations, notices=notices_of(self.council))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Those that the filters let through; a "due to" ahead of the day asks for what is due until then."""
        asked = self.filter.asked.get("due_to")
        horizon = min(asked, months_on(self.as_at, FURTHEST)) if asked else None
        found = deadlines(self.council, as_at=self.as_at, known_on=self.known_on, horizon=horizon)
        return self.filter.chosen(found)


class DeadlineList(DeadlinesPage, TemplateView):
    """The deadlines as a table."""

    template_name = "notices/deadlines.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.deadlines, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.urlencode()
        facts = {
            "filter": self.filter,
            "page": page,
            "query": query,
            "may_record": self.may_record(),
            "several": notices_of(self.council).count() > 1,
        }
        return super().get_context_data(**{**kwargs, **facts})

    def may_record(self) -> bool:
        """Whether the rows lead to the form that records them: for whoever may record any of them."""
        return self.person.has_perm("notices.record_any", self.council)


class DeadlineExport(DeadlinesPage, View):
    """The same rows as a file: `format` is csv or xlsx."""

    def get(self, request: HttpRequest, format: str) -> HttpResponse:
        if format not in FORMATS:
            raise Http404("No such format")
        name = f"deadlines-{self.council.slug}-{self.as_at:%Y-%m-%d}"
        return FORMATS[format](name, COLUMNS, map(_row, self.deadlines))


def _row(deadline: Deadline) -> tuple[object, ...]:
    obligation, row = deadline.obligation, deadline.occurrence
    return (
        str(deadline.notice),
        deadline.clause.number,
        obligation.summary,
        obligation.get_kind_display(),
        obligation.get_duty_holder_display(),
        obligation.get_recipient_display(),
        row.due_on,
        outcome_in_words(row),
        row.days,
        row.discharged_on,
        position_in_words(deadline.standing.position),
        not deadline.is_theirs,
        deadline.is_local,
    )
