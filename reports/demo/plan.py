"""Builds Fernshire's plan and its ten months of updates, moved dates and completions, from a seed."""

import datetime as dt
import random
from typing import Any

from accounts.models import User
from core.working_days import add_months
from evidence.models import Evidence
from improvement_plans.models import Action, ActionUpdate, Milestone, Objective, Plan, Rating, WorkStream
from improvement_plans.services import complete_action, give_update, move_due_date
from notices.models import Area, Notice
from reports.demo import said
from reports.demo.days import FernshireDays, afternoon, days_after, first_of
from reports.demo.people import DIRECTOR, Cast
from reports.demo.plan_details import (
    budget_lines,
    detail_action,
    percent_by_then,
    reached_by_then,
    tie_actions,
)
from reports.demo.tables import ActionRow, Course, ObjectiveRow, StreamRow, objectives, work_streams

LATER = ("10.3", "12.2", "14.3")
"""The actions that the second version of the plan added."""
PACES = {Course.SLOW: 0.6, Course.OVERDUE: 0.7, Course.PUT_BACK: 0.7, Course.PAUSED: 0.5, Course.SILENT: 0.8}
"""Which share of the planned way an action has come; those not named here keep to their plan."""
GREEN, AMBER, RED = said.GREEN, said.AMBER, said.RED
# The ratings of an action's updates, oldest first; the last one is said again until today.
RATINGS: dict[Course, tuple[str, ...]] = {
    Course.DONE: (GREEN, AMBER, GREEN),
    Course.STEADY: (GREEN, GREEN, AMBER, GREEN),
    Course.SLOW: (GREEN, AMBER, AMBER, RED, AMBER),
    Course.OVERDUE: (GREEN, AMBER, RED),
    Course.PUT_BACK: (GREEN, AMBER, AMBER),
    Course.SILENT: (GREEN, AMBER),
    Course.AHEAD: (Rating.NOT_STARTED.value,),
    Course.PAUSED: (GREEN, AMBER, Rating.PAUSED.value),
    Course.DROPPED: (AMBER, RED),
}


LONG_AGO = 75
"""Days after which an update is kept as a row; the newer ones go through the service."""
LAGS = {Course.SLOW: 40}
"""Days by which an action is late with each milestone; those that keep their pace are a little early."""
OPEN_SHARE, LATE_SHARE = 2 / 3, 1 / 4
"""How often what proves an action may leave the council, and how often a slow action's update comes late."""


class PlanBuilder:
    """Makes the rows of one plan; what was said of each action follows from its reference alone."""

    def __init__(self, cast: Cast, notice: Notice, days: FernshireDays, seed: str) -> None:
        self.cast, self.notice, self.days, self.seed = cast, notice, days, seed
        self.areas = {area.letter: area for area in Area.objects.filter(notice=notice)}
        self.plan = Plan.objects.create(notice=notice, title="Fernshire improvement plan")
        self.streams: dict[int, WorkStream] = {}
        self.lines = budget_lines(self.plan)

    def build(self) -> Plan:
        """Make the work streams, the objectives and everything under them."""
        for row in work_streams():
            self._work_stream(row)
        for objective_row in objectives():
            self._objective(objective_row)
        tie_actions(self.plan)
        return self.plan

    def _work_stream(self, row: StreamRow) -> None:
        stream = WorkStream.objects.create(
            plan=self.plan, number=row.number, title=row.title, lead_post=self.cast.posts[row.lead]
        )
        stream.areas.set([self.areas[letter] for letter in row.areas])
        self.streams[row.number] = stream

    def _objective(self, row: ObjectiveRow) -> None:
        objective = Objective(
            plan=self.plan, reference=row.number, title=row.title, outcome_for_children=row.outcome,
            owner_post=self.cast.posts[row.owner], added_on=self.days.plan_submitted,
        )  # fmt: skip
        self._write(objective, self.days.plan_submitted)
        objective.areas.set([self.areas[letter] for letter in row.areas])
        objective.work_streams.set([self.streams[stream] for stream in row.streams])
        for action_row in row.actions:
            ActionCourse(self, self._action(objective, action_row), action_row).run()

    def _action(self, objective: Objective, row: ActionRow) -> Action:
        today = self.days.today
        starts_on = max(days_after(today, row.starts), self.days.plan_submitted)
        due_on = max(days_after(today, row.due), days_after(starts_on, 28))
        first_due_on = (
            max(days_after(due_on, -75), days_after(starts_on, 21))
            if row.course == Course.PUT_BACK
            else due_on
        )
        added_on = self.days.second_version if row.reference in LATER else self.days.plan_submitted
        action = Action(
            objective=objective, reference=row.reference, title=row.title, output=row.output,
            owner_post=self.cast.posts[row.owner], added_on=added_on, starts_on=max(starts_on, added_on),
            original_due_on=first_due_on, due_on=first_due_on,
        )  # fmt: skip
        self._write(action, added_on)
        detail_action(action, self.cast, self.lines)
        return action

    def _write(self, row: Action | Objective, day: dt.date) -> None:
        """Save a row as the improvement team would have written it on a day."""
        row.changed_by, row.changed_at = self.cast.team, afternoon(day)
        row._history_user, row._history_date = self.cast.team, afternoon(day)  # type: ignore[union-attr]
        row.save()


