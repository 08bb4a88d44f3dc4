"""Two people recording the same thing at the same moment: one lands, the other is told."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from accounts.models import User
from core.refusals import Refusal
from notices.models import Discharge, PlannedEvent
from notices.services import plan_event, record_discharge
from tests.integration.notices.conftest import Known

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    # bin/run-tests runs the suite a second time on PostgreSQL; SQLite lets one writer in at a time anyway.
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]
D = dt.date
TODAY = D(2026, 11, 22)


def at_once(deed: Callable[[], object]) -> list[str]:
    """Do the same deed in two threads at one moment, and return what each was told (empty: done)."""
    together = Barrier(2)

    def attempt() -> str:
        together.wait(timeout=10)
        try:
            deed()
        except Refusal as refusal:
            return refusal.message
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(max_workers=2) as pool:
        return sorted(future.result(timeout=30) for future in [pool.submit(attempt) for _ in range(2)])


def test_two_discharges_of_a_one_off_cannot_both_land(known: Known, improver: User) -> None:
    days = iter([D(2026, 2, 10), D(2026, 2, 11)])

    def submit() -> None:
        record_discharge(
            obligation=known.plan, effective_on=next(days), what="Plan submitted", by=improver, today=TODAY
        )

    done, told = at_once(submit)
    assert done == ""
    assert "This is owed once" in told
    assert Discharge.objects.count() == 1


def test_one_meeting_enters_the_diary_once(known: Known, improver: User) -> None:
    done, told = at_once(lambda: plan_event(obligation=known.board, planned_on=D(2026, 12, 9), by=improver))
    assert (done, told) == ("", "One is already planned for 9 December 2026")
    assert PlannedEvent.objects.count() == 1
