"""Loads Fernshire's monthly requests for updates, what contributors said, and what the team says of slow objectives."""

import datetime as dt
import random

from accounts.models import Organisation, Post
from improvement_plans.models import Action, Objective, Plan, UpdateRequest
from improvement_plans.selectors import objective_as_at
from improvement_plans.services.contributions import contribute
from improvement_plans.services.cycle import open_cycle, set_schedule
from improvement_plans.services.pace import note_pace
from reports.demo import said
from reports.demo.days import FernshireDays, afternoon, days_after
from reports.demo.people import Cast
from reports.demo.tables import rows

SELDOM = ("02.2", "14.1")
"""Actions whose contributors are asked in vain in most months."""
MONTHS = 6
"""How many months back the council has asked in this way."""


def load_requests(cast: Cast, plan: Plan, days: FernshireDays) -> None:
    """Ask for updates on the first of each month, as the schedule says, up to the current one."""
    set_schedule(
        council=cast.council,
        ask_on_day=1,
        working_days_to_answer=8,
        remind_before=2,
        is_on=True,
        by=cast.team,
    )
    for month in days.whole_months[-MONTHS:]:
        open_cycle(plan=plan, by=cast.team, today=month)
    _mark_opened(plan)


def load_contributions(cast: Cast, plan: Plan, today: dt.date) -> None:
    """Answer most requests to contribute, some late, a few never; then what was said in so many words."""
    asked = UpdateRequest.objects.filter(cycle__plan=plan, kind=UpdateRequest.Kind.CONTRIBUTION)
    still_open = asked.exclude(
        action__completions__reopened_on__isnull=True, action__completions__isnull=False
    )
    for request in still_open.select_related("cycle", "action", "post", "agency").order_by("pk"):
        _answer(cast, request, today)
    agencies = {agency.slug: agency for agency in cast.partners}
    actions = {action.reference: action for action in Action.objects.filter(objective__plan=plan)}
    for row in rows("contributions"):
        speaker = agencies.get(row["by"]) or cast.posts[row["by"]]
        _contribute(
            cast, actions[row["reference"]], speaker, row["words"], days_after(today, int(row["given"]))
        )


def _answer(cast: Cast, request: UpdateRequest, today: dt.date) -> None:
    """Answer by chance, the same on every machine; whoever is in `SELDOM` for an action seldom does."""
    speaker = request.agency or request.post
    chance = random.Random(f"{request.action.reference} {speaker} {request.cycle.month}")
    if speaker is None or chance.random() > (0.2 if request.action.reference in SELDOM else 0.95):
        return
    day = days_after(request.cycle.asked_on, chance.randint(1, 8))
    if day <= today:
        _contribute(cast, request.action, speaker, chance.choice(said.CONTRIBUTED), day)


def _contribute(cast: Cast, action: Action, speaker: Post | Organisation, words: str, day: dt.date) -> None:
    by = cast.speaker(speaker, day) if isinstance(speaker, Post) else cast.speaker_of(speaker)
    contribute(action=action, speaker=speaker, narrative=words, by=by, today=day)


def load_notes(cast: Cast, plan: Plan, today: dt.date) -> None:
    """Say of some slow objectives why they are slow and what is done; the others wait for their explanation."""
    for row in rows("pace_notes"):
        objective, day = Objective.objects.get(plan=plan, reference=row["objective"]), int(row["noted"])
        if objective_as_at(objective, days_after(today, day)).pace.is_slow:
            note_pace(
                objective=objective, by=cast.team, explanation=row["explanation"],
                corrective_step=row["corrective_step"], step_due_on=days_after(today, int(row["step_due"])),
                today=days_after(today, day),
            )  # fmt: skip


def _mark_opened(plan: Plan) -> None:
    """Whoever gave an update had opened the request; what is still owed was opened by nobody."""
    requests = UpdateRequest.objects.filter(cycle__plan=plan).select_related("cycle", "action")
    for request in requests:
        update = (
            request.action.updates.filter(given_on__gte=request.cycle.asked_on).order_by("given_on").first()
        )
        if update is not None and request.post_id == update.for_post_id:
            request.opened_at, request.opened_by = afternoon(update.given_on), update.given_by
            request.save(update_fields=["opened_at", "opened_by"])
