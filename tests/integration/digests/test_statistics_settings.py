"""How an indicator's statistics are worked out, and where they start anew: set, refused, withdrawn, audited."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Indicator, Rebase
from tests.factories_plan import IndicatorFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
TYPED = {"baseline_points": "12", "screens_outliers": "on", "run_length": "6", "revision": "1"}
ANEW = {"month": "June 2026", "reason": "A new team took over"}


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council)


@pytest.fixture
def place(indicator: Indicator) -> str:
    return f"/councils/fernshire/digest/indicators/{indicator.pk}/statistics/"


def test_the_settings_are_kept_and_audited(indicator, place, analyst, client_for):
    page = client_for(analyst).post(place, TYPED, follow=True).content.decode()
    indicator.refresh_from_db()
    assert (indicator.baseline_points, indicator.screens_outliers, indicator.run_length) == (12, True, 6)
    assert "The settings are saved." in page
    assert AuditEntry.objects.get().detail == {
        "baseline_points": 12,
        "screens_outliers": True,
        "run_length": 6,
    }


def test_no_baseline_means_every_point(indicator, place, analyst, client_for):
    client_for(analyst).post(
        place, {**TYPED, "baseline_points": "", "screens_outliers": "", "run_length": "12"}
    )
    indicator.refresh_from_db()
    assert (indicator.baseline_points, indicator.screens_outliers, indicator.run_length) == (None, False, 12)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"baseline_points": "11"}, "must be 12 or more, or none for all of them"),
        ({"baseline_points": "0"}, "must be 12 or more, or none for all of them"),
        ({"baseline_points": "-3"}, "must be 0 or more"),
        ({"baseline_points": "many"}, "must be a whole number"),
        ({"run_length": "5"}, "The length of a run must be from 6 to 12"),
        ({"run_length": "13"}, "The length of a run must be from 6 to 12"),
        ({"run_length": ""}, "Enter the length of a run"),
        ({"run_length": "99999999999"}, "must be 1000 or less"),
        ({"revision": "9"}, "changed this while you were editing"),
    ],
)
def test_settings_out_of_range_are_refused(indicator, place, analyst, client_for, wrong, message):
    page = client_for(analyst).post(place, {**TYPED, **wrong})
    assert message in page.content.decode()
    indicator.refresh_from_db()
    assert (indicator.baseline_points, indicator.run_length, indicator.revision) == (None, 7, 1)
    assert not AuditEntry.objects.exists()


def test_mean_and_limits_start_anew_and_run_through_again(indicator, place, analyst, client_for):
    client = client_for(analyst)
    client.post(f"{place}rebase/", ANEW)
    made = Rebase.objects.get()
    assert (made.month, made.reason, made.made_by) == (dt.date(2026, 6, 1), "A new team took over", analyst)
    assert "A new team took over" in client.get(place).content.decode()
    client.post(f"{place}rebase/{made.pk}/withdraw/")
    made.refresh_from_db()
    assert (made.withdrawn_by, made.withdrawn_at is not None) == (analyst, True)
    assert "Withdrawn by Anwen Lyle" in client.get(place).content.decode()
    assert client.post(f"{place}rebase/{made.pk}/withdraw/").status_code == 404
    client.post(f"{place}rebase/", ANEW)
    assert Rebase.objects.filter(withdrawn_at__isnull=True).count() == 1
    assert [each.action for each in AuditEntry.objects.order_by("pk")] == [
        "rebased an indicator", "withdrew a rebase", "rebased an indicator",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"month": ""}, "Enter the month"),
        ({"month": "soon"}, "Month must be a month, such as October 2026"),
        ({"month": "January 2199"}, "must be this month or an earlier one"),
        ({"month": "5/2026"}, "Mean and limits start anew in May 2026 already"),
        ({"reason": " "}, "Enter the cause: what changed in that month"),
        ({"reason": "x" * 5000}, "must be 300 characters or fewer"),
        ({"reason": "a\x00b"}, "holds a character that cannot be kept"),
    ],
)
def test_a_rebase_has_its_refusals(indicator, place, analyst, client_for, wrong, message):
    Rebase.objects.create(indicator=indicator, month=dt.date(2026, 5, 1), reason="The first")
    page = client_for(analyst).post(f"{place}rebase/", {**ANEW, **wrong}).content.decode()
    assert message in page
    assert (Rebase.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_the_rebase_of_another_indicator_is_not_there(indicator, place, analyst, client_for):
    theirs = Rebase.objects.create(indicator=IndicatorFactory(), month=dt.date(2026, 5, 1), reason="Theirs")
    assert client_for(analyst).post(f"{place}rebase/{theirs.pk}/withdraw/").status_code == 404
    theirs.refresh_from_db()
    assert theirs.withdrawn_at is None
