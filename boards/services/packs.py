"""What is done with the packs of a meeting: asked for, kept once made, sent to everybody seated, read."""

import datetime as dt
import logging
from collections.abc import Sequence
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import KombuError

from accounts.models import User
from boards.models import Meeting, Pack, PackCopy, PackSending
from boards.packing.copies import MadeCopy
from boards.packing.plan import PackPlan
from boards.selectors.pack_plan import next_plan
from boards.selectors.packs import MADE_FOR, is_out_of_date, recipients_of
from boards.services.rows import locked_meeting
from boards.tasks import deliver_pack, make_pack
from core import audit, jobs
from core.refusals import Refusal

log = logging.getLogger(__name__)

UNREACHABLE = "The worker could not be reached. Nothing was changed: try again in a few minutes."
NO_LONGER = "Somebody asked for this pack again, or sent it: this one is not kept"


@transaction.atomic
def ask_for_pack(*, meeting: Meeting, by: User, today: dt.date) -> Pack:
    """Have the next pack of a meeting made: the pack itself until it is sent, then a supplement of what came since.

    One that was made and not sent is replaced when the new one is done. Raises Refusal while one is being made, when
    there is nothing to go into it, and when the meeting is over.
    """
    meeting = locked_meeting(meeting)
    _refuse_if_over(meeting)
    plan = next_plan(meeting, today=today)
    _refuse_if_empty(meeting, plan)
    pack, _ = Pack.objects.select_related("job").get_or_create(meeting=meeting, number=plan.number)
    if pack.job is not None and not pack.job.is_over:
        raise Refusal("This pack is being made already: wait until it is done", link=_page(meeting))
    pack.job = jobs.request_job(kind="meeting pack", scope=meeting.board.notice.council.slug)
    pack.asked_at, pack.asked_by = timezone.now(), by
    pack.save(update_fields=["job", "asked_at", "asked_by"])
    _record(by, "asked for a pack", pack, papers=len(plan.papers))
    job = pack.job.pk
    transaction.on_commit(lambda: _send_making(job))
    return pack


def _refuse_if_over(meeting: Meeting) -> None:
    if meeting.status == Meeting.Status.CANCELLED:
        raise Refusal("This meeting was cancelled, so no pack is made or sent", link=_page(meeting))
    if meeting.status not in MADE_FOR:
        raise Refusal("This meeting was held, and its minutes are drafted: its packs stay as they are")


def _refuse_if_empty(meeting: Meeting, plan: PackPlan) -> None:
    if not plan.number and not plan.items:
        agenda = reverse("board:agenda", args=[meeting.board.notice.council.slug, meeting.pk])
        raise Refusal(
            "The agenda has no items: add them, then make the pack", link=(agenda, "Go to the agenda")
        )
    if plan.number and not plan.says_something:
        raise Refusal(
            "Everything that is before this meeting has been sent: add the late paper first, then make a supplement"
        )


def _send_making(job_id: int) -> None:
    # What was asked for is in the database by now: a broker that does not answer fails the job and not the page.
    try:
        make_pack.delay(job_id)
    except (KombuError, OSError):
        log.exception("A pack could not be handed to the worker")
        jobs.fail(job_id, reason=UNREACHABLE)


@transaction.atomic
def keep_copies(*, pack: Pack, job_id: int, plan: PackPlan, made: Sequence[MadeCopy]) -> Pack:
    """Keep the copies that the worker made, in place of those before; all of them with what they were made from.

    Raises Refusal when the job is no longer the pack's, or the pack was sent meanwhile.
    """
    meeting = locked_meeting(pack.meeting)
    pack = Pack.objects.select_for_update(of=("self",)).get(pk=pack.pk)
    if pack.job_id != job_id or pack.sent_at is not None:
        raise Refusal(NO_LONGER)
    pack.meeting = meeting
    _remove_copies(pack)
    copies = [_copy(pack, job_id, each) for each in made]
    pack.content = {"plan": plan.kept(), "sha256": plan.sha256, "copies": [_pages(each) for each in made]}
    pack.made_at = timezone.now()
    pack.save(update_fields=["content", "made_at"])
    _record(pack.asked_by, "made a pack", pack, copies=[each.sha256 for each in copies])
    return pack


