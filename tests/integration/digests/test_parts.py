"""Figures by team, area, age band, sex or ethnicity: given, revised, taken back, and held against the whole."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Indicator, Reading
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council, code="OWN1")


@pytest.fixture
def place(indicator: Indicator) -> str:
    return f"/councils/fernshire/digest/indicators/{indicator.pk}/2026/10/groups/"


def typed(*rows: tuple[str, str, str], **more: str) -> dict[str, str]:
    """What somebody fills in, row by row: group, numerator, denominator."""
    found = {}
    for number, (group, numerator, denominator) in enumerate(rows):
        found |= {
            f"group_{number}": group,
            f"numerator_{number}": numerator,
            f"denominator_{number}": denominator,
        }
    return {"seen": "", "revision_reason": "", **found, **more}


NORTH_AND_SOUTH = (("North", "40", "50"), ("South", "48", "50"))


def part(indicator: Indicator, group: str = "North", numerator: int = 40, **more: object) -> Reading:
    return ReadingFactory(
        indicator=indicator,
        dimension="team",
        group=group,
        numerator=Decimal(numerator),
        denominator=Decimal(50),
        **more,
    )


@pytest.mark.parametrize(
    "role", ["improver", "owner", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_reads_them_and_only_the_analyst_gives_them(role, indicator, place, client_for, request):
    client = client_for(request.getfixturevalue(role))
    assert client.get(place).status_code == 200
    assert client.get(f"{place}team/").status_code == 403
    assert client.post(f"{place}team/", typed(*NORTH_AND_SOUTH)).status_code == 403
    assert not Reading.objects.exists()


def test_for_an_outsider_and_for_what_is_none_nothing_is_there(
    indicator, place, outsider, analyst, client_for
):
    assert client_for(outsider).get(place).status_code == 404
    for address in (
        f"{place}shoe-size/",
        place.replace("2026/10", "2199/1"),
        place.replace("2026/10", "2026/13"),
    ):
        assert client_for(analyst).get(address).status_code == 404
    theirs = place.replace(f"/{indicator.pk}/", f"/{IndicatorFactory().pk}/")
    assert client_for(analyst).post(f"{theirs}team/", typed(*NORTH_AND_SOUTH)).status_code == 404


def test_figures_are_given_all_at_once_and_their_values_worked_out(indicator, place, analyst, client_for):
    client = client_for(analyst)
    sent = client.post(
        f"{place}team/", typed(*NORTH_AND_SOUTH, ("East", "c", ""), ("West", "n/a", ""), ("", "", ""))
    )
    assert sent["Location"] == place
    kept = {row.group: row for row in Reading.objects.all()}
    assert (kept["North"].value, kept["South"].value) == (Decimal(80), Decimal(96))
    assert (kept["East"].is_suppressed, kept["East"].value) == (True, None)
    assert (kept["West"].is_suppressed, kept["West"].value) == (False, None)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail["given"], entry.detail["dimension"]) == (
        "gave the figures of groups",
        4,
        "team",
    )
    page = client.get(place).content.decode()
    assert "80.0%" in page
    assert "cannot be said" in page


def test_the_groups_of_the_month_before_are_offered(indicator, place, analyst, client_for):
    part(indicator, month=dt.date(2026, 8, 1), group="Older")
    part(indicator, month=dt.date(2026, 9, 1))
    page = client_for(analyst).get(f"{place}team/").content.decode()
    assert "Numerator of North" in page
    assert "Older" not in page
    assert client_for(analyst).get(f"{place}team/?rows=60").content.decode().count("Numerator of group") == 60


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (88, "The groups add up to the whole council."),
        (90, "Their numerators come to 88: 2 less."),
        (80, "Their numerators come to 88: 8 more."),
        (None, "cannot be said"),
    ],
)
def test_whether_they_add_up_is_told_and_never_refused(indicator, place, analyst, client_for, whole, words):
    if whole is not None:
        ReadingFactory(indicator=indicator, numerator=Decimal(whole), denominator=Decimal(100))
    client = client_for(analyst)
    assert client.post(f"{place}team/", typed(*NORTH_AND_SOUTH)).status_code == 302
    assert words in client.get(place).content.decode()


def test_a_figure_of_a_group_is_no_figure_of_the_whole(indicator, analyst, client_for):
    part(indicator, numerator=1)
    ReadingFactory(indicator=indicator)
    page = (
        client_for(analyst)
        .get(f"/councils/fernshire/digest/indicators/{indicator.pk}/2026/10/")
        .content.decode()
    )
    assert "stands at 90.0%" in page
    given = {"numerator": "80", "denominator": "100", "revision": "1", "revision_reason": "Late"}
    client_for(analyst).post(f"/councils/fernshire/digest/indicators/{indicator.pk}/2026/10/", given)
    assert Reading.objects.current().of_the_whole().get().value == Decimal(80)
    assert Reading.objects.current().get(group="North").numerator == 1


REFUSED = [
    ([("", "40", "50")], {}, "Enter the group that these figures are of"),
    ([("North", "40", "50"), ("north", "1", "2")], {}, "north stands in the list twice"),
    ([("x" * 81, "40", "50")], {}, "Group 1 must be 80 characters or fewer"),
    ([("a\x00b", "40", "50")], {}, "holds a character that cannot be kept"),
    ([("North", "60", "50")], {}, "North: The numerator of a percentage cannot be larger"),
    ([("North", "-1", "50")], {}, "North: The numerator must be 0 or more"),
    ([("North", "40", "")], {}, "North: Enter the denominator"),
    ([("North", "", "50")], {}, "North: Enter the numerator"),
    ([("North", "c", "50")], {}, "North: Leave both numbers empty for a suppressed figure"),
    ([("North", "many", "50")], {}, "Numerator of group 1 must be a number"),
    ([("", "", "")], {}, "there is nothing to save"),
    ([("North", "40", "50")], {"revision_reason": "x" * 301}, "must be 300 characters or fewer"),
]


@pytest.mark.parametrize(("rows", "more", "message"), REFUSED)
def test_what_is_refused_leaves_nothing(indicator, place, analyst, client_for, rows, more, message):
    answer = client_for(analyst).post(f"{place}team/", typed(*rows, **more))
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Reading.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_one_is_revised_one_taken_back_with_a_reason_and_one_left_alone(
    indicator, place, analyst, client_for
):
    kept = [part(indicator), part(indicator, "South", 48), part(indicator, "East", 10)]
    seen = ",".join(str(each.pk) for each in kept)
    rows = (("North", "41", "50"), ("South", "", ""), ("East", "10", "50"))
    client = client_for(analyst)
    refused = client.post(f"{place}team/", typed(*rows, seen=seen)).content.decode()
    assert "Enter why the figures are revised" in refused
    assert Reading.objects.current().count() == 3
    client.post(f"{place}team/", typed(*rows, seen=seen, revision_reason="Keyed late"))
    current = {row.group: (row.numerator, row.version) for row in Reading.objects.current()}
    assert current == {"North": (Decimal(41), 2), "East": (Decimal(10), 1)}
    detail = AuditEntry.objects.get().detail
    assert (detail["given"], detail["revised"], detail["taken_back"]) == (0, 1, 1)
    client.post(f"{place}team/", typed(("South", "50", "50"), seen=",".join(
        str(each) for each in Reading.objects.current().order_by("pk").values_list("pk", flat=True)
    )))  # fmt: skip
    again = Reading.objects.current().get(group="South")
    assert (again.version, again.revision_reason) == (
        2,
        "Given again after the earlier figure was taken back",
    )


def test_the_second_of_two_is_shown_what_the_first_gave(indicator, place, analyst, client_for):
    part(indicator, recorded_by__name="Bertil Orme")
    page = client_for(analyst).post(f"{place}team/", typed(("North", "45", "50"))).content.decode()
    assert "Bertil Orme" in page
    assert 'value="45"' in page
    assert Reading.objects.current().get().numerator == 40


def test_the_page_asks_the_same_for_two_groups_as_for_forty(
    indicator, place, board_member, client_for, queries_of
):
    client = client_for(board_member)
    for name in ("North", "South"):
        part(indicator, name)
    few = queries_of(client, place)
    for number in range(38):
        part(indicator, f"Team {number}")
    assert queries_of(client, place) == few
