"""What an owner reports on an action: how it stands and why, how far it is, and what help it needs."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.base import File
from django.db import transaction

from accounts.models import Organisation, Post, User
from core.refusals import Refusal
from evidence.models import Evidence
from improvement_plans.computed_rating import differs
from improvement_plans.models import Action, ActionUpdate, Milestone, Rating
from improvement_plans.selectors import action_as_at
from improvement_plans.services.checks import (
    check_rating,
    claim_action,
    new_evidence,
    record_deed,
    refuse_foreign_evidence,
    refuse_if_done,
)

HUNDRED = 100


@transaction.atomic
def give_update(
    *,
    action: Action,
    by: User,
    today: dt.date,
    narrative: str,
    rating: str,
    rating_reason: str,
    differs_because: str = "",
    percent: int | None = None,
    milestones: Iterable[Milestone] = (),
    forecast_on: dt.date | None = None,
    help_needed: str = "",
    help_from: Post | Organisation | None = None,
    evidence: Iterable[Evidence] = (),
    upload: "File[Any] | None" = None,
    url: str = "",
    corrects: ActionUpdate | None = None,
    revision: int | None = None,
) -> ActionUpdate:
    """Record what `by` says of the action for the post that owns it; `rating` is any `Rating` but blue.

    `percent` is 0 to 100 and only for an action without milestones. A rating that differs from the computed one, as
    it is once this update counts, needs `differs_because`. A correction speaks of the day of the update that it
    corrects, which then no longer counts. `revision` is the one that the person saw (None: any). Raises Refusal,
    ChangedMeanwhile after another person's change.
    """
    claim_action(action, by, revision)
    refuse_if_done(action)
    check_rating(rating, rating_reason)
    given_on, reached, proofs = _day_of(action, today, corrects), [*milestones], [*evidence]
    _check_words(narrative, forecast_on, given_on)
    _check_progress(action, percent, reached, given_on)
    _check_help(help_needed, help_from)
    refuse_foreign_evidence(action, proofs)
    update = ActionUpdate.objects.create(
        action=action,
        given_on=given_on,
        given_by=by,
        for_post=action.owner_post,
        narrative=narrative.strip(),
        rating=rating,
        rating_reason=rating_reason.strip(),
        percent=percent,
        forecast_on=forecast_on,
        help_needed=help_needed.strip(),
        **_whom(help_from),
        corrects=corrects,
    )
    update.milestones_reached.set(reached)
    explain_difference(update, differs_because)
    _attach(update, [*proofs, *new_evidence(action, given_on, by, upload, url)])
    _record(update, by, reached)
    return update


def _record(update: ActionUpdate, by: User, reached: Sequence[Milestone]) -> None:
    deed = "gave an update" if update.corrects_id is None else "corrected an update"
    told = {"percent": update.percent, "milestones": [each.number for each in reached]}
    record_deed(
        by,
        deed,
        update.action,
        update=update.pk,
        rating=update.rating,
        forecast_on=update.forecast_on,
        **told,
    )


def explain_difference(update: ActionUpdate, because: str) -> None:
    """Keep why an update's rating differs from the one computed with it; one that does not differ needs no reason.

    Raises Refusal on `differs_because` when it differs and nobody says why.
    """
    standing = action_as_at(update.action, update.given_on)
    if standing is None or not differs(update.rating, standing.computed.rating):
        return
    if not because.strip():
        raise Refusal(
            f"You chose “{Rating(update.rating).label}”, and dates, milestones and evidence give "
            f"“{standing.computed_word}” ({'; '.join(standing.computed.reasons)}). Say why yours differs",
            field="differs_because",
        )
    update.differs_because = because.strip()
    update.save(update_fields=["differs_because"])


def _day_of(action: Action, today: dt.date, corrected: ActionUpdate | None) -> dt.date:
    """Return the day of which an update speaks; raises Refusal for one that cannot be corrected."""
    if corrected is None:
        return today
    if corrected.action_id != action.pk:
        raise Refusal("The update to be corrected belongs to another action.")
    if ActionUpdate.objects.filter(corrects=corrected).exists():
        raise Refusal("This update has been corrected already: correct the newer one.")
    return corrected.given_on


def _check_words(narrative: str, forecast_on: dt.date | None, given_on: dt.date) -> None:
    if not narrative.strip():
        raise Refusal("Enter the progress since the last update", field="narrative")
    if forecast_on is not None and forecast_on < given_on:
        raise Refusal(
            f"The day it is now expected to be done must be on or after {given_on:%-d %B %Y}",
            field="forecast_on",
        )


def _whom(help_from: Post | Organisation | None) -> dict[str, Any]:
    return {
        "help_from_post": help_from if isinstance(help_from, Post) else None,
        "help_from_agency": help_from if isinstance(help_from, Organisation) else None,
    }


def _check_progress(
    action: Action, percent: int | None, reached: Sequence[Milestone], given_on: dt.date
) -> None:
    if any(each.action_id != action.pk for each in reached):
        raise Refusal("Choose milestones of this action", field="milestones")
    if any(each.left_on is not None and each.left_on <= given_on for each in reached):
        raise Refusal("Choose milestones that are still in the plan", field="milestones")
    if percent is None:
        return
    if not 0 <= percent <= HUNDRED:
        raise Refusal("Percent done must be from 0 to 100", field="percent")
    if action.milestones.filter(left_on__isnull=True).exists():
        raise Refusal(
            "This action is measured by its milestones: tick those that are reached instead", field="percent"
        )


def _check_help(needed: str, help_from: Post | Organisation | None) -> None:
    if needed.strip() and help_from is None:
        raise Refusal("Choose who the help is needed from", field="help_from")
    if help_from is not None and not needed.strip():
        raise Refusal(f"Enter the help that is needed from {help_from}", field="help_needed")


def _attach(update: ActionUpdate, proofs: Sequence[Evidence]) -> None:
    """What an update shows as evidence is evidence for its action too."""
    if proofs:
        update.evidence.set(proofs)
        update.action.evidence.add(*proofs)
