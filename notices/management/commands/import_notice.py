"""Reads a notice from a file into a draft for one council, for a person to review; the register waits for them."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.models import Organisation
from core.refusals import Refusal
from notices.drafts.content import open_questions
from notices.drafts.reading import draft_from_document
from notices.models import NoticeDraft


class Command(BaseCommand):
    """`import_notice FILE --council NAME`: leaves an open draft and prints where it is reviewed."""

    help = "Read a notice (PDF, DOCX or text) into a draft register for a council; a person reviews and confirms it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--council", metavar="NAME", required=True, help="name or short name of the council"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        draft = self.drafted(options["file"], kept_council(options["council"]))
        questions = open_questions(draft.content)
        address = reverse("drafts:review", args=[draft.council.slug, draft.pk])
        self.stdout.write(f"Draft {draft.pk} for {draft.council}: {settings.SITE_URL.rstrip('/')}{address}")
        self.stdout.write(f"{len(draft.content['clauses'])} clauses, {len(questions)} open decisions")
        for question in questions:
            self.stdout.write(f"- {question['text']}")

    def drafted(self, file: Path, council: Organisation) -> NoticeDraft:
        """The draft of the notice in `file`; raises CommandError, with one line that names the trouble."""
        try:
            with file.open("rb") as content:
                return draft_from_document(
                    council=council, content=content, size=file.stat().st_size, filename=file.name, by=None
                )
        except Refusal as refusal:
            raise CommandError(" ".join(f"{file.name}: {refusal.message}".split())) from refusal
        except OSError as trouble:
            raise CommandError(f"{file}: {trouble.strerror or 'cannot be opened'}.") from trouble


def kept_council(name: str) -> Organisation:
    """Return the council of that name or slug; raises CommandError naming those there are."""
    councils = Organisation.objects.filter(kind=Organisation.Kind.COUNCIL)
    found = councils.filter(name__iexact=name).first() or councils.filter(slug__iexact=name).first()
    if found is None:
        known = ", ".join(councils.values_list("name", flat=True)[:20]) or "none yet"
        raise CommandError(
            f"No council is called {name!r}. Add it on the administration pages. There are: {known}."
        )
    return found
