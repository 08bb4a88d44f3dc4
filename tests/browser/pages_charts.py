"""Pages of charts that axe looks at: an indicator with everything that a chart can hold, and many in the small."""

import datetime as dt
from decimal import Decimal

from digests.models import Indicator
from tests.browser.page import Known, Page
from tests.factories_charts import STEADY, give_series, rebase
from tests.factories_plan import IndicatorFactory, TargetFactory

DIGEST = "/councils/fernshire/digest/"


def a_tested_indicator(known: Known) -> Indicator:
    """Three years with a rebase, a changed target, a gap, a suppressed month and a run that improves."""
    indicator = IndicatorFactory(council=known("council"), is_key=True, title="Children seen alone at visits")
    TargetFactory(indicator=indicator, at_least=Decimal(80))
    TargetFactory(indicator=indicator, at_least=Decimal(95), effective_from=dt.date(2026, 4, 1))
    later = (
        70,
        72,
        71,
        None,
        73,
        70,
        69,
        72,
        71,
        70,
        60,
        71,
        73,
        None,
        72,
        77,
        78,
        76,
        79,
        78,
        77,
        79,
        78,
        80,
    )
    give_series(indicator, (*STEADY, *later), hidden=[25])
    rebase(indicator, dt.date(2024, 11, 1), "Visits are counted from the first day of the month")
    return indicator


def many_indicators(known: Known) -> None:
    """One of each kind: better, worse, neither, untested, constant, huge, small and empty."""
    council = known("council")
    a_tested_indicator(known)
    kinds: list[tuple[dict[str, object], tuple[float | None, ...]]] = [
        ({"direction": "lower", "title": "Plans open over two years"}, (*STEADY, 84, 99)),
        ({"direction": "neither", "title": "Contacts received", "unit": "count"}, (*STEADY, 84, 50)),
        ({"period_type": "rolling_12", "title": "Three or more placements"}, (*STEADY, 84, 50)),
        ({"title": "The same every month"}, (90,) * 14),
        (
            {"unit": "count", "decimals": 0, "title": "Hours of care"},
            (1_250_000, 1_400_000, 980_000, 1_100_000),
        ),
        ({"title": "One month only"}, (90,)),
        ({"title": "Nothing yet"}, ()),
    ]
    for terms, values in kinds:
        indicator = IndicatorFactory(council=council, **terms)
        TargetFactory(indicator=indicator)
        give_series(indicator, values)


def an_indicators_page(known: Known) -> str:
    return f"{DIGEST}indicators/{a_tested_indicator(known).pk}/?months=all"


def multiples(known: Known) -> str:
    many_indicators(known)
    return f"{DIGEST}charts/"


def nothing(known: Known) -> str:
    return f"{DIGEST}charts/?month=x"


PAGES = [
    Page("tested indicator", an_indicators_page, "analyst"),
    Page("charts", multiples),
    Page("charts empty", nothing),
]
