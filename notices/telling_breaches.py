"""Sends the news of breaches: each message once, with a link to the clause of every one."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from core import sending
from notices.models import Breach, BreachMessage

MOST_LISTED = 20
"""A notice that was entered with its past may bring many at once: the register has them all."""


def send_waiting() -> int:
    """Send the messages that no worker has sent or is sending, and return how many went out."""
    waiting = sending.waiting(BreachMessage).select_related("person")
    return sending.send_all(
        waiting.prefetch_related("breaches__obligation__clause__notice__council"), letter_of
    )


def letter_of(message: BreachMessage) -> EmailMultiAlternatives:
    """Return the e-mail that tells one person of breaches, the newest first."""
    breaches = sorted(message.breaches.all(), key=lambda each: (each.due_on, each.pk), reverse=True)
    notice = breaches[0].obligation.clause.notice
    return sending.letter(
        template="notices/email/breach",
        to=message.email,
        context={
            "person": message.person,
            "council": notice.council,
            "lines": [(each, _address(each)) for each in breaches[:MOST_LISTED]],
            "more": max(0, len(breaches) - MOST_LISTED),
            "count": len(breaches),
            "register": sending.absolute(reverse("notices:notice", args=[notice.council.slug, notice.pk])),
        },
    )


def _address(breach: Breach) -> str:
    clause = breach.obligation.clause
    return sending.absolute(
        reverse("notices:clause", args=[clause.notice.council.slug, clause.notice_id, clause.pk])
    )
