"""Puts a paper's pages onto A4: content and links moved, what a pack must not carry over left behind."""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

from boards.packing.destinations import Destinations
from boards.packing.placing import LONG, SHORT, Box, Matrix, Placement, placed

KEPT_OF_A_PAGE = frozenset(
    {"/Type", "/Parent", "/Resources", "/Contents", "/StructParents", "/Group", "/Tabs"}
)
"""The rest (scripts of the page, threads, thumbnails, private data of programs) does not come into the pack."""
KEPT_OF_A_LINK = frozenset({"/Type", "/Subtype", "/Contents", "/StructParent", "/BS", "/Border", "/C", "/F"})
SCHEMES = ("http://", "https://", "mailto:")
UNREADABLE = (TypeError, ValueError, AttributeError, KeyError, IndexError)
"""What pikepdf raises where a file holds something else than the standard says."""


def put_on_a4(pdf: Pdf) -> None:
    """Move every page of `pdf` onto A4, as it is read; its comments and fields become part of the page."""
    pdf.flatten_annotations("all")
    placements = {page.obj.objgen: _placement_of(page) for page in pdf.pages}
    destinations = Destinations(pdf, placements)
    moved: set[tuple[int, int]] = set()
    links = {page.obj.objgen: list(_links_of(page, destinations, moved)) for page in pdf.pages}
    for page in pdf.pages:
        placement, box = placements[page.obj.objgen], visible_box(page)
        enclose(pdf, page, _moved(placement.matrix, box))
        for key in set(page.obj.keys()) - KEPT_OF_A_PAGE:
            del page.obj[key]
        if links[page.obj.objgen]:
            page.obj.Annots = Array(links[page.obj.objgen])
        page.obj.MediaBox = Array([0, 0, _number(placement.width), _number(placement.height)])


def visible_box(page: Page) -> Box:
    """Return the part of a page that is shown; A4 where the file does not say."""
    try:
        media = Box.of([float(each) for each in page.mediabox])
    except UNREADABLE:
        return Box(0, 0, SHORT, LONG)
    try:
        return Box.of([float(each) for each in page.cropbox]).within(media)
    except UNREADABLE:
        return media


def _placement_of(page: Page) -> Placement:
    try:
        rotated = int(page.rotation)
    except UNREADABLE:
        rotated = 0
    try:
        unit = float(page.obj.get(Name.UserUnit, 1))
    except UNREADABLE:
        unit = 1.0
    return placed(visible_box(page), rotated=rotated, unit=unit if unit > 0 else 1.0)


def _links_of(page: Page, destinations: Destinations, moved: set[tuple[int, int]]) -> Iterator[Object]:
    """Yield the links of a page, changed to where they stand and lead in the pack; no other annotation is kept.

    One that stands on two pages is kept on the first.
    """
    found = page.obj.get(Name.Annots)
    for link in found if isinstance(found, Array) else ():
        try:
            if link.objgen not in moved and _keep_link(link, page, destinations):
                yield link
        except UNREADABLE:
            continue
        if link.is_indirect:
            moved.add(link.objgen)


def _keep_link(link: Object, page: Page, destinations: Destinations) -> bool:
    if not isinstance(link, Dictionary) or link.get(Name.Subtype) != Name.Link:
        return False
    placement = destinations.placements[page.obj.objgen]
    covered = placement.box(Box.of([float(each) for each in link.Rect]))
    leads_to, address = destinations.of(link), _address_of(link)
    if leads_to is None and address is None:
        return False
    for key in set(link.keys()) - KEPT_OF_A_LINK:
        del link[key]
    link.Rect = Array([_number(each) for each in (covered.left, covered.bottom, covered.right, covered.top)])
    if leads_to is not None:
        link.Dest = leads_to
    else:
        link.A = Dictionary(S=Name.URI, URI=address)
    return True


def _address_of(link: Object) -> str | None:
    """Return where a link leads outside of the file, if that is a web or an e-mail address."""
    action = link.get(Name.A)
    if not isinstance(action, Dictionary) or action.get(Name.S) != Name.URI:
        return None
    address = str(action.get(Name.URI, ""))
    return address if address.lower().startswith(SCHEMES) else None


def enclose(pdf: Pdf, page: Page, begin: str = "") -> None:
    """Put the content of a page between a saved and a restored graphics state, after `begin` has changed it.

    Content that restores more than it saved, or leaves something saved, would take the head and the foot with it: so
    as many states are saved before it and restored after it as it needs.
    """
    below, left = saved_states(page)
    page.contents_add(pdf.make_stream(f"q\n{begin}{'q ' * below}\n".encode()), prepend=True)
    page.contents_add(pdf.make_stream(f"\n{'Q ' * (left + below + 1)}\n".encode()))


def _moved(matrix: Matrix, box: Box) -> str:
    """Return the operators that move what follows, and clip it to what was visible of its page."""
    move = " ".join(f"{each:.6f}" for each in matrix)
    return f"{move} cm\n{box.left:.4f} {box.bottom:.4f} {box.width:.4f} {box.height:.4f} re W n\n"


def saved_states(page: Page) -> tuple[int, int]:
    """Return how many more states the content restores than it saved, at its lowest, and how many it leaves saved.

    The second number is counted from where the content began: it may be negative, but never below the first.
    """
    depth = lowest = 0
    for instruction in pikepdf.parse_content_stream(page, "q Q"):
        depth += 1 if str(instruction.operator) == "q" else -1
        lowest = min(lowest, depth)
    return -lowest, depth


def _number(value: float) -> float:
    return round(value, 3)
