"""What goes into a pack: the meeting, its items and papers; what the open copy leaves out; what a supplement adds."""

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

FORMAT = 1
"""Grows when what is kept of a pack changes its shape."""


@dataclass(frozen=True)
class PaperEntry:
    """A paper: its label ("4.1"), title and the very version; confidential as well where its item is.

    `apart` says why its pages are not in the pack, for one that is no PDF.
    """

    key: int
    label: str
    title: str
    version: int
    sha256: str
    is_confidential: bool
    is_report: bool = False
    apart: str = ""


@dataclass(frozen=True)
class ItemEntry:
    """An item of the agenda; `starts` is "14:10", and empty where the meeting has no hour."""

    key: int
    number: int
    title: str
    purpose: str
    presenter: str
    starts: str
    minutes: int
    summary: str
    is_confidential: bool
    clause: str
    papers: tuple[PaperEntry, ...]


@dataclass(frozen=True)
class Called:
    """Somebody who is called to the meeting, with the seat and the capacity in which they sit."""

    name: str
    seat: str
    capacity: str


@dataclass(frozen=True)
class Withdrawn:
    """A paper that was sent in an earlier pack and has been withdrawn since."""

    key: int
    label: str
    title: str
    reason: str
    is_confidential: bool


@dataclass(frozen=True)
class PackPlan:
    """One pack before it has pages: number 0 is the pack itself, 1 and on are its supplements."""

    council: str
    board: str
    day: str
    hours: str
    venue: str
    link: str
    number: int
    called: tuple[Called, ...]
    items: tuple[ItemEntry, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    @property
    def date(self) -> dt.date:
        return dt.date.fromisoformat(self.day)

    @property
    def title(self) -> str:
        return f"Supplement {self.number}" if self.number else "Agenda and papers"

    @property
    def page_prefix(self) -> str:
        """What stands before the page numbers: a supplement's are "S1-1", "S1-2", …"""
        return f"S{self.number}-" if self.number else ""

    @property
    def papers(self) -> tuple[PaperEntry, ...]:
        return tuple(paper for item in self.items for paper in item.papers)

    @property
    def bound(self) -> tuple[PaperEntry, ...]:
        """The papers whose pages are in the pack, in its order."""
        return tuple(paper for paper in self.papers if not paper.apart)

    @property
    def apart(self) -> tuple[PaperEntry, ...]:
        return tuple(paper for paper in self.papers if paper.apart)

    @property
    def has_confidential(self) -> bool:
        parts: list[ItemEntry | PaperEntry | Withdrawn] = [*self.items, *self.papers, *self.withdrawn]
        return any(each.is_confidential for each in parts)

    @property
    def says_something(self) -> bool:
        return bool(self.items or self.withdrawn)

    def kept(self) -> dict[str, Any]:
        """Return it as JSON holds it."""
        kept: dict[str, Any] = json.loads(json.dumps(dataclasses.asdict(self)))
        return kept

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Self:
        """Return the plan that `kept` holds, as `kept()` gave it."""
        items = tuple(
            ItemEntry(**{**item, "papers": tuple(PaperEntry(**each) for each in item["papers"])})
            for item in kept["items"]
        )
        called = tuple(Called(**each) for each in kept["called"])
        withdrawn = tuple(Withdrawn(**each) for each in kept["withdrawn"])
        return cls(**{**kept, "items": items, "called": called, "withdrawn": withdrawn})

    @property
    def sha256(self) -> str:
        """The hash of all that it says: two plans with the same one give the same pages."""
        return hashlib.sha256(json.dumps(self.kept(), sort_keys=True).encode()).hexdigest()


def open_part(plan: PackPlan) -> PackPlan:
    """Return what those may see who may not see what is confidential: items, papers and withdrawals left out."""
    items = tuple(
        dataclasses.replace(item, papers=tuple(each for each in item.papers if not each.is_confidential))
        for item in plan.items
        if not item.is_confidential
    )
    withdrawn = tuple(each for each in plan.withdrawn if not each.is_confidential)
    if plan.number:
        # An item of a supplement is there for its papers: without them it says nothing.
        papers_of = {item.key: item.papers for item in plan.items}
        items = tuple(item for item in items if item.papers or not papers_of[item.key])
    return dataclasses.replace(plan, items=items, withdrawn=withdrawn)


def supplement_to(plan: PackPlan, sent: Iterable[PackPlan], withdrawn: Iterable[Withdrawn]) -> PackPlan:
    """Return what of `plan` nobody has been sent yet, and which papers that were sent were `withdrawn` since.

    A paper is late when no pack that was sent has the very version, or when it was confidential then and is open now;
    an item when none names it. A withdrawal is told once: in the first supplement after it.
    """
    sent = list(sent)
    papers = {(paper.key, paper.version, paper.is_confidential) for pack in sent for paper in pack.papers}
    items_sent = {item.key for pack in sent for item in pack.items}
    told = {each.key for pack in sent for each in pack.withdrawn}
    items = []
    for item in plan.items:
        late = tuple(paper for paper in item.papers if not _was_sent(paper, papers))
        if late or item.key not in items_sent:
            items.append(dataclasses.replace(item, papers=late))
    were_sent = {key for key, _, _ in papers}
    gone = tuple(each for each in withdrawn if each.key in were_sent and each.key not in told)
    return dataclasses.replace(plan, number=len(sent), items=tuple(items), withdrawn=gone)


def _was_sent(paper: PaperEntry, sent: set[tuple[int, int, bool]]) -> bool:
    to_all = (paper.key, paper.version, False) in sent
    return to_all or (paper.is_confidential and (paper.key, paper.version, True) in sent)
