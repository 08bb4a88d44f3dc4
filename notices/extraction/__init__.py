"""Reads the text of an improvement notice into a draft register: rules over text, offline, no guess unsaid."""

from notices.extraction.draft import DraftNotice
from notices.extraction.errors import ExtractionError
from notices.extraction.extract import extract

__all__ = ["DraftNotice", "ExtractionError", "extract"]
