"""Answers on Annex A: the loads of a council, what one found list by list, and what its counts would give."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from accounts.models import Organisation
from digests.annex_a.derivations import MEASURES
from digests.annex_a.lists import LISTS, ChildList
from digests.annex_a.measures import Measure
from digests.models import AnnexALoad, Indicator, Reading
from digests.months import months_on
from digests.rating import value_of
from digests.selectors.definitions import Definitions, definitions_of


def loads_of(council: Organisation) -> "QuerySet[AnnexALoad]":
    """Return the loads of a council, the newest first."""
    return AnnexALoad.objects.filter(council=council).select_related(
        "job", "council", "uploaded_by", "readings_given_by"
    )


@dataclass(frozen=True)
class FoundThing:
    """One kind of trouble in one column: the first rows, and how many more there are."""

    column: str
    words: str
    rows: tuple[int, ...]
    count: int

    @property
    def more(self) -> int:
        """How many rows are not named."""
        return self.count - len(self.rows) if self.rows else 0


@dataclass(frozen=True)
class ListReport:
    """What a load says of one list; `rows` is None for one that is not in the workbook."""

    of: ChildList
    rows: int | None
    found: tuple[FoundThing, ...]

    @property
    def amiss(self) -> int:
        """How many cells, rows and columns something is amiss with."""
        return sum(each.count for each in self.found)


def report_of(load: AnnexALoad) -> tuple[ListReport, ...]:
    """Return the report of a load that is worked out, list by list."""
    by_list: dict[int, list[FoundThing]] = defaultdict(list)
    for each in load.findings.get("found", []):
        found = FoundThing(each["column"], each["words"], tuple(each["rows"]), each["count"])
        by_list[each["list"]].append(found)
    rows = load.findings.get("rows", {})
    return tuple(ListReport(of, rows.get(str(of.number)), tuple(by_list[of.number])) for of in LISTS)


@dataclass(frozen=True)
class CountedMonth:
    """A measure in one month: its counts, what they come to, and the rows that were left out of it."""

    month: dt.date
    numerator: int
    denominator: int
    value: Decimal | None
    exclusions: tuple[tuple[str, int], ...]
    is_whole: bool


@dataclass(frozen=True)
class MeasureReport:
    """What a load says of one measure, and the indicators that name it."""

    measure: Measure
    obstacle: str
    months: tuple[CountedMonth, ...]
    exclusions: tuple[tuple[str, int], ...]
    indicators: tuple[Indicator, ...]


def measures_of(load: AnnexALoad) -> tuple[MeasureReport, ...]:
    """Return what each measure came to, in the order of the lists; a measure that is no longer known is left out."""
    named: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in _indicators(load):
        named[indicator.annex_a_measure].append(indicator)
    return tuple(
        MeasureReport(
            measure=MEASURES[kept["key"]],
            obstacle=kept["obstacle"],
            months=tuple(_counted(MEASURES[kept["key"]], figure) for figure in kept["figures"]),
            exclusions=tuple(kept["exclusions"].items()),
            indicators=tuple(named[kept["key"]]),
        )
        for kept in load.measures
        if kept["key"] in MEASURES
    )


def _indicators(load: AnnexALoad) -> list[Indicator]:
    named = Indicator.objects.filter(council=load.council_id, annex_a_measure__in=list(MEASURES))
    return list(named.select_related("council"))


def _counted(measure: Measure, kept: dict[str, Any]) -> CountedMonth:
    numerator, denominator = kept["numerator"], kept["denominator"]
    return CountedMonth(
        month=dt.date.fromisoformat(kept["month"]),
        numerator=numerator,
        denominator=denominator,
        value=value_of(measure.unit, Decimal(numerator), Decimal(denominator)),
        exclusions=tuple(kept["exclusions"].items()),
        is_whole=kept["is_whole"],
    )


@dataclass(frozen=True)
class Offered:
    """A figure that a load has for an indicator: due, standing already, or with an obstacle."""

    indicator: Indicator
    month: dt.date
    numerator: Decimal
    denominator: Decimal
    stands: bool = False
    obstacle: str = ""

    @property
    def is_due(self) -> bool:
        return not self.stands and not self.obstacle


def figures_to_give(load: AnnexALoad) -> list[Offered]:
    """Return every figure that a load has for the indicators that name its measures."""
    reports = [report for report in measures_of(load) if report.indicators]
    indicators = [indicator for report in reports for indicator in report.indicators]
    definitions = definitions_of(indicators)
    months = {counted.month for report in reports for counted in report.months}
    current = Reading.objects.current().of_the_whole().filter(indicator__in=indicators, month__in=months)
    standing = {(each.indicator_id, each.month): each for each in current}
    return [
        _offered(report.measure, indicator, counted, standing.get((indicator.pk, counted.month)), definitions)
        for report in reports
        for indicator in report.indicators
        for counted in report.months
    ]


def _offered(
    measure: Measure,
    indicator: Indicator,
    counted: CountedMonth,
    standing: Reading | None,
    definitions: Definitions,
) -> Offered:
    counts = Decimal(counted.numerator), Decimal(counted.denominator)
    obstacle = _obstacle(measure, indicator, counted, definitions)
    stands = not obstacle and standing is not None and (standing.numerator, standing.denominator) == counts
    return Offered(indicator, counted.month, *counts, stands=stands, obstacle=obstacle)


def _obstacle(measure: Measure, indicator: Indicator, counted: CountedMonth, definitions: Definitions) -> str:
    if not counted.is_whole:
        return "the month was not over when the extract was taken"
    if indicator.retired_on is not None and indicator.retired_on < months_on(counted.month, 1):
        return "the indicator was not reported any more"
    if definitions.on(indicator, counted.month).unit != measure.unit:
        return f"the indicator was not counted in {measure.unit}"
    return ""
