"""Reads a Word document's text with its automatic numbers written out, tables and page breaks kept."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from core.word_numbering import Numbering

_SKIPPED = (
    qn("w:del"),
    qn("w:moveFrom"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:instrText"),
)
_LABEL_ALONE = re.compile(r"^\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zA-Z]|[ivxIVX]{2,5})[.)]*$")
_MOST_NESTED = 20


class UnreadableWord(ValueError):
    """A file that claims to be a Word document and cannot be opened as one."""


def word_text(content: bytes) -> str:
    """The document's text, a blank line between paragraphs, list items one below the other."""
    try:
        document = docx.Document(io.BytesIO(content))
        numbering = Numbering(document)
        return _joined(list(_blocks(document.element.body, numbering, 0)))
    except (
        Exception
    ) as trouble:  # a damaged package fails in many ways: missing parts, broken XML, wrong types
        raise UnreadableWord(str(trouble)) from trouble


def _joined(blocks: list[tuple[str, bool]]) -> str:
    """Blocks as (text, is a list item): neighbouring list items stand without a blank line between them."""
    parts: list[str] = []
    previous_listed = False
    for text, listed in blocks:
        if parts:
            parts.append("\n" if listed and previous_listed else "\n\n")
        parts.append(text)
        previous_listed = listed
    return "".join(parts)


def _blocks(container: Any, numbering: Numbering, depth: int) -> Iterator[tuple[str, bool]]:
    for child in container.iterchildren():
        if child.tag == qn("w:p"):
            yield from _paragraph(child, numbering)
        elif child.tag == qn("w:tbl") and depth < _MOST_NESTED:
            for row in child.iterchildren(qn("w:tr")):
                yield from _row(row, numbering, depth)
        elif (
            child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml"))
            and depth < _MOST_NESTED
        ):
            yield from _blocks(child, numbering, depth + 1)


def _paragraph(paragraph: Any, numbering: Numbering) -> Iterator[tuple[str, bool]]:
    """The paragraph with its label; an empty one takes no number, as in Word's own printing of lists."""
    text = "".join(_pieces(paragraph)).strip(" \t\n")
    if not text.strip("\f "):
        if "\f" in text:
            yield "\f", False
        return
    label = numbering.label(paragraph)
    breaks = len(text) - len(text.lstrip("\f"))
    yield "\f" * breaks + (f"{label} " if label else "") + text.lstrip("\f"), bool(label)


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "\t"
        elif child.tag in (qn("w:noBreakHyphen"),):
            yield "-"
        elif child.tag == qn("w:lastRenderedPageBreak"):
            yield "\f"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\f" if child.get(qn("w:type")) == "page" else "\n"
        else:
            yield from _pieces(child)


def _row(row: Any, numbering: Numbering, depth: int) -> Iterator[tuple[str, bool]]:
    """One line for a row; a cell that only holds a label goes before the words of the next."""
    cells = []
    for cell in row.iter(qn("w:tc")):
        if cell.getparent() is not row and cell.getparent().getparent() is not row:
            continue
        blocks = list(_blocks(cell, numbering, depth + 1))
        if blocks:
            cells.append((_joined(blocks), blocks))
    if len(cells) == 1:
        yield from cells[0][1]
    elif cells and _LABEL_ALONE.match(cells[0][0]):
        yield " ".join(text for text, _ in cells), True
    elif cells:
        yield " | ".join(text.replace("\n", " ") for text, _ in cells), False
