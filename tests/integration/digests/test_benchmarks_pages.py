"""Benchmarks beside indicators, on their page and in their export; a measure by area and year; constant queries."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, User
from digests.benchmarking.comparing import Dated, Mean, Rank
from digests.benchmarking.matching import Match
from digests.models import BenchmarkMeasure, Indicator, NeighbourModel
from digests.selectors.benchmarks import benchmarks_for
from tests.factories_benchmarks import (
    FERNSHIRES,
    MeasureFactory,
    NeighbourModelFactory,
    ReleaseFactory,
    publish,
)
from tests.factories_indicators import many_indicators
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
BENCHMARKS = "/councils/fernshire/digest/benchmarks/"
TODAY = dt.date(2026, 11, 22)
A_YEAR = [("England", 2025, 88), ("South Wold", 2025, 87), ("Fernshire", 2025, 83)]
# Eight neighbours at 80 to 94 in twos, one suppressed, one not in the file; their mean is 696 / 8 = 87.
NEIGHBOURS = [
    *((area, 2025, 80 + 2 * place) for place, area in enumerate(FERNSHIRES[:8])),
    ("Kestrel Bay", 2025, None),
]
EARLIER = [("England", 2024, 86), ("Aldermere", 2024, 79), ("Fernshire", 2024, 81)]


@pytest.fixture
def model(council: Organisation) -> NeighbourModel:
    return NeighbourModelFactory(council=council)


@pytest.fixture
def measure(council: Organisation) -> BenchmarkMeasure:
    measure = MeasureFactory(release__council=council, release__name="Published in October")
    publish(measure, [*A_YEAR, *NEIGHBOURS, *EARLIER, ("Zennor", 2025, 99)])
    return measure


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council, code="LC31", title="Suitable homes", national_code="112")


def benchmark_of(indicator: Indicator, as_at: dt.date = dt.date(2099, 1, 1)):
    return benchmarks_for([indicator], as_at=as_at)[indicator.pk]


def test_an_indicator_beside_what_is_published(
    indicator: Indicator, measure: BenchmarkMeasure, model: NeighbourModel
) -> None:
    ReadingFactory(indicator=indicator, month=dt.date(2026, 9, 1), numerator=40, denominator=50)
    ReadingFactory(indicator=indicator, month=dt.date(2026, 10, 1), numerator=45, denominator=50)
    found = benchmark_of(indicator)
    assert (found.match, found.measure.release) == (Match.FOUND, "Published in October")
    compared = found.comparison
    assert (compared.year, compared.country) == (2025, Dated(Decimal(88), 2025))
    assert compared.neighbours == Mean(Decimal(87), 2025, 8, 10)
    assert compared.subset == Mean(Decimal(81), 2025, 2, 2)
    # Of 80, 82, 84, 86, 88, 90, 92, 94 and its own 83, six are higher.
    assert (compared.own, compared.rank) == (Dated(Decimal(83), 2025), Rank(7, 9))
    assert (found.local.month, found.local.value) == (dt.date(2026, 10, 1), Decimal(90))


def test_the_newest_published_release_counts_with_all_its_years_and_the_earlier_one_comes_back(
    indicator: Indicator, measure: BenchmarkMeasure, council: Organisation
) -> None:
    revised = MeasureFactory(
        release__council=council, release__published_on=dt.date(2026, 11, 1), key="careleaveracc"
    )
    publish(revised, [("England", 2025, 70)])
    older = MeasureFactory(release__council=council, release__published_on=dt.date(2025, 1, 1))
    publish(older, [("England", 2026, 1)])
    ReleaseFactory(council=council, published_on=dt.date(2026, 11, 20), loaded_at=None)
    assert benchmark_of(indicator).comparison.country == Dated(Decimal(70), 2025)
    revised.release.withdrawn_at, revised.release.withdrawn_because = timezone.now(), "Wrong"
    revised.release.save()
    assert benchmark_of(indicator).comparison.country == Dated(Decimal(88), 2025)


def test_as_at_a_day_the_releases_and_the_neighbours_of_that_day_count(
    indicator: Indicator, measure: BenchmarkMeasure, model: NeighbourModel, council: Organisation
) -> None:
    release = measure.release
    release.loaded_at = dt.datetime(2026, 10, 5, 12, tzinfo=dt.UTC)
    release.withdrawn_at = dt.datetime(2026, 10, 20, 12, tzinfo=dt.UTC)
    release.withdrawn_because = "Wrong"
    release.save()
    NeighbourModelFactory(council=council, effective_from=dt.date(2026, 10, 10), areas=["Aldermere"])
    assert benchmark_of(indicator, dt.date(2026, 10, 4)).match is Match.NOT_PUBLISHED
    assert benchmark_of(indicator, dt.date(2026, 10, 5)).comparison.neighbours.of == 10
    assert benchmark_of(indicator, dt.date(2026, 10, 10)).comparison.neighbours == Mean(
        Decimal(80), 2025, 1, 1
    )
    assert benchmark_of(indicator, dt.date(2026, 10, 20)).match is Match.NOT_PUBLISHED


def test_other_councils_files_do_not_count(
    indicator: Indicator, measure: BenchmarkMeasure, other_council: Organisation
) -> None:
    theirs = IndicatorFactory(council=other_council, national_code="112")
    assert benchmark_of(theirs).match is Match.NOT_PUBLISHED
    assert benchmarks_for([], as_at=TODAY) == {}


def test_the_page_lists_what_is_matched_and_what_to_do(
    council: Organisation, indicator: Indicator, measure: BenchmarkMeasure, model: NeighbourModel, chair: User,
    client_for: ClientFor,
) -> None:  # fmt: skip
    for key in ("Agency", "Vacancies"):
        MeasureFactory(release=measure.release, code="287", key=key, title=f"{key} rate")
    IndicatorFactory(council=council, code="W1", national_code="287")
    IndicatorFactory(council=council, code="W2", national_code="999")
    IndicatorFactory(council=council, code="W3")
    ReadingFactory(indicator=indicator)
    page = client_for(chair).get(BENCHMARKS).content.decode()
    assert "Oct 2026 alone" in page
    assert "not on one scale" not in page
    Indicator.objects.filter(pk=indicator.pk).update(unit="count")
    counted = client_for(chair).get(BENCHMARKS).content.decode()
    assert counted.count("Published for a whole year, ours for one month: not on one scale.") == 1
    assert "1 of 4 indicators are matched with a published measure. 1 has no national code." in page
    assert (
        "Enter the short name of the one that is meant: Agency (Agency rate); Vacancies (Vacancies rate)"
        in page
    )
    assert "No loaded release has code 999" in page
    assert "7 of 9" in page
    assert "No release has Lindwood." in page
    assert "Load a published file" not in page


def test_the_page_without_anything(council: Organisation, analyst: User, client_for: ClientFor) -> None:
    page = client_for(analyst).get(BENCHMARKS).content.decode()
    assert "There are no indicators yet" in page
    assert "Nothing published is loaded yet" in page
    assert "None are set, so that only England is compared with" in page
    assert "Load a published file" in page


def test_the_export_holds_what_the_page_shows(
    indicator: Indicator, measure: BenchmarkMeasure, model: NeighbourModel, chair: User, client_for: ClientFor
) -> None:
    client = client_for(chair)
    answer = client.get("/councils/fernshire/digest/benchmarks.csv").content.decode("utf-8-sig")
    [line] = answer.splitlines()[1:]
    assert line == (
        "LC31,Suitable homes,112,,Matched,,Care leavers in suitable accommodation (%),Published in October,2025,"
        "88.0,87.0,83.0,87.0,8,10,81.0,7,9,,"
    )
    assert client.get("/councils/fernshire/digest/benchmarks.xlsx").status_code == 200


def test_a_measure_by_area_and_year(
    measure: BenchmarkMeasure, model: NeighbourModel, chair: User, client_for: ClientFor
) -> None:
    client = client_for(chair)
    page = client.get(f"{BENCHMARKS}measures/{measure.pk}/").content.decode()
    assert "Fernshire is ranked 7 of 9 in 2025, the best first." in page
    assert "11 areas in 2025, 2 without a figure; the neighbours’ mean is 87.0, of 8 of 10." in page
    assert "Neighbour 1, close, in the subset" in page
    assert "Zennor" not in page
    # The highest first, for higher is better: Ingleby's 94 leads.
    assert page.index("Ingleby: 94") < page.index("England: 88") < page.index("Aldermere: 80")
    earlier = client.get(f"{BENCHMARKS}measures/{measure.pk}/?year=2024").content.decode()
    assert "Fernshire is ranked 1 of 2 in 2024" in earlier
    for odd in ("1999", "x", "²", "9" * 40):
        assert (
            "<strong>2025</strong>"
            in client.get(f"{BENCHMARKS}measures/{measure.pk}/?year={odd}").content.decode()
        )


def test_a_measure_that_another_release_has_anew(
    measure: BenchmarkMeasure, council: Organisation, chair: User, client_for: ClientFor
) -> None:
    newer = MeasureFactory(release__council=council, release__published_on=dt.date(2026, 11, 1))
    page = client_for(chair).get(f"{BENCHMARKS}measures/{measure.pk}/").content.decode()
    assert "Another release counts for this measure" in page
    assert f"{BENCHMARKS}measures/{newer.pk}/" in page
    assert "No statistical neighbours are set" in page


def test_who_may_see_a_measure(
    measure: BenchmarkMeasure, other_council: Organisation, partner: User, outsider: User, chair: User,
    client_for: ClientFor,
) -> None:  # fmt: skip
    address = f"{BENCHMARKS}measures/{measure.pk}/"
    assert client_for(partner).get(address).status_code == 403
    assert client_for(outsider).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302
    theirs = MeasureFactory(release__council=other_council)
    unloaded = MeasureFactory(release__council=measure.release.council, release__loaded_at=None)
    for each in (theirs, unloaded):
        assert client_for(chair).get(f"{BENCHMARKS}measures/{each.pk}/").status_code == 404
    assert client_for(partner).get(BENCHMARKS).status_code == 403
    assert client_for(outsider).get("/councils/fernshire/digest/benchmarks.csv").status_code == 404


def part(indicator: Indicator) -> str:
    given = {"benchmark": benchmark_of(indicator), "indicator": indicator, "council": indicator.council}
    return " ".join(render_to_string("digests/benchmarks/_for_indicator.html", given).split())


def test_the_part_for_an_indicators_page(
    council: Organisation, indicator: Indicator, measure: BenchmarkMeasure, model: NeighbourModel
) -> None:
    ReadingFactory(indicator=indicator, numerator=45, denominator=50)
    words = part(indicator)
    assert "Newest common year: 2025" in words
    assert "8 of 10 counted" in words
    assert "Ranked 7 of 9 with its statistical neighbours in 2025" in words
    assert "Oct 2026" in words
    assert "not on one scale" not in words
    counted = IndicatorFactory(council=council, unit="rate", national_code="112")
    assert "not on one scale" in part(counted)
    assert "Enter the indicator’s national code" in part(IndicatorFactory(council=council))
    measure.values.all().delete()
    assert "no value for anybody" in part(indicator)


def many(council: Organisation, number: int) -> list[Indicator]:
    """As many indicators, each with a measure of its own and a month's figure."""
    release = ReleaseFactory(council=council)
    measures = BenchmarkMeasure.objects.bulk_create(
        MeasureFactory.build(release=release, code=f"{number}-{place}", key=f"key {place}")
        for place in range(number)
    )
    for measure, indicator in zip(measures, many_indicators(council, number, months=2), strict=True):
        publish(measure, [*A_YEAR, *NEIGHBOURS])
        Indicator.objects.filter(pk=indicator.pk).update(national_code=measure.code)
    return list(Indicator.objects.filter(council=council))


def test_as_many_queries_for_10_indicators_as_for_200(
    council: Organisation, model: NeighbourModel, chair: User, client_for: ClientFor, queries_of
) -> None:
    client, counted, pages = client_for(chair), [], []
    for number in (10, 190):
        indicators = many(council, number)
        with CaptureQueriesContext(connection) as asked:
            found = benchmarks_for(indicators, as_at=dt.date(2099, 1, 1))
        assert all(each.comparison and each.local for each in found.values())
        counted.append(len(asked))
        pages.append([queries_of(client, BENCHMARKS), queries_of(client, f"{BENCHMARKS}neighbours/")])
    assert counted == [5, 5]
    assert pages[0] == pages[1]
