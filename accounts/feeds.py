"""The address of a person's calendar feed: made, replaced and ended by its person, and found again by the key in it."""

import datetime as dt
import hashlib
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import CalendarFeed, User
from core import audit
from core.refusals import Refusal

KEY_BYTES = 32
NOTED_EVERY = dt.timedelta(hours=1)
"""Calendars read a feed all day long: when it was read last is written down this often."""


def feed_of(person: User) -> CalendarFeed | None:
    """Return the feed that a person has now."""
    return CalendarFeed.objects.filter(person=person, ended_at=None).first()


def feed_by_key(key: str) -> CalendarFeed | None:
    """Return the feed that `key` opens; None for one that is unknown or ended, or whose person may not sign in."""
    feeds = CalendarFeed.objects.select_related("person")
    return feeds.filter(key_sha256=_hash(key), ended_at=None, person__is_active=True).first()


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Give `by` a feed and return the key that opens it, which is kept nowhere; the one before is ended."""
    # Two windows at once make one after the other.
    User.objects.select_for_update().get(pk=by.pk)
    ended = _end(by)
    key = secrets.token_urlsafe(KEY_BYTES)
    feed = CalendarFeed.objects.create(person=by, key_sha256=_hash(key))
    audit.record(
        by=by, action="replaced a calendar address" if ended else "made a calendar address", subject=feed
    )
    return key


@transaction.atomic
def end_feed(*, by: User) -> None:
    """End the feed that `by` has. Raises Refusal when there is none."""
    User.objects.select_for_update().get(pk=by.pk)
    feed = feed_of(by)
    if feed is None:
        raise Refusal("You have no calendar address, so there is none to end")
    _end(by)
    audit.record(by=by, action="ended a calendar address", subject=feed)


def note_read(feed: CalendarFeed, *, now: dt.datetime) -> None:
    """Write down that a feed was read, if that was not done within the last hour."""
    due = Q(last_read_at=None) | Q(last_read_at__lte=now - NOTED_EVERY)
    CalendarFeed.objects.filter(due, pk=feed.pk).update(last_read_at=now)


def _end(person: User) -> int:
    return CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=timezone.now())


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
