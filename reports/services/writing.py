"""Keeps what people write in a section, each save with its author, and never over what a colleague saved meanwhile."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.editing import claim_revision
from reports.models import Report, ReportSection, SectionDraft, SectionVersion
from reports.services import rows


@transaction.atomic
def write_section(*, section: ReportSection, text: str, seen: int, by: User, kept: str = "") -> ReportSection:
    """Save `text`, which is Markdown, in a section; `seen` is the revision that the writer had before them.

    `kept` is the `token_of` the unsaved words that the writer went on with: they go, for they are saved now; other
    unsaved words of theirs stay. Text that says what is there already makes no new version.
    Raises ChangedMeanwhile when somebody saved since, and Refusal once the report can no longer be changed.
    """
    section = rows.locked_section(section)
    rows.refuse_unless_writable(section.report)
    words = plain(text)
    if words != section.text:
        claim_revision(section, seen=seen)
        section.text, section.written_by, section.written_at = words, by, timezone.now()
        section.save(update_fields=["text", "written_by", "written_at"])
        SectionVersion.objects.create(
            section=section, revision=section.revision, text=words, written_by=by,
            written_at=section.written_at,
        )  # fmt: skip
        _record(section, by)
    _forget_draft(section, by, words, kept)
    return section


@transaction.atomic
def write_sections(*, report: Report, texts: Mapping[str, str], by: User) -> Report:
    """Save several sections at once by their keys, over what stands there now.

    Raises Refusal once the report can no longer be changed, and KeyError for a section that its kind does not have.
    """
    report = rows.locked(report)
    sections = {each.key: each for each in report.sections.all()}
    for key, text in texts.items():
        section = sections[key]
        write_section(section=section, text=text, seen=section.revision, by=by)
    return report


def token_of(draft: SectionDraft | None) -> str:
    """Return by what a window says which unsaved words it goes on with; "" for none."""
    return "" if draft is None else draft.kept_at.isoformat()


def plain(text: str) -> str:
    """Return what was typed with one kind of line end and without what surrounds it."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _forget_draft(section: ReportSection, by: User, words: str, kept: str) -> None:
    draft = SectionDraft.objects.filter(section=section, person=by).first()
    if draft is not None and (token_of(draft) == kept or plain(draft.text) == words):
        draft.delete()


def _record(section: ReportSection, by: User) -> None:
    rows.record(
        section.report, by, "wrote a section of a report", subject=section, section=section.key,
        revision=section.revision,
    )  # fmt: skip