def _copy(pack: Pack, job_id: int, made: MadeCopy) -> PackCopy:
    kind = "all" if made.is_confidential else "open"
    copy = PackCopy(
        pack=pack, is_confidential=made.is_confidential, pages=made.layout.pages, size=len(made.document),
        sha256=made.sha256,
    )  # fmt: skip
    copy.file.save(f"{pack.pk}-{job_id}-{kind}.pdf", ContentFile(made.document), save=False)
    # Were the transaction to fail from here on, the file would be swept away: no copy names it.
    copy.save()
    return copy


def _remove_copies(pack: Pack) -> None:
    for copy in pack.copies.all():
        name = copy.file.name or ""
        copy.delete()
        transaction.on_commit(partial(default_storage.delete, name))


def _pages(made: MadeCopy) -> dict[str, object]:
    return {
        "is_confidential": made.is_confidential,
        "pages": made.layout.pages,
        "begins": {str(key): page for key, page in made.layout.begins.items()},
    }


@transaction.atomic
def send_pack(*, pack: Pack, by: User, today: dt.date) -> int:
    """Send a pack to everybody seated who may open it, each the copy that they may see, and return how many.

    One that was sent already goes to those who took a seat since. Raises Refusal for one that is not made or out of
    date, for a meeting that is not called or over, and when there is nobody to send it to.
    """
    meeting = locked_meeting(pack.meeting)
    pack = Pack.objects.select_for_update(of=("self",)).select_related("job").get(pk=pack.pk)
    pack.meeting = meeting
    _refuse_if_over(meeting)
    _refuse_if_not_ready(pack, today)
    recipients = recipients_of(pack, today=today)
    if not recipients.to:
        raise Refusal(
            "Everybody who may open this pack was sent it"
            if pack.sent_at
            else "Nobody who sits on this board may open the pack: give them seats and roles first"
        )
    PackSending.objects.bulk_create(
        PackSending(pack=pack, person=each.person, email=each.person.email, copy=each.copy)
        for each in recipients.to
    )
    if pack.sent_at is None:
        pack.sent_at, pack.sent_by = timezone.now(), by
        pack.save(update_fields=["sent_at", "sent_by"])
    _record(by, "sent a pack", pack, people=len(recipients.to), copies=_hashes(pack))
    key = pack.pk
    transaction.on_commit(lambda: _send_delivery(key))
    return len(recipients.to)


def _refuse_if_not_ready(pack: Pack, today: dt.date) -> None:
    meeting = pack.meeting
    if meeting.status == Meeting.Status.DRAFT:
        raise Refusal("Call the meeting first: then its pack can be sent", link=_page(meeting))
    if pack.job is not None and not pack.job.is_over:
        raise Refusal("This pack is being made: send it when it is done", link=_page(meeting))
    if pack.made_at is None:
        raise Refusal("This pack could not be made, so there is nothing to send: make it again")
    if pack.sent_at is None and is_out_of_date(pack, next_plan(meeting, today=today)):
        raise Refusal(
            "The agenda, the papers or the people have changed since this pack was made: make it again, then send it",
            link=_page(meeting),
        )


def _send_delivery(pack_id: int) -> None:
    # The schedule makes good a lost one.
    try:
        deliver_pack.delay(pack_id)
    except (KombuError, OSError):
        log.exception("The delivery of a pack could not be handed to the worker")


def note_read(*, pack: Pack, person: User) -> None:
    """Note that somebody to whom a pack was sent has taken it for the first time."""
    unread = PackSending.objects.filter(pack=pack, person=person, first_read_at=None)
    unread.update(first_read_at=timezone.now())


def _page(meeting: Meeting) -> tuple[str, str]:
    place = reverse("board:packs", args=[meeting.board.notice.council.slug, meeting.pk])
    return place, "Go to the packs of the meeting"


def _hashes(pack: Pack) -> list[str]:
    return list(pack.copies.values_list("sha256", flat=True))


def _record(by: User | None, action: str, pack: Pack, **detail: object) -> None:
    scope = pack.meeting.board.notice.council.slug
    audit.record(by=by, action=action, subject=pack, scope=scope, detail=detail)
