"""Binds the front and the papers of a pack into one PDF: bookmarks, links, tags, and the same bytes twice."""

import io
import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, OutlineItem, Page, Pdf, String

from boards.packing.destinations import Destinations
from boards.packing.layers import take_layers
from boards.packing.pages import enclose, put_on_a4
from boards.packing.papers import damage_told, opened
from boards.packing.placing import LONG, SHORT, Placement
from boards.packing.tags import Structure, is_soundly_tagged, untag

TO_A_PAPER = "pack:"
"""The front's links to papers are written as addresses of this kind, since the papers are not in its file."""


@dataclass(frozen=True)
class Bound:
    """A paper to be bound: its key, what it is called in the pack, and how its file is opened."""

    key: int
    title: str
    open: Callable[[], BinaryIO]


@dataclass(frozen=True)
class Bookmark:
    """An entry of the outline: to a place in the front by its anchor, or to the first page of a paper by its key."""

    title: str
    anchor: str = ""
    paper: int | None = None
    below: tuple["Bookmark", ...] = ()


@dataclass(frozen=True)
class About:
    """What the file says of itself; `prefix` stands before its page numbers in a reader's own display."""

    title: str
    author: str
    language: str = "en-GB"
    prefix: str = ""


class Binder:
    """A pack that is being bound: the front, each paper, then `finished`. Use it in a `with`: it keeps files open."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.pdf = Pdf.new()
        self.structure = Structure(self.pdf, about.language)
        self.first_pages: dict[int, Page] = {}
        self.anchors: dict[str, Array] = {}
        self._open = ExitStack()

    def __enter__(self) -> "Binder":
        return self

    def __exit__(self, *error: object) -> None:
        self._open.close()

    def front(self, document: bytes) -> None:
        """Bind the cover, contents and agenda, as they were laid out."""
        source = self._open.enter_context(pikepdf.open(io.BytesIO(document)))
        stay = Placement(SHORT, LONG, (1, 0, 0, 1, 0, 0))
        places = Destinations(source, {page.obj.objgen: stay for page in source.pages})
        for link in _links(source.pages):
            place = places.of(link)
            if place is not None:
                link.Dest = place
        for page in source.pages:
            enclose(source, page)
        anchors = list(places.named())
        order = {page.obj.objgen: number for number, page in enumerate(source.pages)}
        pages = self._append(source)
        for name, place in anchors:
            self.anchors[name] = Array([pages[order[place[0].objgen]].obj, *list(place)[1:]])
        self.structure.take(source, pages, self.about.title)

    def paper(self, paper: Bound) -> int:
        """Bind a paper after what is bound already and return how many pages it has; raises CannotBind."""
        source = self._open.enter_context(opened(self._open.enter_context(paper.open())))
        with damage_told():
            put_on_a4(source)
            if not is_soundly_tagged(source):
                untag(source)
            pages = self._append(source)
            take_layers(self.pdf, source)
            self.structure.take(source, pages, paper.title)
        self.first_pages[paper.key] = pages[0]
        return len(pages)

    def shapes(self) -> list[bool]:
        """Return for each page bound so far whether it lies in landscape."""
        return [float(page.mediabox[2]) > float(page.mediabox[3]) for page in self.pdf.pages]

    def finished(self, stamps: bytes, bookmarks: Sequence[Bookmark]) -> bytes:
        """Return the pack, its pages numbered by `stamps` (a PDF of as many pages) and listed in `bookmarks`."""
        source = self._open.enter_context(pikepdf.open(io.BytesIO(stamps)))
        for page, stamp in zip(self.pdf.pages, source.pages, strict=True):
            self._stamp(page, stamp)
        self._lead_links()
        self.structure.close()
        with self.pdf.open_outline() as outline:
            outline.root.extend(self._outline(bookmarks))
        self._say_what_it_is()
        written = io.BytesIO()
        self.pdf.save(
            written, min_version="1.7", deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )  # fmt: skip
        return written.getvalue()

    def _append(self, source: Pdf) -> list[Page]:
        start = len(self.pdf.pages)
        for page in source.pages:
            self.pdf.pages.append(page)
        return [self.pdf.pages[number] for number in range(start, len(self.pdf.pages))]

    def _stamp(self, page: Page, stamp: Page) -> None:
        """Print a head and a foot over a page. They are no content: a screen reader passes over them."""
        # Pages may share their resources: each gets its own before something is added to it.
        page.obj.Resources = _own(page.obj.get(Name.Resources))
        page.obj.Resources.XObject = _own(page.obj.Resources.get(Name.XObject))
        forms = page.obj.Resources.XObject
        # A name that no paper has, and the same one whenever the pack is made.
        name = next(name for name in _names() if name not in forms)
        forms[name] = self.pdf.copy_foreign(stamp.as_form_xobject())
        page.contents_add(self.pdf.make_stream(f"\n/Artifact BMC q {name} Do Q EMC\n".encode()))

    def _lead_links(self) -> None:
        """Let the front's links to papers lead to their pages."""
        for link in _links(self.pdf.pages):
            action = link.get(Name.A)
            address = str(action.get(Name.URI, "")) if isinstance(action, Dictionary) else ""
            if address.startswith(TO_A_PAPER):
                del link[Name.A]
                link.Dest = _top_of(self.first_pages[int(address.removeprefix(TO_A_PAPER))])

    def _outline(self, bookmarks: Sequence[Bookmark]) -> Iterator[OutlineItem]:
        for bookmark in bookmarks:
            place = (
                self.anchors[bookmark.anchor]
                if bookmark.paper is None
                else _top_of(self.first_pages[bookmark.paper])
            )
            entry = OutlineItem(bookmark.title, place)
            entry.children.extend(self._outline(bookmark.below))
            yield entry

    def _say_what_it_is(self) -> None:
        about, root = self.about, self.pdf.Root
        root.Lang = String(about.language)
        root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        root.PageMode = Name.UseOutlines
        if about.prefix:
            labels = Dictionary(S=Name.D, P=String(about.prefix))
            root.PageLabels = self.pdf.make_indirect(Dictionary(Nums=Array([0, labels])))
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            metadata["dc:title"] = about.title
            metadata["dc:creator"] = [about.author]
            metadata["dc:language"] = {about.language}
        self.pdf.docinfo[Name.Title] = String(about.title)
        self.pdf.docinfo[Name.Author] = String(about.author)


def _names() -> Iterator[str]:
    yield from (f"/HeadAndFoot{number}" for number in itertools.count(1))


def _own(held: Object | None) -> Dictionary:
    """Return a copy of a dictionary, whose values stay the same objects; an empty one where there is none."""
    return Dictionary(dict(held.items())) if isinstance(held, Dictionary) else Dictionary()


def _top_of(page: Page) -> Array:
    return Array([page.obj, Name.XYZ, 0, page.mediabox[3], None])


def _links(pages: Iterable[Page]) -> Iterator[Object]:
    for page in pages:
        yield from page.obj.get(Name.Annots, ())
