"""Answers which days a series of meetings proposes, and how far the diary already keeps the duty to meet."""

import datetime as dt

from accounts.models import Organisation
from boards.models import Board, Meeting, MeetingSeries
from boards.proposing import Preference, Proposal, propose
from boards.selectors.duties import Duties
from core.working_days import add_months, is_working_day
from notices.models import Obligation

MONTHS_AHEAD = 12


def series_of(council: Organisation, pk: int) -> MeetingSeries | None:
    """Return a series of a council's board; None for another council's."""
    related = ("board__notice__council", "obligation__clause__notice")
    found = MeetingSeries.objects.filter(board__notice__council=council, pk=pk)
    return found.select_related(*related).first()


def proposals_for(
    series: MeetingSeries, *, today: dt.date, duties: Duties | None = None
) -> tuple[Proposal, ...]:
    """Return the days that a series proposes for the next twelve months, besides those in the diary."""
    duties = duties or Duties(series.board.notice, today)
    return propose(
        duties.question(series.obligation),
        planned=duties.diary(series.obligation),
        preference=Preference(series.weekday, series.week),
        today=today,
        horizon=add_months(today, MONTHS_AHEAD),
        is_working_day=is_working_day,
    )


def meetings_of_series(series: MeetingSeries) -> list[Meeting]:
    """Return the meetings of a series that are ahead, the next first."""
    ahead = Meeting.objects.filter(series=series, status__in=[Meeting.Status.DRAFT, Meeting.Status.CALLED])
    return list(ahead.select_related("planned_event", "board").order_by("planned_event__planned_on"))


def duties_without_series(board: Board) -> list[Obligation]:
    """Return the duties to meet of a board's notice under which it has no series yet, as printed."""
    duties = Obligation.objects.filter(clause__notice=board.notice_id, kind=Obligation.Kind.MEETING)
    return list(
        duties.exclude(meeting_series__board=board)
        .select_related("clause")
        .order_by("clause__order", "order")
    )
