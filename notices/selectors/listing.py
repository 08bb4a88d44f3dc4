"""Answers which notices a council is under, or was."""

import datetime as dt

from django.db.models import QuerySet

from accounts.models import Organisation
from notices.models import Notice


def notices_of(council: Organisation) -> QuerySet[Notice]:
    """Return the notices to a council, the newest first."""
    return Notice.objects.filter(council=council).select_related("council").order_by("-issued_on", "pk")


def current_notice(council: Organisation, today: dt.date) -> Notice | None:
    """Return the newest notice in force today; failing that the newest of all, or None when there is none."""
    notices = list(notices_of(council))
    in_force = [notice for notice in notices if notice.is_in_force_on(today)]
    return next(iter(in_force or notices), None)
