"""Answers how a report went along its chain: each post's part in the newest round, and everything that was done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.models import User
from reports.models import Report, SignOff
from reports.selectors.chains import holders_of


@dataclass(frozen=True)
class Part:
    """One post's part in the newest round: what its state is, in a word with its colour, and the rest in words."""

    sign_off: SignOff
    holders: tuple[User, ...]
    word: str
    colour: str
    words: str


@dataclass(frozen=True)
class Event:
    """One thing that was done in sign-off: when, by whom, what, and what they said."""

    at: dt.datetime
    who: str
    what: str
    said: str = ""
    is_void: bool = False


def parts_of(report: Report, *, today: dt.date) -> list[Part]:
    """Return the part of each post in the newest round, in the order of the chain; nothing of a draft's."""
    if report.status in (Report.Status.DRAFT, Report.Status.RETURNED):
        return []
    rows = list(
        report.sign_offs.filter(round=report.round).select_related("post", "deputy_post", "signed_by")
    )
    people = holders_of([row.post for row in rows], today)
    return [_part(row, tuple(people.get(row.post_id, ()))) for row in rows]


def _part(row: SignOff, holders: tuple[User, ...]) -> Part:
    if row.signed_at is not None:
        deputy = f", as {row.deputy_post} in its place" if row.as_deputy else ""
        return Part(row, holders, "Signed", "green", f"{row.signed_by}{deputy}")
    names = ", ".join(map(str, holders)) or "Nobody holds this post"
    if not holders and row.deputy_post is not None:
        names += f": {row.deputy_post} may sign in its place"
    if row.asked_at is not None:
        return Part(row, holders, "Waiting", "yellow", names)
    return Part(row, holders, "Not asked yet", "grey", names)


def events_of(report: Report) -> list[Event]:
    """Return everything that was done in sign-off, of every round, the newest first."""
    recalls = list(report.recalls.select_related("recalled_by"))
    void = {recall.round for recall in recalls}
    rows = report.sign_offs.select_related("post", "signed_by", "returned__returned_by")
    found = [event for row in rows for event in _events(row, row.round < report.round or row.round in void)]
    for recall in recalls:
        what = "recalled it before it left" if recall.was_signed else "took it back"
        found.append(Event(recall.recalled_at, str(recall.recalled_by), what, recall.reason))
    return sorted(found, key=lambda each: each.at, reverse=True)


def _events(row: SignOff, is_over: bool) -> Iterator[Event]:
    """Yield what came of one post's part. A signature of a round that came to nothing is void."""
    if row.order == 1 and row.asked_at is not None:
        yield Event(row.asked_at, "The authors", f"put it up for sign-off to {row.post}")
    if row.signed_at is not None:
        place = " in its place" if row.as_deputy else ""
        yield Event(row.signed_at, str(row.signed_by), f"signed for {row.post}{place}", is_void=is_over)
    returned = getattr(row, "returned", None)
    if returned is not None:
        yield Event(
            returned.returned_at, str(returned.returned_by), f"returned it for {row.post}", returned.comment
        )


def newest_return(report: Report) -> str:
    """Return what has to change in a report that was returned; "" for any other."""
    if report.status != Report.Status.RETURNED:
        return ""
    row = (
        report.sign_offs.filter(returned__isnull=False, round=report.round).select_related("returned").first()
    )
    return row.returned.comment if row is not None else ""
