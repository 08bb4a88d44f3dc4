"""What is done to a draft: it is started from a document, corrected by one person at a time, and perhaps
discarded.
"""

import datetime as dt
import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from core import audit
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from notices.drafts import editing, following, questions
from notices.drafts.content import (
    LEFT,
    Content,
    Entry,
    EntryGone,
    ask,
    clause_of_key,
    obligation_of_key,
    opened,
    question_of_key,
)
from notices.drafts.source import unified_line_ends
from notices.extraction import extract
from notices.extraction.errors import ExtractionError
from notices.models import NoticeDraft, Party

LONGEST_SOURCE = 500_000
"""In characters: the longest notice that was found has about 40,000."""

GONE = "This part is no longer in the draft: somebody has removed it. Go back to the draft and look again."


@transaction.atomic
def start_draft(*, council: Organisation, text: str, source_name: str, by: User | None) -> NoticeDraft:
    """Read `text` as a notice to `council` and keep what was read as an open draft for review.

    Raises Refusal, with the line or page where there is one, for a text that cannot be read as a notice.
    """
    source = unified_line_ends(text)
    content = opened(_extracted(source))
    content["header"]["title"] = f"Improvement Notice to {council.name}"
    _note_another_council(content, council)
    draft = NoticeDraft.objects.create(
        council=council,
        content=_brought_up_to_date(content),
        source_text=source,
        source_name=source_name[:200],
        source_sha256=hashlib.sha256(source.encode()).hexdigest(),
        started_by=by,
        changed_by=by,
    )
    audit.record(by=by, action="started the draft of a notice", subject=draft, scope=council.slug)
    return draft


@transaction.atomic
def correct(
    *,
    draft: NoticeDraft,
    edit: editing.Edit,
    what: str,
    seen: int,
    by: User,
    entry: tuple[str, int] | None = None,
    leaves_entry: bool = True,
) -> NoticeDraft:
    """Apply one correction to an open draft and return the draft as it then is.

    `seen` is the revision that the person had before them; `entry` is the ("header", 0), ("areas", 0),
    ("clause", key) or ("obligation", key) that they changed, None for a move that overwrites nobody's words.
    Raises ChangedMeanwhile when somebody else has changed that entry since, Refusal for a correction that
    cannot be.
    """
    kept = NoticeDraft.objects.select_for_update(of=("self",)).select_related("council").get(pk=draft.pk)
    _refuse_unless_open(kept)
    try:
        _refuse_if_changed_since(kept, entry, seen)
        changed = edit(kept.content)
    except EntryGone as gone:
        raise Refusal(GONE) from gone
    except editing.EditRefused as refused:
        raise Refusal(refused.message, field=refused.field) from refused
    revision, now = kept.revision + 1, timezone.now()
    if entry is not None and leaves_entry:
        _stamp(changed, entry, {"revision": revision, "by": by.get_full_name(), "at": now.isoformat()})
    kept.content, kept.revision, kept.changed_by, kept.changed_at = (
        _brought_up_to_date(changed),
        revision,
        by,
        now,
    )
    kept.save(update_fields=["content", "revision", "changed_by", "changed_at"])
    audit.record(by=by, action=what, subject=kept, scope=kept.council.slug, detail={"revision": revision})
    return kept


def answer_question(
    *, draft: NoticeDraft, key: int, state: str, answer: str, by: User, today: dt.date, seen: int
) -> NoticeDraft:
    """Say that a question is decided, and how, or knowingly leave it undecided.

    Raises Refusal for a question that only a correction of the draft can answer, and ChangedMeanwhile when
    somebody else has answered it since.
    """
    question = _question(draft, key)
    if state not in questions.ways_to_answer(question):
        raise Refusal(
            "Correct the draft to answer this question; it cannot be answered in words.", field="state"
        )
    if state != LEFT and not answer:
        raise Refusal("Enter what was decided", field="answer")

    def edit(content: Content) -> Content:
        return editing.answer_question(
            content, key, state=state, answer=answer, by=by.get_full_name(), on=today.isoformat()
        )

    return correct(
        draft=draft,
        edit=edit,
        what="answered a question of the draft",
        seen=seen,
        by=by,
        entry=("question", key),
    )


