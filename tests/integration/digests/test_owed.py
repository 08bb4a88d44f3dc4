"""The figures of a month: given, not yet due, late and since when; filtered, exported, in constant queries."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, Post, User
from digests.models import Indicator, Reading
from digests.selectors.lateness import figures_of_month, late_figures, owed_figures
from tests.factories import PostFactory
from tests.factories_indicators import many_indicators
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
PLACE = "/councils/fernshire/digest/owed/"
SEPTEMBER, OCTOBER = dt.date(2026, 9, 1), dt.date(2026, 10, 1)
TODAY = dt.date(2026, 11, 22)


def owed(council: Organisation, today: dt.date = TODAY) -> list[tuple[str, dt.date, int]]:
    return [(each.indicator.code, each.month, each.days_late) for each in owed_figures(council, today=today)]


def test_a_figure_is_late_from_the_day_after_its_grace(council):
    IndicatorFactory(council=council, code="A", grace_days=15)
    assert owed(council, dt.date(2026, 11, 15)) == [("A", OCTOBER, 0)]
    assert owed(council, dt.date(2026, 11, 16)) == [("A", OCTOBER, 1)]
    (late,) = late_figures(council, today=TODAY)
    assert (late.late_since, late.due_on, late.days_late) == (dt.date(2026, 11, 16), dt.date(2026, 11, 15), 7)


def test_gaps_after_the_first_figure_are_late_and_months_before_it_are_not(council):
    ReadingFactory(indicator=IndicatorFactory(council=council, code="A"), month=dt.date(2026, 8, 1))
    assert owed(council) == [("A", SEPTEMBER, 38), ("A", OCTOBER, 7)]


def test_months_before_the_first_one_reported_and_after_the_last_are_not_owed(council):
    IndicatorFactory(council=council, code="A", reported_from=OCTOBER)
    IndicatorFactory(council=council, code="B", reported_from=dt.date(2026, 11, 1))
    retired = {"retired_on": dt.date(2026, 10, 9), "retired_because": "Merged", "reported_from": SEPTEMBER}
    IndicatorFactory(council=council, code="C", **retired)
    assert owed(council) == [("C", SEPTEMBER, 38), ("A", OCTOBER, 7)]


def test_a_suppressed_figure_and_one_without_a_value_are_given_and_one_of_a_group_is_not(council):
    for code, more in (
        ("A", {"is_suppressed": True}),
        ("B", {}),
        ("C", {"dimension": "team", "group": "North"}),
    ):
        ReadingFactory(
            indicator=IndicatorFactory(council=council, code=code),
            value=None,
            numerator=None,
            denominator=None,
            **more,
        )
    IndicatorFactory()
    assert owed(council) == [("C", OCTOBER, 7)]


def test_a_figure_that_was_taken_back_is_owed_again(council):
    indicator = IndicatorFactory(council=council, code="A", reported_from=OCTOBER)
    ReadingFactory(indicator=indicator, superseded_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    assert owed(council) == [("A", OCTOBER, 7)]


def test_those_late_longest_come_first_and_those_given_last(council):
    for code, grace in (("A", 30), ("B", 5), ("C", 15)):
        IndicatorFactory(council=council, code=code, grace_days=grace)
    ReadingFactory(indicator=IndicatorFactory(council=council, code="0"))
    found = figures_of_month(council, OCTOBER, today=TODAY)
    assert [(each.indicator.code, each.state.slug) for each in found] == [
        ("B", "late"), ("C", "late"), ("A", "not-yet-due"), ("0", "given"),
    ]  # fmt: skip


@pytest.fixture
def several(council: Organisation) -> list[Indicator]:
    """One late, one not yet due, one given in doubt, one given sound; the last two have an owner."""
    post = PostFactory(organisation=council, title="Performance Manager")
    rows = [
        IndicatorFactory(council=council, code="LATE1", reported_from=OCTOBER),
        IndicatorFactory(council=council, code="SOON1", reported_from=OCTOBER, grace_days=120),
        IndicatorFactory(council=council, code="DOUBT1", owner_post=post),
        IndicatorFactory(council=council, code="SOUND1", owner_post=post),
    ]
    ReadingFactory(
        indicator=rows[2], quality="doubtful", problem="practice", quality_note="Visits were not made"
    )
    ReadingFactory(indicator=rows[3])
    return rows


@pytest.mark.parametrize(
    "role", ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_in_the_recovery_reads_it_and_the_analyst_gives(role, several, client_for, request):
    page = client_for(request.getfixturevalue(role)).get(PLACE, {"month": "2026-10"})
    assert page.status_code == 200
    assert ("Revise" in page.content.decode()) == (role == "analyst")


def test_for_an_outsider_nothing_is_there(several, outsider, partner, client_for):
    assert client_for(outsider).get(PLACE).status_code == 404
    assert client_for(partner).get(PLACE).status_code == 403
    assert client_for(None).get(PLACE).status_code == 302


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", {"LATE1", "SOON1", "DOUBT1", "SOUND1"}),
        ("state=late", {"LATE1"}),
        ("state=not-yet-due", {"SOON1"}),
        ("state=given", {"DOUBT1", "SOUND1"}),
        ("owner=nobody", {"LATE1", "SOON1"}),
        ("quality=doubtful", {"DOUBT1"}),
        ("quality=not-sound", {"DOUBT1"}),
        ("quality=provisional", set()),
        ("words=sound", {"SOUND1"}),
        ("words=%00", {"LATE1", "SOON1", "DOUBT1", "SOUND1"}),
        ("state=mauve", {"LATE1", "SOON1", "DOUBT1", "SOUND1"}),
        ("month=nonsense", {"LATE1", "SOON1", "DOUBT1", "SOUND1"}),
        ("page=-1", {"LATE1", "SOON1", "DOUBT1", "SOUND1"}),
    ],
)
def test_filters_narrow_page_and_export_alike(several, board_member, client_for, query, codes):
    client = client_for(board_member)
    month = "" if "month=" in query else "month=2026-10&"
    every = {each.code for each in several}
    page = client.get(f"{PLACE}?{month}{query}").content.decode()
    lines = client.get(f"{PLACE}figures.csv?{month}{query}").content.decode("utf-8-sig").splitlines()[1:]
    assert {code for code in every if f">{code} " in page} == codes
    assert {line.split(",")[1] for line in lines} == codes


def test_the_owner_is_filtered_by_post(several, board_member, client_for):
    post = several[2].owner_post_id
    text = client_for(board_member).get(f"{PLACE}figures.csv?month=2026-10&owner={post}").content.decode()
    assert ("DOUBT1" in text, "LATE1" in text) == (True, False)
    assert client_for(board_member).get(f"{PLACE}figures.xlsx").status_code == 200


def test_an_export_says_what_the_page_says(several, board_member, client_for):
    text = client_for(board_member).get(f"{PLACE}figures.csv?month=2026-10&quality=doubtful").content.decode()
    assert "October 2026,DOUBT1," in text
    assert "Performance Manager,Given,2026-11-15,," in text
    assert "Doubtful,Practice,Visits were not made" in text


def test_the_page_asks_the_same_for_10_indicators_as_for_200(council, analyst, client_for, queries_of):
    client = client_for(analyst)

    def more(number: int, months: int) -> None:
        # What is left without its figure is owed.
        made = many_indicators(council, number, months=months)
        Reading.objects.filter(indicator__in=made, month=OCTOBER).delete()
        posts = Post.objects.bulk_create(PostFactory.build_batch(number, organisation=council))
        for indicator, post in zip(made, posts, strict=True):
            indicator.owner_post = post
        Indicator.objects.bulk_update(made, ["owner_post"])

    more(10, 12)
    few = queries_of(client, PLACE)
    more(190, 120)
    assert queries_of(client, PLACE) == few
