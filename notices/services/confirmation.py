"""Confirms a reviewed draft: in one transaction the notice, its clauses, areas, obligations and cadences come
to exist.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core import audit
from core.editing import ChangedMeanwhile
from core.refusals import Refusal
from notices.drafts.content import Content, Entry, obligations_in, open_questions
from notices.drafts.heading import (
    DAYS_OF_HEADER,
    day_of,
    refuse_days_out_of_order,
    service_area_of,
    trigger_of,
)
from notices.drafts.terms import terms_of
from notices.models import Area, CadenceTerms, Clause, Notice, NoticeDraft, Obligation
from notices.services.expectations import set_local_expectation
from notices.services.status import change_status


@dataclass(frozen=True)
class Succession:
    """That the new notice supersedes an earlier one: from which day, and why that is so."""

    earlier: Notice
    on: dt.date
    reason: str


@transaction.atomic
def confirm_register(
    *,
    draft: NoticeDraft,
    by: User,
    today: dt.date,
    seen: int | None = None,
    supersedes: Succession | None = None,
) -> Notice:
    """Make the register from an open draft and return its notice; nothing of it exists before.

    `seen` is the revision that the person confirming had read. Raises ChangedMeanwhile when the draft has
    changed since, Refusal while a question is open, a day of the header is missing or out of order, or a
    cadence cannot be worked out. `supersedes` ends the earlier notice; without it the two stand side by side.
    """
    kept = (
        NoticeDraft.objects.select_for_update(of=("self",))
        .select_related("council", "changed_by")
        .get(pk=draft.pk)
    )
    _refuse_unless_ready(kept, seen)
    notice = _notice(kept, by, today)
    clauses = _clauses(notice, kept.content)
    _areas(notice, kept.content, clauses)
    obligations = _obligations(kept.content, clauses)
    _cadences(kept.content, obligations)
    _local_ages(kept.content, obligations, by, today)
    if supersedes is not None:
        _supersede(supersedes, notice, by, today)
    kept.state, kept.notice, kept.changed_by, kept.changed_at = (
        NoticeDraft.State.CONFIRMED,
        notice,
        by,
        timezone.now(),
    )
    kept.save(update_fields=["state", "notice", "changed_by", "changed_at"])
    detail = {"draft": kept.pk, "revision": kept.revision, "obligations": len(obligations)}
    audit.record(
        by=by,
        action="confirmed the register of a notice",
        subject=notice,
        scope=kept.council.slug,
        detail=detail,
    )
    return notice


def notices_beside(draft: NoticeDraft) -> list[Notice]:
    """Return the council's notices in force for the service area of the draft: whether they go on must be
    asked.
    """
    return list(
        Notice.objects.filter(
            council=draft.council, ended_on__isnull=True, service_area=service_area_of(draft.content)
        ).order_by("-issued_on")
    )


def _refuse_unless_ready(draft: NoticeDraft, seen: int | None) -> None:
    if draft.state == NoticeDraft.State.CONFIRMED:
        link = (reverse("notices:notice", args=[draft.council.slug, draft.notice_id]), "Open the register")
        raise Refusal("This draft has been confirmed already.", link=link)
    if draft.state != NoticeDraft.State.OPEN:
        raise Refusal("This draft was discarded and can no longer be confirmed.")
    if seen is not None and seen != draft.revision:
        name = draft.changed_by.get_full_name() if draft.changed_by else ""
        raise ChangedMeanwhile(revision=draft.revision, changed_by=name, changed_at=draft.changed_at)
    count = len(open_questions(draft.content))
    if count:
        words = "question of the draft still needs" if count == 1 else "questions of the draft still need"
        raise Refusal(f"{count} {words} a decision.")


def _notice(draft: NoticeDraft, by: User, today: dt.date) -> Notice:
    header = draft.content["header"]
    days = {name: day_of(header.get(name)) for name in DAYS_OF_HEADER}
    issued_on = days["issued_on"]
    if issued_on is None:
        raise Refusal("Enter the date the notice was issued: the register counts from it.", field="issued_on")
    days["in_force_from"] = days["in_force_from"] or issued_on
    refuse_days_out_of_order(days, issued_on)
    area = service_area_of(draft.content)
    if Notice.objects.filter(council=draft.council, service_area=area, issued_on=issued_on).exists():
        raise Refusal(
            f"{draft.council} has a notice for {area} issued on {issued_on:%-d %B %Y} already. "
            "Discard this draft, or correct the service area or the date."
        )
    return Notice.objects.create(
        council=draft.council,
        title=(header.get("title") or f"Improvement Notice to {draft.council}")[:200],
        service_area=area[:200],
        issuer=(header.get("issuer") or "Department for Education")[:200],
        trigger=trigger_of(header.get("trigger")),
        status=_status(days["in_force_from"], today),
        source_text=draft.source_text,
        source_name=draft.source_name,
        source_sha256=draft.source_sha256,
        confirmed_by=by,
        **days,
    )


def _status(in_force_from: dt.date | None, today: dt.date) -> str:
    ahead = in_force_from is not None and in_force_from > today
    return str(Notice.Status.ISSUED if ahead else Notice.Status.IN_FORCE)


def _clauses(notice: Notice, content: Content) -> dict[str, Clause]:
    """Make the clauses in the order printed and return them by number; a parent stands before its sub-clauses
    or after.
    """
    clauses = {
        entry["number"]: Clause.objects.create(
            notice=notice,
            number=entry["number"],
            order=order,
            section=(entry.get("section") or "")[:300],
            words=entry["text"],
        )
        for order, entry in enumerate(content["clauses"], start=1)
    }
    for entry in content["clauses"]:
        if entry.get("parent") in clauses:
            clause = clauses[entry["number"]]
            clause.parent = clauses[entry["parent"]]
            clause.save_without_historical_record(update_fields=["parent"])  # type: ignore[attr-defined]
    return clauses


def _areas(notice: Notice, content: Content, clauses: dict[str, Clause]) -> None:
    Area.objects.bulk_create(
        Area(
            notice=notice,
            letter=area["letter"],
            title=area["title"][:300],
            clause=clauses.get(area["clause"] or ""),
        )
        for area in content["areas"]
    )


def _obligations(content: Content, clauses: dict[str, Clause]) -> dict[int, Obligation]:
    """Make the obligations and return them by their key in the draft."""
    made = {
        entry["key"]: _obligation(clauses[clause["number"]], order, entry)
        for clause in content["clauses"]
        for order, entry in enumerate(clause["obligations"], start=1)
    }
    for _, entry in obligations_in(content):
        if entry["part_of"] in made and entry["part_of"] != entry["key"]:
            made[entry["key"]].part_of = made[entry["part_of"]]
            made[entry["key"]].save_without_historical_record(update_fields=["part_of"])  # type: ignore[attr-defined]
    return made


def _obligation(clause: Clause, order: int, entry: Entry) -> Obligation:
    return Obligation.objects.create(
        clause=clause,
        order=order,
        summary=(entry["summary"] or entry["words"] or clause.words)[:300],
        words=entry["words"],
        duty_holder=_party(entry["duty_holder"]),
        recipient=_party(entry["recipient"]),
        modality=entry["modality"][:20],
        kind=entry["kind"],
        owed_by_council=entry["owed_by_council"],
        evidence_expected=entry["evidence_expected"][:300],
        lead_days=entry["lead_days"],
        variation_agreed_by=_party(entry["variation_agreed_by"]),
    )


def _party(name: str | None) -> str:
    """A party as the register keeps it: one of its names, or several joined ("council and NHS bodies") as
    printed.
    """
    return (name or "")[:60]


def _cadences(content: Content, obligations: dict[int, Obligation]) -> None:
    for _, entry in obligations_in(content):
        for part, cadence in enumerate(entry["cadences"]):
            CadenceTerms.objects.create(
                obligation=obligations[entry["key"]],
                part=part,
                terms=terms_of(entry, cadence),
                follows=obligations.get(cadence.get("follows") or 0),
            )


def _local_ages(content: Content, obligations: dict[int, Obligation], by: User, today: dt.date) -> None:
    """Set how old a thing may grow that the notice wants kept up to date without naming an age."""
    for _, entry in obligations_in(content):
        kept_up_to_date = any(cadence["type"] == "kept_up_to_date" for cadence in entry["cadences"])
        if entry["max_age_days"] and kept_up_to_date:
            age = {"type": "kept_up_to_date", "max_age_days": entry["max_age_days"]}
            set_local_expectation(obligation=obligations[entry["key"]], cadence=age, by=by, today=today)


def _supersede(succession: Succession, notice: Notice, by: User, today: dt.date) -> None:
    """End the earlier notice by the table of transitions: what was not yet due lapses, what was overdue
    stays.
    """
    try:
        change_status(
            notice=succession.earlier,
            status=Notice.Status.SUPERSEDED,
            effective_on=succession.on,
            reason=succession.reason,
            by=by,
            today=today,
            superseded_by=notice,
        )
    except Refusal as refusal:
        field = "superseded_on" if refusal.field == "effective_on" else refusal.field
        raise Refusal(refusal.message, field=field, link=refusal.link) from refusal
