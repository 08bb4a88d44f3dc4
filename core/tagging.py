"""Mends what WeasyPrint leaves open in a tagged PDF before it is written (PDF/UA-1, Matterhorn 1.1).

Header cells get their scope, a link is one element with its annotations, annotations are printed, running heads and
feet are artifacts, and the files inside say how they belong to the document.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

PRINTED = 4
"""The third bit of an annotation's flags."""

Element = Any
"""An element of the structure, or any other dictionary: `pydyf` has no types."""


def mend(document: Any, pdf: pydyf.PDF) -> None:
    """Mend a PDF that WeasyPrint has laid out; its `finisher`. The same PDF is mended in the same way."""
    tree = _Tree(pdf)
    for each in tree.dictionaries():
        _mend_one(each, tree)
    tree.lift_out_of_links()
    tree.prune()
    tree.make_artifacts()
    _name_relationships(pdf, tree)


def _mend_one(each: Element, tree: "_Tree") -> None:
    if each.get("S") == "/TH":
        row = tree.at(each["P"])
        group = tree.at(row["P"])
        each.setdefault("A", pydyf.Dictionary({"O": "/Table"}))
        each["A"]["Scope"] = "/Column" if group.get("S") == "/THead" else "/Row"
    elif each.get("Subtype") == "/Link" and "Rect" in each:
        each["F"] = PRINTED


def _name_relationships(pdf: pydyf.PDF, tree: "_Tree") -> None:
    files = [each for each in tree.dictionaries() if each.get("Type") == "/Filespec"]
    for each in files:
        each["AFRelationship"] = "/Data"
    if files:
        pdf.catalog["AF"] = pydyf.Array([each.reference for each in files])


class _Tree:
    """The structure of a tagged PDF: its elements by their references, and which of them are in the document."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self.pdf = pdf
        self.root: Any = self.at(pdf.catalog["StructTreeRoot"]) if "StructTreeRoot" in pdf.catalog else None

    def at(self, reference: bytes) -> Any:
        return self.pdf.objects[int(reference.split()[0])]

    def dictionaries(self) -> Iterator[Element]:
        yield from [each for each in self.pdf.objects if isinstance(each, pydyf.Dictionary)]

    def lift_out_of_links(self) -> None:
        """Make links within a link parts of its words, and their annotations those of the outermost one."""
        found = [
            (each, self._outermost_link(each)) for each in self.dictionaries() if each.get("S") == "/Link"
        ]
        for link, outer in found:
            if outer is not link:
                link["S"] = "/Span"
                for kid in [kid for kid in link["K"] if self._is_annotation(kid)]:
                    link["K"].remove(kid)
                    self._annotate(outer, kid)

    def _outermost_link(self, link: Element) -> Element:
        outermost = above = link
        while above is not self.root:
            above = self.at(above["P"])
            outermost = above if above.get("S") == "/Link" else outermost
        return outermost

    def _annotate(self, link: Element, kid: bytes) -> None:
        link["K"].append(kid)
        annotation = self.at(self.at(kid)["Obj"])
        numbers = self.at(self.root["ParentTree"])["Nums"]
        numbers[numbers.index(annotation["StructParent"]) + 1] = link.reference

    def prune(self) -> None:
        """Leave out spans in which there is nothing, the innermost first."""
        for each in reversed(list(self.dictionaries())):
            if each.get("S") == "/Span" and not each["K"]:
                above = self.at(each["P"])
                if each.reference in above["K"]:
                    above["K"].remove(each.reference)

    def make_artifacts(self) -> None:
        """Mark what is printed and stands nowhere in the document (heads and feet of pages) as pagination."""
        if self.root is None:
            return
        inside = set(self._numbers_beneath(self.root))
        numbers = self.at(self.root["ParentTree"])["Nums"]
        for page_number, page in enumerate(self.pdf.page_references):
            elements = numbers[2 * page_number + 1]
            outside = {place for place, each in enumerate(elements) if int(each.split()[0]) not in inside}
            _mark_as_artifacts(self.at(self.at(page)["Contents"]), outside)
            elements[:] = ["null" if place in outside else each for place, each in enumerate(elements)]

    def _is_annotation(self, kid: Any) -> bool:
        return isinstance(kid, bytes) and self.at(kid).get("Type") == "/OBJR"

    def _numbers_beneath(self, element: Element) -> Iterator[int]:
        for kid in element.get("K", ()):
            if isinstance(kid, bytes):
                yield int(kid.split()[0])
                yield from self._numbers_beneath(self.at(kid))


def _mark_as_artifacts(stream: pydyf.Stream, contents: set[int]) -> None:
    for place, each in enumerate(stream.stream):
        if isinstance(each, pydyf.Dictionary) and each.get("MCID") in contents:
            stream.stream[place - 1] = "/Artifact"
            stream.stream[place] = pydyf.Dictionary({"Type": "/Pagination"})
