"""Sends what was written down to be sent: each message claimed first, sent once, given back when sending fails.

Whatever is sent to one person once (an issued report, an invitation, a pack, a breach) is a row that was written in the
transaction of its cause. A task and a scheduled sweep may both find it; whoever claims it sends it.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone

from core.apart import each_apart

# A worker that was killed between claiming and sending leaves its claim behind; after this long it no longer counts.
CLAIM_HOLDS_FOR = dt.timedelta(minutes=15)


class Sending(models.Model):
    """One message to one address, claimed before it is sent."""

    email = models.EmailField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_claimed_before_it_is_sent",
                condition=Q(sent_at__isnull=True) | Q(claimed_at__isnull=False, sent_at__gte=F("claimed_at")),
            ),
        ]


def waiting(kind: type[Sending]) -> models.QuerySet[Any]:
    """Return the messages of a kind that no worker has sent or is sending."""
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_HOLDS_FOR)
    return kind._default_manager.filter(unclaimed, sent_at=None)


def send_all(messages: models.QuerySet[Any], letter_of: Callable[[Any], EmailMultiAlternatives]) -> int:
    """Send each of `messages` that is still to be sent, once, and return how many went out.

    Nearly always there is none, and all that a letter needs is not asked for.

    One whose sending fails is given back for the next run and does not keep the others waiting; its error is raised at
    the end, so that the run counts as failed.
    """
    if not messages.exists():
        return 0
    return sum(each_apart(messages, lambda message: _send(message, letter_of)))


def _send(message: Any, letter_of: Callable[[Any], EmailMultiAlternatives]) -> bool:
    kept = type(message)._default_manager.filter(pk=message.pk)
    if not kept.filter(claimed_at=message.claimed_at, sent_at=None).update(claimed_at=timezone.now()):
        return False
    try:
        letter_of(message).send()
    except Exception:
        kept.update(claimed_at=None)
        raise
    kept.update(sent_at=timezone.now())
    return True


def letter(*, template: str, to: str, context: dict[str, Any]) -> EmailMultiAlternatives:
    """Return the e-mail that `template` (without its ending) words: `_subject.txt`, `.txt` and `.html` stand beside."""
    # One line, whatever stands in a name: a header must not be added by one.
    subject = " ".join(render_to_string(f"{template}_subject.txt", context).split())
    message = EmailMultiAlternatives(subject, render_to_string(f"{template}.txt", context), to=[to])
    message.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return message


def absolute(place: str) -> str:
    """Return the whole address of a page, as a message needs it."""
    return f"{settings.SITE_URL}{place}"
