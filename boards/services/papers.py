"""What is done with the papers of an item: uploaded or chosen, put in order, replaced by a later version, withdrawn."""

import datetime as dt
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from boards.models import AgendaItem, Paper
from boards.services.meeting_rows import agenda_open, record
from core.refusals import Refusal
from evidence.models import Evidence, EvidenceVersion
from evidence.services import About, add_version, attach_file

# Everybody on the board gets a paper, those from partner agencies and the Department too; a confidential one does not
# leave the council, and is hidden besides (see `boards.hiding`).
OPEN, CLOSED = Evidence.Confidentiality.MAY_LEAVE, Evidence.Confidentiality.COUNCIL_ONLY


@transaction.atomic
def upload_paper(
    *, item: AgendaItem, title: str, upload: "File[Any]", is_confidential: bool, by: User
) -> Paper:
    """Keep an upload as a paper of an item, typed by its content. Raises Refusal for one that is not kept."""
    meeting = agenda_open(item.meeting)
    _check_title(title)
    hidden = is_confidential or item.is_confidential
    evidence = attach_file(
        council=meeting.board.notice.council, title=title, kind=Evidence.Kind.OTHER, effective_on=meeting.day,
        upload=upload, by=by, about=About(confidentiality=CLOSED if hidden else OPEN),
    )  # fmt: skip
    paper = _paper(item, title, evidence.versions.get(), is_confidential, by, was_uploaded=True)
    record(by, "added a paper", paper, meeting, item=item.pk, sha256=paper.version.sha256)
    return paper


@transaction.atomic
def choose_paper(
    *, item: AgendaItem, title: str, version: EvidenceVersion, is_confidential: bool, by: User
) -> Paper:
    """Make evidence that is kept already (an issued report, say) a paper of an item.

    It stays as open as it was. Raises Refusal for another council's, for a link, and for one that the item has.
    """
    meeting = agenda_open(item.meeting)
    _check_title(title)
    if version.evidence.council_id != meeting.board.notice.council_id or version.is_link:
        raise Refusal("Choose a file from the evidence of the council", field="version")
    if item.papers.filter(version__evidence=version.evidence_id, withdrawn_at=None).exists():
        raise Refusal("The item has this paper already", field="version")
    paper = _paper(item, title, version, is_confidential, by, was_uploaded=False)
    record(by, "chose a paper", paper, meeting, item=item.pk, sha256=version.sha256)
    return paper


@transaction.atomic
def replace_paper(*, paper: Paper, upload: "File[Any]", by: User) -> Paper:
    """Put a later version in the place of a paper: whoever has the pack gets it with the next supplement.

    The version that was there stays on record. Raises Refusal for a withdrawn one and for a file that is not kept.
    """
    meeting = agenda_open(paper.item.meeting)
    paper = _standing(paper)
    before = paper.version
    if paper.was_uploaded:
        paper.version = add_version(evidence=before.evidence, upload=upload, by=by)
    else:
        # Evidence of its own: what was chosen proves something elsewhere, and a paper's later version does not.
        hidden = paper.is_confidential or paper.item.is_confidential
        evidence = attach_file(
            council=meeting.board.notice.council, title=paper.title, kind=Evidence.Kind.OTHER,
            effective_on=meeting.day, upload=upload, by=by,
            about=About(confidentiality=CLOSED if hidden else OPEN),
        )  # fmt: skip
        paper.version, paper.was_uploaded = evidence.versions.get(), True
    if paper.version.sha256 == before.sha256:
        raise Refusal("This is the file that is there already: choose its later version", field="file")
    paper.added_at, paper.added_by = timezone.now(), by
    paper.save()
    record(
        by, "replaced a paper", paper, meeting, before=before.sha256, sha256=paper.version.sha256,
        item=paper.item_id,
    )  # fmt: skip
    return paper


@transaction.atomic
def describe_paper(*, paper: Paper, title: str, is_confidential: bool, by: User) -> Paper:
    """Give a paper another title, or say that it is confidential or no longer is. Raises Refusal."""
    meeting = agenda_open(paper.item.meeting)
    paper = _standing(paper)
    _check_title(title)
    paper.title, paper.is_confidential = title.strip(), is_confidential
    paper.save()
    record(by, "described a paper anew", paper, meeting, item=paper.item_id, is_confidential=is_confidential)
    return paper


@transaction.atomic
def move_paper(*, paper: Paper, up: bool, by: User) -> bool:
    """Move a paper one place up or down within its item; return whether there was a place."""
    meeting = agenda_open(paper.item.meeting)
    papers = list(paper.item.papers.filter(withdrawn_at=None))
    keys = [each.pk for each in papers]
    if paper.pk not in keys:
        raise Refusal("This paper was withdrawn")
    here = keys.index(paper.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(papers):
        return False
    papers[here], papers[there] = papers[there], papers[here]
    for place, each in enumerate(papers, start=1):
        if each.order != place:
            Paper.objects.filter(pk=each.pk).update(order=place)
    record(by, "moved a paper", paper, meeting, up=up)
    return True


@transaction.atomic
def withdraw_paper(*, paper: Paper, because: str, by: User, now: dt.datetime | None = None) -> Paper:
    """Withdraw a paper with the reason; it stays on record. Raises Refusal without one, and for a second time."""
    meeting = agenda_open(paper.item.meeting)
    paper = _standing(paper)
    if not because.strip():
        raise Refusal("Enter why it is withdrawn", field="because")
    paper.withdrawn_at, paper.withdrawn_because = now or timezone.now(), because.strip()
    paper.save()
    record(by, "withdrew a paper", paper, meeting, item=paper.item_id)
    return paper


def _paper(
    item: AgendaItem,
    title: str,
    version: EvidenceVersion,
    is_confidential: bool,
    by: User,
    *,
    was_uploaded: bool,
) -> Paper:
    highest = item.papers.aggregate(Max("order"))["order__max"] or 0
    return Paper.objects.create(
        item=item, order=highest + 1, title=title.strip(), version=version, is_confidential=is_confidential,
        was_uploaded=was_uploaded, added_by=by,
    )  # fmt: skip


def _standing(paper: Paper) -> Paper:
    paper = Paper.objects.select_related("item__meeting", "version__evidence").get(pk=paper.pk)
    if paper.withdrawn_at is not None:
        raise Refusal("This paper was withdrawn: add it again if the board is to have it")
    return paper


def _check_title(title: str) -> None:
    if not title.strip():
        raise Refusal("Enter the title of the paper", field="title")
