"""The part of the daily message about signatures: which reports wait for whom, since when, and where to sign."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.models import Organisation, User
from core.sending import absolute
from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_parts import Said
from improvement_plans.models import DailyMessage
from reports.models import SignOff, SignOffReminder
from reports.selectors.chains import holders_of
from reports.selectors.waiting import Waiting, open_sign_offs

Rung = SignOffReminder.Rung
TEMPLATES = ("waiting_subject.txt", "waiting.txt", "waiting.html")

RUNGS = ((dt.timedelta(hours=72), Rung.AFTER_72), (dt.timedelta(hours=24), Rung.AFTER_24))
"""From what age on which reminder is due, the last one first."""


@dataclass(frozen=True)
class Line:
    """One signature in a message: for how long it is waited for, and the page on which it is given."""

    waiting: Waiting
    as_deputy: bool
    address: str


def rung_of(age: dt.timedelta) -> SignOffReminder.Rung:
    """Return the newest reminder that is due for a signature that has been waited for this long.

    What a missed day would have said is not made good: the newest says it all.
    """
    return next((rung for after, rung in RUNGS if age >= after), Rung.ASKED)


class SignaturesAwaited:
    """The signatures that are waited for: told to the holders of the post, after three days to its deputy as well."""

    def councils(self, today: dt.date) -> QuerySet[Organisation]:
        return Organisation.objects.filter(
            pk__in=open_sign_offs().values("report__notice__council")
        ).order_by("pk")

    def owed(self, on: CouncilDay) -> Iterator[tuple[User, SignOffReminder]]:
        said = _said(on.council)
        for sign_off, rung, people in _awaited(on):
            for person in people:
                if (sign_off.pk, rung.value, person.pk) not in said:
                    yield person, SignOffReminder(sign_off=sign_off, rung=rung)

    def said_in(self, message: DailyMessage, on: CouncilDay) -> Said | None:
        lines = lines_of(message, on)
        if not lines:
            return None
        context: dict[str, Any] = {"council": message.council, "lines": lines}
        return Said(*(render_to_string(f"reports/email/{name}", context) for name in TEMPLATES))


def lines_of(message: DailyMessage, on: CouncilDay) -> list[Line]:
    """Return what of a message still waits for its person, the longest first."""
    planned = on.once(_planned).get(message.pk)
    if not planned:
        return []
    now = timezone.now()
    return [
        Line(Waiting(sign_off, now), message.person not in holders, _address(sign_off))
        for sign_off, holders, people in on.once(_routed)
        if sign_off.pk in planned and message.person in people
    ]


def _planned(on: CouncilDay) -> dict[int, set[int]]:
    """Return the signatures that each message of the day reminds of, by the message's key."""
    planned: dict[int, set[int]] = defaultdict(set)
    kept = SignOffReminder.objects.filter(message__council=on.council, message__day=on.today)
    for message, sign_off in kept.values_list("message", "sign_off"):
        planned[message].add(sign_off)
    return planned


def _awaited(on: CouncilDay) -> Iterator[tuple[SignOff, SignOffReminder.Rung, list[User]]]:
    """Yield every signature that is waited for with its newest reminder and whom that is for."""
    now = timezone.now()
    for sign_off, _, people in on.once(_routed):
        yield sign_off, rung_of(Waiting(sign_off, now).age), people


def _routed(on: CouncilDay) -> list[tuple[SignOff, list[User], list[User]]]:
    """Return every signature that is waited for, the holders of its post, and all who are reminded of it today.

    The deputy is reminded from the third day on, and from the first where nobody holds the post itself.
    """
    found = list(open_sign_offs().filter(report__notice__council=on.council).order_by("asked_at"))
    posts = [post for each in found for post in (each.post, each.deputy_post) if post is not None]
    people, now = holders_of(posts, on.today), timezone.now()
    routed = []
    for each in found:
        holders = people.get(each.post_id, [])
        deputies = people.get(each.deputy_post_id or 0, [])
        is_late = rung_of(Waiting(each, now).age) == Rung.AFTER_72
        reminded = [*holders, *(deputies if is_late or not holders else [])]
        routed.append((each, holders, list(dict.fromkeys(reminded))))
    return routed


def _said(council: Organisation) -> set[tuple[int, str, int]]:
    """Return (signature, rung, person) of every reminder that was sent or is on its way."""
    kept = SignOffReminder.objects.filter(sign_off__report__notice__council=council).exclude(
        message__state=DailyMessage.State.DROPPED
    )
    return set(kept.values_list("sign_off", "rung", "message__person"))


def _address(sign_off: SignOff) -> str:
    report = sign_off.report
    return absolute(reverse("reports:detail", args=[report.notice.council.slug, report.pk]))
