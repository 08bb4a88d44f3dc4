"""What contributing posts and partner agencies say of an action, and how they correct it."""

import datetime as dt

from django.db import IntegrityError, transaction

from accounts.models import Organisation, Post, User
from core import audit
from core.refusals import Refusal
from improvement_plans.models import Action, Completion, Contribution
from improvement_plans.selectors.contributing import contributors_of

CORRECTED_ALREADY = "This contribution has been corrected already: correct the newer one."


@transaction.atomic
def contribute(
    *,
    action: Action,
    speaker: Post | Organisation,
    narrative: str,
    by: User,
    today: dt.date,
    corrects: Contribution | None = None,
) -> Contribution:
    """Record what `by` says of the action for `speaker`, a post or a partner agency that contributes to it.

    A correction speaks of the day of the contribution that it corrects, which then no longer counts. Raises Refusal.
    """
    _refuse_if_over(action, today)
    if speaker not in contributors_of(action):
        raise Refusal(
            f"{speaker} does not contribute to this action: the improvement team can add it", field="speaker"
        )
    if not narrative.strip():
        raise Refusal("Enter what was contributed since the last time", field="narrative")
    if corrects is not None:
        _check_correction(action, speaker, corrects)
    contribution = _record(action, speaker, narrative, by, today, corrects)
    deed = "contributed to an action" if corrects is None else "corrected a contribution"
    detail = {"contribution": contribution.pk, "for": str(speaker)}
    scope = action.objective.plan.notice.council.slug
    audit.record(by=by, action=deed, subject=action, scope=scope, detail=detail)
    return contribution


def _record(
    action: Action,
    speaker: Post | Organisation,
    narrative: str,
    by: User,
    today: dt.date,
    corrects: Contribution | None,
) -> Contribution:
    try:
        with transaction.atomic():
            return Contribution.objects.create(
                action=action,
                for_post=speaker if isinstance(speaker, Post) else None,
                for_agency=speaker if isinstance(speaker, Organisation) else None,
                given_on=today if corrects is None else corrects.given_on,
                given_by=by,
                narrative=narrative.strip(),
                corrects=corrects,
            )
    except IntegrityError:
        # Of two who correct one contribution at once, the second is told.
        raise Refusal(CORRECTED_ALREADY) from None


def _refuse_if_over(action: Action, today: dt.date) -> None:
    done = Completion.objects.filter(action=action, reopened_on__isnull=True).first()
    if done is not None:
        raise Refusal(
            f"This action was called done on {done.done_on:%-d %B %Y}: nothing more is asked about it. The improvement "
            "team can reopen it"
        )
    if action.left_on is not None and action.left_on <= today:
        raise Refusal(
            f"This action is no longer in the plan since {action.left_on:%-d %B %Y}: nothing more is asked about it"
        )


def _check_correction(action: Action, speaker: Post | Organisation, corrected: Contribution) -> None:
    if corrected.action_id != action.pk:
        raise Refusal("The contribution to be corrected belongs to another action.")
    if speaker != corrected.speaker:
        raise Refusal(
            f"The contribution to be corrected was given for {corrected.speaker}: correct it for the same",
            field="speaker",
        )
    if Contribution.objects.filter(corrects=corrected).exists():
        raise Refusal(CORRECTED_ALREADY)