@transaction.atomic
def discard(*, draft: NoticeDraft, by: User) -> None:
    """Put an open draft away for good; it stays readable in the list of drafts."""
    kept = NoticeDraft.objects.select_for_update(of=("self",)).select_related("council").get(pk=draft.pk)
    _refuse_unless_open(kept)
    kept.state, kept.changed_by, kept.changed_at = NoticeDraft.State.DISCARDED, by, timezone.now()
    kept.save(update_fields=["state", "changed_by", "changed_at"])
    audit.record(by=by, action="discarded the draft of a notice", subject=kept, scope=kept.council.slug)


def _extracted(source: str) -> dict[str, Any]:
    if not source.strip():
        raise Refusal("The text is empty. Paste the whole notice, or choose its file", field="text")
    if len(source) > LONGEST_SOURCE:
        raise Refusal(
            f"The text is longer than {LONGEST_SOURCE:,} characters. Give the notice alone", field="text"
        )
    try:
        return extract(source).to_json()
    except ExtractionError as trouble:
        raise Refusal(_placed(trouble), field="text") from trouble


def _placed(trouble: ExtractionError) -> str:
    """The message with its place, unless the message names the place itself."""
    if trouble.line and f"line {trouble.line}" not in trouble.message.lower():
        return f"{trouble.message} (line {trouble.line})"
    # Of a short text the line says enough: everything is on the first page.
    says_enough = trouble.line and trouble.page == 1
    if trouble.page and not says_enough and f"page {trouble.page}" not in trouble.message.lower():
        return f"{trouble.message} (page {trouble.page})"
    return trouble.message


def _note_another_council(content: Content, council: Organisation) -> None:
    named = content["header"].get("council")
    if named and named.lower() not in council.name.lower() and council.name.lower() not in named.lower():
        ask(
            content,
            questions.EXTRACTION,
            f"The notice names “{named}”. Is it a notice to {council.name}?",
            line=1,
        )


def _brought_up_to_date(content: Content) -> Content:
    following.drop_broken_links(content)
    following.follow_where_clear(content)
    following.part_where_clear(content)
    questions.raise_questions(content, tuple(Party.values))
    return content


def _refuse_unless_open(draft: NoticeDraft) -> None:
    if draft.state != NoticeDraft.State.OPEN:
        raise Refusal(f"This draft is {draft.get_state_display().lower()} and can no longer be changed.")


def _refuse_if_changed_since(draft: NoticeDraft, entry: tuple[str, int] | None, seen: int) -> None:
    change = _entry(draft.content, entry).get("change") if entry else None
    if change and change["revision"] > seen:
        raise ChangedMeanwhile(
            revision=draft.revision,
            changed_by=change["by"],
            changed_at=dt.datetime.fromisoformat(change["at"]),
        )


def _stamp(content: Content, entry: tuple[str, int], change: Entry) -> None:
    _entry(content, entry)["change"] = change


def _entry(content: Content, entry: tuple[str, int]) -> Entry:
    kind, key = entry
    if kind == "clause":
        return clause_of_key(content, key)
    if kind == "obligation":
        return obligation_of_key(content, key)[1]
    if kind == "question":
        return question_of_key(content, key)
    if kind == "areas":
        areas: Entry = content.setdefault("areas_change", {"change": None})
        return areas
    header: Entry = content["header"]
    return header


def _question(draft: NoticeDraft, key: int) -> Entry:
    try:
        return question_of_key(draft.content, key)
    except EntryGone as gone:
        raise Refusal("This question is no longer open: the draft has been corrected.") from gone
