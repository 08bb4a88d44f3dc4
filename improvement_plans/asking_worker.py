"""Asks the worker to send the reminders that are owed; the schedule makes good a task that was lost."""

import logging

from django.db import transaction
from kombu.exceptions import KombuError

from core.tasks import run_scheduled

log = logging.getLogger(__name__)


def ask_for_reminders() -> None:
    """Send the task once this transaction has landed; where the broker does not answer, the schedule asks again."""
    transaction.on_commit(_send)


def _send() -> None:
    try:
        run_scheduled.delay("send-reminders")
    except (KombuError, OSError):
        log.exception("The reminders could not be asked for")
