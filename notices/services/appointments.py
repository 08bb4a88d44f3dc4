"""Records who holds a role that the notice names (chair, adviser), and from when to when."""

import datetime as dt

from django.db import transaction

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from notices.models import Appointment, Notice
from notices.services import checks


@transaction.atomic
def appoint(
    *,
    notice: Notice,
    party: str,
    started_on: dt.date,
    by: User,
    post: Post | None = None,
    organisation: Organisation | None = None,
) -> Appointment:
    """Record that a post or an organisation holds a role (a value of Party) from a day on, and return it.

    Raises Refusal when neither is given and when that one holds the role already. One may hold two roles.
    """
    notice = Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)
    if post is None and organisation is None:
        raise Refusal("Choose the post or the organisation that holds the role", field="post")
    held = notice.appointments.on(started_on).filter(party=party, post=post, organisation=organisation)
    if held.exists():
        raise Refusal("That role is already held there on that day", field="started_on")
    appointment = Appointment.objects.create(
        notice=notice, party=party, post=post, organisation=organisation, started_on=started_on
    )
    checks.write_audit(
        by=by, action="recorded an appointment", subject=appointment, notice=notice, started_on=started_on
    )
    return appointment


@transaction.atomic
def end_appointment(*, appointment: Appointment, ended_on: dt.date, by: User) -> Appointment:
    """Record the last day of an appointment and return it; raises Refusal for a day before it started."""
    appointment = (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("notice__council")
        .get(pk=appointment.pk)
    )
    if ended_on < appointment.started_on:
        raise Refusal(
            f"The last day must be on or after {checks.in_words(appointment.started_on)}, when it started",
            field="ended_on",
        )
    appointment.ended_on = ended_on
    appointment.save(update_fields=["ended_on"])
    checks.write_audit(
        by=by,
        action="ended an appointment",
        subject=appointment,
        notice=appointment.notice,
        ended_on=ended_on,
    )
    return appointment
