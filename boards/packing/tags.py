"""The structure of a pack for screen readers: the tags of every part that has them, under one document.

A tagged paper keeps its tags; one without becomes a paragraph a page, so that its words are read in the order in which
they stand in the file. No claim of PDF/UA is made for a pack: what was uploaded is as accessible as it was uploaded.
"""

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from boards.packing.pages import UNREADABLE

MOST_ELEMENTS = 250_000
"""Beyond it a structure is not walked: no paper that people read has as much."""
DEEPEST = 200
STANDARD = frozenset(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
    "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP "
    "Warichu WT WP Figure Formula Form Title FENote Sub Em Strong Aside DocumentFragment Artifact".split()
)


def is_soundly_tagged(pdf: Pdf) -> bool:
    """Whether a paper's structure can be taken over: well formed, without circles, of a size that people write."""
    root = pdf.Root.get(Name.StructTreeRoot)
    if not isinstance(root, Dictionary) or not root.is_indirect:
        return False
    if not isinstance(root.get(Name.ParentTree), Dictionary):
        return False
    try:
        return sum(1 for _ in _elements(root)) <= MOST_ELEMENTS
    except (*UNREADABLE, RecursionError):
        return False


def untag(pdf: Pdf) -> None:
    """Make each page of `pdf` one paragraph; `Structure.take` finds its number under StructParents."""
    if Name.StructTreeRoot in pdf.Root:
        del pdf.Root[Name.StructTreeRoot]
    for page in pdf.pages:
        mark = _greatest_mark(page) + 1
        page.contents_add(pdf.make_stream(f"/P <</MCID {mark}>> BDC\n".encode()), prepend=True)
        page.contents_add(pdf.make_stream(b"\nEMC\n"))
        page.obj.StructParents = mark
        for link in page.obj.get(Name.Annots, ()):
            if Name.StructParent in link:
                del link[Name.StructParent]


class Structure:
    """The structure of the pack as it grows, part by part."""

    def __init__(self, pdf: Pdf, language: str) -> None:
        self.pdf = pdf
        self.parents: dict[int, Object] = {}
        self.identifiers: dict[str, Object] = {}
        self.next_key = 0
        self.root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.document = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self.root, Lang=String(language), K=Array([]))
        )
        self.parts = 0

    def take(self, source: Pdf, pages: list[Page], title: str) -> None:
        """Take over the structure of `source`, whose pages stand in the pack as `pages`."""
        self.parts += 1
        part = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self.document, T=String(title), K=Array([]))
        )
        language = source.Root.get(Name.Lang)
        if isinstance(language, String) and str(language):
            part.Lang = String(str(language))
        self.document.K.append(part)
        if Name.StructTreeRoot in source.Root:
            self._take_tags(source, pages, part)
        else:
            self._take_paragraphs(pages, part)

    def close(self) -> None:
        """Write the tree into the file."""
        numbers = Array([each for key in sorted(self.parents) for each in (key, self.parents[key])])
        self.root.K = Array([self.document])
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=numbers))
        self.root.ParentTreeNextKey = self.next_key
        if self.identifiers:
            names = Array(
                [each for key in sorted(self.identifiers) for each in (String(key), self.identifiers[key])]
            )
            limits = Array([String(min(self.identifiers)), String(max(self.identifiers))])
            kid = self.pdf.make_indirect(Dictionary(Names=names, Limits=limits))
            self.root.IDTree = self.pdf.make_indirect(Dictionary(Kids=Array([kid])))
        self.pdf.Root.StructTreeRoot = self.root
        self.pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _take_paragraphs(self, pages: list[Page], part: Object) -> None:
        for page in pages:
            mark = int(page.obj.StructParents)
            paragraph = self.pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.P, P=part, Pg=page.obj, K=mark)
            )
            part.K.append(paragraph)
            page.obj.StructParents = self.next_key
            self.parents[self.next_key] = Array([None] * mark + [paragraph])
            self.next_key += 1

    def _take_tags(self, source: Pdf, pages: list[Page], part: Object) -> None:
        root = self.pdf.copy_foreign(source.Root.StructTreeRoot)
        shown = {link.objgen for page in pages for link in page.obj.get(Name.Annots, ())}
        roles = root.get(Name.RoleMap)
        for element in _elements(root):
            self._adopt(element, roles if isinstance(roles, Dictionary) else None, shown)
        for kid in _kids(root):
            kid.P = part
            part.K.append(kid)
        offset = self.next_key
        for key, parent in pikepdf.NumberTree(root.ParentTree).items():
            self.parents[offset + int(key)] = parent
            self.next_key = max(self.next_key, offset + int(key) + 1)
        for holder, name in _holders(pages):
            holder[name] = int(holder[name]) + offset

    def _adopt(self, element: Object, roles: Object | None, shown: set[tuple[int, int]]) -> None:
        """Make one element stand by itself: its role a standard one, its name unlike those of other parts."""
        element.S = _standard_role(element.get(Name.S), roles)
        if Name.C in element:
            del element[Name.C]
        if Name.ID in element:
            own = f"{self.parts}-{element.ID!s}"
            element.ID = String(own)
            self.identifiers[own] = element
        for attributes in _as_list(element.get(Name.A)):
            if isinstance(attributes, Dictionary) and isinstance(attributes.get(Name.Headers), Array):
                attributes.Headers = Array([String(f"{self.parts}-{each!s}") for each in attributes.Headers])
        kept = [kid for kid in _as_list(element.get(Name.K)) if not _is_gone(kid, shown)]
        element.K = Array(kept)


