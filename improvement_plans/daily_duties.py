"""What of the notice falls due, for the message of the day: to the holder of the post that owns it, else the team."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import Organisation, User
from accounts.selectors import holders_of
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_notes import Note, NotesPart, step_of
from notices.models import Notice
from notices.selectors import Deadline
from notices.selectors.deadlines import deadlines_in


def duties_owed(on: CouncilDay) -> Iterator[tuple[User, Note]]:
    """Yield what the council owes by its notices, within each duty's lead time or overdue, with whom to tell.

    A duty whose post stands empty goes to the improvement team, so that nothing is lost with whoever left.
    """
    deadlines = [
        deadline for deadline in deadlines_in(on.registers) if deadline.is_open and _is_ours(deadline)
    ]
    posts = {each.obligation.owner_post_id for each in deadlines if each.obligation.owner_post_id}
    holders = holders_of(posts, on.today)
    for deadline in deadlines:
        step = step_of(deadline.due_on, on.today, soon=deadline.obligation.lead_days)
        if step is not None:
            note = _note(deadline, step, on.council)
            for person in holders.get(deadline.obligation.owner_post_id or 0) or on.team:
                yield person, note


def _is_ours(deadline: Deadline) -> bool:
    """Whether the council owes it, by the notice or by an expectation of its own: data that went stale is that."""
    return deadline.standing.counts or (deadline.is_local and deadline.obligation.owed_by_council)


def _note(deadline: Deadline, step: str, council: Organisation) -> Note:
    return Note(
        topic=f"duty:{deadline.obligation.pk}:{deadline.due_on:%Y%m%d}",
        step=step,
        words=deadline.obligation.summary,
        about=f"clause {deadline.clause.number}{', the council’s own expectation' if deadline.is_local else ''}",
        address=reverse("notices:clause", args=[council.slug, deadline.notice.pk, deadline.clause.pk]),
        due_on=deadline.due_on,
    )


def _councils() -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=Notice.objects.values("council"))


DUTIES = NotesPart(
    "What the notice requires next", ("duty of the notice", "duties of the notice"), duties_owed, _councils
)
