"""Answers what was escalated in a council: to whom, why, and what came of it."""

from django.db.models import Q, QuerySet

from accounts.models import Organisation
from reports.models import Escalation


def escalations_of(council: Organisation, *, state: str = "", words: str = "") -> QuerySet[Escalation]:
    """Return what was escalated, the newest first; `state` is "open", "closed" or "" for both."""
    found = (
        Escalation.objects.filter(notice__council=council)
        .select_related("notice__council", "recorded_by")
        .prefetch_related("evidence__versions")
        .order_by("-raised_on", "-pk")
    )
    if state:
        found = found.filter(closed_on__isnull=state == "open")
    if words:
        found = found.filter(
            Q(what__icontains=words) | Q(because__icontains=words) | Q(outcome__icontains=words)
        )
    return found
