"""Scenes of a meeting's pack, each played in a process of its own within an installation: prints JSON."""

import datetime as dt
import os
import signal
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Role, User
from boards import background, delivering
from boards.models import Meeting, Pack, PackCopy, PackSending
from boards.services.packs import ask_for_pack, send_pack
from core import jobs
from core.clock import today
from core.models import AuditEntry
from tests import factories as rows
from tests.factories_boards import seated
from tests.factories_packs import a_meeting
from tests.services.scenes import at_once, waiting_for_a_lock
from tests.waiting import wait_for


def a_case(slug: str) -> tuple[Meeting, User]:
    """Return a called meeting with confidential papers, its chair and a member seated, and who makes its pack."""
    council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
    meeting = a_meeting(council)
    people = []
    for role in (Role.IMPROVEMENT_TEAM, Role.CHAIR, Role.BOARD_MEMBER):
        person = rows.UserFactory(name=f"The {role}", email=f"{role}@{slug}.example")
        rows.MembershipFactory(council=council, person=person, role=role)
        people.append(person)
    team, chair, member = people
    seated(meeting.board, chair, capacity="chair")
    seated(meeting.board, member, capacity="participant_observer")
    return meeting, team


def now(pack: Pack) -> Pack:
    return Pack.objects.select_related("job", "meeting__board__notice__council").get(pk=pack.pk)


def asked(meeting: Meeting, team: User) -> Pack:
    return ask_for_pack(meeting=meeting, by=team, today=today())


def found(meeting: Meeting) -> dict[str, Any]:
    """Return what there is of a meeting's packs, and how often each thing that making and sending leaves."""
    pack = Pack.objects.select_related("job").get(meeting=meeting)
    copies = PackCopy.objects.filter(pack=pack)
    scope = meeting.board.notice.council.slug
    return {
        "job": pack.job.state if pack.job else "",
        "reason": pack.job.error if pack.job else "",
        "made": pack.made_at is not None,
        "copies": sorted(copies.values_list("is_confidential", "pages")),
        "whole": all(copy.file.size == copy.size for copy in copies),
        "makings": AuditEntry.objects.filter(action="made a pack", scope=scope).count(),
        "sendings": PackSending.objects.filter(pack=pack).count(),
    }


def journey(slug: str) -> dict[str, Any]:
    """Asked for, made, sent and told of: all by the worker that runs beside."""
    meeting, team = a_case(slug)
    pack = asked(meeting, team)
    wait_for(lambda: now(pack).job.is_over, "the pack")
    send_pack(pack=now(pack), by=team, today=today())
    wait_for(lambda: not PackSending.objects.filter(pack=pack, sent_at=None).exists(), "the e-mails")
    return found(meeting)


def two_ask_at_once(slug: str) -> dict[str, Any]:
    """Two of the team press the button in the same moment."""
    meeting, team = a_case(slug)
    answers = at_once(lambda: f"asked {asked(meeting, team).number}")
    wait_for(lambda: Pack.objects.get(meeting=meeting).job.is_over, "the pack")
    return found(meeting) | {"answers": sorted(answers)}


def two_workers_at_once(slug: str) -> dict[str, Any]:
    """A task that was delivered twice: two workers begin the same pack."""
    meeting, team = a_case(slug)
    with transaction.atomic():
        job = asked(meeting, team).job_id or 0
        # The task of this very asking is not sent: the two below are the workers.
        transaction.get_connection().run_on_commit.clear()
    at_once(lambda: str(background.make(job)))
    return found(meeting)


def two_send_at_once(slug: str) -> dict[str, Any]:
    """Two of the team send the same pack in the same moment."""
    meeting, team = a_case(slug)
    pack = asked(meeting, team)
    wait_for(lambda: now(pack).job.is_over, "the pack")
    answers = at_once(lambda: f"sent to {send_pack(pack=now(pack), by=team, today=today())}")
    wait_for(lambda: not PackSending.objects.filter(pack=pack, sent_at=None).exists(), "the e-mails")
    return found(meeting) | {"answers": sorted(answers), "left": delivering.deliver_waiting()}


def killed_while_it_keeps(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed when every page is written, before the copies are kept."""
    meeting, team = a_case(slug)
    pack = asked(meeting, team)
    wait_for(lambda: now(pack).job.percent >= 10, "the worker to begin")
    with transaction.atomic():
        # While the row is held the worker cannot keep what it made.
        Meeting.objects.select_for_update().get(pk=meeting.pk)
        wait_for(lambda: waiting_for_a_lock() == 1, "the worker to reach the keeping")
        os.killpg(int(group), signal.SIGKILL)
    wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(meeting)


def retry(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, the team asks again, another worker makes it."""
    meeting = Meeting.objects.select_related("board__notice__council").get(board__notice__council__slug=slug)
    abandoned = jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    team = User.objects.get(memberships__council__slug=slug, memberships__role=Role.IMPROVEMENT_TEAM)
    pack = asked(meeting, team)
    wait_for(lambda: now(pack).job.is_over, "the pack")
    return found(meeting) | {"abandoned": abandoned}


SCENES = {
    scene.__name__: scene
    for scene in (
        journey, two_ask_at_once, two_workers_at_once, two_send_at_once, killed_while_it_keeps, retry,
    )
}  # fmt: skip
