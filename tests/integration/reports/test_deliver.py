"""The e-mails of an issued report: one to each adviser, sent once, whatever happens on the way."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.models import Organisation, Role, User
from core.models import AuditEntry
from core.sending import CLAIM_HOLDS_FOR
from reports import delivering
from reports.delivering import deliver
from reports.models import Delivery, Report
from tests.conftest import TODAY
from tests.factories import MembershipFactory, UserFactory
from tests.integration.reports.conftest import issued_now


@pytest.fixture
def addressed(adviser: User, council: Organisation, signed: Report) -> Report:
    """Issued to two advisers."""
    second = UserFactory(name="Beryl Oakes", email="beryl@oakes.example")
    MembershipFactory(council=council, person=second, role=Role.ADVISER)
    return issued_now(signed)


def test_each_adviser_gets_one_message_with_a_link_and_the_checksum(addressed: Report, settings: Any) -> None:
    settings.SITE_URL = "https://register.fernshire.example"
    assert deliver(addressed.pk) == 2
    assert sorted(message.to[0] for message in mail.outbox) == [
        "adviser@fernshire.example",
        "beryl@oakes.example",
    ]
    message = mail.outbox[0]
    place = f"https://register.fernshire.example/councils/fernshire/reports/{addressed.pk}/"
    assert message.subject == "Fernshire Council: Monthly report to the adviser, October 2026 (AR-2026-10 v1)"
    assert place in message.body
    assert addressed.document.sha256 in message.body
    assert place in message.alternatives[0].content
    assert not message.attachments


def test_a_second_run_sends_nothing(addressed: Report) -> None:
    deliver(addressed.pk)
    assert deliver(addressed.pk) == 0
    assert delivering.deliver_waiting() == 0
    assert len(mail.outbox) == 2


def test_the_others_get_theirs_when_one_address_is_refused(
    addressed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = delivering._of_delivery

    def refusing_one(delivery: Delivery) -> Any:
        if delivery.email.startswith("adviser"):
            raise OSError("mailbox unavailable")
        return real(delivery)

    with monkeypatch.context() as broken:
        broken.setattr(delivering, "_of_delivery", refusing_one)
        with pytest.raises(OSError, match="mailbox"):
            deliver(addressed.pk)
    assert [message.to for message in mail.outbox] == [["beryl@oakes.example"]]
    assert deliver(addressed.pk) == 1


def test_a_claim_of_a_killed_worker_lapses_and_a_fresh_one_holds(addressed: Report) -> None:
    Delivery.objects.update(claimed_at=timezone.now())
    assert deliver(addressed.pk) == 0
    Delivery.objects.update(claimed_at=timezone.now() - CLAIM_HOLDS_FOR - dt.timedelta(seconds=1))
    assert delivering.deliver_waiting() == 2


def test_only_todays_advisers_are_written_to(adviser: User, council: Organisation, signed: Report) -> None:
    gone = UserFactory(email="gone@oakes.example")
    MembershipFactory(council=council, person=gone, role=Role.ADVISER, ended_on=TODAY - dt.timedelta(days=30))
    asleep = UserFactory(email="asleep@oakes.example", is_active=False)
    MembershipFactory(council=council, person=asleep, role=Role.ADVISER)
    report = issued_now(signed)
    assert [each.email for each in report.deliveries.all()] == [adviser.email]


def test_nothing_in_a_name_adds_a_header(council: Organisation, adviser: User, signed: Report) -> None:
    Organisation.objects.filter(pk=council.pk).update(name="Fernshire Council\nBcc: all@elsewhere.example")
    report = issued_now(signed)
    deliver(report.pk)
    assert mail.outbox[0].recipients() == [adviser.email]
    assert "\n" not in mail.outbox[0].subject


@pytest.mark.parametrize("place", ["", "download/", "text/"])
def test_the_first_opening_by_a_recipient_is_recorded_once_and_shown(
    place: str, addressed: Report, adviser: User, improver: User, client_for: Any
) -> None:
    page = f"/councils/fernshire/reports/{addressed.pk}/"
    reader = client_for(adviser)
    for somebody, count in ((client_for(improver), 0), (reader, 1)):
        answer = somebody.get(page + place)
        if answer.streaming:
            assert b"".join(answer.streaming_content)
        assert Delivery.objects.exclude(first_read_at=None).count() == count
    opened = addressed.deliveries.get(recipient=adviser).first_read_at
    assert opened is not None
    reader.get(page)
    assert addressed.deliveries.get(recipient=adviser).first_read_at == opened
    assert AuditEntry.objects.filter(action="first opened a report").count() == 1
    seen = client_for(improver).get(page).content.decode()
    assert f"Adam Visick first opened it on 22 November 2026 at {timezone.localtime(opened):%H:%M}" in seen
    assert "Not opened yet" in seen


def test_the_text_that_was_issued_is_served_so_that_nothing_in_it_runs(
    addressed: Report, adviser: User, client_for: Any
) -> None:
    answer = client_for(adviser).get(f"/councils/fernshire/reports/{addressed.pk}/text/")
    assert answer.content == b"<p>October</p>"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_before_it_is_issued_there_is_no_text(submitted: Report, improver: User, client_for: Any) -> None:
    assert client_for(improver).get(f"/councils/fernshire/reports/{submitted.pk}/text/").status_code == 404
