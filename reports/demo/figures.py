"""Draws two years of figures for Fernshire's indicators from a seed, and keeps them as readings and targets."""

import datetime as dt
import random
from decimal import Decimal

from django.db.models import QuerySet

from core.working_days import add_months
from digests.models import Indicator, Reading, Target
from digests.rating import PER_UNIT, value_of
from digests.services import Given, give_figure
from improvement_plans.models import Objective
from notices.models import Area, Notice
from reports.demo.days import FernshireDays, first_of
from reports.demo.people import FIGURES, Cast
from reports.demo.tables import IndicatorRow, indicators, rows

MONTHS = 24
NOT_GIVEN = "EH02"
"""The indicator whose figure for the last month is still owed."""
REVISED = ("CP08", "LA06")
SUPPRESSED = "CP06"
SMALLEST = 10
WORSE_SINCE = {"CP09": 7, "WF02": 6}
"""Indicators that went the wrong way for a while: how many points, over the last three months."""


def keep_figures(cast: Cast, notice: Notice, days: FernshireDays, seed: str) -> None:
    """Make the indicators with their targets and twenty-four months of figures up to the last whole month."""
    months = [add_months(first_of(days.today), -back) for back in range(MONTHS, 0, -1)]
    areas = {area.letter: area for area in Area.objects.filter(notice=notice)}
    readings: list[Reading] = []
    for row in indicators():
        indicator = _indicator(cast, row)
        indicator.areas.set([areas[letter] for letter in row.areas])
        indicator.objectives.set(_objectives(notice, row.code))
        _targets(indicator, row, months)
        readings += _readings(indicator, row, months, cast, seed)
    Reading.objects.bulk_create(readings)
    _revise(cast, months[-2], days.today)


def _objectives(notice: Notice, code: str) -> QuerySet[Objective]:
    """Return the objectives that should move an indicator; some of the plan have none, and the coverage says so."""
    moving = [row["objective"] for row in rows("objective_indicators") if code in row["indicators"].split()]
    return Objective.objects.filter(plan__notice=notice, reference__in=moving)


def _indicator(cast: Cast, row: IndicatorRow) -> Indicator:
    return Indicator.objects.create(
        council=cast.council, code=row.code, title=row.title, meaning=row.meaning, numerator_words=row.counted,
        denominator_words=row.out_of, unit=row.unit, decimals=0 if row.unit == "count" else 1, period_type=row.period,
        direction=row.direction, national_code=row.national, known_problems=row.problem,
        owner_post=cast.posts[FIGURES], is_key=row.is_key,
    )  # fmt: skip


def _targets(indicator: Indicator, row: IndicatorRow, months: list[dt.date]) -> None:
    """Set the target from the first month on, or a year ago where another one was in force before."""
    terms = [(months[0], row.before), (months[12], row.target)] if row.before else [(months[0], row.target)]
    for effective_from, bounds in terms:
        if bounds is not None:
            least, most = (None if bound is None else Decimal(str(bound)) for bound in bounds)
            Target.objects.create(
                indicator=indicator, effective_from=effective_from, at_least=least, at_most=most,
                tolerance=Decimal(row.tolerance),
                minimum_denominator=SMALLEST if row.unit == Indicator.Unit.PERCENT else 0,
            )  # fmt: skip


def _readings(
    indicator: Indicator, row: IndicatorRow, months: list[dt.date], cast: Cast, seed: str
) -> list[Reading]:
    chance = random.Random(f"{seed} {row.code}")
    given = months[:-1] if row.code == NOT_GIVEN else months
    return [
        _reading(indicator, row, month, place / (MONTHS - 1), chance, cast)
        for place, month in enumerate(given)
    ]


def _reading(
    indicator: Indicator, row: IndicatorRow, month: dt.date, share: float, chance: random.Random, cast: Cast
) -> Reading:
    """One month's figure: the way from start to end, shaken a little, as whole numbers over and under the line."""
    level = row.start + (row.end - row.start) * share + chance.gauss(0, row.spread / 2) + _setback(row, share)
    numerator, denominator = _counted(row, level, chance)
    suppressed = row.code == SUPPRESSED and 0 < numerator < 5
    note = "Small number, not shown" if suppressed else ""
    return Reading(
        indicator=indicator, month=month, numerator=None if suppressed else numerator,
        denominator=None if suppressed else denominator, is_suppressed=suppressed, quality_note=note,
        value=None if suppressed else value_of(row.unit, numerator, denominator),
        recorded_by=cast.people["analyst"],
    )  # fmt: skip


def _setback(row: IndicatorRow, share: float) -> float:
    worse = WORSE_SINCE.get(row.code, 0)
    return (worse if row.direction == "lower" else -worse) if worse and share > 1 - 3 / MONTHS else 0


def _counted(row: IndicatorRow, level: float, chance: random.Random) -> tuple[Decimal, Decimal | None]:
    """Whole numbers whose ratio comes to about `level` in the indicator's unit."""
    if not row.size:
        return Decimal(max(0, round(level))), None
    is_population = row.size > 10_000
    denominator = row.size if is_population else max(1, round(row.size * chance.uniform(0.9, 1.1)))
    if row.unit == "days":
        denominator = chance.randint(0, row.size)
    factor = float(PER_UNIT.get(row.unit, Decimal(1)))
    numerator = max(0, round(level / factor * denominator))
    return Decimal(min(numerator, denominator) if row.unit == Indicator.Unit.PERCENT else numerator), Decimal(
        denominator
    )


def _revise(cast: Cast, month: dt.date, today: dt.date) -> None:
    """Two figures of the month before last were corrected after visits had been keyed late."""
    for code in REVISED:
        earlier = Reading.objects.current().get(
            indicator__council=cast.council, indicator__code=code, month=month
        )
        numerator, denominator = earlier.numerator or Decimal(0), earlier.denominator or Decimal(0)
        corrected = numerator + 2 if numerator + 2 <= denominator else numerator - 2
        give_figure(
            indicator=earlier.indicator, month=month, given=Given(corrected, denominator), by=cast.people["analyst"],
            today=today, revision_reason="Visits keyed late have been added",
        )  # fmt: skip