class ActionCourse:
    """One action's months, from its start to its end or to today."""

    def __init__(self, builder: PlanBuilder, action: Action, row: ActionRow) -> None:
        self.builder, self.action, self.row = builder, action, row
        self.random = random.Random(f"{builder.seed} {action.reference}")
        self.today = builder.days.today
        self.final_due = max(days_after(self.today, row.due), days_after(action.starts_on, 28))

    def run(self) -> None:
        """Record the updates, then what became of the due date or of the action."""
        moves_on = {
            days_after(self.action.original_due_on, -9): 38,
            days_after(self.action.original_due_on, 28): 75,
        }
        if self.row.course == Course.PUT_BACK:
            for day, further in sorted(moves_on.items()):
                self._move(
                    min(day, days_after(self.today, -3)), days_after(self.action.original_due_on, further)
                )
        for number, day in enumerate(self._days()):
            self._say(number, day)
        if self.row.course == Course.DONE:
            self._complete()

    def _days(self) -> list[dt.date]:
        """The days on which the owner spoke: each month when asked, with a gap where the action is silent."""
        last = {
            Course.DONE: days_after(self.final_due, -5),
            Course.SILENT: days_after(self.today, -64),
            Course.AHEAD: days_after(self.today, -9),
            Course.DROPPED: self.builder.days.second_version,
        }.get(self.row.course, days_after(self.today, -2))
        first = days_after(self.action.starts_on, 14)
        if self.row.course == Course.AHEAD:
            return [last]
        month, days = first_of(first), []
        while month <= min(last, self.today):
            days.append(days_after(month, self._answers_after()))
            month = add_months(month, 1)
        return [day for day in days if first <= day <= min(last, self.today)]

    def _answers_after(self) -> int:
        """How many days after the request an owner answers: most in time, those who are behind too late."""
        is_late = self.row.course == Course.SLOW and self.random.random() < LATE_SHARE
        return self.random.randint(13, 17) if is_late else self.random.randint(2, 6)

    def _say(self, number: int, day: dt.date) -> None:
        ratings = RATINGS[self.row.course]
        rating = ratings[min(number, len(ratings) - 1)]
        narrative, reason = self._words(rating)
        lag = LAGS.get(self.row.course, None if self.row.course in PACES else -9)
        reached = reached_by_then(self.action, day, lag=lag)
        percent = percent_by_then(self.action, day, share=PACES.get(self.row.course, 1.0))
        by = self.builder.cast.speaker(self.action.owner_post, day)
        told: dict[str, Any] = {
            "narrative": narrative,
            "rating": rating,
            "rating_reason": reason,
            "percent": percent,
        }
        if (self.today - day).days > LONG_AGO:
            self._keep(day, by, reached, told)
            return
        give_update(
            action=self.action, by=by, today=day, milestones=reached, **told, **self._help(rating, number),
            forecast_on=days_after(self.today, 40) if rating == RED else None,
            # Kept only where the rating is not the computed one; elsewhere the service has no use for it.
            differs_because=self.random.choice(said.DIFFERS_BECAUSE),
        )  # fmt: skip

    def _keep(self, day: dt.date, by: User, reached: list[Milestone], told: dict[str, Any]) -> None:
        """Keep an update of long ago as a row, without what the service works out for each: most of them are."""
        update = ActionUpdate.objects.create(
            action=self.action, given_on=day, given_by=by, for_post=self.action.owner_post, **told
        )
        update.milestones_reached.set(reached)

    def _help(self, rating: str, number: int) -> dict[str, Any]:
        """Every second red or amber update of an overdue action asks somebody for help."""
        if self.row.course != Course.OVERDUE or number % 2 == 0 or rating == GREEN:
            return {}
        return {"help_needed": said.HELP_NEEDED, "help_from": self.builder.cast.posts[DIRECTOR]}

    def _words(self, rating: str) -> tuple[str, str]:
        if rating == Rating.NOT_STARTED:
            return said.NOT_YET
        if rating == Rating.PAUSED:
            return said.PAUSED_BECAUSE
        return self.random.choice(said.SAID[rating])

    def _move(self, day: dt.date, to_day: dt.date) -> None:
        move_due_date(
            action=self.action, to_day=to_day, reason=self.random.choice(said.MOVED_BECAUSE),
            by=self.builder.cast.speaker(self.action.owner_post, day), today=day,
        )  # fmt: skip

    def _complete(self) -> None:
        """Call it done; what proves it may leave the council in two cases of three."""
        late = self.random.choice((-6, -2, 0, 0, 9))
        done_on = min(days_after(self.final_due, late), self.today)
        complete_action(
            action=self.action, done_on=done_on, achieved=self.random.choice(said.ACHIEVED),
            by=self.builder.cast.speaker(self.action.owner_post, done_on), today=self.today,
            url=f"https://documents.fernshire.example/actions/{self.action.reference}",
        )  # fmt: skip
        if self.random.random() < OPEN_SHARE:
            self.action.evidence.update(confidentiality=Evidence.Confidentiality.MAY_LEAVE)
