"""Targets and bands through their pages: set, replaced, withdrawn, ended; what they were stays on record."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Indicator, Target
from digests.standing import in_force_on
from tests.factories_indicators import earlier
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/indicators/"
TYPED = {
    "effective_from": "1/4/2026", "at_least": "90", "at_most": "", "tolerance": "5", "minimum_denominator": "10",
    "source": "Agreed by the board on 14 May",
}  # fmt: skip


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council, code="OWN1")


def test_a_target_is_set_and_rates_the_months_from_its_day_on(indicator, improver, client_for):
    ReadingFactory(indicator=indicator, numerator=Decimal(84))
    page = (
        client_for(improver).post(f"{HOME}{indicator.pk}/targets/set/", TYPED, follow=True).content.decode()
    )
    target = Target.objects.get()
    assert (target.at_least, target.at_most, target.tolerance) == (Decimal(90), None, Decimal(5))
    assert (target.minimum_denominator, target.source, target.set_by) == (10, TYPED["source"], improver)
    assert "The target is set." in page
    assert "Red: off target" in page
    assert "Agreed by the board on 14 May" in page
    entry = AuditEntry.objects.get()
    assert entry.action == "set a target"
    assert entry.detail == {
        "from": "2026-04-01", "at_least": "90", "at_most": None, "tolerance": "5", "minimum_denominator": 10,
        "source": "Agreed by the board on 14 May",
    }  # fmt: skip


def test_a_band_has_two_bounds_and_the_rest_may_be_left_empty(council, analyst, client_for):
    band = IndicatorFactory(council=council, direction="band")
    typed = {"effective_from": "1 April 2026", "at_least": "40", "at_most": "45.5"}
    client_for(analyst).post(f"{HOME}{band.pk}/targets/set/", typed)
    target = Target.objects.get()
    assert (target.at_least, target.at_most, target.tolerance) == (Decimal(40), Decimal("45.5"), Decimal(0))
    assert (target.minimum_denominator, target.source) == (0, "")


REFUSED = [
    ("higher", {"effective_from": ""}, "Enter the day from which it holds"),
    ("higher", {"effective_from": "31/2/2026"}, "must be a real date"),
    ("higher", {"effective_from": "1/4/2025"}, "A target from 1 April 2025 is set already"),
    ("higher", {"at_least": ""}, "Enter the bound “at least”"),
    ("higher", {"at_most": "95"}, "Leave “at most” empty: a higher figure is better"),
    ("lower", {"at_most": "10"}, "Leave “at least” empty: a lower figure is better"),
    ("band", {"at_most": "80"}, "The band must end at or above where it begins"),
    ("neither", {}, "neither direction is better has no target"),
    ("higher", {"at_least": "most"}, "must be a number"),
    ("higher", {"at_least": "NaN"}, "must be a number"),
    ("higher", {"at_least": "-1"}, "“At least” must be 0 or more"),
    ("higher", {"at_least": "101"}, "must be 100 or less: it is a percentage"),
    ("higher", {"at_least": "1e40"}, "There is a problem"),
    ("higher", {"at_least": "1.23456"}, "There is a problem"),
    ("higher", {"tolerance": "-1"}, "The tolerance must be 0 or more"),
    ("higher", {"minimum_denominator": "-1"}, "Smallest denominator must be 0 or more"),
    ("higher", {"minimum_denominator": "9999999"}, "Smallest denominator must be 1000000 or less"),
    ("higher", {"source": "x" * 5000}, "must be 300 characters or fewer"),
    ("higher", {"source": "a\x00b"}, "holds a character that cannot be kept"),
]


@pytest.mark.parametrize(("direction", "wrong", "message"), REFUSED)
def test_what_is_refused_leaves_nothing(indicator, analyst, client_for, direction, wrong, message):
    Indicator.objects.update(direction=direction)
    TargetFactory(indicator=indicator)
    answer = client_for(analyst).post(f"{HOME}{indicator.pk}/targets/set/", {**TYPED, **wrong})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert (Target.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_the_bounds_are_those_of_the_direction_on_the_targets_day(indicator, analyst, client_for):
    """It was better low before October, and is better high since."""
    indicator.defined_from = dt.date(2026, 10, 1)
    indicator.save()
    earlier(indicator, direction="lower", replaced_from=dt.date(2026, 10, 1))
    client, place = client_for(analyst), f"{HOME}{indicator.pk}/targets/set/"
    assert "a lower figure is better" in client.post(place, TYPED).content.decode()
    client.post(place, {**TYPED, "at_least": "", "at_most": "10"})
    client.post(place, {**TYPED, "effective_from": "1/10/2026"})
    assert list(Target.objects.order_by("effective_from").values_list("at_most", flat=True)) == [
        Decimal(10),
        None,
    ]


def test_a_target_is_replaced_and_what_it_was_stays_on_record(indicator, analyst, client_for):
    target = TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1))
    client, place = client_for(analyst), f"{HOME}{indicator.pk}/targets/{target.pk}/replace/"
    assert 'value="90"' in client.get(place).content.decode()
    assert "Enter why it is replaced" in client.post(place, {**TYPED, "at_least": "85"}).content.decode()
    client.post(place, {**TYPED, "at_least": "85", "reason": "It was typed wrongly"})
    assert Target.objects.get().at_least == Decimal(85)
    gone = Target.on_record.get(pk=target.pk)
    assert (gone.withdrawn_by, gone.withdrawn_because) == (analyst, "Replaced: It was typed wrongly")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.detail["before"]["at_least"], entry.detail["at_least"]) == (
        "replaced a target",
        "90",
        "85",
    )
    page = client.get(f"{HOME}{indicator.pk}/targets/withdrawn/").content.decode()
    assert "Replaced: It was typed wrongly" in page
    assert "At least 90.0%" in page


def test_a_refused_replacement_leaves_the_target(indicator, analyst, client_for):
    target = TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1))
    TargetFactory(indicator=indicator, effective_from=dt.date(2026, 5, 1))
    typed = {**TYPED, "effective_from": "1/5/2026", "reason": "Another day"}
    page = (
        client_for(analyst).post(f"{HOME}{indicator.pk}/targets/{target.pk}/replace/", typed).content.decode()
    )
    assert "A target from 1 May 2026 is set already" in page
    assert Target.objects.count() == 2
    assert Target.on_record.filter(withdrawn_at__isnull=False).count() == 0


def test_a_target_is_withdrawn_with_a_reason_and_the_one_before_holds_on(indicator, analyst, client_for):
    first = TargetFactory(indicator=indicator)
    second = TargetFactory(indicator=indicator, effective_from=dt.date(2026, 4, 1))
    client, place = client_for(analyst), f"{HOME}{indicator.pk}/targets/{second.pk}/withdraw/"
    assert "Enter why it is withdrawn" in client.post(place, {"reason": " "}).content.decode()
    client.post(place, {"reason": "The board did not agree to it"})
    assert in_force_on(indicator.targets.all(), dt.date(2026, 10, 1)) == first
    assert AuditEntry.objects.get().detail["reason"] == "The board did not agree to it"
    assert client.post(place, {"reason": "Again"}).status_code == 404
    third = client_for(analyst).post(
        f"{HOME}{indicator.pk}/targets/set/", {**TYPED, "effective_from": "1/4/2026"}
    )
    assert third.status_code == 302, "the day is free again"


def test_a_target_ends_on_a_day_and_the_months_after_are_not_rated(indicator, analyst, client_for):
    ReadingFactory(indicator=indicator, month=dt.date(2026, 10, 1))
    client, place = client_for(analyst), f"{HOME}{indicator.pk}/targets/end/"
    ended = {"effective_from": "1/10/2026", "source": "The board on 30 September"}
    assert "There is no target on that day that could end" in client.post(place, ended).content.decode()
    TargetFactory(indicator=indicator)
    assert "Enter who decided so" in client.post(place, {**ended, "source": ""}).content.decode()
    page = client.post(place, ended, follow=True).content.decode()
    assert "Not rated: no target" in page
    assert "The board on 30 September" in page
    assert (
        "There is no target on that day"
        in client.post(place, {**ended, "effective_from": "1/11/2026"}).content.decode()
    )


def test_the_target_of_another_indicator_is_not_there(indicator, analyst, client_for):
    own, theirs = TargetFactory(indicator__council=indicator.council), TargetFactory()
    for target in (own, theirs):
        place = f"{HOME}{indicator.pk}/targets/{target.pk}/withdraw/"
        assert client_for(analyst).post(place, {"reason": "x"}).status_code == 404
    assert Target.objects.count() == 2
