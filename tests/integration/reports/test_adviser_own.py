"""The adviser's own report: his words alone. The council reads no draft and edits no version, by whatever address."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.selectors import roles_of
from core.refusals import Refusal
from notices.models import Notice
from reports.models import Report
from reports.selectors import visible_reports
from reports.services import preparing, recalling, signing, writing
from tests.conftest import TODAY
from tests.factories import MembershipFactory, UserFactory
from tests.integration.reports.conftest import UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
COUNCIL = "/councils/fernshire/reports/"
NOVEMBER = dt.date(2026, 11, 1)
WORDS = "The front door worries me."

HIDDEN = [
    "", "download/", "progress/", "text/", "write/", "write/concern/", "write/concern/versions/",
    "write/concern/comments/", "submit/", "sign-own/", "return/", "recall/", "correct/", "refresh/",
]  # fmt: skip
POSTED = {
    "render/": {}, "sign/": {}, "send/": {}, "sign-own/": {"unready_reason": "Mine now."},
    "recall/": {"reason": "No."}, "correct/": {"reason": "No."}, "submit/": {"unready_reason": "No."},
    "refresh/": {"reason": "No."}, "return/": {"comment": "No."},
    "write/concern/": {"text": "All is well.", "revision": 1},
    "write/concern/keep/": {"text": "All is well.", "revision": 1}, "write/concern/drop/": {},
    "write/concern/comments/": {"words": "Please be kind."},
}  # fmt: skip
COUNCILS_PEOPLE = ["improver", "chair", "owner", "analyst", "administrator"]
OTHERS = ["department_official", "board_member"]


@pytest.fixture
def own(month_of_figures: Notice, adviser: User) -> Report:
    """His draft, with his words in it, and a stand-in for its PDF."""
    report = preparing.prepare(
        notice=month_of_figures, kind="adviser_concern", month=NOVEMBER, by=adviser, today=TODAY
    )
    writing.write_sections(report=report, texts={"concern": WORDS, "advice": "Look at it."}, by=adviser)
    return with_a_pdf(preparing_again(report, adviser))


def preparing_again(report: Report, by: User) -> Report:
    """Ask for the PDF of the text as it is now."""
    with_a_pdf(report)
    return preparing.render_again(report=Report.objects.get(pk=report.pk), by=by)


@pytest.fixture
def own_issued(own: Report, adviser: User) -> Report:
    signed = signing.sign_own(report=own, by=adviser, today=TODAY, unready_reason=UNREADY)
    return issued_now(signed, document=b"%PDF-1.7 my own words")


@pytest.mark.parametrize("role", [*COUNCILS_PEOPLE, *OTHERS])
def test_nobody_else_reads_a_draft_of_his_by_any_address(
    role: str, own: Report, request: Any, client_for: Browser
) -> None:
    client = client_for(request.getfixturevalue(role))
    got = {place: client.get(f"{COUNCIL}{own.pk}/{place}") for place in HIDDEN}
    assert {
        place: answer.status_code for place, answer in got.items() if answer.status_code not in (403, 404)
    } == {}
    assert {got[place].status_code for place in ("", "download/", "progress/", "text/")} == {404}
    for place, sent in POSTED.items():
        assert client.post(f"{COUNCIL}{own.pk}/{place}", sent).status_code in (403, 404), place
    kept = Report.objects.get(pk=own.pk)
    assert (kept.status, kept.job_id) == (Report.Status.DRAFT, own.job_id)
    assert kept.sections.get(key="concern").text == WORDS
    assert not kept.sections.get(key="concern").comments.exists()


@pytest.mark.parametrize("role", [*COUNCILS_PEOPLE, *OTHERS])
@pytest.mark.parametrize(
    "place",
    ["reports/", "reports/?status=draft", "reports/export/csv/", "dashboard/", "", "reports/prepare/"],
)
def test_nor_finds_it_in_any_list(
    role: str, place: str, own: Report, request: Any, client_for: Browser
) -> None:
    answer = client_for(request.getfixturevalue(role)).get(f"/councils/fernshire/{place}")
    assert answer.status_code in (200, 403)
    words = answer.content.decode()
    assert WORDS not in words
    assert f"{COUNCIL}{own.pk}/" not in words
    assert "report to the Department, November" not in words


def test_not_even_a_superuser_who_is_of_the_team(own: Report, improver: User, client_for: Browser) -> None:
    improver.is_superuser = improver.is_staff = True
    improver.save()
    client = client_for(improver)
    assert client.get(f"{COUNCIL}{own.pk}/").status_code == 404
    assert client.get(f"/administration/reports/report/{own.pk}/change/").status_code in (302, 404)
    assert str(own.pk) not in [
        str(each.pk) for each in client.get("/administration/reports/report/").context["cl"].queryset
    ]


def test_he_and_a_second_adviser_see_it(own: Report, adviser: User, client_for: Browser) -> None:
    second = UserFactory(name="Beryl Oakes")
    MembershipFactory(council=own.notice.council, person=second, role="adviser")
    for person in (adviser, second):
        page = client_for(person).get(f"{COUNCIL}{own.pk}/")
        assert WORDS in page.content.decode()
        assert f"{COUNCIL}{own.pk}/" in client_for(person).get(COUNCIL).content.decode()


def test_who_is_the_adviser_no_longer_sees_it_no_longer(own: Report, adviser: User) -> None:
    adviser.memberships.update(ended_on=TODAY - dt.timedelta(days=1))
    fresh = User.objects.get(pk=adviser.pk)
    assert roles_of(fresh, own.notice.council, today=TODAY) == frozenset()
    assert not visible_reports(fresh, own.notice.council).exists()


def test_the_council_cannot_begin_one_nor_sign_it(
    own: Report, improver: User, director: User, client_for: Browser
) -> None:
    client = client_for(improver)
    assert client.get(f"{COUNCIL}prepare/adviser_concern/").status_code == 403
    assert client.post(f"{COUNCIL}prepare/adviser_concern/", {"month": "2026-11"}).status_code == 403
    with pytest.raises(Refusal, match="The adviser alone writes"):
        preparing.prepare(notice=own.notice, kind="adviser_concern", month=NOVEMBER, by=improver, today=TODAY)
    with pytest.raises(Refusal, match="Only the adviser signs"):
        signing.sign_own(report=own, by=director, today=TODAY)
    with pytest.raises(Refusal, match="goes along no chain"):
        signing.submit(report=own, by=improver, today=TODAY)


def test_he_signs_it_himself_and_it_goes_to_the_department(
    own: Report, adviser: User, department_official: User, client_for: Browser
) -> None:
    client, place = client_for(adviser), f"{COUNCIL}{own.pk}/"
    page = " ".join(client.get(f"{place}sign-own/").content.decode().split())
    assert "nobody at the council can read it. Once it is issued, the Department, the council" in page
    client.post(f"{place}sign-own/", {"unready_reason": UNREADY})
    signed = Report.objects.get(pk=own.pk)
    assert (signed.status, signed.signed_by, signed.number, signed.round) == (
        Report.Status.SIGNED, adviser, "AC-2026-11 v1", 0,
    )  # fmt: skip
    issued = issued_now(signed)
    assert [each.recipient for each in issued.deliveries.all()] == [department_official]


def test_he_does_not_sign_an_older_pdf_than_his_words(
    own: Report, adviser: User, client_for: Browser
) -> None:
    writing.write_sections(report=own, texts={"concern": "It is better."}, by=adviser)
    page = (
        client_for(adviser).post(f"{COUNCIL}{own.pk}/sign-own/", {"unready_reason": UNREADY}).content.decode()
    )
    assert "have changed since the PDF was made" in page
    assert Report.objects.get(pk=own.pk).status == Report.Status.DRAFT


@pytest.mark.parametrize("role", [*COUNCILS_PEOPLE, *OTHERS])
def test_once_it_is_issued_everybody_reads_it_and_nobody_changes_it(
    role: str, own_issued: Report, request: Any, client_for: Browser
) -> None:
    client, place = client_for(request.getfixturevalue(role)), f"{COUNCIL}{own_issued.pk}/"
    assert WORDS in client.get(place).content.decode()
    assert b"".join(client.get(f"{place}download/").streaming_content) == b"%PDF-1.7 my own words"
    for other, sent in POSTED.items():
        assert client.post(place + other, sent).status_code in (403, 404), other
    # What was said of the draft, and who saved what, stays his.
    for other in ("write/", "write/concern/versions/", "write/concern/comments/"):
        assert client.get(place + other).status_code == 403, other
    kept = Report.objects.get(pk=own_issued.pk)
    assert kept.sections.get(key="concern").text == WORDS
    assert Report.objects.filter(kind="adviser_concern").count() == 1


def test_a_second_concern_in_the_month_has_a_number_of_its_own(own_issued: Report, adviser: User) -> None:
    second = preparing.prepare(
        notice=own_issued.notice, kind="adviser_concern", month=NOVEMBER, by=adviser, today=TODAY
    )
    signed = signing.sign_own(report=with_a_pdf(second), by=adviser, today=TODAY, unready_reason=UNREADY)
    assert signed.number == "AC-2026-11-2 v1"


def test_he_corrects_it_and_the_correction_is_his_alone(
    own_issued: Report, adviser: User, improver: User, client_for: Browser
) -> None:
    client_for(adviser).post(f"{COUNCIL}{own_issued.pk}/correct/", {"reason": "A date was wrong."})
    second = Report.objects.get(kind="adviser_concern", version=2)
    assert client_for(improver).get(f"{COUNCIL}{second.pk}/").status_code == 404
    assert client_for(adviser).get(f"{COUNCIL}{second.pk}/").status_code == 200


def test_why_he_recalled_it_stays_his_when_it_is_issued(
    own: Report, adviser: User, improver: User, department_official: User, client_for: Browser
) -> None:
    signed = signing.sign_own(report=own, by=adviser, today=TODAY, unready_reason=UNREADY)
    Report.objects.filter(pk=own.pk).update(leaves_at=signed.signed_at + dt.timedelta(minutes=10))
    recalling.recall(report=signed, reason="I was too harsh on the director.", by=adviser)
    again = with_a_pdf(preparing_again(Report.objects.get(pk=own.pk), adviser))
    issued = issued_now(signing.sign_own(report=again, by=adviser, today=TODAY, unready_reason=UNREADY))
    for person, sees in ((adviser, True), (improver, False), (department_official, False)):
        page = client_for(person).get(f"{COUNCIL}{issued.pk}/").content.decode()
        assert WORDS in page
        assert ("I was too harsh" in page) == sees


def test_a_second_concern_is_begun_while_the_first_is_being_corrected(
    own_issued: Report, adviser: User, client_for: Browser
) -> None:
    client = client_for(adviser)
    client.post(f"{COUNCIL}{own_issued.pk}/correct/", {"reason": "A date was wrong."})
    client.post(f"{COUNCIL}prepare/adviser_concern/", {"month": "2026-11"})
    drafts = Report.objects.filter(kind="adviser_concern", status=Report.Status.DRAFT)
    assert sorted(drafts.values_list("sequence", "version")) == [(1, 2), (2, 1)]
