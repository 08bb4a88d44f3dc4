"""What is done with a voice: it is written down, put right, tied to what it changed, and told back; all audited."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from improvement_plans.identifiers import identifiers_in
from improvement_plans.models import Action, Plan, Voice
from notices.models import Area


@dataclass(frozen=True)
class Said:
    """What was said: when, where, by which group, on what; never by whom. `areas` are those that it speaks to."""

    heard_on: dt.date
    setting: str
    group: str
    theme: str
    words: str
    areas: tuple[Area, ...]
    is_summary: bool = False


ASKED = {
    "setting": "Enter where and how they were heard",
    "theme": "Enter the theme",
    "words": "Enter what they said",
}


@transaction.atomic
def add_voice(*, plan: Plan, said: Said, by: User, today: dt.date) -> Voice:
    """Write down what was said and return it. Raises Refusal, also for words that plainly identify somebody."""
    _check(plan, said, today)
    voice = Voice(plan=plan, recorded_by=by, changed_by=by)
    _write(voice, said)
    _record(by, "recorded a voice", voice)
    return voice


@transaction.atomic
def edit_voice(*, voice: Voice, said: Said, revision: int, by: User, today: dt.date) -> Voice:
    """Put right what was written down. Raises Refusal, and ChangedMeanwhile after another person's change."""
    _claim(voice, by, revision)
    _check(voice.plan, said, today)
    for day, what in ((voice.changed_on, "something changed"), (voice.told_back_on, "they were told")):
        if day is not None and day < said.heard_on:
            raise Refusal(
                f"The day they were heard must be on or before {day:%-d %B %Y}, when {what}", field="heard_on"
            )
    before = (f"{voice.heard_on}", voice.theme)
    _write(voice, said)
    _record(by, "edited a voice", voice, before=before)
    return voice


@transaction.atomic
def record_change(
    *,
    voice: Voice,
    what_changed: str,
    changed_on: dt.date,
    practice_standard: str = "",
    actions: Iterable[Action] = (),
    evidence: Iterable[Evidence] = (),
    upload: "File[Any] | None" = None,
    url: str = "",
    revision: int,
    by: User,
    today: dt.date,
) -> Voice:
    """Say what changed because of a voice: a practice standard, actions of the plan, or both, how and when.

    Evidence is kept already, or comes as an upload or a link and counts from the day of the change.
    """
    _claim(voice, by, revision)
    _refuse_day(changed_on, voice, today, field="changed_on", what="The day it changed")
    if not what_changed.strip():
        raise Refusal("Enter what changed because of it", field="what_changed")
    tied = list(actions)
    if not practice_standard.strip() and not tied:
        raise Refusal(
            "Enter the practice standard that it changed, or choose the actions that came of it",
            field="practice_standard",
        )
    if any(action.objective.plan_id != voice.plan_id for action in tied):
        raise Refusal("Choose actions of this plan", field="actions")
    _refuse_identifiers(voice.heard_on, practice_standard=practice_standard, what_changed=what_changed)
    if voice.changed_on != changed_on:
        voice.changed_recorded_at = timezone.now()
    voice.what_changed, voice.changed_on = what_changed.strip(), changed_on
    voice.practice_standard = practice_standard.strip()
    voice.save()
    voice.actions.set(tied)
    voice.evidence.add(*_proofs(voice, changed_on, by, evidence, upload, url))
    _record(by, "recorded what a voice changed", voice, changed_on=changed_on.isoformat())
    return voice


@transaction.atomic
def tell_back(
    *, voice: Voice, told_back_on: dt.date, told_back_how: str, revision: int, by: User, today: dt.date
) -> Voice:
    """Record that those who spoke were told what came of it, when and how."""
    _claim(voice, by, revision)
    _refuse_day(told_back_on, voice, today, field="told_back_on", what="The day they were told")
    if not told_back_how.strip():
        raise Refusal("Enter how they were told", field="told_back_how")
    _refuse_identifiers(voice.heard_on, told_back_how=told_back_how)
    if voice.told_back_on != told_back_on:
        voice.told_back_recorded_at = timezone.now()
    voice.told_back_on, voice.told_back_how = told_back_on, told_back_how.strip()
    voice.save()
    _record(by, "recorded that they were told", voice, told_back_on=told_back_on.isoformat())
    return voice


def _claim(voice: Voice, by: User, revision: int) -> None:
    claim_revision(voice, seen=revision)
    voice.refresh_from_db()
    voice.changed_by, voice.changed_at = by, timezone.now()


def _check(plan: Plan, said: Said, today: dt.date) -> None:
    if said.heard_on > today:
        raise Refusal("The day they were heard must be today or earlier", field="heard_on")
    if said.group not in Voice.Group.values:
        raise Refusal("Choose who spoke", field="group")
    for name, message in ASKED.items():
        if not getattr(said, name).strip():
            raise Refusal(message, field=name)
    if not said.areas:
        raise Refusal("Choose at least one area that it speaks to", field="areas")
    if any(area.notice_id != plan.notice_id for area in said.areas):
        raise Refusal("Choose areas of this plan’s notice", field="areas")
    _refuse_identifiers(said.heard_on, setting=said.setting, theme=said.theme, words=said.words)


def _write(voice: Voice, said: Said) -> None:
    voice.heard_on, voice.group, voice.is_summary = said.heard_on, said.group, said.is_summary
    voice.setting, voice.theme, voice.words = said.setting.strip(), said.theme.strip(), said.words.strip()
    voice.save()
    voice.areas.set(said.areas)


def _refuse_day(day: dt.date, voice: Voice, today: dt.date, *, field: str, what: str) -> None:
    if day > today:
        raise Refusal(f"{what} must be today or earlier", field=field)
    if day < voice.heard_on:
        raise Refusal(
            f"{what} must be on or after {voice.heard_on:%-d %B %Y}, when they were heard", field=field
        )


def _refuse_identifiers(said_on: dt.date, **fields: str) -> None:
    for field, words in fields.items():
        for found in identifiers_in(words, said_on=said_on):
            raise Refusal(found.message, field=field)


def _proofs(
    voice: Voice,
    day: dt.date,
    by: User,
    evidence: Iterable[Evidence],
    upload: "File[Any] | None",
    url: str,
) -> list[Evidence]:
    """Return the evidence of a change; raises Refusal for another council's and for an upload that is not kept."""
    council, kept = voice.plan.notice.council, list(evidence)
    if any(piece.council_id != council.pk for piece in kept):
        raise Refusal("Choose evidence of this council", field="evidence")
    title, kind = f"What changed: {voice.theme}"[:200], Evidence.Kind.OTHER
    if upload is not None:
        kept.append(
            attach_file(council=council, title=title, kind=kind, effective_on=day, upload=upload, by=by)
        )
    elif url:
        kept.append(attach_link(council=council, title=title, kind=kind, effective_on=day, url=url, by=by))
    return kept


def _record(by: User, deed: str, voice: Voice, **detail: object) -> None:
    audit.record(by=by, action=deed, subject=voice, scope=voice.plan.notice.council.slug, detail=dict(detail))
