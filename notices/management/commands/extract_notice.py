"""Drafts the register of a notice from its file, and prints the draft; touches no database."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.document_text import LARGEST_FILE, UnreadableDocument, read_document
from notices.extraction import DraftNotice, ExtractionError, extract
from notices.extraction.summary import text_summary


class Command(BaseCommand):
    """`extract_notice FILE --format json`: the draft as documented in `notices.extraction.draft`."""

    help = "Drafts a register from the text, PDF or Word file of an improvement notice and prints the draft."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the notice: .txt, .md, .pdf or .docx")
        parser.add_argument(
            "--format", choices=("json", "text"), default="text", help="how to print the draft"
        )

    def handle(self, *args: Any, file: Path, format: str, **options: Any) -> None:
        draft = draft_of(file)
        if format == "json":
            self.stdout.write(json.dumps(draft.to_json(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(text_summary(draft))


def draft_of(file: Path) -> DraftNotice:
    """The draft of the file; raises `CommandError` with one line for a file that cannot be read as a notice."""
    try:
        return extract(read_document(_content(file), file.name).text)
    except (UnreadableDocument, ExtractionError) as trouble:
        raise CommandError(" ".join(f"{file.name}: {trouble.message}".split())) from trouble


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{file.name}: The file is larger than {LARGEST_FILE // 1024 // 1024} MB.")
        return file.read_bytes()
    except (OSError, ValueError) as trouble:
        reason = getattr(trouble, "strerror", None) or "the name is not a file's"
        raise CommandError(
            f"{' '.join(str(file).split())}: The file cannot be opened: {reason}."
        ) from trouble
