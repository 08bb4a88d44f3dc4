"""Answers to whom an issued report went, when, and when they first opened it."""

from django.db.models import QuerySet

from reports.models import Delivery, Report


def deliveries_of(report: Report) -> QuerySet[Delivery]:
    """Return to whom a report went, by name."""
    return report.deliveries.select_related("recipient").order_by("recipient__name", "pk")
