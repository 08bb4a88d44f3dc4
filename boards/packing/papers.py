"""Opens the papers of a pack, and says which of them cannot be bound into it and what to do about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

import pikepdf


class CannotBind(Exception):
    """A paper cannot be bound into a pack. The message says why, to be read after "The paper “…” "."""


PROTECTED = (
    "is protected by a password or against changes. Save or print it to a new PDF without protection, "
    "add that as the paper and withdraw this one"
)
DAMAGED = (
    "is a damaged PDF. Open it in the program that it was written with, save it to PDF anew, "
    "add that as the paper and withdraw this one"
)
MISSING = "is missing from the store. Add its file again as a new paper and withdraw this one"


@contextmanager
def opened(file: BinaryIO) -> Iterator[pikepdf.Pdf]:
    """Open a paper and close it afterwards; raises CannotBind for one that is protected, damaged or without a page.

    A damaged file is not mended: what a repair leaves out, nobody would notice in a pack of 200 pages.
    """
    try:
        pdf = pikepdf.open(file, attempt_recovery=False, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise CannotBind(PROTECTED) from error
    except (pikepdf.PdfError, ValueError) as error:
        raise CannotBind(DAMAGED) from error
    with pdf, damage_told():
        if pdf.is_encrypted:
            raise CannotBind(PROTECTED)
        if not len(pdf.pages):
            raise CannotBind(DAMAGED)
        yield pdf


@contextmanager
def damage_told() -> Iterator[None]:
    """Turn what qpdf says of a file that breaks off within into CannotBind."""
    try:
        yield
    except (pikepdf.PdfError, pikepdf.DataDecodingError, RecursionError) as error:
        raise CannotBind(DAMAGED) from error


def trouble_with(file: BinaryIO) -> str:
    """Return why a paper cannot be bound, as `CannotBind` says it; "" for one that can."""
    try:
        pages_in(file)
    except CannotBind as trouble:
        return str(trouble)
    return ""


def pages_in(file: BinaryIO) -> int:
    """Return how many pages a paper has; raises CannotBind as `opened` does."""
    with opened(file) as pdf:
        return len(pdf.pages)
