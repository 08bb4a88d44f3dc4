"""Tells the recipients of an issued report, each once, with a link: the PDF stays behind its permission check."""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from reports.models import Delivery

# A worker that was killed between claiming and sending leaves its claim behind; after this long it no longer counts.
CLAIM_HOLDS_FOR = dt.timedelta(minutes=15)


def deliver(report_id: int) -> int:
    """Send what is still to be sent of a report and return how many went out.

    Each delivery is claimed first. One whose sending fails is given back for the next run, and does not keep the
    others waiting; its error is raised at the end, so that the run counts as failed.
    """
    return _send_all(list(_waiting().filter(report=report_id)))


def deliver_waiting() -> int:
    """Send every delivery that no worker has sent or is sending, of whatever report, and return how many went out."""
    return _send_all(list(_waiting()))


def _waiting() -> QuerySet[Delivery]:
    unclaimed = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM_HOLDS_FOR)
    waiting = Delivery.objects.filter(unclaimed, sent_at=None)
    return waiting.select_related("report__notice__council", "report__document", "report__signed_by")


def _send_all(deliveries: list[Delivery]) -> int:
    sent, failures = 0, []
    for delivery in deliveries:
        try:
            sent += _send(delivery)
        except OSError as failure:
            failures.append(failure)
    if failures:
        raise failures[0]
    return sent


def _send(delivery: Delivery) -> bool:
    mine = Delivery.objects.filter(pk=delivery.pk, claimed_at=delivery.claimed_at, sent_at=None)
    if not mine.update(claimed_at=timezone.now()):
        return False
    try:
        _message(delivery).send()
    except Exception:
        Delivery.objects.filter(pk=delivery.pk).update(claimed_at=None)
        raise
    Delivery.objects.filter(pk=delivery.pk).update(sent_at=timezone.now())
    return True


def _message(delivery: Delivery) -> EmailMultiAlternatives:
    report = delivery.report
    place = reverse("reports:detail", args=[report.notice.council.slug, report.pk])
    context = {"report": report, "council": report.notice.council, "address": f"{settings.SITE_URL}{place}"}
    # One line, whatever stands in a name: a header must not be added by one.
    subject = " ".join(render_to_string("reports/email/issued_subject.txt", context).split())
    message = EmailMultiAlternatives(
        subject, render_to_string("reports/email/issued.txt", context), to=[delivery.email]
    )
    message.attach_alternative(render_to_string("reports/email/issued.html", context), "text/html")
    return message
