"""Every address of a report: the council's own people see drafts, everybody else what was issued, outsiders nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from reports.models import Report

READ = ["", "download/", "progress/"]
WRITE = ["write/", "submit/", "refresh/", "render/"]
SIGN = ["return/", "sign/"]
POSTED = {"refresh/", "render/", "sign/"}
COUNCIL = "/councils/fernshire/reports/"
READERS = ["adviser", "department_official", "board_member"]


def status(client: Client, report: Report, place: str) -> int:
    address = f"{COUNCIL}{report.pk}/{place}"
    answer = client.post(address) if place in POSTED else client.get(address)
    if answer.streaming:
        # Read to its end and not closed: closing it would close the database connection under the test.
        assert b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.parametrize("place", READ + WRITE + SIGN)
def test_somebody_not_signed_in_is_asked_to(
    place: str, draft: Report, client_for: Callable[..., Client]
) -> None:
    client = client_for()
    address = f"{COUNCIL}{draft.pk}/{place}"
    answer = client.post(address) if place in POSTED else client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("place", READ + WRITE + SIGN)
def test_for_an_outsider_the_report_does_not_exist(
    place: str, issued: Report, outsider: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(outsider)
    assert status(client, issued, place) == 404
    assert client.get(COUNCIL).status_code == client.get(f"{COUNCIL}prepare/").status_code == 404


@pytest.mark.parametrize("place", READ + WRITE + SIGN)
def test_nor_under_the_outsiders_own_council(
    place: str, issued: Report, outsider: User, client_for: Callable[..., Client]
) -> None:
    address = f"/councils/marlow-vale/reports/{issued.pk}/{place}"
    client = client_for(outsider)
    answer = client.post(address) if place in POSTED else client.get(address)
    assert answer.status_code == 404


@pytest.mark.parametrize("reader", READERS)
def test_a_draft_does_not_exist_for_whoever_reads_only_what_was_issued(
    reader: str, rendered: Report, request: Any, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(reader))
    assert [status(client, rendered, place) for place in READ] == [404, 404, 404]
    assert [status(client, rendered, place) for place in WRITE + SIGN] == [403] * 6
    assert client.get(f"{COUNCIL}prepare/").status_code == 403
    assert str(rendered) not in client.get(COUNCIL).content.decode()


@pytest.mark.parametrize("reader", READERS)
def test_what_was_issued_they_read_and_download(
    reader: str, issued: Report, request: Any, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(reader))
    assert [status(client, issued, place) for place in READ] == [200, 200, 200]
    assert str(issued) in client.get(COUNCIL).content.decode()
    answer = client.get(f"{COUNCIL}{issued.pk}/download/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-AR-2026-10-v1.pdf"'
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 October"


@pytest.mark.parametrize("person", ["owner", "analyst", "chair"])
def test_the_councils_own_people_see_a_draft_and_leave_the_writing_to_the_team(
    person: str, rendered: Report, request: Any, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(person))
    assert status(client, rendered, "") == 200
    assert [status(client, rendered, place) for place in WRITE] == [403] * 4


def test_a_status_in_the_filter_brings_no_draft_back(
    draft: Report, adviser: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(adviser).get(f"{COUNCIL}?status=draft").content.decode()
    assert str(draft) not in page
