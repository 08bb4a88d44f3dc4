"""Pages on benchmarks that axe looks at."""

from decimal import Decimal
from typing import Any

from accounts.models import Organisation
from digests.models import BenchmarkMeasure, Indicator
from digests.services.benchmarks import check_release
from tests.browser.page import Known, Page, Scene, at
from tests.conftest import TODAY
from tests.factories_benchmarks import (
    FERNSHIRES,
    MeasureFactory,
    NeighbourModelFactory,
    ReleaseFactory,
    csv_file,
    publish,
    rows,
)
from tests.factories_plan import IndicatorFactory, ReadingFactory

BENCHMARKS = "/councils/fernshire/digest/benchmarks/"
YEARS = range(2016, 2026)


def figures_of(year: int) -> list[tuple[str, int, Any]]:
    """A year's figures of England, the region, the council and its neighbours, one of them suppressed."""
    near = [(area, year, Decimal(74) + 2 * place + year % 3) for place, area in enumerate(FERNSHIRES[:9])]
    own = [
        ("England", year, Decimal("86.5")),
        ("South Wold", year, Decimal(84)),
        ("Fernshire", year, Decimal(79)),
    ]
    return [*own, *near, (FERNSHIRES[9], year, None)]


def a_release(council: Organisation) -> BenchmarkMeasure:
    """A release with a measure of ten years, a code of two measures, and a withdrawn one before it."""
    NeighbourModelFactory(council=council)
    release = ReleaseFactory(council=council, name="LAIT, October 2026")
    measure = MeasureFactory(release=release)
    publish(measure, [figure for year in YEARS for figure in figures_of(year)])
    for key, title in (
        ("Work_Force_Agency_Rate", "Agency social workers (%)"),
        ("Vacancies", "Vacancies (%)"),
    ):
        MeasureFactory(release=release, code="287", key=key, title=title, polarity="lower")
    return measure


def some_indicators(known: Known) -> BenchmarkMeasure:
    """Indicators that are matched, that name several measures, one that is not published, and none."""
    council = known("council")
    measure = a_release(council)
    for code, national in (("LC31", "112"), ("WF1", "287"), ("WF2", "999"), ("FS1", "")):
        indicator = IndicatorFactory(council=council, code=code, national_code=national)
        ReadingFactory(indicator=indicator)
    return measure


def overview(known: Known) -> str:
    some_indicators(known)
    return BENCHMARKS


def one_measure(known: Known) -> str:
    return f"{BENCHMARKS}measures/{some_indicators(known).pk}/"


def an_indicator(known: Known) -> str:
    """The page of an indicator that has published figures beside it."""
    some_indicators(known)
    return f"/councils/fernshire/digest/indicators/{Indicator.objects.get(code='LC31').pk}/"


def checked(*figures: tuple[str, Any, Any], name: str = "LAIT, October 2026") -> Scene:
    """The scene of the page on which a file is confirmed."""

    def scene(known: Known) -> str:
        release = check_release(
            council=known("council"),
            name=name,
            published_on=TODAY,
            upload=csv_file(*rows(*figures)),
            by=known("analyst"),
            today=TODAY,
        )
        return f"{BENCHMARKS}releases/{release.pk}/"

    return scene


def of_the_release(path: str = "") -> Scene:
    return lambda known: f"{BENCHMARKS}releases/{some_indicators(known).release_id}/{path}"


def of_neighbours(path: str = "") -> Scene:
    def scene(known: Known) -> str:
        a_release(known("council"))
        return f"{BENCHMARKS}neighbours/{path}"

    return scene


def one_version(known: Known) -> str:
    return f"{BENCHMARKS}neighbours/{NeighbourModelFactory(council=known('council')).pk}/"


PAGES = [
    Page("benchmarks", overview, "analyst"),
    Page("benchmarks empty", at(BENCHMARKS), "chair"),
    Page("indicator with benchmarks", an_indicator, "chair"),
    Page("benchmark measure", one_measure, "chair"),
    Page("benchmark load", at(f"{BENCHMARKS}load/"), "analyst"),
    Page("benchmark check", checked(("England", 2025, 88), ("Aldermere", 2025, "-")), "analyst"),
    Page("benchmark errors", checked(("England", 2031, 88), ("Aldermere", 2025, "lots")), "analyst"),
    Page("benchmark release", of_the_release(), "analyst"),
    Page("benchmark withdraw", of_the_release("withdraw/"), "analyst"),
    Page("neighbours", of_neighbours(), "chair"),
    Page("neighbours empty", at(f"{BENCHMARKS}neighbours/"), "analyst"),
    Page("neighbours add", of_neighbours("add/"), "analyst"),
    Page("neighbours edit", one_version, "analyst"),
    Page("neighbours load", of_neighbours("load/"), "analyst"),
]
