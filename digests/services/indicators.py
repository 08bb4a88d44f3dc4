"""Adds indicators, changes how they are kept, retires them and brings them back; all audited."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Organisation, Post, User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from digests.models import Definition, Indicator
from digests.months import month_of
from digests.rating import PER_UNIT
from digests.selectors.definitions import Differing, differences
from notices.models import Area

MEANS = ("title", "meaning", "numerator_words", "denominator_words", "decimals")
"""What may be worded better as long as it means the same; `COUNTS` may not, once figures stand on it."""
COUNTS = ("unit", "period_type", "direction")


@dataclass(frozen=True)
class Meaning:
    """What an indicator is taken to mean: the fields of a definition."""

    title: str
    meaning: str
    numerator_words: str
    denominator_words: str
    unit: str
    decimals: int
    period_type: str
    direction: str
    data_source: str = ""
    known_problems: str = ""


@dataclass(frozen=True)
class Keeping:
    """How an indicator is kept: its code, who owns it, where its figure comes from and by when."""

    code: str
    owner_post: Post | None = None
    areas: tuple[Area, ...] = ()
    is_key: bool = False
    grace_days: int = 15
    reported_from: dt.date | None = None
    national_code: str = ""
    benchmark_key: str = ""
    annex_a_measure: str = ""


@transaction.atomic
def add_indicator(
    *, council: Organisation, meaning: Meaning, keeping: Keeping, by: User, today: dt.date
) -> Indicator:
    """Add an indicator, defined so from the first. Raises Refusal."""
    check_meaning(meaning)
    indicator = Indicator(council=council)
    _check_keeping(indicator, keeping, today)
    write_meaning(indicator, meaning)
    _write_keeping(indicator, keeping, by)
    record(by, "added an indicator", indicator)
    return indicator


@transaction.atomic
def change_indicator(
    *,
    indicator: Indicator,
    meaning: Meaning,
    keeping: Keeping,
    revision: int,
    by: User,
    today: dt.date,
    means_the_same: bool = False,
) -> Indicator:
    """Change how an indicator is kept, and word it better. Raises Refusal, ChangedMeanwhile.

    Once there are figures, unit, period and direction change by defining it anew alone, and other words only where
    `means_the_same` says that the figures still count the very same thing.
    """
    _claim(indicator, revision)
    check_meaning(meaning)
    _check_keeping(indicator, keeping, today)
    before = as_defined(indicator)
    write_meaning(indicator, meaning)
    found = differences(before, indicator)
    if rests_on_figures(indicator):
        _check_same_meaning(before, indicator, means_the_same)
    _write_keeping(indicator, keeping, by)
    record(by, "changed an indicator", indicator, corrected=in_words(found))
    return indicator


@transaction.atomic
def retire_indicator(
    *, indicator: Indicator, reason: str, revision: int, by: User, today: dt.date
) -> Indicator:
    """Report an indicator no longer, from this month on; its figures stay on record. Raises Refusal."""
    _claim(indicator, revision)
    if indicator.retired_on is not None:
        raise Refusal(f"It has not been reported since {indicator.retired_on:%-d %B %Y}")
    if not reason.strip():
        raise Refusal("Enter why it is no longer reported", field="reason")
    indicator.retired_on, indicator.retired_because = today, reason.strip()
    save(indicator, by)
    record(by, "retired an indicator", indicator, reason=indicator.retired_because)
    return indicator


@transaction.atomic
def bring_back_indicator(*, indicator: Indicator, revision: int, by: User) -> Indicator:
    """Report an indicator again, also for the months in between. Raises Refusal."""
    _claim(indicator, revision)
    if indicator.retired_on is None:
        raise Refusal("It is reported, so there is nothing to bring back")
    retired_on = indicator.retired_on
    indicator.retired_on, indicator.retired_because = None, ""
    save(indicator, by)
    record(by, "brought an indicator back", indicator, retired_on=retired_on.isoformat())
    return indicator


def rests_on_figures(indicator: Indicator) -> bool:
    """Whether figures, targets or an earlier definition stand on what the indicator means."""
    return indicator.readings.exists() or indicator.targets.exists() or indicator.earlier_definitions.exists()


def check_meaning(meaning: Meaning) -> None:
    """Raise Refusal for a definition that says too little."""
    asked = {
        "title": "Enter the title",
        "meaning": "Enter what it tells",
        "numerator_words": "Enter what is counted",
    }
    for name, message in asked.items():
        if not getattr(meaning, name).strip():
            raise Refusal(message, field=name)
    if meaning.unit in PER_UNIT and not meaning.denominator_words.strip():
        unit = "A percentage" if meaning.unit == Definition.Unit.PERCENT else "A rate"
        raise Refusal(
            f"Enter what it is counted out of: {unit.lower()} has a denominator", field="denominator_words"
        )


def write_meaning(indicator: Indicator, meaning: Meaning) -> None:
    """Put a definition into the indicator, without saving it."""
    for field in fields(Meaning):
        value = getattr(meaning, field.name)
        setattr(indicator, field.name, value.strip() if isinstance(value, str) else value)


def as_defined(indicator: Indicator) -> Indicator:
    """Return a copy of the indicator as it is defined now, to hold a change against."""
    return Indicator(**{field.name: getattr(indicator, field.name) for field in fields(Meaning)})


def in_words(found: Iterable[Differing]) -> dict[str, list[str]]:
    """Return differences as the audit trail keeps them."""
    return {each.label: [each.before, each.now] for each in found}


def save(indicator: Indicator, by: User) -> None:
    """Save what was changed, with who changed it. Raises Refusal for a code that another indicator has."""
    indicator.changed_by, indicator.changed_at = by, timezone.now()
    try:
        with transaction.atomic():
            indicator.save()
    except IntegrityError:
        # Two people gave the same code at once: the constraint let one through.
        raise Refusal(f"{indicator.code} is already in use: enter another", field="code") from None


def record(by: User, deed: str, indicator: Indicator, **detail: object) -> None:
    """Write the audit entry of something done to an indicator."""
    audit.record(by=by, action=deed, subject=indicator, scope=indicator.council.slug, detail=dict(detail))


def _claim(indicator: Indicator, revision: int) -> None:
    claim_revision(indicator, seen=revision)
    indicator.refresh_from_db()


def _check_same_meaning(before: Definition, now: Indicator, means_the_same: bool) -> None:
    changed = {name for name in (*MEANS, *COUNTS) if getattr(before, name) != getattr(now, name)}
    for name in COUNTS:
        if name in changed:
            raise Refusal(
                "Figures have been given in it: define the indicator anew to change this", field=name
            )
    if changed and not means_the_same:
        raise Refusal(
            "Tick that it means the same as before. If it does not, define the indicator anew",
            field="means_the_same",
        )


def _check_keeping(indicator: Indicator, keeping: Keeping, today: dt.date) -> None:
    code = keeping.code.strip()
    if not code:
        raise Refusal("Enter the code", field="code")
    others = Indicator.objects.filter(council=indicator.council_id, code__iexact=code).exclude(
        pk=indicator.pk
    )
    if others.exists():
        raise Refusal(f"{code} is already in use: enter another", field="code")
    if keeping.owner_post is not None and keeping.owner_post.organisation_id != indicator.council_id:
        raise Refusal("Choose a post of this council", field="owner_post")
    wanted = {area.pk for area in keeping.areas}
    if Area.objects.filter(pk__in=wanted, notice__council=indicator.council_id).count() != len(wanted):
        raise Refusal("Choose areas of this council’s notices", field="areas")
    if keeping.reported_from is not None and keeping.reported_from > month_of(today):
        raise Refusal(
            "The first month that is reported must be this month or an earlier one", field="reported_from"
        )


def _write_keeping(indicator: Indicator, keeping: Keeping, by: User) -> None:
    for field in fields(Keeping):
        value = getattr(keeping, field.name)
        if field.name == "areas":
            continue
        setattr(indicator, field.name, value.strip() if isinstance(value, str) else value)
    if indicator.reported_from is not None:
        indicator.reported_from = month_of(indicator.reported_from)
    save(indicator, by)
    indicator.areas.set(keeping.areas)
