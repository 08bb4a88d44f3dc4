"""The page of operations: what the schedule did for this council, what failed, and trying it again."""

import datetime as dt

import pytest
from django.utils import timezone
from kombu.exceptions import OperationalError

from config.schedule import SCHEDULE
from core.models import AuditEntry, Run
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db
ALL = "/councils/fernshire/operations/"
ONE = f"{ALL}tell-breaches/"


def ran(work="tell-breaches", *, minutes_ago=10, **fields) -> Run:
    moment = timezone.now() - dt.timedelta(minutes=minutes_ago)
    return Run.objects.create(
        **{"work": work, "day": TODAY, "state": "done", "started_at": moment, "finished_at": moment, **fields}
    )


def said(scope, words):
    return {"scope": scope, "words": words}


@pytest.fixture
def asked(monkeypatch):
    sent = []
    monkeypatch.setattr("core.tasks.run_scheduled.delay", lambda *args: sent.append(args))
    return sent


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("improver", 200), ("administrator", 200), ("owner", 403), ("analyst", 403), ("chair", 403),
        ("adviser", 403), ("department_official", 403), ("board_member", 403), ("partner", 403), ("outsider", 404),
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", [ALL, ONE])
def test_who_may_see_it(request, client_for, council, who, expected, address):
    assert client_for(request.getfixturevalue(who)).get(address).status_code == expected


def test_each_work_shows_its_newest_run_and_what_failed_stands_first(client_for, improver):
    ran(minutes_ago=30, state="failed", error="OSError: old")
    ran(
        did=[
            said("fernshire", "2 breaches found"),
            said("marlow-vale", "7 breaches found"),
            said("", "3 messages sent"),
        ]
    )
    ran("send-reminders", state="failed", error="OSError: The mail server does not answer")
    page = client_for(improver).get(ALL).content.decode()
    assert "2 breaches found" in page
    assert "3 messages sent" in page
    assert "7 breaches found" not in page
    assert "OSError: old" not in page
    assert f"1 of {len(SCHEDULE)} failed when last tried" in " ".join(page.split())
    assert page.index("Send the message of the day") < page.index("Tell of breaches")
    assert "Never ran" in page


@pytest.mark.parametrize(
    ("show", "there", "absent"),
    [
        ("", ["2 breaches", "OSError"], []),
        ("failed", ["OSError"], ["2 breaches"]),
        ("did", ["2 breaches"], ["OSError"]),
    ],
)
def test_runs_are_filtered_in_the_address(client_for, improver, show, there, absent):
    ran(did=[said("fernshire", "2 breaches found")])
    ran(state="failed", error="OSError: no")
    page = client_for(improver).get(ONE, {"show": show}).content.decode()
    assert all(words in page for words in there)
    assert not any(words in page for words in absent)


def test_who_asked_in_another_council_is_not_named(client_for, improver, outsider):
    ran(asked_by=str(improver)), ran(asked_by=str(outsider)), ran(asked_by="The schedule")
    page = client_for(improver).get(ONE).content.decode()
    assert [words in page for words in ("Imogen Prowse", "The schedule", "Somebody in another council")] == [
        True
    ] * 3
    assert "Otto Sidmouth" not in page


def test_the_same_questions_for_few_runs_and_for_many(client_for, improver, queries_of):
    client = client_for(improver)
    ran()
    few = queries_of(client, ALL), queries_of(client, ONE)
    for _ in range(40):
        ran()
    assert (queries_of(client, ALL), queries_of(client, ONE)) == few


def test_trying_again_asks_the_worker_in_ones_own_name_and_is_kept(client_for, improver, asked):
    answer = client_for(improver).post(f"{ONE}again/", follow=True)
    assert "was asked for" in answer.content.decode()
    assert asked == [("tell-breaches", "Imogen Prowse")]
    assert AuditEntry.objects.get(action="asked for scheduled work").detail == {"work": "tell-breaches"}


@pytest.mark.parametrize(("who", "expected"), [("owner", 403), ("adviser", 403), ("outsider", 404)])
def test_others_cannot_try_again(request, client_for, council, asked, who, expected):
    assert client_for(request.getfixturevalue(who)).post(f"{ONE}again/").status_code == expected
    assert asked == []


def test_a_broker_that_does_not_answer_is_said(client_for, improver, monkeypatch):
    def unreachable(*args):
        raise OperationalError

    monkeypatch.setattr("core.tasks.run_scheduled.delay", unreachable)
    answer = client_for(improver).post(f"{ONE}again/", follow=True)
    assert "The worker could not be reached" in answer.content.decode()


@pytest.mark.parametrize("address", [f"{ALL}no-such-work/", f"{ALL}no-such-work/again/"])
def test_work_that_is_not_there_is_not_found(client_for, improver, address):
    client = client_for(improver)
    assert (client.post if address.endswith("again/") else client.get)(address).status_code == 404
