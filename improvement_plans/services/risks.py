"""What is done with a risk: it is raised, worded anew, scored, closed and reopened; all audited."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.models import Post, User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from improvement_plans.models import Action, Plan, Risk, RiskClosing, RiskScore
from improvement_plans.risk_levels import HIGHEST, Score


@dataclass(frozen=True)
class RiskWords:
    """What a risk says: its cause, the event and its effect, the post that owns it, and what is done about it."""

    reference: str
    title: str
    cause: str
    event: str
    effect: str
    owner_post: Post
    mitigations: tuple[Action, ...] = ()


@dataclass(frozen=True)
class Scoring:
    """A risk as it would be without what is done about it (`inherent`) and as it is with it (`residual`)."""

    inherent: Score
    residual: Score
    reason: str


ASKED = {
    "reference": "Enter the reference",
    "title": "Enter the title",
    "cause": "Enter the cause",
    "event": "Enter what may happen",
    "effect": "Enter the effect",
}


@transaction.atomic
def add_risk(
    *, plan: Plan, words: RiskWords, scoring: Scoring, raised_on: dt.date, by: User, today: dt.date
) -> Risk:
    """Raise a risk with its first score, dated the day it was raised. Raises Refusal."""
    if raised_on > today:
        raise Refusal("The day it was raised must be today or earlier", field="raised_on")
    _check_words(plan, words)
    _check_scoring(scoring)
    risk = Risk(plan=plan, raised_on=raised_on, changed_by=by)
    _write(risk, words)
    _score(risk, scoring, raised_on, by)
    _record(by, "raised a risk", risk, raised_on=raised_on.isoformat())
    return risk


@transaction.atomic
def edit_risk(*, risk: Risk, words: RiskWords, revision: int, by: User) -> Risk:
    """Word a risk anew, give it to another post or change what mitigates it. Raises Refusal, ChangedMeanwhile."""
    _claim(risk, by, revision)
    _check_words(risk.plan, words, own=risk)
    _write(risk, words)
    _record(by, "edited a risk", risk)
    return risk


@transaction.atomic
def score_risk(
    *, risk: Risk, scoring: Scoring, scored_on: dt.date, revision: int, by: User, today: dt.date
) -> RiskScore:
    """Score a risk on a day, with the reason. Earlier scores stay; the newest by its day counts."""
    _claim(risk, by, revision)
    _refuse_day(scored_on, risk, today, field="scored_on", what="The day of the score")
    if _standing_closing(risk) is not None:
        raise Refusal("This risk is closed. Reopen it first.")
    _check_scoring(scoring)
    score = _score(risk, scoring, scored_on, by)
    _record(
        by,
        "scored a risk",
        risk,
        inherent=scoring.inherent.number,
        residual=scoring.residual.number,
        reason=score.reason,
    )
    return score


@transaction.atomic
def close_risk(
    *, risk: Risk, closed_on: dt.date, because: str, revision: int, by: User, today: dt.date
) -> RiskClosing:
    """Close a risk on a day with the reason; it stays on record."""
    _claim(risk, by, revision)
    _refuse_day(closed_on, risk, today, field="closed_on", what="The day it was closed")
    closing = _standing_closing(risk)
    if closing is not None:
        raise Refusal(f"This risk was closed on {closing.closed_on:%-d %B %Y} already.")
    if not because.strip():
        raise Refusal("Enter why it is closed", field="because")
    reopened = risk.closings.filter(reopened_on__gt=closed_on).first()
    if reopened is not None:
        raise Refusal(
            f"The day it was closed must be on or after {reopened.reopened_on:%-d %B %Y}, when it was reopened",
            field="closed_on",
        )
    made = RiskClosing.objects.create(
        risk=risk, closed_on=closed_on, closed_because=because.strip(), closed_by=by
    )
    _record(by, "closed a risk", risk, closed_on=closed_on.isoformat(), because=made.closed_because)
    return made


@transaction.atomic
def reopen_risk(*, risk: Risk, reason: str, revision: int, by: User, today: dt.date) -> RiskClosing:
    """Open a closed risk again with the reason; that it was closed stays on record."""
    _claim(risk, by, revision)
    closing = _standing_closing(risk)
    if closing is None:
        raise Refusal("This risk is open, so there is nothing to reopen.")
    if not reason.strip():
        raise Refusal("Enter why it is open again", field="reason")
    closing.reopened_on, closing.reopened_by = max(today, closing.closed_on), by
    closing.reopened_recorded_at, closing.reopened_reason = timezone.now(), reason.strip()
    closing.save()
    _record(by, "reopened a risk", risk, reason=closing.reopened_reason)
    return closing


def _claim(risk: Risk, by: User, revision: int) -> None:
    claim_revision(risk, seen=revision)
    risk.refresh_from_db()
    risk.changed_by, risk.changed_at = by, timezone.now()
    risk.save(update_fields=["changed_by", "changed_at"])


def _standing_closing(risk: Risk) -> RiskClosing | None:
    return risk.closings.filter(reopened_on__isnull=True).first()


def _check_words(plan: Plan, words: RiskWords, *, own: Risk | None = None) -> None:
    for name, message in ASKED.items():
        if not getattr(words, name).strip():
            raise Refusal(message, field=name)
    others = plan.risks.filter(reference__iexact=words.reference.strip())
    if own is not None:
        others = others.exclude(pk=own.pk)
    if others.exists():
        raise Refusal(f"{words.reference.strip()} is already in use: enter another", field="reference")
    if words.owner_post.organisation_id != plan.notice.council_id:
        raise Refusal("Choose a post of this council", field="owner_post")
    if any(action.objective.plan_id != plan.pk for action in words.mitigations):
        raise Refusal("Choose actions of this plan", field="mitigations")


def _check_scoring(scoring: Scoring) -> None:
    """Refuse what is out of range, or higher with mitigation than without: that would be no mitigation."""
    for side in ("inherent", "residual"):
        for part in ("likelihood", "impact"):
            if not 1 <= getattr(getattr(scoring, side), part) <= HIGHEST:
                raise Refusal(f"Choose the {side} {part} from 1 to {HIGHEST}", field=f"{side}_{part}")
    for part in ("likelihood", "impact"):
        with_it, without = getattr(scoring.residual, part), getattr(scoring.inherent, part)
        if with_it > without:
            raise Refusal(
                f"The residual {part} ({with_it}) must not be higher than the inherent one ({without}): "
                "what is done about a risk does not make it worse",
                field=f"residual_{part}",
            )
    if not scoring.reason.strip():
        raise Refusal("Enter the reason for the score", field="reason")


def _refuse_day(day: dt.date, risk: Risk, today: dt.date, *, field: str, what: str) -> None:
    if day > today:
        raise Refusal(f"{what} must be today or earlier", field=field)
    if day < risk.raised_on:
        raise Refusal(
            f"{what} must be on or after {risk.raised_on:%-d %B %Y}, when the risk was raised", field=field
        )


def _write(risk: Risk, words: RiskWords) -> None:
    for name in ASKED:
        setattr(risk, name, getattr(words, name).strip())
    risk.owner_post = words.owner_post
    risk.save()
    risk.mitigations.set(words.mitigations)


def _score(risk: Risk, scoring: Scoring, scored_on: dt.date, by: User) -> RiskScore:
    return RiskScore.objects.create(
        risk=risk,
        scored_on=scored_on,
        inherent_likelihood=scoring.inherent.likelihood,
        inherent_impact=scoring.inherent.impact,
        residual_likelihood=scoring.residual.likelihood,
        residual_impact=scoring.residual.impact,
        reason=scoring.reason.strip(),
        scored_by=by,
    )


def _record(by: User, deed: str, risk: Risk, **detail: object) -> None:
    audit.record(by=by, action=deed, subject=risk, scope=risk.plan.notice.council.slug, detail=dict(detail))
