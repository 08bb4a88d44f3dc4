"""Makes the copies of a pack from its plan and its papers' files: one for all, or a confidential and an open one."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from boards.packing.binding import About, Binder, Bound
from boards.packing.front import (
    FULL,
    FULL_ALONE,
    ONLY,
    OPEN,
    CopyKind,
    bookmarks_of,
    front_of,
    stamps_of,
    title_of,
)
from boards.packing.layout import Layout, sheets
from boards.packing.papers import MISSING, CannotBind, pages_in
from boards.packing.plan import PackPlan, PaperEntry, open_part

Opener = Callable[[PaperEntry], BinaryIO]
"""Opens the file of a paper; raises FileNotFoundError for one that is gone from the store."""

Told = Callable[[int, str], None]
"""Hears how far the work is, in percent and in words."""


@dataclass(frozen=True)
class MadeCopy:
    """One copy as it was made."""

    is_confidential: bool
    document: bytes
    layout: Layout

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.document).hexdigest()


class PaperRefused(Exception):
    """A paper cannot go into the pack; `reason` follows upon its name: "is a damaged PDF. Open it …"."""

    def __init__(self, paper: PaperEntry, reason: str) -> None:
        super().__init__(f"{paper.label} {paper.title} {reason}")
        self.paper = paper
        self.reason = reason


def kinds_of(plan: PackPlan) -> list[tuple[CopyKind, PackPlan]]:
    """Return which copies a plan has, and what each holds. An open copy that would say nothing is not made."""
    if not plan.has_confidential:
        return [(ONLY, plan)]
    for_all = open_part(plan)
    return [(FULL, plan), (OPEN, for_all)] if for_all.says_something else [(FULL_ALONE, plan)]


def made(plan: PackPlan, opener: Opener, told: Told) -> list[MadeCopy]:
    """Return every copy of the pack; raises PaperRefused for a paper that cannot be bound, before any is made."""
    told(5, "Reading the papers")
    pages_of = {paper.key: _pages_in(paper, opener) for paper in plan.bound}
    kinds = kinds_of(plan)
    share = 80 // len(kinds)
    return [
        _bound(part, kind, opener, pages_of, _within(told, 10 + number * share, share))
        for number, (kind, part) in enumerate(kinds)
    ]


def _within(told: Told, start: int, share: int) -> Told:
    return lambda percent, message: told(start + percent * share // 100, message)


def _bound(
    plan: PackPlan, kind: CopyKind, opener: Opener, pages_of: Mapping[int, int], told: Told
) -> MadeCopy:
    told(0, "Writing the cover, the contents and the agenda")
    front, layout = front_of(plan, kind, pages_of)
    with Binder(About(title_of(plan), plan.council, prefix=plan.page_prefix)) as binder:
        binder.front(front)
        for number, paper in enumerate(plan.bound):
            told(15 + 55 * number // len(plan.bound), f"Binding paper {number + 1} of {len(plan.bound)}")
            _bind(binder, paper, opener)
        told(70, "Numbering the pages")
        stamps = stamps_of(plan, kind, sheets(plan, layout, pages_of=pages_of), binder.shapes())
        document = binder.finished(stamps, bookmarks_of(plan))
    return MadeCopy(kind.is_confidential, document, layout)


def _bind(binder: Binder, paper: PaperEntry, opener: Opener) -> None:
    try:
        binder.paper(Bound(paper.key, f"{paper.label} {paper.title}", lambda: opener(paper)))
    except CannotBind as error:
        raise PaperRefused(paper, str(error)) from error


def _pages_in(paper: PaperEntry, opener: Opener) -> int:
    try:
        with opener(paper) as file:
            return pages_in(file)
    except FileNotFoundError as error:
        raise PaperRefused(paper, MISSING) from error
    except CannotBind as error:
        raise PaperRefused(paper, str(error)) from error
