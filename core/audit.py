"""Writes the audit trail: one call for each deed, inside the transaction that does it.

The trail is append-only and read by administrators, who may not read everything that is written: words that are not for
all of them, or may come not to be, never enter it. A subject is called by its `trail_name`, a property of those models
whose name as a string says too much, else by that; and the services leave such words out of `detail`.
"""

from collections.abc import Iterable
from typing import Any, Protocol

from django.db import models, transaction

from core.models import AuditEntry


class Actor(Protocol):
    """Whoever does something: a person of the accounts layer, seen from below it."""

    pk: Any

    def get_full_name(self) -> str: ...


SYSTEM_NAME = "The schedule"


def record(
    *,
    by: Actor | None,
    action: str,
    subject: models.Model,
    scope: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write that `by` (None: the schedule) did `action` to `subject`, within the council named by `scope` (its slug).

    Raises RuntimeError outside a transaction: the deed and its record stand or fall together.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry belongs in the transaction of the deed that it records.")
    return AuditEntry.objects.create(
        actor_key="" if by is None else str(by.pk),
        actor_name=SYSTEM_NAME if by is None else by.get_full_name(),
        scope=scope,
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_key=str(subject.pk),
        subject_name=_name_of(subject),
        detail=detail or {},
    )


def record_many(
    *, by: Actor | None, action: str, subjects: Iterable[tuple[models.Model, dict[str, Any]]], scope: str = ""
) -> None:
    """Write that `by` did the same to many rows, each with its detail, in a few statements whatever their number.

    Raises RuntimeError outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An audit entry belongs in the transaction of the deed that it records.")
    AuditEntry.objects.bulk_create(
        [
            AuditEntry(
                actor_key="" if by is None else str(by.pk),
                actor_name=SYSTEM_NAME if by is None else by.get_full_name(),
                scope=scope,
                action=action,
                subject_kind=subject._meta.label_lower,
                subject_key=str(subject.pk),
                subject_name=_name_of(subject),
                detail=detail,
            )
            for subject, detail in subjects
        ]
    )


def _name_of(subject: models.Model) -> str:
    return str(getattr(subject, "trail_name", "") or subject)[:300]


def entries_about(subject: models.Model) -> models.QuerySet[AuditEntry]:
    """Return what was done to `subject`, newest first."""
    return AuditEntry.objects.filter(subject_kind=subject._meta.label_lower, subject_key=str(subject.pk))
