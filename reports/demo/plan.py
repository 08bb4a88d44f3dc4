"""Builds Fernshire's plan and its ten months of updates, moved dates and completions, from a seed."""

import datetime as dt
import random

from accounts.models import Post, PostHolding, User
from improvement_plans.models import Action, Objective, Plan, PlanVersion, Rating, WorkStream
from improvement_plans.services import complete_action, give_update, move_due_date
from notices.models import Area, Notice
from reports.demo import said
from reports.demo.days import FernshireDays, days_after
from reports.demo.people import Cast
from reports.demo.tables import ActionRow, Course, ObjectiveRow, StreamRow, objectives, work_streams

EVERY = 30
"""Days between two updates of an owner who keeps to the month."""
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
}


class PlanBuilder:
    """Makes the rows of one plan; what was said of each action follows from its reference alone."""

    def __init__(self, cast: Cast, notice: Notice, days: FernshireDays, seed: str) -> None:
        self.cast, self.notice, self.days, self.seed = cast, notice, days, seed
        self.areas = {area.letter: area for area in Area.objects.filter(notice=notice)}
        self.plan = Plan.objects.create(notice=notice, title="Fernshire improvement plan")
        self.streams: dict[int, WorkStream] = {}
        self.holdings = list(PostHolding.objects.select_related("person"))

    def build(self) -> Plan:
        """Make the version in force, the work streams, the objectives and everything under them."""
        submitted = self.days.plan_submitted
        PlanVersion.objects.create(
            plan=self.plan, number=1, status=PlanVersion.Status.IN_FORCE, submitted_on=submitted,
            judged_on=days_after(submitted, 18),
            recommendations="Fit for purpose. Say more on keeping experienced workers, and set measures for area g.",
        )  # fmt: skip
        for row in work_streams():
            self._work_stream(row)
        for objective_row in objectives():
            self._objective(objective_row)
        return self.plan

    def _work_stream(self, row: StreamRow) -> None:
        stream = WorkStream.objects.create(
            plan=self.plan, number=row.number, title=row.title, lead_post=self.cast.posts[row.lead]
        )
        stream.areas.set([self.areas[letter] for letter in row.areas])
        self.streams[row.number] = stream

    def _objective(self, row: ObjectiveRow) -> None:
        objective = Objective.objects.create(
            plan=self.plan, reference=row.number, title=row.title, outcome_for_children=row.outcome,
            owner_post=self.cast.posts[row.owner],
        )  # fmt: skip
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
        action = Action.objects.create(
            objective=objective, reference=row.reference, title=row.title, output=row.output,
            owner_post=self.cast.posts[row.owner], added_on=self.days.plan_submitted, starts_on=starts_on,
            original_due_on=first_due_on, due_on=first_due_on,
        )  # fmt: skip
        if self.cast.partners and "ag" in "".join(area.letter for area in objective.areas.all()):
            action.partner_agencies.set(self.cast.partners[:2])
        return action

    def speaker(self, post: Post, day: dt.date) -> User:
        """Who spoke for a post on a day: its holder, or the improvement team where it had none."""
        held = (
            holding.person
            for holding in self.holdings
            if holding.post_id == post.pk
            and holding.started_on <= day
            and (holding.ended_on is None or day <= holding.ended_on)
        )
        return next(held, self.cast.team)


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
        """The days on which the owner spoke: monthly, a little unevenly, with a gap where the action is silent."""
        last = {
            Course.DONE: days_after(self.final_due, -5),
            Course.SILENT: days_after(self.today, -64),
            Course.AHEAD: days_after(self.today, -9),
        }.get(self.row.course, days_after(self.today, -2))
        first = days_after(self.action.starts_on, 14)
        if self.row.course == Course.AHEAD:
            return [last]
        days, day = [], first
        while day <= min(last, self.today):
            days.append(day)
            day = days_after(day, EVERY + self.random.randint(-4, 3))
        return days

    def _say(self, number: int, day: dt.date) -> None:
        ratings = RATINGS[self.row.course]
        rating = ratings[min(number, len(ratings) - 1)]
        narrative, reason = self._words(rating)
        forecast = days_after(self.today, 40) if rating == RED else None
        give_update(
            action=self.action, by=self.builder.speaker(self.action.owner_post, day), today=day, narrative=narrative,
            rating=rating, rating_reason=reason, forecast_on=forecast,
        )  # fmt: skip

    def _words(self, rating: str) -> tuple[str, str]:
        if rating == Rating.NOT_STARTED:
            return said.NOT_YET
        if rating == Rating.PAUSED:
            return said.PAUSED_BECAUSE
        return self.random.choice(said.SAID[rating])

    def _move(self, day: dt.date, to_day: dt.date) -> None:
        move_due_date(
            action=self.action, to_day=to_day, reason=self.random.choice(said.MOVED_BECAUSE),
            by=self.builder.speaker(self.action.owner_post, day), today=day,
        )  # fmt: skip

    def _complete(self) -> None:
        late = self.random.choice((-6, -2, 0, 0, 9))
        done_on = min(days_after(self.final_due, late), self.today)
        complete_action(
            action=self.action, done_on=done_on, achieved=self.random.choice(said.ACHIEVED),
            by=self.builder.speaker(self.action.owner_post, done_on), today=self.today,
            url=f"https://documents.fernshire.example/actions/{self.action.reference}",
        )  # fmt: skip
