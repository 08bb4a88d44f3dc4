"""Scheduled work: each run is recorded with what it did or why it failed, and old records go away."""

import datetime as dt
from smtplib import SMTPRecipientsRefused

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from core import scheduled
from core.models import Run
from core.runs import IDLE_KEPT, KEPT, SILENCE_ALLOWED, fail_abandoned_runs, forget_old_runs, newest_runs
from core.scheduled import Did, UnknownWork, counted, in_turn, run
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(monkeypatch):
    """Register work for one test: `work(key, function)`."""
    kept = dict(scheduled._works)
    monkeypatch.setattr(scheduled, "_works", kept)

    def register(key, function):
        scheduled.scheduled(key)(function)

    return register


def test_a_run_says_what_it_did_for_whom_and_who_asked(work):
    work("feed-the-cat", lambda day: [Did(f"Fed on {day}", "fernshire"), Did("Bowl washed")])
    found = run("feed-the-cat", day=TODAY, asked_by="Imogen Prowse")
    found.refresh_from_db()
    assert (found.state, found.asked_by, found.day, found.error) == ("done", "Imogen Prowse", TODAY, "")
    assert found.did == [
        {"words": "Fed on 2026-11-22", "scope": "fernshire"},
        {"words": "Bowl washed", "scope": ""},
    ]
    assert found.finished_at >= found.started_at


def test_a_failure_is_kept_with_its_reason_and_raised_again(work):
    def fails(day):
        raise OSError("The mail server does not answer")

    work("feed-the-cat", fails)
    with pytest.raises(OSError, match="mail server"):
        run("feed-the-cat", day=TODAY)
    kept = Run.objects.get()
    assert (kept.state, kept.error) == ("failed", "OSError: The mail server does not answer")
    assert kept.asked_by == "The schedule"


def test_what_was_done_before_it_failed_is_kept_beside_the_reason(work):
    def fails_half_way(day):
        yield Did("Fed", "fernshire")
        raise OSError("No more food")

    work("feed-the-cat", fails_half_way)
    with pytest.raises(OSError, match="No more food"):
        run("feed-the-cat", day=TODAY)
    kept = Run.objects.get()
    assert (kept.state, kept.did) == ("failed", [{"words": "Fed", "scope": "fernshire"}])


def test_a_step_that_fails_keeps_none_of_the_others(work):
    def fails():
        raise OSError("No more food")

    work("feed-the-cat", lambda day: in_turn([fails, lambda: [Did("Bowl washed")]]))
    with pytest.raises(OSError, match="No more food"):
        run("feed-the-cat", day=TODAY)
    assert Run.objects.get().did == [{"words": "Bowl washed", "scope": ""}]


def test_the_reason_names_nobodys_address(work):
    def refused(day):
        raise SMTPRecipientsRefused({"owen@marlow-vale.example": (550, b"No such person")})

    work("feed-the-cat", refused)
    with pytest.raises(SMTPRecipientsRefused):
        run("feed-the-cat", day=TODAY)
    error = Run.objects.get().error
    assert "No such person" in error
    assert "marlow" not in error


def test_a_run_that_ends_after_it_was_called_failed_is_done_and_has_no_reason(work):
    def slow(day):
        fail_abandoned_runs(timezone.now() + SILENCE_ALLOWED + dt.timedelta(minutes=1))
        return [Did("Fed at last")]

    work("feed-the-cat", slow)
    run("feed-the-cat", day=TODAY)
    kept = Run.objects.get()
    assert (kept.state, kept.error, len(kept.did)) == ("done", "", 1)


def test_work_that_is_not_there_is_named(work):
    with pytest.raises(UnknownWork, match="walk-the-dog"):
        run("walk-the-dog", day=TODAY)
    assert not Run.objects.exists()


@pytest.mark.parametrize(("number", "words"), [(0, []), (1, ["1 file removed"]), (12, ["12 files removed"])])
def test_a_number_of_things_in_words(number, words):
    assert [each.words for each in counted(number, "file removed", "files removed")] == words


def test_a_command_does_the_work_records_the_run_and_says_so(capsys):
    call_command("fail_abandoned_jobs")
    assert capsys.readouterr().out == "Nothing to do.\n"
    assert Run.objects.get().asked_by == "The command fail_abandoned_jobs"


def test_a_command_that_fails_says_why_and_what_to_do(work):
    def fails(day):
        raise OSError("The mail server does not answer")

    work("fail-abandoned-jobs", fails)
    with pytest.raises(CommandError, match=r"safe to run again\. OSError: The mail server does not answer"):
        call_command("fail_abandoned_jobs")


def begun(ago: dt.timedelta, **fields) -> Run:
    moment = timezone.now() - ago
    ended = {} if fields.get("state") == "running" else {"finished_at": moment}
    return Run.objects.create(
        **{"work": "a", "day": TODAY, "state": "done", "started_at": moment, **ended, **fields}
    )


def test_a_run_whose_worker_was_killed_is_called_failed_after_an_hour():
    begun(SILENCE_ALLOWED + dt.timedelta(minutes=1), state="running")
    begun(SILENCE_ALLOWED - dt.timedelta(minutes=1), state="running")
    assert fail_abandoned_runs(timezone.now()) == 1
    assert sorted(Run.objects.values_list("state", flat=True)) == ["failed", "running"]
    assert "The worker stopped" in Run.objects.get(state="failed").error


def test_idle_runs_go_after_two_days_all_others_after_more_than_a_year_and_the_newest_stays():
    day = dt.timedelta(days=1)
    did = [{"words": "1 file removed", "scope": ""}]
    begun(IDLE_KEPT + day), begun(KEPT + day, did=did)
    kept = [begun(IDLE_KEPT + day, did=did), begun(IDLE_KEPT - day), begun(KEPT + day, work="b")]
    assert forget_old_runs(timezone.now()) == 2
    assert set(Run.objects.values_list("pk", flat=True)) == {each.pk for each in kept}


def test_the_newest_run_of_each_work():
    begun(dt.timedelta(hours=2)), begun(dt.timedelta(hours=3), work="b")
    newest = begun(dt.timedelta(hours=1), state="failed", error="OSError: no")
    found = newest_runs(["a", "b", "c"])
    assert (found["a"], sorted(found)) == (newest, ["a", "b"])
