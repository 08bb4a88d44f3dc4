"""What colleagues say of a section to whoever writes it: said, answered, settled, opened again. Never printed."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from reports.models import ReportSection, SectionComment
from reports.services import rows


@transaction.atomic
def comment_on(*, section: ReportSection, words: str, by: User) -> SectionComment:
    """Say something of a section. Raises Refusal without words, and once the report is issued."""
    section = rows.locked_section(section)
    return _say(section, words, by, "commented on a section of a report")


@transaction.atomic
def answer_comment(*, comment: SectionComment, words: str, by: User) -> SectionComment:
    """Answer a comment; answers to an answer stand in the same thread, and a settled thread opens again.

    Raises Refusal without words, and once the report is issued.
    """
    section = rows.locked_section(comment.section)
    first = comment.answers or comment
    said = _say(section, words, by, "answered a comment on a report", answers=first)
    SectionComment.objects.filter(pk=first.pk).update(settled_at=None, settled_by=None)
    return said


@transaction.atomic
def settle_comment(*, comment: SectionComment, by: User) -> SectionComment:
    """Settle a thread. Raises Refusal for an answer, for a settled one, and once the report is issued."""
    comment = _locked_thread(comment)
    if comment.settled_at is not None:
        raise Refusal("This comment has been settled already")
    comment.settled_at, comment.settled_by = timezone.now(), by
    comment.save(update_fields=["settled_at", "settled_by"])
    _record(comment, by, "settled a comment on a report")
    return comment


@transaction.atomic
def reopen_comment(*, comment: SectionComment, by: User) -> SectionComment:
    """Open a settled thread again. Raises Refusal for one that is open, for an answer, and once issued."""
    comment = _locked_thread(comment)
    if comment.settled_at is None:
        raise Refusal("This comment is open already")
    comment.settled_at, comment.settled_by = None, None
    comment.save(update_fields=["settled_at", "settled_by"])
    _record(comment, by, "opened a comment on a report again")
    return comment


def _say(
    section: ReportSection, words: str, by: User, action: str, *, answers: SectionComment | None = None
) -> SectionComment:
    _refuse_once_issued(section)
    if not words.strip():
        raise Refusal("Enter your comment", field="words")
    said = SectionComment.objects.create(
        section=section, answers=answers, words=words.replace("\r\n", "\n").strip(), said_by=by
    )
    _record(said, by, action)
    return said


def _locked_thread(comment: SectionComment) -> SectionComment:
    section = rows.locked_section(comment.section)
    _refuse_once_issued(section)
    found = SectionComment.objects.select_for_update().get(pk=comment.pk)
    if found.answers_id is not None:
        raise Refusal("Settle the comment that this answers")
    found.section = section
    return found


def _refuse_once_issued(section: ReportSection) -> None:
    if section.report.is_issued:
        raise Refusal("This report has been issued, so its comments are closed")


def _record(comment: SectionComment, by: User, action: str) -> None:
    section = comment.section
    rows.record(section.report, by, action, subject=section, section=section.key, comment=comment.pk)
