"""What somebody owes under the notice and the plan: duties, actions, and the updates that they are asked for."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.urls import reverse

from accounts.models import Organisation, User
from config.home.owed import SOON, Owed, State, overdue_by
from improvement_plans.requested import RequestStanding, place_to_answer
from improvement_plans.selectors import actions_owed_by
from improvement_plans.selectors.cycle import asked_of
from improvement_plans.standing import ActionStanding
from notices.cadence import Outcome
from notices.selectors import Deadline
from notices.wording import days_in_words


def duties_owed(
    deadlines: Iterable[Deadline], council: Organisation, *, posts: frozenset[int], runs_it: bool
) -> Iterator[Owed]:
    """Yield the duties of the notice that fall to these posts; with `runs_it`, all that the council owes."""
    for deadline in deadlines:
        is_mine = deadline.obligation.owner_post_id in posts or (runs_it and not deadline.is_theirs)
        if is_mine and deadline.outcome in (Outcome.OVERDUE, Outcome.DUE_SOON):
            yield duty_owed(deadline, council)


def duty_owed(deadline: Deadline, council: Organisation) -> Owed:
    """Return a duty of the register as something owed: done on the page of its clause."""
    overdue = deadline.outcome == Outcome.OVERDUE
    return Owed(
        state=State.OVERDUE if overdue else State.DUE_SOON,
        kind=f"Notice, clause {deadline.clause.number}",
        title=deadline.obligation.summary,
        address=reverse("notices:clause", args=[council.slug, deadline.notice.pk, deadline.clause.pk]),
        due_on=deadline.due_on,
        note=overdue_by(deadline.occurrence.days) if overdue else "",
    )


def plan_owed(person: User, council: Organisation, *, today: dt.date) -> Iterator[Owed]:
    """Yield the actions of a person's posts, each once, with the update asked for it; then what else they are asked."""
    asked = [each for each in asked_of(person, council, today) if each.is_open]
    updates = {each.request.action_id: each for each in asked if not each.is_contribution}
    for action in actions_owed_by(person, today, council=council):
        each = updates.pop(action.action.pk, None)
        owed = action_owed(action, council, today=today, asked=each)
        yield owed if each is None else replace(owed, address=place_to_answer(each, person, council))
    for each in asked:
        if each.is_contribution or each.request.action_id in updates:
            yield request_owed(each, place_to_answer(each, person, council))


def action_owed(
    standing: ActionStanding, council: Organisation, *, today: dt.date, asked: RequestStanding | None = None
) -> Owed:
    """Return an action of the plan as something owed, on its page, with the update that is asked for."""
    if standing.is_overdue or (asked is not None and asked.is_late):
        state = State.OVERDUE
    else:
        state = State.DUE_SOON if asked or standing.due_on <= today + SOON else State.LATER
    late = overdue_by(standing.days_overdue) if standing.is_overdue else ""
    return Owed(
        state=state,
        kind=f"Plan, action {standing.action.reference}",
        title=standing.action.title,
        address=reverse("plan:action", args=[council.slug, standing.action.pk]),
        due_on=standing.due_on,
        note=". ".join(words for words in (late, asked_in_words(asked)) if words),
    )


def asked_in_words(asked: RequestStanding | None) -> str:
    """Return by when an update is asked for, and how late it is."""
    if asked is None:
        return ""
    late = f", {days_in_words(asked.days_late)} late" if asked.is_late else ""
    return f"Update asked for by {asked.due_on:%-d %B %Y}{late}"


def request_owed(asked: RequestStanding, address: str) -> Owed:
    """Return a contribution, or what is asked of an empty post that the person manages, as something owed."""
    what = f"{asked.request.get_kind_display()} to the plan" if asked.is_contribution else "Update"
    return Owed(
        state=State.OVERDUE if asked.is_late else State.DUE_SOON,
        kind=f"{what} asked of {asked.asked_of}",
        title=asked.request.action.title,
        address=address,
        due_on=asked.due_on,
        note="Nobody holds the post: you manage it" if asked.route.instead else "",
    )
