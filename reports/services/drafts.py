"""Keeps what one person is typing, as they type: theirs alone, and apart from the section until they save it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from reports.models import ReportSection, SectionDraft
from reports.services import rows
from reports.services.writing import plain, token_of


class KeptElsewhere(Refusal):
    """The same person keeps other unsaved words in this section, from another window or from earlier."""

    def __init__(self, kept_at: dt.datetime) -> None:
        at = timezone.localtime(kept_at)
        super().__init__(
            f"You have other unsaved words in this section, kept at {at:%H:%M} on {at:%-d %B}. "
            "Save or drop those first: open this page again"
        )


@transaction.atomic
def keep_draft(
    *, section: ReportSection, text: str, based_on: int, by: User, kept: str = ""
) -> SectionDraft | None:
    """Keep what `by` has typed so far, begun from the revision `based_on`; None when it says what is saved already.

    `kept` is the `token_of` the draft that this continues, "" for none. It leaves no entry in the audit trail:
    nothing that anybody else reads has changed, and it happens every few seconds. Raises KeptElsewhere when other
    words of theirs would be lost, and Refusal for a revision that never was and once the report cannot be changed.
    """
    section = rows.locked_section(section)
    rows.refuse_unless_writable(section.report)
    if based_on > section.revision:
        raise Refusal("This page is out of date: open it again before you go on")
    theirs = SectionDraft.objects.filter(section=section, person=by).first()
    if theirs is not None and token_of(theirs) != kept and plain(theirs.text) != plain(text):
        raise KeptElsewhere(theirs.kept_at)
    if plain(text) == section.text:
        SectionDraft.objects.filter(section=section, person=by).delete()
        return None
    draft, _ = SectionDraft.objects.update_or_create(
        section=section, person=by, defaults={"text": text, "based_on": based_on, "kept_at": timezone.now()}
    )
    return draft


@transaction.atomic
def drop_draft(*, section: ReportSection, by: User) -> None:
    """Forget what `by` typed and did not save in a section; nothing happens where there is none."""
    SectionDraft.objects.filter(section=section, person=by).delete()
