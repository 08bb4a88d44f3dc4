"""/councils/…/reports/escalations/…: what was taken to somebody above, to whom, why, and what came of it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Notice
from reports.models import Escalation
from reports.services import escalations
from tests.conftest import TODAY
from tests.factories import EvidenceFactory

Browser = Callable[..., Client]
LOG = "/councils/fernshire/reports/escalations/"
ASKED = {
    "what": "Two social work teams without a manager", "raised_to": "board chair",
    "raised_by": "Director of Children's Services", "raised_on_0": "2", "raised_on_1": "11",
    "raised_on_2": "2026", "raised_on": "02/11/2026", "because": "Recruitment failed three times.",
}  # fmt: skip


@pytest.fixture
def raised(notice: Notice, improver: User) -> Escalation:
    return entered(notice, improver)


def entered(notice: Notice, by: User, what: str = "Two teams without a manager") -> Escalation:
    return escalations.enter(
        notice=notice, by=by, today=TODAY,
        raised=escalations.Raised(
            dt.date(2026, 11, 2), "Director of Children's Services", "board chair", what, "Nobody applied."
        ),
    )  # fmt: skip


def test_the_team_enters_one_with_its_evidence(notice: Notice, improver: User, client_for: Browser) -> None:
    letter = EvidenceFactory(council=notice.council, title="Letter to the chair")
    client = client_for(improver)
    answer = client.post(f"{LOG}enter/", {**ASKED, "evidence": letter.pk})
    assert answer.status_code == 302, answer.context["form"].errors
    escalation = Escalation.objects.get()
    assert (escalation.raised_on, escalation.recorded_by) == (dt.date(2026, 11, 2), improver)
    page = client.get(LOG).content.decode()
    assert "Two social work teams without a manager" in page
    assert "by Director of Children&#x27;s Services" in page
    assert "The board chair" in page
    assert "Letter to the chair" in page
    assert AuditEntry.objects.filter(action="entered an escalation").count() == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"what": ""}, "Enter what was escalated"),
        ({"because": "  "}, "Enter why it was escalated"),
        ({"raised_by": ""}, "Enter who raised it, by post"),
        ({"raised_to": ""}, "Choose to whom it was raised"),
        ({"raised_to": "nobody"}, "Choose to whom it was raised from the list"),
        ({"raised_on": "23/11/2026"}, "The day it was raised must be today or in the past"),
        ({"raised_on": "15/01/2026"}, "The notice was issued on 16 January 2026"),
        ({"raised_on": "31/02/2026"}, "must be a real date"),
        ({"evidence": "99999"}, "Choose a piece of evidence from the list"),
        ({"what": "a\x00b"}, "holds a character that cannot be kept"),
        ({"what": "x" * 301}, "must be 300 characters or fewer"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    changed: dict[str, str], message: str, notice: Notice, improver: User, client_for: Browser
) -> None:
    page = client_for(improver).post(f"{LOG}enter/", {**ASKED, **changed}).content.decode()
    assert message in page
    assert not Escalation.objects.exists()


def test_evidence_of_another_council_is_not_taken(
    notice: Notice, other_council: Organisation, improver: User, client_for: Browser
) -> None:
    foreign = EvidenceFactory(council=other_council)
    page = client_for(improver).post(f"{LOG}enter/", {**ASKED, "evidence": foreign.pk}).content.decode()
    assert "Choose a piece of evidence from the list" in page


def test_it_is_closed_with_what_came_of_it(raised: Escalation, improver: User, client_for: Browser) -> None:
    client = client_for(improver)
    asked = {"outcome": "The chair found the money.", "closed_on": "20/11/2026"}
    client.post(f"{LOG}{raised.pk}/close/", asked)
    raised.refresh_from_db()
    assert (raised.closed_on, raised.outcome) == (dt.date(2026, 11, 20), "The chair found the money.")
    page = client.get(LOG).content.decode()
    assert "The chair found the money." in page
    again = client.post(f"{LOG}{raised.pk}/close/", asked).content.decode()
    assert "This was closed on 20 November 2026 already" in again


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"outcome": " "}, "Enter what came of it"),
        ({"closed_on": "01/11/2026"}, "It was raised on 2 November 2026: enter that day or a later one"),
        ({"closed_on": "23/11/2026"}, "The day it was closed must be today or in the past"),
        ({"closed_on": ""}, "Enter the date it was closed"),
    ],
)
def test_a_wrong_closing_is_refused(
    changed: dict[str, str], message: str, raised: Escalation, improver: User, client_for: Browser
) -> None:
    asked = {"outcome": "Done.", "closed_on": "20/11/2026", **changed}
    assert message in client_for(improver).post(f"{LOG}{raised.pk}/close/", asked).content.decode()
    raised.refresh_from_db()
    assert raised.closed_on is None


def test_of_two_who_change_it_the_second_is_shown_the_difference(
    raised: Escalation, improver: User, chair: User, client_for: Browser
) -> None:
    client = client_for(chair)
    form = client.get(f"{LOG}{raised.pk}/change/").context["form"]
    said = escalations.Raised(
        dt.date(2026, 11, 3), "Chief Executive", "Department", "Three teams", "Nobody applied."
    )
    escalations.correct(escalation=raised, raised=said, seen=1, by=improver, today=TODAY)
    page = client.post(
        f"{LOG}{raised.pk}/change/", {**ASKED, "revision": form["revision"].value()}
    ).content.decode()
    assert "Imogen Prowse changed this while you were editing" in page
    assert "Three teams" in page
    client.post(f"{LOG}{raised.pk}/change/", {**ASKED, "revision": 2})
    raised.refresh_from_db()
    assert (raised.what, raised.revision) == (ASKED["what"], 3)


def test_a_closed_one_was_not_raised_after_it_was_closed(raised: Escalation, improver: User) -> None:
    escalations.close(
        escalation=raised, outcome="Done.", closed_on=dt.date(2026, 11, 5), by=improver, today=TODAY
    )
    said = escalations.Raised(dt.date(2026, 11, 6), "Director", "board chair", "Two teams", "Nobody applied.")
    with pytest.raises(Refusal, match="It was closed before that day"):
        escalations.correct(escalation=raised, raised=said, seen=2, by=improver, today=TODAY)


@pytest.mark.parametrize(
    ("role", "reads", "keeps"),
    [("improver", 200, 200), ("chair", 200, 200), ("owner", 200, 403), ("analyst", 200, 403),
     ("adviser", 200, 403), ("department_official", 200, 403), ("board_member", 200, 403),
     ("administrator", 200, 403), ("partner", 403, 403), ("outsider", 404, 404)],
)  # fmt: skip
def test_who_reads_the_log_and_who_keeps_it(
    role: str, reads: int, keeps: int, raised: Escalation, request: Any, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert client.get(LOG).status_code == reads
    for place in ("enter/", f"{raised.pk}/change/", f"{raised.pk}/close/"):
        assert client.get(LOG + place).status_code == keeps
        assert client.post(LOG + place, {}).status_code == keeps


def test_one_of_another_council_is_not_there(
    raised: Escalation, other_council: Organisation, outsider: User, client_for: Browser
) -> None:
    for place in ("change", "close"):
        page = f"/councils/marlow-vale/reports/escalations/{raised.pk}/{place}/"
        assert client_for(outsider).get(page).status_code == 404


def test_the_filters_choose_and_a_wrong_one_is_no_error_of_ours(
    raised: Escalation, notice: Notice, improver: User, client_for: Browser
) -> None:
    other = entered(notice, improver, "No money for audits")
    escalations.close(escalation=other, outcome="Found.", closed_on=TODAY, by=improver, today=TODAY)
    client = client_for(improver)

    def shown(query: str) -> list[str]:
        answer = client.get(LOG + query)
        assert answer.status_code == 200
        return sorted(each.what for each in answer.context["page"])

    both = ["No money for audits", "Two teams without a manager"]
    assert shown("") == both
    assert shown("?state=open") == ["Two teams without a manager"]
    assert shown("?state=closed") == ["No money for audits"]
    assert shown("?words=manager") == ["Two teams without a manager"]
    assert shown("?words=%00") == both
    assert shown("?state=nonsense") == both
    assert shown("?page=99") == both
    assert "No escalation is like that" in client.get(f"{LOG}?words=zebra").content.decode()


def test_an_empty_log_says_so(notice: Notice, adviser: User, client_for: Browser) -> None:
    page = client_for(adviser).get(LOG).content.decode()
    assert "Nothing has been escalated." in page
    assert "Enter an escalation" not in page


def test_many_ask_no_more_than_few(
    notice: Notice, improver: User, client_for: Browser, queries_of: Any
) -> None:
    client = client_for(improver)
    entered(notice, improver).evidence.add(EvidenceFactory(council=notice.council))
    few = queries_of(client, LOG)
    for number in range(20):
        entered(notice, improver, f"Matter {number}").evidence.add(EvidenceFactory(council=notice.council))
    assert queries_of(client, LOG) == few
