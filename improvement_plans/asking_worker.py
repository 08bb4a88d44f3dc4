"""Asks the worker to send the reminders that are owed; the schedule makes good a task that was lost."""

import logging

from django.db import transaction
from kombu.exceptions import KombuError

log = logging.getLogger(__name__)


def ask_for_reminders() -> None:
    """Send the task once this transaction has landed; where the broker does not answer, the schedule asks again."""
    transaction.on_commit(_send)


def _send() -> None:
    from improvement_plans.tasks import send_reminders

    try:
        send_reminders.delay()
    except (KombuError, OSError):
        log.exception("%s could not be sent", send_reminders.name)
