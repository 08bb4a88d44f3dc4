"""Writes the front of a pack (cover, contents, agenda) and the heads and feet of its pages, from its plan alone."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from boards.packing.binding import Bookmark
from boards.packing.layout import Layout, Sheet, laid_out
from boards.packing.plan import ItemEntry, PackPlan, PaperEntry
from core.pdf import pdf_bytes

STYLESHEET = "css/pack-pdf.css"
TRIES = 6
"""How often the front is laid out until it takes as many pages as its own page numbers say; two are the rule."""


@dataclass(frozen=True)
class CopyKind:
    """Which copy of a pack it is: its name and what it means for whoever holds it, and both in a few words."""

    name: str
    words: str
    short: str
    is_confidential: bool = False


FULL = CopyKind(
    "Copy 1 of 2: confidential",
    "It holds everything. Keep it to yourself: another copy, without what is confidential, went to the others.",
    "Copy 1 of 2, confidential: do not pass on",
    is_confidential=True,
)
FULL_ALONE = CopyKind(
    "Confidential",
    "It went only to those who may see what is confidential. Keep it to yourself.",
    "Confidential: do not pass on",
    is_confidential=True,
)
OPEN = CopyKind(
    "Copy 2 of 2: without confidential items",
    "Items and papers that are confidential are not in it. The numbers of the items are those of the full agenda.",
    "Copy 2 of 2, without confidential items",
)
ONLY = CopyKind("One copy for everybody", "Nothing in it is confidential.", "One copy for everybody")


def title_of(plan: PackPlan) -> str:
    return f"{plan.council}: {plan.board}, {plan.date:%-d %B %Y}, {plan.title.lower()}"


def front_of(plan: PackPlan, copy: CopyKind, pages_of: Mapping[int, int]) -> tuple[bytes, Layout]:
    """Return the front as a tagged PDF, and the layout of the copy: the front's own length decides where papers begin.

    `pages_of` says how many pages each bound paper has, by its key.
    """
    front = 3
    for _ in range(TRIES):
        layout = laid_out(plan, front=front, pages_of=pages_of)
        document = pdf_bytes(
            front_html(plan, copy, layout), stylesheet=STYLESHEET, identifier=f"{plan.sha256}-{copy.short}"
        )
        front = _length(document)
        if front == layout.front:
            return document, layout
    raise RuntimeError("The front of the pack does not settle on a number of pages")


def front_html(plan: PackPlan, copy: CopyKind, layout: Layout) -> str:
    """Return the front as one HTML document, complete but for its stylesheet."""
    context = {
        "plan": plan, "copy": copy, "layout": layout, "title": title_of(plan),
        "lines": [(item, _with_pages(item, layout)) for item in plan.items],
    }  # fmt: skip
    return render_to_string("pdf/pack/front.html", context)


def _with_pages(item: ItemEntry, layout: Layout) -> list[tuple[PaperEntry, str]]:
    return [(each, layout.words(layout.begins[each.key]) if not each.apart else "") for each in item.papers]


def stamps_of(plan: PackPlan, copy: CopyKind, sheets: Iterable[Sheet], shapes: Sequence[bool]) -> bytes:
    """Return heads and feet as a PDF of as many pages as the copy has; `shapes` says which lie in landscape."""
    context: dict[str, Any] = {
        "title": title_of(plan),
        "meeting": f"{plan.board}, {plan.date:%-d %B %Y} · {plan.title}",
        "copy": copy,
        "sheets": list(zip(sheets, shapes, strict=True)),
    }
    html = render_to_string("pdf/pack/stamps.html", context)
    return pdf_bytes(html, stylesheet=STYLESHEET, identifier=f"{plan.sha256}-{copy.short}", tagged=False)


def bookmarks_of(plan: PackPlan) -> list[Bookmark]:
    """Return the outline: cover, contents, then each item of the agenda with its papers below it."""
    items = [
        Bookmark(
            f"{item.number}. {item.title}",
            anchor=f"item-{item.key}",
            below=tuple(
                Bookmark(f"{paper.label} {paper.title}", paper=paper.key)
                for paper in item.papers
                if not paper.apart
            ),
        )
        for item in plan.items
    ]
    agenda = [Bookmark("New items and papers" if plan.number else "Agenda", anchor="agenda")] if items else []
    return [Bookmark("Contents", anchor="contents"), *agenda, *items]


def _length(document: bytes) -> int:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)
