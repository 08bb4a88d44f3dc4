"""What waits for somebody in the reports, and the figures of the digest that they owe."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from config.home.owed import Owed, State
from digests.selectors.lateness import OwedFigure, owed_figures
from reports.models import Report
from reports.selectors.unissued import stuck_in
from reports.selectors.waiting import Waiting, awaiting_signature_of, returned_to


def reports_owed(person: User, council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the reports that wait for the person's signature, were given back to them, or could not be issued."""
    now = timezone.now()
    for each in stuck_in(person, council, today=today, now=now):
        if each.may_write:
            note = f"{each.report.number} {each.words}"
            yield report_owed(State.OVERDUE, each.report, council, note=note)
    for waiting in awaiting_signature_of(person, council, today=today, now=now):
        yield signature_owed(waiting, council)
    for report, comment in returned_to(person, council, today=today):
        yield report_owed(State.RETURNED, report, council, note=comment)


def signature_owed(waiting: Waiting, council: Organisation) -> Owed:
    """Return a report that waits for a signature, with how long it has waited."""
    asked = waiting.sign_off.post
    note = f"Asked of {asked}, waiting for {waiting.age_in_words}"
    return report_owed(State.TO_SIGN, waiting.report, council, note=note)


def report_owed(state: State, report: Report, council: Organisation, *, note: str) -> Owed:
    """Return a report that waits for somebody; one that was returned carries the reason."""
    address = reverse("reports:detail", args=[council.slug, report.pk])
    return Owed(state=state, kind="Report", title=str(report), address=address, note=note)


def figures_owed(
    council: Organisation, *, is_analyst: bool, posts: frozenset[int], today: dt.date
) -> Iterator[Owed]:
    """Yield each month with figures that have not come: to the analyst all of them, to a post its own once late."""
    by_month: dict[dt.date, list[OwedFigure]] = {}
    for each in owed_figures(council, today=today):
        if is_analyst or (each.days_late and each.indicator.owner_post_id in posts):
            by_month.setdefault(each.month, []).append(each)
    for month, figures in by_month.items():
        late = sum(each.days_late > 0 for each in figures)
        yield Owed(
            state=State.OVERDUE if late else State.DUE_SOON,
            kind="Digest",
            title=f"Figures for {month:%B %Y}",
            address=f"{reverse('digest:owed', args=[council.slug])}?month={month:%Y-%m}",
            due_on=min(each.due_on for each in figures),
            note=f"{len(figures)} not given yet" + (f", {late} late" if late else ""),
        )
