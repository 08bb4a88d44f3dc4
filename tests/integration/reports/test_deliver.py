"""The e-mails of an issued report: one to each adviser, sent once, whatever happens on the way."""

import datetime as dt
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Organisation, Role, User
from reports import delivering
from reports.delivering import deliver
from reports.models import Delivery, Report
from reports.services import issuing
from tests.conftest import TODAY
from tests.factories import MembershipFactory, UserFactory


@pytest.fixture
def addressed(adviser: User, council: Organisation, signed: Report) -> Report:
    """Issued to two advisers."""
    second = UserFactory(name="Beryl Oakes", email="beryl@oakes.example")
    MembershipFactory(council=council, person=second, role=Role.ADVISER)
    return issuing.issue(report=signed, document=b"%PDF-1.7 October", today=TODAY)


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
    call_command("deliver_reports")
    assert len(mail.outbox) == 2


def test_the_others_get_theirs_when_one_address_is_refused(
    addressed: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = delivering._message

    def refusing_one(delivery: Delivery) -> Any:
        if delivery.email.startswith("adviser"):
            raise OSError("mailbox unavailable")
        return real(delivery)

    with monkeypatch.context() as broken:
        broken.setattr(delivering, "_message", refusing_one)
        with pytest.raises(OSError, match="mailbox"):
            deliver(addressed.pk)
    assert [message.to for message in mail.outbox] == [["beryl@oakes.example"]]
    assert deliver(addressed.pk) == 1


def test_a_claim_of_a_killed_worker_lapses_and_a_fresh_one_holds(addressed: Report) -> None:
    Delivery.objects.update(claimed_at=timezone.now())
    assert deliver(addressed.pk) == 0
    Delivery.objects.update(claimed_at=timezone.now() - delivering.CLAIM_HOLDS_FOR - dt.timedelta(seconds=1))
    assert delivering.deliver_waiting() == 2


def test_only_todays_advisers_are_written_to(adviser: User, council: Organisation, signed: Report) -> None:
    gone = UserFactory(email="gone@oakes.example")
    MembershipFactory(council=council, person=gone, role=Role.ADVISER, ended_on=TODAY - dt.timedelta(days=30))
    asleep = UserFactory(email="asleep@oakes.example", is_active=False)
    MembershipFactory(council=council, person=asleep, role=Role.ADVISER)
    report = issuing.issue(report=signed, document=b"%PDF-1.7 October", today=TODAY)
    assert [each.email for each in report.deliveries.all()] == [adviser.email]


def test_nothing_in_a_name_adds_a_header(council: Organisation, adviser: User, signed: Report) -> None:
    Organisation.objects.filter(pk=council.pk).update(name="Fernshire Council\nBcc: all@elsewhere.example")
    report = issuing.issue(report=signed, document=b"%PDF-1.7 October", today=TODAY)
    deliver(report.pk)
    assert mail.outbox[0].recipients() == [adviser.email]
    assert "\n" not in mail.outbox[0].subject
