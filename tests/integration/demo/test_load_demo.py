"""`load_demo`: prints the accounts, changes nothing when run again, and keeps off real data."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Organisation, User
from core.refusals import Refusal
from digests.models import BenchmarkValue, Commentary, Reading
from improvement_plans.models import ActionUpdate
from notices.models import Discharge, Notice
from reports.demo import loading
from reports.demo.people import PASSWORD
from tests.conftest import TODAY
from tests.factories import CouncilFactory
from tests.integration.demo.promised import check_digest


@pytest.fixture
def _without_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out the PDFs, which take most of the time; the other tests of the demonstration look at them."""
    monkeypatch.setattr(loading, "issue_last_month", lambda *args: None)
    monkeypatch.setattr(loading, "more_reports", lambda *args: None)
    monkeypatch.setattr(loading, "draft_this_month", lambda *args: None)


def printed() -> str:
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def contents() -> list[list[Any]]:
    """What was loaded, without keys and moments of recording."""
    return [
        list(
            Discharge.objects.order_by("pk").values_list("obligation__clause__number", "effective_on", "what")
        ),
        list(
            ActionUpdate.objects.order_by("pk").values_list(
                "action__reference", "given_on", "narrative", "rating"
            )
        ),
        list(
            Reading.objects.order_by("pk").values_list(
                "indicator__code", "month", "group", "numerator", "denominator", "value"
            )
        ),
        list(Commentary.objects.order_by("pk").values_list("indicator__code", "month", "cause")),
        list(BenchmarkValue.objects.order_by("pk").values_list("measure__key", "area", "year", "value")),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("_without_reports")
def test_it_prints_an_account_for_each_role_that_lets_one_in() -> None:
    text = printed()
    assert PASSWORD in text
    for address in (
        "improver",
        "owner",
        "analyst",
        "chair",
        "adviser",
        "department",
        "board",
        "administrator",
    ):
        assert f"{address}@fernshire.example" in text
        assert User.objects.get(email=f"{address}@fernshire.example").check_password(PASSWORD)


@pytest.mark.django_db
@pytest.mark.usefixtures("_without_reports")
def test_a_second_run_changes_nothing() -> None:
    printed()
    before = contents()
    assert "was there already" in printed()
    assert contents() == before
    assert Notice.objects.count() == 2


@pytest.mark.django_db
def test_it_refuses_to_run_over_real_data() -> None:
    CouncilFactory(name="Real Council")
    with pytest.raises(CommandError, match="holds the data of Real Council"):
        printed()
    assert Organisation.objects.count() == 1
    assert not Notice.objects.exists()


@pytest.mark.django_db
def test_it_refuses_in_production(settings: Any) -> None:
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not loaded in production"):
        printed()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*args: object) -> None:
        raise Refusal("The figures cannot be kept")

    monkeypatch.setattr(loading, "keep_figures", fails)
    with pytest.raises(CommandError, match="The figures cannot be kept"):
        printed()
    assert not Organisation.objects.exists()
    assert not Notice.objects.exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("_without_reports")
def test_the_same_day_and_seed_give_the_same_case() -> None:
    def loaded_once() -> list[list[Any]]:
        with transaction.atomic():
            loading.load(today=TODAY)
            found = contents()
            transaction.set_rollback(True)
        return found

    first = loaded_once()
    assert first == loaded_once()
    assert all(first)


@pytest.mark.django_db
@pytest.mark.usefixtures("_without_reports")
@pytest.mark.parametrize("day", [dt.date(2028, 2, 29), dt.date(2027, 1, 1)], ids=str)
def test_it_can_be_loaded_on_awkward_days(day: dt.date) -> None:
    loading.load(today=day)
    assert Notice.objects.filter(council__slug__in=["fernshire", "westmere"]).count() == 2
    assert not Discharge.objects.filter(effective_on__gt=day).exists()
    check_digest(day)
