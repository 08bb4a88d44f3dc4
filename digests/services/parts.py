"""Gives the figures of the groups of one dimension for a month, revises them and takes them back, all at once."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from core import audit
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from digests.models import Definition, Indicator, Reading
from digests.selectors.definitions import definition_on
from digests.services.readings import (
    Given,
    Place,
    changed_meanwhile,
    check_given,
    check_month,
    given_in,
    keep,
    take_back,
)

LONGEST_GROUP = 80


@dataclass(frozen=True)
class Part:
    """The figure of one group as it is typed; without `given` the one that stands is taken back.

    One without a group and without a figure is an empty row, and passed over.
    """

    group: str
    given: Given | None


@dataclass(frozen=True)
class Changed:
    """How many figures of groups were given for the first time, revised and taken back."""

    given: int = 0
    revised: int = 0
    taken_back: int = 0

    @property
    def number(self) -> int:
        return self.given + self.revised + self.taken_back


@transaction.atomic
def give_parts(
    *,
    indicator: Indicator,
    month: dt.date,
    dimension: str,
    parts: Sequence[Part],
    by: User,
    today: dt.date,
    revision_reason: str = "",
    seen: str | None = None,
) -> Changed:
    """Record the figures of the groups of a dimension for `month`; groups that `parts` leaves out stay as they are.

    `seen` is what `fingerprint` gave when the person looked. Raises Refusal (a field is that of its row:
    `group_3`, `numerator_3`), and ChangedMeanwhile when another person was quicker.
    """
    check_month(month, today)
    if dimension not in Reading.Dimension.values:
        raise Refusal("Choose what the figure is broken down by", field="dimension")
    _check_groups(parts)
    definition = definition_on(indicator, month)
    standing = _standing(indicator, month, dimension)
    if seen is not None and fingerprint(standing.values()) != seen:
        raise _changed(standing)
    done = Counter(
        _give(
            row, part, Place(indicator, month, dimension, part.group.strip()), standing.get(part.group.strip()),
            definition=definition, by=by, reason=revision_reason,
        )
        for row, part in enumerate(parts)
    )  # fmt: skip
    found = Changed(done["given"], done["revised"], done["taken back"])
    if not found.number:
        raise Refusal("These are the figures that are already recorded: there is nothing to save")
    audit.record(
        by=by,
        action="gave the figures of groups",
        subject=indicator,
        scope=indicator.council.slug,
        detail={
            "month": month.isoformat(), "dimension": dimension, "given": found.given, "revised": found.revised,
            "taken_back": found.taken_back, "reason": revision_reason.strip(),
        },
    )  # fmt: skip
    return found


def fingerprint(readings: Iterable[Reading]) -> str:
    """Return what tells whether the figures of groups are still those that somebody saw."""
    return ",".join(str(key) for key in sorted(reading.pk for reading in readings))


def _give(
    row: int,
    part: Part,
    place: Place,
    earlier: Reading | None,
    *,
    definition: Definition,
    by: User,
    reason: str,
) -> str:
    """Do with one group what was typed in its row, and return what was done: "" where nothing differs."""
    if part.given is None:
        if earlier is None:
            return ""
        _need(reason)
        take_back(earlier)
        return "taken back"
    if earlier is not None and given_in(earlier) == part.given:
        return ""
    try:
        check_given(part.given, definition)
    except Refusal as refusal:
        raise Refusal(f"{place.group}: {refusal.message}", field=f"{refusal.field}_{row}") from None
    if earlier is not None:
        _need(reason)
        take_back(earlier)
    keep(place, part.given, definition, by=by, earlier=earlier, reason=reason if earlier is not None else "")
    return "given" if earlier is None else "revised"


def _need(reason: str) -> None:
    if not reason.strip():
        raise Refusal("Enter why the figures are revised", field="revision_reason")


def _standing(indicator: Indicator, month: dt.date, dimension: str) -> dict[str, Reading]:
    current = Reading.objects.current().select_for_update(of=("self",))
    rows = current.filter(indicator=indicator, month=month, dimension=dimension).select_related("recorded_by")
    return {reading.group: reading for reading in rows.order_by("pk")}


def _changed(standing: dict[str, Reading]) -> ChangedMeanwhile:
    newest = max(standing.values(), key=lambda reading: reading.recorded_at, default=None)
    return (
        changed_meanwhile(newest) if newest else ChangedMeanwhile(revision=0, changed_by="", changed_at=None)
    )


def _check_groups(parts: Sequence[Part]) -> None:
    seen: set[str] = set()
    for place, part in enumerate(parts):
        group = part.group.strip()
        if part == Part("", None):
            continue
        if not group:
            raise Refusal("Enter the group that these figures are of", field=f"group_{place}")
        if len(group) > LONGEST_GROUP:
            raise Refusal(f"The group must be {LONGEST_GROUP} characters or fewer", field=f"group_{place}")
        if group.lower() in seen:
            raise Refusal(f"{group} stands in the list twice", field=f"group_{place}")
        seen.add(group.lower())
