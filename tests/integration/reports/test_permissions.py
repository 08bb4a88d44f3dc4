"""Every address of a report, for every role, whatever state it is in: a table written by hand.

200 is open (302 for a button), 403 is for those who read it and may not do it, 404 for those who may not read it.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from reports.models import Report
from tests.factories import MembershipFactory, UserFactory

Browser = Callable[..., Client]
COUNCIL = "/councils/fernshire/reports/"

READ = ["", "download/", "progress/"]
WRITE = ["write/", "submit/", "refresh/", "render/", "recall/"]
SIGN = ["return/", "sign/"]
CORRECT = ["correct/"]
POSTED = {"render/", "sign/", "send/"}
EVERY = [*READ, *WRITE, *SIGN, *CORRECT, "send/", "text/", "sign-own/"]

READERS = ["adviser", "department_official", "board_member", "administrator"]
OWN_PEOPLE = ["improver", "chair", "owner", "analyst"]


def status(client: Client, report: Report, place: str) -> int:
    address = f"{COUNCIL}{report.pk}/{place}"
    answer = client.post(address) if place in POSTED else client.get(address)
    if answer.streaming:
        # Read to its end and not closed: closing it would close the database connection under the test.
        assert b"".join(answer.streaming_content)
    return answer.status_code


def statuses(client: Client, report: Report, places: list[str]) -> dict[str, int]:
    return {place: status(client, report, place) for place in places}


@pytest.mark.parametrize("place", EVERY)
def test_somebody_not_signed_in_is_asked_to(place: str, draft: Report, client_for: Browser) -> None:
    client = client_for()
    address = f"{COUNCIL}{draft.pk}/{place}"
    answer = client.post(address) if place in POSTED else client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("place", EVERY)
def test_for_an_outsider_the_report_does_not_exist_here_or_under_their_own_council(
    place: str, issued: Report, outsider: User, client_for: Browser
) -> None:
    client = client_for(outsider)
    assert status(client, issued, place) == 404
    address = f"/councils/marlow-vale/reports/{issued.pk}/{place}"
    answer = client.post(address) if place in POSTED else client.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("place", ["", "prepare/", "chains/", "escalations/", "chains/adviser_monthly/"])
def test_nor_do_the_pages_of_the_council(
    place: str, outsider: User, council: Organisation, client_for: Browser
) -> None:
    assert client_for(outsider).get(COUNCIL + place).status_code == 404


# What each role gets of a draft of the council's own; `write/` is where colleagues read and comment. The adviser has
# a kind of his own to write and comes further in, to a report that is not there for him; others are turned away before.
DRAFT = {
    "improver": {"": 200, "download/": 200, "write/": 200, "submit/": 200, "refresh/": 200, "render/": 302,
                 "recall/": 200, "return/": 403, "sign/": 403, "correct/": 200, "send/": 302, "text/": 404,
                 "sign-own/": 404},
    "chair": {"": 200, "download/": 200, "write/": 200, "submit/": 403, "refresh/": 403, "render/": 403,
              "recall/": 403, "return/": 403, "sign/": 403, "correct/": 403, "send/": 403, "text/": 404,
              "sign-own/": 403},
    "owner": {"": 200, "download/": 200, "write/": 200, "submit/": 403, "refresh/": 403, "render/": 403,
              "recall/": 403, "return/": 403, "sign/": 403, "correct/": 403, "send/": 403, "text/": 404,
              "sign-own/": 403},
    "analyst": {"": 200, "download/": 200, "write/": 200, "submit/": 403, "refresh/": 403, "render/": 403,
                "recall/": 403, "return/": 403, "sign/": 403, "correct/": 403, "send/": 403, "text/": 404,
                "sign-own/": 403},
    "adviser": dict.fromkeys(EVERY, 404),
    "department_official": {"": 404, "download/": 404, "progress/": 404, "write/": 404, "submit/": 403,
                            "refresh/": 403, "render/": 403, "recall/": 404, "return/": 404, "sign/": 404,
                            "correct/": 403, "send/": 404, "text/": 404, "sign-own/": 403},
    "board_member": {"": 404, "download/": 404, "progress/": 404, "write/": 404, "submit/": 403,
                     "refresh/": 403, "render/": 403, "recall/": 404, "return/": 404, "sign/": 404,
                     "correct/": 403, "send/": 404, "text/": 404, "sign-own/": 403},
    "administrator": {"": 404, "download/": 404, "progress/": 404, "write/": 404, "submit/": 403,
                      "refresh/": 403, "render/": 403, "recall/": 404, "return/": 404, "sign/": 404,
                      "correct/": 403, "send/": 404, "text/": 404, "sign-own/": 403},
    "partner": dict.fromkeys(EVERY, 403),
}  # fmt: skip

ISSUED = {
    "improver": {"": 200, "download/": 200, "text/": 200, "return/": 403, "sign/": 403, "correct/": 200},
    "chair": {"": 200, "download/": 200, "text/": 200, "write/": 200, "submit/": 403, "recall/": 200,
              "return/": 200, "sign/": 302, "correct/": 403},
    "owner": {"": 200, "download/": 200, "text/": 200, "write/": 200, "submit/": 403, "recall/": 403,
              "return/": 403, "sign/": 403, "correct/": 403, "send/": 403},
    "adviser": {"": 200, "download/": 200, "text/": 200, "write/": 403, "submit/": 403, "refresh/": 403,
                "render/": 403, "recall/": 403, "return/": 403, "sign/": 403, "correct/": 403, "send/": 403,
                "sign-own/": 403},
    "department_official": {"": 200, "download/": 200, "text/": 200, "write/": 403, "submit/": 403,
                            "refresh/": 403, "render/": 403, "recall/": 403, "return/": 403, "sign/": 403,
                            "correct/": 403, "send/": 403, "sign-own/": 403},
    "board_member": {"": 200, "download/": 200, "text/": 200, "write/": 403, "submit/": 403, "recall/": 403,
                     "return/": 403, "sign/": 403, "correct/": 403, "send/": 403},
    "administrator": {"": 200, "download/": 200, "text/": 200, "write/": 403, "submit/": 403, "correct/": 403},
    "partner": dict.fromkeys(EVERY, 403),
}  # fmt: skip


@pytest.mark.parametrize("role", DRAFT)
def test_a_draft_of_the_councils(role: str, rendered: Report, request: Any, client_for: Browser) -> None:
    client = client_for(request.getfixturevalue(role))
    assert statuses(client, rendered, list(DRAFT[role])) == DRAFT[role]
    listed = client.get(COUNCIL)
    assert (f"{COUNCIL}{rendered.pk}/" in listed.content.decode()) == (role in OWN_PEOPLE)


# The chair holds the director's post in these tests, and so stands in the report's chain.
@pytest.mark.parametrize("role", ISSUED)
def test_an_issued_report_of_the_councils(
    role: str, issued: Report, request: Any, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert statuses(client, issued, list(ISSUED[role])) == ISSUED[role]
    issued.refresh_from_db()
    assert (issued.status, issued.number) == (Report.Status.ISSUED, "AR-2026-10 v1")
    if role != "partner":
        assert f"{COUNCIL}{issued.pk}/" in client.get(COUNCIL).content.decode()


@pytest.mark.parametrize("reader", READERS)
def test_what_was_issued_is_downloaded_byte_for_byte_under_its_number(
    reader: str, issued: Report, request: Any, client_for: Browser
) -> None:
    answer = client_for(request.getfixturevalue(reader)).get(f"{COUNCIL}{issued.pk}/download/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-AR-2026-10-v1.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 October"


def test_a_status_in_the_filter_brings_no_draft_back(
    draft: Report, adviser: User, client_for: Browser
) -> None:
    page = client_for(adviser).get(f"{COUNCIL}?status=draft").content.decode()
    assert f"{COUNCIL}{draft.pk}/" not in page


@pytest.mark.parametrize(
    ("role", "expected"),
    [("improver", 200), ("administrator", 200), ("chair", 403), ("owner", 403), ("adviser", 403),
     ("department_official", 403), ("board_member", 403), ("partner", 403)],
)  # fmt: skip
def test_who_keeps_the_chains(
    role: str, expected: int, council: Organisation, request: Any, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(role))
    for place in ("chains/", "chains/digest/"):
        assert client.get(COUNCIL + place).status_code == expected


def test_a_signer_without_a_role_that_sees_drafts_reads_what_they_are_asked_to_sign(
    submitted: Report, council: Organisation, client_for: Browser
) -> None:
    # A councillor who holds the post that was asked, and sits on the board.
    person = UserFactory(name="Lead Member")
    MembershipFactory(council=council, person=person, role="board_member")
    client = client_for(person)
    assert status(client, submitted, "") == 404
    submitted.sign_offs.get().post.holdings.create(person=person, started_on="2026-01-01")
    assert status(client, submitted, "") == 200
    assert status(client, submitted, "return/") == 200
    assert status(client, submitted, "write/") == 403


@pytest.mark.parametrize("key", ["999999999999", "9" * 40])
def test_a_key_beyond_any_row_is_no_report(
    key: str, improver: User, council: Organisation, client_for: Browser
) -> None:
    assert client_for(improver).get(f"{COUNCIL}{key}/").status_code == 404
