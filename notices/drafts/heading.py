"""The head of a draft in the words and days of the register: service area, trigger, days in their order."""

import datetime as dt
from typing import Any

from core.refusals import Refusal
from notices.drafts.content import Content
from notices.models import Notice

DAYS_OF_HEADER = (
    "inspection_published_on",
    "decided_on",
    "issued_on",
    "published_on",
    "received_on",
    "in_force_from",
)


def service_area_of(content: Content) -> str:
    """Return the service area that the register will name: as corrected, or social care where the notice is
    silent.
    """
    named = str(content["header"].get("service_area") or "social care")
    return "Children's social care" if named.lower() == "social care" else named[:1].upper() + named[1:]


def refuse_days_out_of_order(days: dict[str, dt.date | None], issued_on: dt.date) -> None:
    """Raise Refusal for a notice in force before its issue, or decided after it."""
    decided, in_force = days["decided_on"], days["in_force_from"]
    if in_force is not None and in_force < issued_on:
        raise Refusal(
            "The notice cannot be in force before it was issued. Correct one of the two days.",
            field="in_force_from",
        )
    if decided is not None and decided > issued_on:
        raise Refusal(
            "The notice cannot be decided after it was issued. Correct one of the two days.",
            field="decided_on",
        )


def trigger_of(words: str | None) -> str:
    """The kind of event that led to the notice, from the words of the header; `other` when none fits."""
    plain = (words or "").lower().replace(" ", "_")
    if plain in Notice.Trigger.values:
        return plain
    for sign, trigger in (
        ("joint", Notice.Trigger.JOINT_INSPECTION),
        ("area_send", Notice.Trigger.JOINT_INSPECTION),
        ("focused", Notice.Trigger.FOCUSED_VISIT),
        ("judgment", Notice.Trigger.COURT_JUDGMENT),
        ("inspection", Notice.Trigger.INSPECTION),
        ("ofsted", Notice.Trigger.INSPECTION),
    ):
        if sign in plain:
            return str(trigger)
    return str(Notice.Trigger.OTHER)


def day_of(value: Any) -> dt.date | None:
    """Return a day of the header (ISO), or None where there is none or it is not a date."""
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
