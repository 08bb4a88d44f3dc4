"""Tells everybody to whom a pack was sent, each once, with a link: the PDF stays behind its permission check."""

from django.core.mail import EmailMultiAlternatives
from django.db.models import QuerySet
from django.urls import reverse

from boards.models import PackSending
from core import sending


def deliver(pack_id: int) -> int:
    """Send what is still to be sent of a pack and return how many messages went out."""
    return sending.send_all(_waiting().filter(pack=pack_id), _letter)


def deliver_waiting() -> int:
    """Send every message on a pack that no worker has sent or is sending, and return how many went out."""
    return sending.send_all(_waiting(), _letter)


def _waiting() -> QuerySet[PackSending]:
    waiting: QuerySet[PackSending] = sending.waiting(PackSending)
    return waiting.select_related(
        "pack__meeting__board__notice__council", "pack__meeting__planned_event", "person", "copy"
    )


def _letter(message: PackSending) -> EmailMultiAlternatives:
    pack = message.pack
    council = pack.meeting.board.notice.council
    place = reverse("board:pack_download", args=[council.slug, pack.meeting_id, pack.number])
    page = reverse("board:packs", args=[council.slug, pack.meeting_id])
    context = {
        "pack": pack, "meeting": pack.meeting, "council": council, "copy": message.copy, "person": message.person,
        "address": sending.absolute(place), "page": sending.absolute(page),
    }  # fmt: skip
    return sending.letter(template="boards/email/pack", to=message.email, context=context)
