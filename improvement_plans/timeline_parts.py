"""Turns the standing of a plan into the charts of its timeline, one page of them at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Page, Paginator

from improvement_plans.listing import parts_of
from improvement_plans.standing import ActionStanding, MilestoneStanding, Part, PlanStanding
from improvement_plans.timeline import Chart, Span, Step, axis_over, chart_of

BARS_ON_A_PAGE = 60

Row = tuple[Part, ActionStanding]


@dataclass(frozen=True)
class TimelinePart:
    """One area, work stream or owner on a page: its chart, and the same actions for the table beside it."""

    part: Part
    chart: Chart
    actions: tuple[ActionStanding, ...]
    is_continued: bool


@dataclass(frozen=True)
class TimelinePage:
    """The parts of one page; every chart of the timeline has the same axis, whatever page it is on."""

    parts: tuple[TimelinePart, ...]
    page: Page[Row]


def timeline_page(plan: PlanStanding, by: str, number: str | None) -> TimelinePage:
    """Return a page of the timeline; a part that does not end on one page goes on at the top of the next."""
    rows: list[Row] = [(part, action) for part in parts_of(plan, by) for action in part.shown]
    page = Paginator(rows, BARS_ON_A_PAGE).get_page(number)
    axis = axis_over((span_of(action) for action in plan.shown), today=plan.as_at)
    before = rows[page.start_index() - 2][0].key if page.start_index() > 1 else None
    parts = tuple(
        TimelinePart(part, chart_of([span_of(each) for each in actions], axis), actions, part.key == before)
        for part, actions in _by_part(list(page))
    )
    return TimelinePage(parts, page)


def span_of(standing: ActionStanding) -> Span:
    """Return an action as the geometry needs it, with what is said of it to whoever does not see the bar."""
    action = standing.action
    return Span(
        key=action.pk,
        reference=action.reference,
        title=action.title,
        words=words_of(standing),
        rating=standing.rating_value.value,
        rating_word=standing.rating_word.partition(":")[0],
        starts_on=action.starts_on,
        first_due_on=action.original_due_on,
        due_on=standing.due_on,
        done_on=standing.done_on,
        steps=tuple(_step(each) for each in standing.milestones),
    )


def words_of(standing: ActionStanding) -> str:
    """Return the bar of an action in a sentence: from when to when, moved how, done or overdue, rated how."""
    action = standing.action
    return ", ".join(
        [f"{action}: {action.starts_on:%-d %B %Y} to {standing.due_on:%-d %B %Y}", *_more(standing)]
    )


def _more(standing: ActionStanding) -> Iterator[str]:
    if standing.due_on != standing.action.original_due_on:
        yield f"first due {standing.action.original_due_on:%-d %B %Y}"
    if standing.done_on is not None:
        yield f"done {standing.done_on:%-d %B %Y}"
    elif standing.is_overdue:
        yield f"overdue by {standing.days_overdue} days" if standing.days_overdue > 1 else "overdue by 1 day"
    yield standing.rating_word


def _step(milestone: MilestoneStanding) -> Step:
    title = milestone.milestone.title
    if milestone.reached_on is not None:
        words = f"{title}: reached on {milestone.reached_on:%-d %B %Y}"
    else:
        due = f"{milestone.due_on:%-d %B %Y}"
        words = f"{title}: overdue since {due}" if milestone.is_overdue else f"{title}: due {due}"
    return Step(words, milestone.due_on, milestone.reached_on, milestone.is_overdue)


def _by_part(rows: Sequence[Row]) -> Iterator[tuple[Part, tuple[ActionStanding, ...]]]:
    for _, group in groupby(rows, key=lambda row: row[0].key):
        kept = list(group)
        yield kept[0][0], tuple(action for _, action in kept)
