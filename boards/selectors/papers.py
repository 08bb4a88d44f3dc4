"""Answers which papers an item has, which of them are late, who may take which, and what can be chosen as one."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Max, Q, QuerySet

from accounts.models import Organisation, User
from boards.hiding import CONFIDENTIAL
from boards.models import Meeting, Pack, Paper
from evidence.hiding import not_hidden_from
from evidence.models import Evidence, EvidenceVersion


@dataclass(frozen=True)
class Packed:
    """A pack of a meeting that was made: number 0, or a supplement to it."""

    number: int
    made_at: dt.datetime
    was_sent: bool


@dataclass(frozen=True)
class ShownPaper:
    """A paper as somebody who may see it finds it. `is_late`: it came too late for the pack that was sent."""

    paper: Paper
    packs: tuple[Packed, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        return self.paper.withdrawn_at is not None

    @property
    def is_late(self) -> bool:
        # Until it is sent, the pack is made again with whatever came meanwhile.
        return any(
            each.number == 0 and each.was_sent and self.paper.added_at > each.made_at for each in self.packs
        )

    @property
    def place(self) -> str:
        """Where the board finds it: in the pack, in one of its supplements, or apart."""
        if self.is_withdrawn:
            return "No"
        if not self.paper.goes_into_the_pack:
            return "Not in the pack: download apart"
        holds = next((each for each in self.packs if each.made_at >= self.paper.added_at), None)
        if holds is not None:
            return f"In supplement {holds.number}" if holds.number else "Yes"
        if not self.packs:
            return "Yes, once it is made"
        # What was sent is never made anew, what was not is.
        is_sent = any(each.was_sent for each in self.packs)
        return "In the next supplement" if is_sent else "Once the pack is made again"


def packs_made(meeting: Meeting) -> tuple[Packed, ...]:
    """Return the packs of a meeting that were made, the pack itself first."""
    made = Pack.objects.filter(meeting=meeting, made_at__isnull=False).order_by("number")
    rows = made.values_list("number", "made_at", "sent_at")
    return tuple(Packed(number, made, sent is not None) for number, made, sent in rows if made is not None)


def shown_papers(
    papers: Iterable[Paper], *, packs: tuple[Packed, ...], sees_confidential: bool
) -> tuple[ShownPaper, ...]:
    """Return those of an open item's papers that somebody may see, in their order."""
    return tuple(ShownPaper(each, packs) for each in papers if sees_confidential or not each.is_confidential)


def papers_for(person: User, council: Organisation) -> QuerySet[Paper]:
    """Return the papers of a council's boards that `person` may see; whoever keeps the meetings sees withdrawn ones."""
    papers = Paper.objects.filter(item__meeting__board__notice__council=council).select_related(
        "item__meeting__board__notice__council", "item__meeting__planned_event", "version__evidence"
    )
    if not person.has_perm("boards.view_confidential", council):
        papers = papers.exclude(CONFIDENTIAL)
    if not person.has_perm("boards.keep_meeting", council):
        papers = papers.filter(withdrawn_at=None)
    return papers


def papers_offered(person: User, council: Organisation, *, words: str = "") -> QuerySet[EvidenceVersion]:
    """Return the newest file of each piece of evidence that can be chosen as a paper, the newest day first."""
    evidence = Evidence.objects.filter(not_hidden_from(person, council), council=council)
    allowed = EvidenceVersion.objects.filter(evidence__in=evidence, url="").select_related("evidence")
    if words:
        allowed = allowed.filter(Q(evidence__title__icontains=words) | Q(filename__icontains=words))
    newest = allowed.alias(newest=Max("evidence__versions__number")).filter(number=F("newest"))
    return newest.order_by("-evidence__effective_on", "-pk")
