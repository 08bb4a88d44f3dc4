"""Defining an indicator anew: from which month, what stays beside it, what happens to targets, figures and chart."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import EarlierDefinition, Indicator, Reading
from digests.selectors.definitions import definition_on, definitions_of
from digests.standing import in_force_on
from tests.factories_indicators import as_typed, earlier
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/indicators/"
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council, code="OWN1", title="Visits in time")


def anew(indicator: Indicator, **changes: object) -> dict[str, object]:
    """What somebody fills in to define it anew; with another title unless `changes` say otherwise."""
    given = {
        "title": "Visits by anybody",
        "effective_from": "October 2026",
        "reason": "Deputies count as well",
    }
    return as_typed(indicator, **{**given, **changes})


def defined(client: Client, indicator: Indicator, **changes: object) -> str:
    place = f"{HOME}{indicator.pk}/define-anew/"
    return client.post(place, anew(indicator, **changes), follow=True).content.decode()


def test_what_it_meant_before_stays_and_holds_for_the_months_before(indicator, analyst, client_for):
    page = defined(client_for(analyst), indicator, rebases="on")
    assert "The indicator is defined anew" in page
    indicator.refresh_from_db()
    kept = EarlierDefinition.objects.get()
    assert (indicator.title, indicator.defined_from, indicator.revision) == ("Visits by anybody", OCTOBER, 2)
    assert (kept.title, kept.effective_from, kept.replaced_from) == ("Visits in time", None, OCTOBER)
    assert (kept.reason, kept.replaced_by) == ("Deputies count as well", analyst)
    assert definition_on(indicator, dt.date(2026, 9, 30)).title == "Visits in time"
    assert definition_on(indicator, OCTOBER).title == "Visits by anybody"
    rebase = indicator.rebases.get()
    assert (rebase.month, rebase.reason) == (OCTOBER, "Defined anew: Deputies count as well")
    entry = AuditEntry.objects.get(action="defined an indicator anew")
    assert entry.detail["changed"] == {"Title": ["Visits in time", "Visits by anybody"]}


def test_without_the_tick_nothing_starts_anew(indicator, analyst, client_for):
    defined(client_for(analyst), indicator)
    assert not indicator.rebases.exists()


REFUSED = [
    ({"effective_from": ""}, "Enter the month from which it holds"),
    ({"effective_from": "then"}, "From which month on must be a month, such as October 2026"),
    ({"effective_from": "January 2199"}, "The month must be this month or an earlier one"),
    ({"effective_from": "June 2026"}, "The month must be after June 2026"),
    ({"effective_from": "May 2026"}, "The month must be after June 2026"),
    ({"reason": " "}, "Enter why it is defined anew"),
    ({"reason": "x" * 301}, "must be 300 characters or fewer"),
    ({"reason": "a\x00b"}, "holds a character that cannot be kept"),
    ({"title": "x" * 5000}, "Title must be 200 characters or fewer"),
    ({"title": "Visits in time"}, "This is what it means already"),
    ({"denominator_words": ""}, "a percentage has a denominator"),
    ({"unit": "count"}, "Figures up to October 2026 were given in the unit before"),
    ({"direction": "lower"}, "The target from 1 November 2026 does not fit the new definition"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_what_is_refused_leaves_everything_as_it_was(indicator, analyst, client_for, wrong, message):
    indicator.defined_from = dt.date(2026, 6, 1)
    indicator.save()
    TargetFactory(indicator=indicator, effective_from=dt.date(2026, 11, 1))
    ReadingFactory(indicator=indicator, month=OCTOBER)
    page = defined(client_for(analyst), indicator, **wrong)
    assert message in page
    indicator.refresh_from_db()
    assert (indicator.title, indicator.revision) == ("Visits in time", 1)
    assert not EarlierDefinition.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_second_of_two_is_shown_what_the_first_made_of_it(indicator, analyst, client_for):
    client = client_for(analyst)
    defined(client, indicator)
    page = defined(client, indicator, title="Visits by family", effective_from="November 2026")
    assert "changed this" in page
    assert "Visits by anybody" in page
    assert EarlierDefinition.objects.count() == 1


def test_a_target_that_no_longer_fits_ends_with_the_month(indicator, analyst, client_for):
    target = TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1))
    defined(client_for(analyst), indicator, direction="lower")
    targets = list(indicator.targets.all())
    assert in_force_on(targets, dt.date(2026, 9, 1)) == target
    assert in_force_on(targets, OCTOBER) is None
    assert "No target" in client_for(analyst).get(f"{HOME}{indicator.pk}/").content.decode()


def test_a_target_that_still_fits_holds_on(indicator, analyst, client_for):
    target = TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1))
    defined(client_for(analyst), indicator)
    assert in_force_on(indicator.targets.all(), OCTOBER) == target


def test_a_figure_of_an_earlier_month_is_worked_out_as_it_was_defined_then(indicator, analyst, client_for):
    client = client_for(analyst)
    defined(client, indicator, unit="rate", denominator_words="Children aged 0 to 17")
    for month in ("2026/9", "2026/10"):
        typed = {"numerator": "40", "denominator": "50", "revision": "0"}
        client.post(f"{HOME}{indicator.pk}/{month}/", typed)
    assert list(Reading.objects.order_by("month").values_list("value", flat=True)) == [
        Decimal(80),
        Decimal(8000),
    ]


def test_the_page_shows_every_definition_with_what_it_changed(indicator, board_member, client_for):
    indicator.defined_from = OCTOBER
    indicator.save()
    earlier(indicator, title="Visits", replaced_from=dt.date(2026, 4, 1), reason="In time <b>or</b> not")
    earlier(
        indicator,
        title="Visits made",
        effective_from=dt.date(2026, 4, 1),
        replaced_from=OCTOBER,
        direction="neither",
    )
    page = client_for(board_member).get(f"{HOME}{indicator.pk}/definitions/").content.decode()
    order = ["From October 2026", "From April 2026", "to September 2026", "From the first", "to March 2026"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "In time &lt;b&gt;or&lt;/b&gt; not" in page
    assert "Higher is better" in page


def test_what_many_indicators_meant_is_asked_at_once(council, django_assert_num_queries):
    indicators = [IndicatorFactory(council=council, defined_from=OCTOBER) for _ in range(12)]
    for each in indicators:
        earlier(each, title=f"Before {each.code}", replaced_from=OCTOBER)
    with django_assert_num_queries(1):
        definitions = definitions_of(indicators)
        titles = {definitions.on(each, dt.date(2026, 9, 1)).title for each in indicators}
    assert titles == {f"Before {each.code}" for each in indicators}
