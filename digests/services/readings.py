"""Keeps readings: what may stand in one, what it comes to, and its versions, of which each stays on record."""

import datetime as dt
from dataclasses import dataclass, fields
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from digests.models import Definition, Indicator, Reading
from digests.rating import PER_UNIT, value_of

GIVEN_AGAIN = "Given again after the earlier figure was taken back"
NEEDS_A_NOTE = frozenset({Reading.Quality.INCOMPLETE, Reading.Quality.DOUBTFUL})


@dataclass(frozen=True)
class Given:
    """A figure as it is typed: its numerator and denominator, or that it is suppressed or has no value at all.

    `value` stands alone where the numbers behind a percent or a rate are not known. `quality` and `problem` are values
    of `Reading.Quality` and `Problem`, "" for a sound figure with nothing behind it.
    """

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_suppressed: bool = False
    quality_note: str = ""
    quality: str = ""
    problem: str = ""
    has_no_value: bool = False
    value: Decimal | None = None


def given_in(reading: Reading) -> Given:
    """Return what was typed for a reading that is kept."""
    return Given(
        reading.numerator,
        reading.denominator,
        reading.is_suppressed,
        reading.quality_note,
        reading.quality,
        reading.problem,
        has_no_value=reading.numerator is None and reading.value is None and not reading.is_suppressed,
        value=reading.value if reading.numerator is None else None,
    )


def check_month(month: dt.date, today: dt.date) -> None:
    """Raise Refusal for a month that has not begun."""
    if month.day != 1:
        raise ValueError("A month is named by its first day.")
    if month > today:
        raise Refusal("The month must be this month or an earlier one", field="month")


def check_given(given: Given, definition: Definition) -> None:
    """Raise Refusal for a figure that cannot be one of what `definition` counts."""
    if given.is_suppressed or given.has_no_value:
        _check_no_numbers(given)
    elif given.value is not None:
        _check_value_alone(given, definition)
    else:
        _check_numbers(given, definition)
    if (given.problem or given.quality in NEEDS_A_NOTE) and not given.quality_note.strip():
        raise Refusal("Enter what is wrong with the figure", field="quality_note")


def _check_no_numbers(given: Given) -> None:
    if given.is_suppressed and given.has_no_value:
        raise Refusal(
            "Say that the figure is suppressed, or that there is none, and not both", field="numerator"
        )
    if any(number is not None for number in (given.numerator, given.denominator, given.value)):
        what = "a suppressed figure" if given.is_suppressed else "a figure that has no value"
        raise Refusal(f"Leave both numbers empty for {what}", field="numerator")


def _check_value_alone(given: Given, definition: Definition) -> None:
    value = given.value or Decimal(0)
    if given.numerator is not None or given.denominator is not None:
        raise Refusal("Enter the numbers or the value alone, and not both", field="value")
    if value < 0:
        raise Refusal("The value must be 0 or more", field="value")
    if definition.unit == Definition.Unit.PERCENT and value > 100:
        raise Refusal("The value of a percentage must be 100 or less", field="value")


def _check_numbers(given: Given, definition: Definition) -> None:
    numerator, denominator = given.numerator, given.denominator
    if numerator is None:
        raise Refusal("Enter the numerator, or tick that the figure is suppressed", field="numerator")
    if numerator < 0:
        raise Refusal("The numerator must be 0 or more", field="numerator")
    if denominator is not None and denominator < 0:
        raise Refusal("The denominator must be 0 or more", field="denominator")
    if denominator is None and definition.unit in PER_UNIT:
        raise Refusal("Enter the denominator", field="denominator")
    if denominator is not None and definition.unit == Definition.Unit.PERCENT and numerator > denominator:
        raise Refusal(
            "The numerator of a percentage cannot be larger than its denominator", field="numerator"
        )
    value = value_of(definition.unit, numerator, denominator)
    if value is not None and value >= Decimal(10) ** 10:
        raise Refusal("The value that these numbers come to is too large to be one", field="numerator")


def supersede(earlier: Reading, given: Given, reason: str) -> None:
    """End the version that stood until now. Raises Refusal where nothing differs, or nobody says why."""
    if given_in(earlier) == given:
        raise Refusal(
            "This is the figure that is already recorded: there is nothing to revise.", field="numerator"
        )
    if not reason.strip():
        raise Refusal("Enter why the figure is revised", field="revision_reason")
    take_back(earlier)


def take_back(earlier: Reading) -> None:
    """End the version that stood until now."""
    earlier.superseded_at = timezone.now()
    earlier.save(update_fields=["superseded_at"])


@dataclass(frozen=True)
class Place:
    """Where a reading belongs: its indicator and month, and the part of the council that it is of, if it is of one."""

    indicator: Indicator
    month: dt.date
    dimension: str = ""
    group: str = ""

    @property
    def names(self) -> dict[str, object]:
        """The same as the fields of a reading."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def keep(
    place: Place, given: Given, definition: Definition, *, by: User, earlier: Reading | None, reason: str
) -> Reading:
    """Keep a figure as the newest version. Raises ChangedMeanwhile when another person was quicker."""
    newest = Reading.objects.filter(**place.names).aggregate(newest=Max("version"))["newest"] or 0
    try:
        with transaction.atomic():
            return Reading.objects.create(
                **place.names,
                version=newest + 1,
                numerator=given.numerator,
                denominator=given.denominator,
                value=_value(given, definition),
                is_suppressed=given.is_suppressed,
                quality=given.quality,
                problem=given.problem,
                quality_note=given.quality_note.strip(),
                revision_reason=reason.strip() or (GIVEN_AGAIN if newest and earlier is None else ""),
                recorded_by=by,
            )
    except IntegrityError:
        # Two people gave the first figure of a month at the same moment: the constraint let one through.
        raise changed_meanwhile(Reading.objects.current().get(**place.names)) from None


def _value(given: Given, definition: Definition) -> Decimal | None:
    return (
        given.value
        if given.numerator is None
        else value_of(definition.unit, given.numerator, given.denominator)
    )


def changed_meanwhile(reading: Reading) -> ChangedMeanwhile:
    """Return what the second of two people is told: who gave `reading`, and when."""
    return ChangedMeanwhile(
        revision=reading.version, changed_by=str(reading.recorded_by or ""), changed_at=reading.recorded_at
    )
