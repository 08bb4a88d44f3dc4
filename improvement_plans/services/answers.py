"""Answers a source or a clause, and links it to the actions that answer it; answers are only ever added."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.models import Organisation, User
from core import audit
from core.refusals import Refusal
from evidence.models import Evidence
from evidence.services import attach_file, attach_link
from improvement_plans.answering import State
from improvement_plans.models import Action, Answer, Answering, Plan, Source
from improvement_plans.selectors.clauses import standing_about
from improvement_plans.selectors.sources import AnswerStanding
from notices.models import Clause


@transaction.atomic
def give_answer(
    *,
    about: Source | Clause,
    plan: Plan,
    kind: str,
    by: User,
    today: dt.date,
    reason: str = "",
    evidence: Iterable[Evidence] = (),
    upload: "File[Any] | None" = None,
    url: str = "",
) -> Answer:
    """Answer a source or a clause of the plan's notice; `kind` is a value of `Answer.Kind`. Earlier answers stay.

    Planned needs an action in the plan, done needs evidence or actions that are all done, not planned its reason.
    Raises Refusal. Evidence may be kept already, or come as an upload or a link and then counts from today.
    """
    council = _council_of(about, plan)
    standing = standing_about(about, plan, today)
    proofs = [*_of_council(evidence, council), *_new_proof(about, council, by, today, upload, url)]
    _check_answer(standing, kind, reason.strip(), bool(proofs))
    given = _give(about, kind, by, today, reason.strip())
    given.evidence.set(proofs)
    _record(by, f"answered: {given.get_kind_display()}", about, council, reason=given.reason)
    return given


@transaction.atomic
def change_links(
    *,
    about: Source | Clause,
    plan: Plan,
    add: Iterable[Action] = (),
    remove: Iterable[Action] = (),
    by: User,
    today: dt.date,
) -> None:
    """Link actions of the plan to what they answer, and take links away; both stay on record.

    With its first action, what was unanswered or not planned is answered planned. Raises Refusal.
    """
    council = _council_of(about, plan)
    before = standing_about(about, plan, today)
    for action in remove:
        _unlink(about, action, by, today, council)
    added = [_link(about, action, plan, by, today, council) for action in add]
    if any(added) and before.state in (State.UNANSWERED, State.NOT_PLANNED):
        _give(about, Answer.Kind.PLANNED, by, today, "")
        _record(by, "answered: Planned", about, council, reason="")


@transaction.atomic
def change_sources(
    *,
    action: Action,
    add: Iterable[Source | Clause] = (),
    remove: Iterable[Source | Clause] = (),
    by: User,
    today: dt.date,
) -> None:
    """Say which sources and clauses one action answers, and which no longer. Raises Refusal."""
    plan = action.objective.plan
    for about in remove:
        change_links(about=about, plan=plan, remove=[action], by=by, today=today)
    for about in add:
        change_links(about=about, plan=plan, add=[action], by=by, today=today)


def _council_of(about: Source | Clause, plan: Plan) -> Organisation:
    """Return the plan's council; raises Refusal when the source or clause belongs to another plan."""
    belongs = about.plan_id == plan.pk if isinstance(about, Source) else about.notice_id == plan.notice_id
    if not belongs:
        raise Refusal("It belongs to another plan.")
    return plan.notice.council


def _field(about: Source | Clause) -> dict[str, Source | Clause]:
    return {"source": about} if isinstance(about, Source) else {"clause": about}


def _give(about: Source | Clause, kind: str, by: User, today: dt.date, reason: str) -> Answer:
    return Answer.objects.create(**_field(about), kind=kind, reason=reason, given_on=today, given_by=by)


def _check_answer(standing: AnswerStanding, kind: str, reason: str, is_proved: bool) -> None:
    if kind not in Answer.Kind.values:
        raise Refusal("Choose how it is answered", field="kind")
    if kind == Answer.Kind.PLANNED and not standing.in_plan:
        raise Refusal(
            "Link at least one action of the plan first: planned means that an action answers it",
            field="kind",
        )
    if kind == Answer.Kind.DONE and not is_proved:
        _check_done(standing)
    if kind == Answer.Kind.NOT_PLANNED and not reason:
        raise Refusal("Enter why it is not planned", field="reason")
    newest = standing.newest
    if newest and not is_proved and (standing.state, newest.kind, newest.reason) == (kind, kind, reason):
        raise Refusal("It is answered that way already: change the answer or its reason", field="kind")


def _check_done(standing: AnswerStanding) -> None:
    """Raises Refusal unless an action that answers it is done and none is still open."""
    still_open = [each.action.reference for each in standing.in_plan if each.done_on is None]
    if still_open:
        raise Refusal(
            f"Give evidence, or mark the linked actions as done first. Still open: {', '.join(still_open)}",
            field="kind",
        )
    if not any(each.done_on for each in standing.linked):
        raise Refusal("Give evidence that it is done: no action is linked to it", field="evidence")


def _link(
    about: Source | Clause, action: Action, plan: Plan, by: User, today: dt.date, council: Organisation
) -> bool:
    """Link the action unless it is linked; returns whether it was new."""
    if action.objective.plan_id != plan.pk:
        raise Refusal("Choose actions of this plan", field="chosen")
    if action.left_on is not None and action.left_on <= today:
        raise Refusal(
            f"{action.reference} left the plan on {action.left_on:%-d %B %Y}: choose another action",
            field="chosen",
        )
    _, is_new = Answering.objects.get_or_create(
        **_field(about), action=action, unlinked_on=None, defaults={"linked_on": today, "linked_by": by}
    )
    if is_new:
        _record(by, "linked an action", about, council, action=action.reference)
        _record(by, f"linked to {_named(about)}", action, council)
    return is_new


def _unlink(about: Source | Clause, action: Action, by: User, today: dt.date, council: Organisation) -> None:
    standing = Answering.objects.filter(**_field(about), action=action, unlinked_on=None)
    if standing.update(unlinked_on=today):
        _record(by, "took an action away", about, council, action=action.reference)
        _record(by, f"taken away from {_named(about)}", action, council)


def _named(about: Source | Clause) -> str:
    return about.reference if isinstance(about, Source) else str(about).lower()


def _of_council(evidence: Iterable[Evidence], council: Organisation) -> Sequence[Evidence]:
    kept = list(evidence)
    if any(each.council_id != council.pk for each in kept):
        raise Refusal("Choose evidence of this council", field="evidence")
    return kept


def _new_proof(
    about: Source | Clause,
    council: Organisation,
    by: User,
    today: dt.date,
    upload: "File[Any] | None",
    url: str,
) -> list[Evidence]:
    """Keep an upload or a link as evidence of the council; raises Refusal for one that cannot be kept."""
    title, kind = f"{_named(about)}: {about.words}"[:200], Evidence.Kind.OTHER
    if upload is not None:
        return [
            attach_file(council=council, title=title, kind=kind, effective_on=today, upload=upload, by=by)
        ]
    if url:
        return [attach_link(council=council, title=title, kind=kind, effective_on=today, url=url, by=by)]
    return []


def _record(by: User, deed: str, subject: Any, council: Organisation, **detail: str) -> None:
    audit.record(by=by, action=deed, subject=subject, scope=council.slug, detail=detail)
