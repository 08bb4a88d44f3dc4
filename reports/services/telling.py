"""Tells the authors of a report at once that it was returned: each once, by a row that is written with the return."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from accounts.selectors import roles_of
from reports.authorship import may_write
from reports.models import Report, ReturnTold, SignOffReturn
from reports.services.asking import send_returns_told


def tell_of_return(returned: SignOffReturn, report: Report, *, today: dt.date) -> None:
    """Write down who is told of a return, within its transaction; the worker sends it once that has landed."""
    ReturnTold.objects.bulk_create(
        ReturnTold(returned=returned, recipient=person, email=person.email)
        for person in authors_of(report, today=today)
    )
    transaction.on_commit(send_returns_told)


def authors_of(report: Report, *, today: dt.date) -> list[User]:
    """Return who began a report or wrote in it, as long as they may still write in it."""
    wrote = Q(pk=report.started_by_id) | Q(pk__in=report.sections.values("written_by"))
    people = User.objects.filter(wrote, is_active=True)
    council = report.notice.council
    return [each for each in people if may_write(roles_of(each, council, today=today), report.what)]
