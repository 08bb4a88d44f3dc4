"""Answers which versions of the plan there were on a day, what each says, and what it can be held against."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef

from improvement_plans.comparing import Line
from improvement_plans.models import Action, Plan, PlanVersion, VersionLine
from improvement_plans.plan_transitions import VersionDates, status_on
from improvement_plans.selectors.wording import worded_on
from notices.cadence import Outcome
from notices.models import Notice, Obligation
from notices.selectors import register_as_at

Status = PlanVersion.Status

OPEN = frozenset({Outcome.UPCOMING, Outcome.DUE_SOON, Outcome.OVERDUE})


@dataclass(frozen=True)
class VersionStanding:
    """A version as it stood on a day: its status then and the days that had come by then."""

    version: PlanVersion
    status: PlanVersion.Status
    dates: VersionDates

    @property
    def is_draft(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def is_in_force(self) -> bool:
        return self.status == Status.IN_FORCE

    @property
    def is_judged(self) -> bool:
        return self.dates.judged_on is not None

    @property
    def in_words(self) -> str:
        """The status with the days that explain it, for those who ask which plan held when."""
        dates = self.dates
        if dates.in_force_from is None:
            return str(self.status.label)
        began = f"{dates.in_force_from:%-d %B %Y}"
        if dates.superseded_on is None:
            return f"In force since {began}"
        return f"In force from {began} until {dates.superseded_on - dt.timedelta(days=1):%-d %B %Y}"


def versions_as_at(
    plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None
) -> tuple[VersionStanding, ...]:
    """Return the versions that had been opened by `as_at`, as known on `known_on`, the newest first."""
    versions = (
        plan.versions.select_related("submitted_by", "judged_by")
        .annotate(has_words=Exists(VersionLine.objects.filter(version=OuterRef("pk"))))
        .order_by("-number")
    )
    standings = (_standing(version, as_at) for version in _as_known(versions, plan, known_on))
    return tuple(each for each in standings if each is not None)


def version_in_force(
    plan: Plan, as_at: dt.date, *, known_on: dt.date | None = None
) -> VersionStanding | None:
    """Return the version in force on `as_at`; None when there was none."""
    return next((each for each in versions_as_at(plan, as_at, known_on=known_on) if each.is_in_force), None)


def lines_of(standing: VersionStanding, *, as_at: dt.date, known_on: dt.date | None = None) -> list[Line]:
    """Return what a version says: of a draft the working plan, of any other the words that were frozen."""
    if standing.is_draft:
        return working_lines(standing.version.plan, as_at=as_at, known_on=known_on)
    return [_line_of(line) for line in standing.version.lines.order_by("objective_reference", "reference")]


def working_lines(plan: Plan, *, as_at: dt.date, known_on: dt.date | None = None) -> list[Line]:
    """Return the plan that is worked on as it read on `as_at`, one line for each action in it."""
    actions: list[Any] = list(
        Action.objects.filter(objective__plan=plan)
        .standing_on(as_at, known_on=known_on)
        .select_related("objective", "owner_post")
        .prefetch_related("objective__areas")
        .order_by("objective__reference", "reference", "pk")
    )
    worded_on(actions, as_at=as_at, known_on=known_on)
    return [_line_now(action) for action in actions]


def compared_with(
    standing: VersionStanding, versions: Iterable[VersionStanding]
) -> tuple[VersionStanding, ...]:
    """Return the versions that `standing` can be held against: earlier ones whose words were kept when submitted."""
    earlier = (each for each in versions if each.version.number < standing.version.number)
    return tuple(each for each in earlier if not each.is_draft and each.version.has_words)  # type: ignore[attr-defined]


def open_submissions(notice: Notice, *, today: dt.date) -> list[Obligation]:
    """Return the obligations of the notice to submit something that are open today and ask for no target."""
    register = register_as_at(notice, as_at=today)
    return [
        each.obligation
        for each in register.obligations
        if each.obligation.kind == Obligation.Kind.SUBMISSION
        and any(row.outcome in OPEN for row in each.occurrences)
        and all(line.cadence.type != "ladder" for line in each.cadences)
    ]


def _as_known(versions: Iterable[PlanVersion], plan: Plan, known_on: dt.date | None) -> Iterable[PlanVersion]:
    """Give each version the days that had been recorded by `known_on`; leave out what nobody knew of."""
    if known_on is None:
        return versions
    known: dict[int, Any] = {}
    records: Any = PlanVersion.history
    for record in records.filter(plan=plan.pk, history_date__date__lte=known_on).order_by(
        "history_date", "history_id"
    ):
        known[record.id] = record
    return [_with_days_of(known[version.pk], version) for version in versions if version.pk in known]


def _with_days_of(record: Any, version: PlanVersion) -> PlanVersion:
    names = ("status", "opened_on", "submitted_on", "judged_on", "recommendations", "what_changed")
    for name in (*names, "in_force_from", "superseded_on"):
        setattr(version, name, getattr(record, name))
    return version


def _standing(version: PlanVersion, as_at: dt.date) -> VersionStanding | None:
    dates = VersionDates(
        opened_on=version.opened_on or version.submitted_on,
        submitted_on=version.submitted_on,
        judged_on=version.judged_on,
        in_force_from=_in_force_from(version),
        superseded_on=version.superseded_on,
        is_unfit=version.status == Status.NOT_FIT,
    )
    status = status_on(dates, as_at)
    return None if status is None else VersionStanding(version, Status(status), _by(dates, as_at))


def _in_force_from(version: PlanVersion) -> dt.date | None:
    """A version that was entered as already in force may say only when it was judged or submitted."""
    if version.in_force_from is not None or version.status != Status.IN_FORCE:
        return version.in_force_from
    return version.judged_on or version.submitted_on


def _by(dates: VersionDates, day: dt.date) -> VersionDates:
    """Leave out the days that were still to come."""

    def come(each: dt.date | None) -> dt.date | None:
        return each if each is not None and each <= day else None

    return VersionDates(
        come(dates.opened_on), come(dates.submitted_on), come(dates.judged_on), come(dates.in_force_from),
        come(dates.superseded_on), dates.is_unfit and come(dates.judged_on) is not None,
    )  # fmt: skip


def _line_of(line: VersionLine) -> Line:
    return Line(
        action=line.action_id,
        objective_reference=line.objective_reference,
        objective_title=line.objective_title,
        outcome_for_children=line.outcome_for_children,
        reference=line.reference,
        title=line.title,
        output=line.output,
        owner=line.owner,
        areas=line.areas,
        starts_on=line.starts_on,
        due_on=line.due_on,
    )


def _line_now(action: Any) -> Line:
    objective = action.objective
    return Line(
        action=action.pk,
        objective_reference=objective.reference,
        objective_title=objective.title,
        outcome_for_children=objective.outcome_for_children,
        reference=action.reference,
        title=action.title,
        output=action.output,
        owner=str(action.owner_post),
        areas=", ".join(sorted(area.letter for area in objective.areas.all())),
        starts_on=action.starts_on,
        due_on=action.due_then,
    )
