"""Answers which packs of a meeting a person may see, which copy is theirs, who was sent one, and what comes next."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Prefetch

from accounts.models import Organisation, User
from boards.models import BoardMembership, Meeting, Pack, PackCopy, PackSending
from boards.packing.plan import PackPlan
from boards.seated import people_seated
from boards.selectors.pack_plan import next_plan

MADE_FOR = (
    Meeting.Status.DRAFT, Meeting.Status.CALLED, Meeting.Status.IN_PROGRESS,
)  # fmt: skip
"""A pack is made while the meeting is ahead or being held; then its papers are what its minutes rest on."""


@dataclass(frozen=True)
class ShownPack:
    """A pack with the copies that the person may take, theirs first, and (for whoever sends it) who was sent it."""

    pack: Pack
    copies: tuple[PackCopy, ...]
    sendings: tuple[PackSending, ...] = ()
    is_out_of_date: bool = False

    @property
    def is_being_made(self) -> bool:
        return self.pack.job is not None and not self.pack.job.is_over

    @property
    def has_failed(self) -> bool:
        return self.pack.job is not None and self.pack.job.has_failed


@dataclass(frozen=True)
class Packs:
    """The packs of a meeting, the pack itself first; `next_number` is that of the one that would be made now."""

    meeting: Meeting
    shown: tuple[ShownPack, ...]
    may_make: bool
    next_number: int | None = None
    has_something_late: bool = False

    @property
    def unsent(self) -> ShownPack | None:
        """The one that is being made or waits to be sent."""
        return next((each for each in self.shown if each.pack.sent_at is None), None)

    @property
    def is_open(self) -> bool:
        return self.meeting.status in MADE_FOR

    @property
    def may_make_now(self) -> bool:
        return self.may_make and self.is_open


@dataclass(frozen=True)
class Recipient:
    """Somebody who is to be sent a pack, with the copy that they may see."""

    seat: BoardMembership
    person: User
    copy: PackCopy


@dataclass(frozen=True)
class Recipients:
    """Who is to be sent a pack; `shut_out` sit on the board and have no role, so that they could not open it."""

    to: tuple[Recipient, ...]
    shut_out: tuple[User, ...]
    nothing_for: tuple[User, ...]


def packs_of(meeting: Meeting, person: User, *, today: dt.date) -> Packs:
    """Return the packs of a meeting as `person` may see them: one that was not sent only whoever makes packs."""
    council = meeting.board.notice.council
    may_make = person.has_perm("boards.keep_meeting", council)
    sees_all = person.has_perm("boards.view_confidential", council)
    rows = meeting.packs.select_related("job", "asked_by", "sent_by").prefetch_related("copies")
    if may_make:
        sendings = PackSending.objects.select_related("person", "copy").order_by("person__name", "pk")
        rows = rows.prefetch_related(Prefetch("sendings", queryset=sendings))
    else:
        rows = rows.filter(sent_at__isnull=False)
    is_open = meeting.status in MADE_FOR
    plan = next_plan(meeting, today=today) if may_make and is_open else None
    shown = tuple(_shown(pack, plan, may_make=may_make, sees_all=sees_all) for pack in rows)
    shown = tuple(each for each in shown if may_make or each.copies)
    late = plan is not None and (plan.says_something if plan.number else bool(plan.items))
    return Packs(meeting, shown, may_make, plan.number if plan else None, has_something_late=late)


def _shown(pack: Pack, plan: PackPlan | None, *, may_make: bool, sees_all: bool) -> ShownPack:
    return ShownPack(
        pack=pack,
        copies=tuple(each for each in pack.copies.all() if sees_all or not each.is_confidential),
        sendings=tuple(pack.sendings.all()) if may_make else (),
        is_out_of_date=plan is not None and is_out_of_date(pack, plan),
    )


def is_out_of_date(pack: Pack, plan: PackPlan) -> bool:
    """Whether a pack that was made and not sent is no longer what would be made now."""
    if pack.made_at is None or pack.sent_at is not None:
        return False
    return bool(pack.content["sha256"] != plan.sha256)


def pack_of(council: Organisation, meeting_key: int, number: int, person: User) -> Pack | None:
    """Return a pack of one of the council's meetings that `person` may see; None for none, or one not sent yet."""
    packs = Pack.objects.filter(
        meeting__board__notice__council=council, meeting=meeting_key, number=number
    ).select_related("job", "meeting__board__notice__council", "meeting__planned_event")
    if not person.has_perm("boards.keep_meeting", council):
        packs = packs.filter(sent_at__isnull=False)
    return packs.first()


def copy_for(pack: Pack, person: User, *, wants_open: bool = False) -> PackCopy | None:
    """Return the copy of a pack that `person` may take: with everything if they may see that and do not want the open
    one; None where there is none for them.
    """
    council = pack.meeting.board.notice.council
    copies = {each.is_confidential: each for each in pack.copies.all()}
    if person.has_perm("boards.view_confidential", council) and not wants_open and True in copies:
        return copies[True]
    return copies.get(False)


def recipients_of(pack: Pack, *, today: dt.date) -> Recipients:
    """Return everybody who sits on the board today and was not sent this pack yet, each with their copy."""
    council = pack.meeting.board.notice.council
    had = set(pack.sendings.values_list("person", flat=True))
    to: list[Recipient] = []
    shut_out: list[User] = []
    nothing_for: list[User] = []
    for seat, person in people_seated(pack.meeting.board, today=today):
        if person.pk in had:
            continue
        if not person.has_perm("boards.view_board", council):
            shut_out.append(person)
        elif (copy := copy_for(pack, person)) is not None:
            to.append(Recipient(seat, person, copy))
        else:
            nothing_for.append(person)
    return Recipients(tuple(to), tuple(shut_out), tuple(nothing_for))
