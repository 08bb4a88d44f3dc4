"""Tells the recipients of an issued report, and the authors of a returned one, each once, with a link.

The PDF stays behind its permission check.
"""

from functools import partial
from operator import call

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from core.apart import each_apart
from core.sending import absolute, letter, send_all, waiting
from reports.kinds import Author
from reports.models import Delivery, Report, ReturnTold

OF_REPORT = ("report__notice__council", "report__document", "report__signed_by", "recipient")


def deliver(report_id: int) -> int:
    """Send what is still to be sent of a report and return how many went out. Raises OSError at the end."""
    deliveries = waiting(Delivery).filter(report=report_id).select_related(*OF_REPORT)
    return send_all(deliveries, _of_delivery)


def deliver_waiting() -> int:
    """Send every message about a report that no worker has sent or is sending, and return how many went out."""
    deliveries = waiting(Delivery).select_related(*OF_REPORT)
    told = waiting(ReturnTold).select_related(
        "returned__sign_off__report__notice__council", "returned__sign_off__post", "returned__returned_by"
    )
    kinds = [partial(send_all, told, _of_return), partial(send_all, deliveries, _of_delivery)]
    return sum(each_apart(kinds, call))


def _of_delivery(delivery: Delivery) -> EmailMultiAlternatives:
    report = delivery.report
    context = {
        "report": report,
        "council": report.notice.council,
        "issuer": issuer_of(report),
        "address": _address(report),
    }
    return letter(template="reports/email/issued", to=delivery.email, context=context)


def _of_return(told: ReturnTold) -> EmailMultiAlternatives:
    report = told.returned.sign_off.report
    context = {
        "returned": told.returned,
        "post": told.returned.sign_off.post,
        "report": report,
        "council": report.notice.council,
        "address": _address(report),
    }
    return letter(template="reports/email/returned", to=told.email, context=context)


def issuer_of(report: Report) -> str:
    """Return whose report it is, as a sentence begins with it."""
    council = report.notice.council
    return {
        Author.COUNCIL: str(council),
        Author.CHAIR: f"The board chair of {council}",
        Author.ADVISER: f"The adviser to {council}",
    }[report.what.author]


def _address(report: Report) -> str:
    return absolute(reverse("reports:detail", args=[report.notice.council.slug, report.pk]))
