"""Draws two years of figures for Fernshire's indicators from a seed, and keeps them as readings."""

import datetime as dt
import random
from decimal import Decimal

from digests.models import Indicator, Reading
from digests.rating import PER_UNIT, value_of
from digests.services import Given, give_figure
from digests.services.readings import given_in
from reports.demo.days import FernshireDays, afternoon, figure_months, figures_given
from reports.demo.people import Cast
from reports.demo.tables import IndicatorRow, indicators, rows

NOT_GIVEN = {"EH02": 2}
"""The indicator whose newest figures are still owed, and how many of them."""
REVISED = {"CP08": "Visits keyed late have been added", "LA06": "The health trust entered two dates late"}
"""Why the figure of the month before last was given again."""
SUPPRESSED = "CP06"
FEWEST_SHOWN = 5
SMALL = "Small number, not shown"


def keep_figures(cast: Cast, made: dict[str, Indicator], days: FernshireDays, seed: str) -> None:
    """Keep twenty-four months of figures up to the last whole month; those of the last one as people give them."""
    months = figure_months(days.today)
    drawn = [
        reading
        for row in indicators()
        for reading in FigureCourse(cast, made[row.code], row, months, seed).readings()
    ]
    Reading.objects.bulk_create(reading for reading in drawn if reading.month != months[-1])
    for reading in drawn:
        if reading.month == months[-1]:
            give_figure(
                indicator=reading.indicator, month=reading.month, given=given_in(reading),
                by=cast.people["analyst"], today=days.today,
            )  # fmt: skip


class FigureCourse:
    """One indicator's months: the way from start to end, shaken a little, as whole numbers over and under the line."""

    def __init__(
        self, cast: Cast, indicator: Indicator, row: IndicatorRow, months: list[dt.date], seed: str
    ) -> None:
        self.by, self.indicator, self.row, self.months = cast.people["analyst"], indicator, row, months
        self.chance = random.Random(f"{seed} {row.code}")
        self.notes = {
            len(months) - int(each["back"]): each for each in rows("figure_notes") if each["code"] == row.code
        }

    def readings(self) -> list[Reading]:
        """Return its readings, the oldest first."""
        given = self.months[: len(self.months) - NOT_GIVEN.get(self.row.code, 0)]
        return [self._reading(place, month) for place, month in enumerate(given)]

    def _reading(self, place: int, month: dt.date) -> Reading:
        note = self.notes.get(place, {})
        numerator, denominator = self._counted(self._level(place, note.get("level", "")))
        suppressed = self.row.code == SUPPRESSED and 0 < numerator < FEWEST_SHOWN
        return Reading(
            indicator=self.indicator, month=month, is_suppressed=suppressed,
            numerator=None if suppressed else numerator, denominator=None if suppressed else denominator,
            value=None if suppressed else value_of(self.row.unit, numerator, denominator),
            quality=note.get("quality", ""), problem=note.get("problem", ""),
            quality_note=SMALL if suppressed else note.get("note", ""),
            recorded_by=self.by, recorded_at=afternoon(figures_given(month)),
        )  # fmt: skip

    def _level(self, place: int, set_to: str) -> float:
        row, months = self.row, len(self.months)
        strays = self.chance.gauss(0, row.spread / 2)
        if set_to:
            return float(set_to)
        turned = months - (months if row.turned is None else row.turned)
        if place < turned:
            return row.start + strays
        share = 1.0 if row.at_once else (place - turned + 1) / (months - turned)
        return row.start + (row.end - row.start) * share + strays

    def _counted(self, level: float) -> tuple[Decimal, Decimal | None]:
        """Whole numbers whose ratio comes to about `level` in the indicator's unit."""
        row, chance = self.row, self.chance
        if not row.size:
            return Decimal(max(0, round(level))), None
        is_population = row.size > 10_000
        denominator = row.size if is_population else max(1, round(row.size * chance.uniform(0.9, 1.1)))
        if row.unit == "days":
            denominator = chance.randint(0, row.size)
        factor = float(PER_UNIT.get(row.unit, Decimal(1)))
        numerator = max(0, round(level / factor * denominator))
        most = denominator if row.unit == Indicator.Unit.PERCENT else numerator
        return Decimal(min(numerator, most)), Decimal(denominator)


def revise_figures(cast: Cast, made: dict[str, Indicator], days: FernshireDays) -> None:
    """Correct two figures of the month before last, after its digest had been published."""
    month = figure_months(days.today)[-2]
    for code, reason in REVISED.items():
        earlier = Reading.objects.current().of_the_whole().get(indicator=made[code], month=month)
        numerator, denominator = earlier.numerator or Decimal(0), earlier.denominator or Decimal(0)
        corrected = numerator + 2 if numerator + 2 <= denominator else numerator - 2
        give_figure(
            indicator=made[code], month=month, given=Given(corrected, denominator), by=cast.people["analyst"],
            today=days.today, revision_reason=reason,
        )  # fmt: skip
