"""Giving and revising a figure through its page: the analyst alone, with every refusal."""

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
FIGURE = {"numerator": "41", "denominator": "52", "revision": "0"}
REVISION = {"numerator": "45", "denominator": "52", "revision": "1", "revision_reason": "One team was late"}


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council)


def address(indicator: Indicator, month: str = "2026/10") -> str:
    return f"/councils/fernshire/digest/indicators/{indicator.pk}/{month}/"


@pytest.mark.parametrize(
    "role", ["improver", "owner", "chair", "adviser", "department_official", "board_member"]
)
def test_nobody_but_the_analyst_gives_a_figure(
    role: str, indicator: Indicator, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get(address(indicator)).status_code == 403
    assert client.post(address(indicator), FIGURE).status_code == 403
    assert Reading.objects.count() == 0


def test_an_outsider_finds_nothing(indicator: Indicator, outsider: User, client_for: ClientFor) -> None:
    assert client_for(outsider).post(address(indicator), FIGURE).status_code == 404
    assert client_for(None).post(address(indicator), FIGURE).status_code == 302
    assert Reading.objects.count() == 0


def test_the_value_is_worked_out_and_the_deed_is_audited(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    page = (
        client_for(analyst)
        .post(address(indicator), {**FIGURE, "quality_note": "Late"}, follow=True)
        .content.decode()
    )
    reading, entry = Reading.objects.get(), AuditEntry.objects.get()
    assert (reading.month, reading.value, reading.version) == (dt.date(2026, 10, 1), Decimal("78.8462"), 1)
    assert (reading.recorded_by, reading.quality_note) == (analyst, "Late")
    assert (entry.action, entry.actor_name, entry.scope) == ("gave a figure", "Anwen Lyle", "fernshire")
    assert "The figure for October 2026 is recorded." in page


def test_a_number_may_be_typed_as_a_spreadsheet_shows_it(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    contacts = IndicatorFactory(council=council, unit="count", denominator_words="")
    client_for(analyst).post(address(contacts), {"numerator": "1,204", "revision": "0"})
    assert Reading.objects.get().value == Decimal(1204)


def test_a_suppressed_figure_has_neither_number_nor_value(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    client_for(analyst).post(address(indicator), {"is_suppressed": "on", "revision": "0"})
    reading = Reading.objects.get()
    assert (reading.is_suppressed, reading.value, reading.numerator) == (True, None, None)


def test_a_denominator_of_zero_gives_no_value(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    client_for(analyst).post(address(indicator), {"numerator": "0", "denominator": "0", "revision": "0"})
    assert Reading.objects.get().value is None


def test_a_revision_keeps_the_earlier_figure_with_why_it_was_replaced(
    indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    first = ReadingFactory(indicator=indicator, numerator=Decimal(41), denominator=Decimal(52))
    assert (
        "It stays on record when you revise it"
        in client_for(analyst).get(address(indicator)).content.decode()
    )
    page = client_for(analyst).post(address(indicator), REVISION, follow=True).content.decode()
    first.refresh_from_db()
    second = Reading.objects.current().get()
    assert (first.numerator, first.superseded_at is not None) == (Decimal(41), True)
    assert (second.version, second.numerator, second.revision_reason) == (2, Decimal(45), "One team was late")
    assert "Revised: One team was late" in page
    assert "October 2026, version 1: 78.8%" in page


REFUSED = [
    ({"numerator": ""}, "Enter the numerator"),
    ({"denominator": ""}, "Enter the denominator"),
    ({"numerator": "-1"}, "The numerator must be 0 or more"),
    ({"denominator": "-1"}, "The denominator must be 0 or more"),
    ({"numerator": "53"}, "cannot be larger than its denominator"),
    ({"numerator": "many"}, "must be a number"),
    ({"numerator": "NaN"}, "must be a number"),
    ({"numerator": "1e99"}, "There is a problem"),
    ({"numerator": "1.23456"}, "There is a problem"),
    ({"is_suppressed": "on"}, "Leave both numbers empty for a suppressed figure"),
    ({"quality_note": "x" * 301}, "Note on data quality must be 300 characters or fewer"),
    ({"revision": ""}, "There is a problem"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_a_refused_figure_says_why_and_leaves_nothing(
    wrong: dict[str, str], message: str, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    answer = client_for(analyst).post(address(indicator), {**FIGURE, **wrong})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Reading.objects.count(), AuditEntry.objects.count()) == (0, 0)


REFUSED_REVISIONS = [
    ({"revision_reason": " "}, "Enter why the figure is revised"),
    ({"numerator": "41"}, "there is nothing to revise"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED_REVISIONS)
def test_a_refused_revision_leaves_the_figure_as_it_was(
    wrong: dict[str, str], message: str, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    ReadingFactory(indicator=indicator, numerator=Decimal(41), denominator=Decimal(52))
    answer = client_for(analyst).post(address(indicator), {**REVISION, **wrong})
    assert message in answer.content.decode()
    assert Reading.objects.get().superseded_at is None


@pytest.mark.parametrize("seen", ["0", "2"])
def test_the_second_of_two_people_is_shown_the_newer_figure(
    seen: str, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    ReadingFactory(
        indicator=indicator, numerator=Decimal(40), denominator=Decimal(52), recorded_by__name="Bertil Orme"
    )
    page = client_for(analyst).post(address(indicator), {**REVISION, "revision": seen}).content.decode()
    assert "Bertil Orme" in page
    assert 'value="45"' in page
    assert 'name="revision" value="1"' in page
    assert Reading.objects.count() == 1


@pytest.mark.parametrize("month", ["2026/13", "2026/0", "0/1", "2199/1", "99999/1"])
def test_a_month_that_is_none_or_has_not_begun_is_not_there(
    month: str, indicator: Indicator, analyst: User, client_for: ClientFor
) -> None:
    assert client_for(analyst).get(address(indicator, month)).status_code == 404


def test_another_councils_indicator_is_not_there(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    assert client_for(analyst).post(address(IndicatorFactory()), FIGURE).status_code == 404
    assert Reading.objects.count() == 0


def test_words_of_an_indicator_are_never_read_as_markup(client_for, analyst, council):
    """The form pack prints labels and hints as they come: what people typed must arrive there escaped."""
    indicator = IndicatorFactory(council=council, numerator_words="<script>alert(1)</script> & visits")
    page = client_for(analyst).get(f"/councils/fernshire/digest/indicators/{indicator.pk}/2026/10/")
    shown = page.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; visits" in shown
    assert "<script>alert(1)" not in shown


def test_how_far_a_figure_can_be_trusted_is_kept_with_it(indicator, analyst, client_for):
    typed = {**FIGURE, "quality": "doubtful", "problem": "recording", "quality_note": "One team keyed late"}
    client_for(analyst).post(address(indicator), typed)
    reading = Reading.objects.get()
    assert (reading.quality, reading.problem, reading.quality_note) == (
        "doubtful",
        "recording",
        "One team keyed late",
    )


@pytest.mark.parametrize(
    ("typed", "suppressed"),
    [("c", True), ("-", True), (" C ", True), ("n/a", False), ("N/A", False), ("..", False)],
)
def test_a_sign_in_a_numbers_place_says_suppressed_or_no_value(
    indicator, analyst, client_for, typed, suppressed
):
    client_for(analyst).post(address(indicator), {"numerator": typed, "denominator": "", "revision": "0"})
    reading = Reading.objects.get()
    assert (reading.is_suppressed, reading.value, reading.numerator) == (suppressed, None, None)


def test_a_value_may_stand_alone_where_its_numbers_are_not_known(indicator, analyst, client_for):
    typed = {"numerator": "", "denominator": "", "value": "78.8", "revision": "0"}
    client_for(analyst).post(address(indicator), typed)
    reading = Reading.objects.get()
    assert (reading.value, reading.numerator, reading.denominator) == (Decimal("78.8"), None, None)
    page = client_for(analyst).get(address(indicator)).content.decode()
    assert 'value="78.8"' in page
    again = {**typed, "revision": "1", "revision_reason": "Again"}
    assert (
        "there is nothing to revise" in client_for(analyst).post(address(indicator), again).content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"quality": "doubtful"}, "Enter what is wrong with the figure"),
        ({"problem": "practice"}, "Enter what is wrong with the figure"),
        ({"quality": "mauve"}, "Choose the data quality from the list"),
        ({"quality_note": "a\x00b"}, "holds a character that cannot be kept"),
        ({"value": "80"}, "Enter the numbers or the value alone, and not both"),
        (
            {"numerator": "", "denominator": "", "value": "101"},
            "The value of a percentage must be 100 or less",
        ),
        ({"numerator": "", "denominator": "", "value": "-1"}, "The value must be 0 or more"),
        ({"numerator": "c"}, "Leave both numbers empty for a suppressed figure"),
        ({"numerator": "n/a"}, "Leave both numbers empty for a figure that has no value"),
        ({"numerator": "c", "denominator": "n/a"}, "suppressed, or that there is none, and not both"),
    ],
)
def test_what_cannot_stand_together_is_refused(indicator, analyst, client_for, wrong, message):
    page = client_for(analyst).post(address(indicator), {**FIGURE, **wrong}).content.decode()
    assert message in page
    assert (Reading.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_figure_too_large_to_be_one_is_refused(council, analyst, client_for):
    rate = IndicatorFactory(council=council, unit="rate")
    typed = {"numerator": "9999999999", "denominator": "0.0001", "revision": "0"}
    assert "too large to be one" in client_for(analyst).post(address(rate), typed).content.decode()
    assert not Reading.objects.exists()


def test_a_month_whose_figure_was_taken_back_may_have_one_again(indicator, analyst, client_for):
    ReadingFactory(indicator=indicator, superseded_at=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
    client_for(analyst).post(address(indicator), FIGURE)
    reading = Reading.objects.current().get()
    assert (reading.version, reading.revision_reason) == (
        2,
        "Given again after the earlier figure was taken back",
    )