def _elements(root: Object) -> Iterator[Object]:
    """Yield every element below the root once; raises ValueError for a circle or an element of two parents."""
    seen: set[tuple[int, int]] = set()
    waiting = [(kid, 1) for kid in reversed(_kids(root))]
    while waiting:
        element, depth = waiting.pop()
        if element.is_indirect:
            if element.objgen in seen:
                raise ValueError("An element of the structure stands in two places")
            seen.add(element.objgen)
        if depth > DEEPEST or len(seen) > MOST_ELEMENTS:
            raise ValueError("The structure is too large")
        yield element
        waiting.extend((kid, depth + 1) for kid in reversed(_kids(element)))


def _kids(element: Object) -> list[Object]:
    """Return the elements directly below one: what it holds of marked content and of annotations is none."""
    return [
        kid
        for kid in _as_list(element.get(Name.K))
        if isinstance(kid, Dictionary)
        and kid.get(Name.Type, Name.StructElem) == Name.StructElem
        and Name.S in kid
    ]


def _as_list(held: Object | None) -> list[Object]:
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def _is_gone(kid: Object, shown: set[tuple[int, int]]) -> bool:
    """Whether it leads to an annotation that is not in the pack, such as a comment that became part of its page."""
    if not isinstance(kid, Dictionary) or kid.get(Name.Type) != Name.OBJR:
        return kid is None
    held = kid.get(Name.Obj)
    return isinstance(held, Dictionary) and held.get(Name.Type) == Name.Annot and held.objgen not in shown


def _standard_role(role: Object | None, roles: Object | None) -> Name:
    """Return the standard role that a paper's own name stands for; a division where it stands for none."""
    for _ in range(20):
        if not isinstance(role, Name):
            break
        if str(role)[1:] in STANDARD:
            return role
        role = roles.get(role) if roles is not None else None
    return Name.Div


def _holders(pages: list[Page]) -> Iterator[tuple[Object, Name]]:
    """Yield whatever on `pages` names a place in the parent tree, once: pages, links, images and forms within."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Object] = []
    for page in pages:
        waiting.extend([page.obj, *page.obj.get(Name.Annots, ())])
    while waiting:
        holder = waiting.pop()
        if holder.objgen in seen and holder.is_indirect:
            continue
        seen.add(holder.objgen)
        yield from ((holder, name) for name in (Name.StructParents, Name.StructParent) if name in holder)
        resources = holder.get(Name.Resources)
        forms = resources.get(Name.XObject) if isinstance(resources, Dictionary) else None
        if isinstance(forms, Dictionary):
            waiting.extend(
                each for each in (form for _, form in forms.items()) if isinstance(each, pikepdf.Stream)
            )


def _greatest_mark(page: Page) -> int:
    """Return the greatest number of marked content on a page; -1 for none."""
    marks = [-1]
    named = (
        page.resources.get(Name.Properties) if isinstance(page.obj.get(Name.Resources), Dictionary) else None
    )
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        properties = instruction.operands[-1] if len(instruction.operands) else None
        if isinstance(properties, Name) and isinstance(named, Dictionary):
            properties = named.get(properties)
        mark = properties.get(Name.MCID) if isinstance(properties, Dictionary) else None
        if isinstance(mark, int) and 0 <= mark < MOST_ELEMENTS:
            marks.append(mark)
    return max(marks)
