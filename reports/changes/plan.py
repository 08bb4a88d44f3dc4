"""What changed in the plan: areas, actions, and what is slow."""

from collections.abc import Iterator

from reports.changes.change import WENT, Change, Cut, Row, Turn, day_in_words, pairs, turn_of

WITH_OBJECTIVES = 3
"""The first format of a cut that held the objective of an action."""

_RATINGS = ("blue", "green", "not_started", "paused", "amber", "red")
"""The best first."""


def areas(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the areas of the plan whose rating is another."""
    was_and_is = [{area["title"]: area for area in _plan_areas(cut)} for cut in (before, now)]
    for title, was, is_now in pairs(*was_and_is):
        if was and is_now and was["key"] != is_now["key"]:
            turn = turn_of(_RATINGS, was["key"], is_now["key"])
            yield Change("", title, was["word"], is_now["word"], WENT[turn], turn)


def _plan_areas(cut: Cut) -> list[Row]:
    return list(cut["plan"]["areas"]) if cut["plan"] else []


def actions(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the actions that came, went, were done, became late or got another date."""
    # An older cut knew an action by its reference alone, which only its objective makes its own.
    by_objective = min(before["format"], now["format"]) >= WITH_OBJECTIVES
    pair = [_actions_of(cut, by_objective=by_objective) for cut in (before, now)]
    for _, was, is_now in pairs(*pair):
        yield from _action(was, is_now)


def _actions_of(cut: Cut, *, by_objective: bool) -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    for action in (action for area in _plan_areas(cut) for action in area["actions"]):
        found.setdefault((action["objective"] if by_objective else "", action["reference"]), action)
    return found


def _action(was: Row | None, now: Row | None) -> Iterator[Change]:
    if was is None or now is None:
        known = now or was or {}
        words = [("In the plan" if each else "Not in the plan") for each in (was, now)]
        yield Change(
            known["reference"], known["title"], words[0], words[1], "new" if now else "left the plan"
        )
        return
    name = (now["reference"], now["title"])
    done = [each["done_on"] is not None for each in (was, now)]
    late = [each["days_overdue"] > 0 for each in (was, now)]
    if done[0] != done[1]:
        what, turn = ("done", Turn.BETTER) if done[1] else ("not done after all", Turn.WORSE)
        yield Change(*name, _done(was), _done(now), what, turn)
    elif late[0] != late[1]:
        what, turn = ("newly overdue", Turn.WORSE) if late[1] else ("no longer overdue", Turn.BETTER)
        words = ["Overdue" if each else "Not overdue" for each in late]
        yield Change(*name, words[0], words[1], what, turn)
    if was["due_on"] != now["due_on"]:
        days = [f"Due {day_in_words(each['due_on'])}" for each in (was, now)]
        yield Change(*name, days[0], days[1], "with another date")


def _done(action: Row) -> str:
    return f"Done on {day_in_words(action['done_on'])}" if action["done_on"] else "Not done"


def slow(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the objectives that became slow, and those that no longer are."""
    pair = [{each["reference"]: each for each in cut["slow"]["objectives"]} for cut in (before, now)]
    for reference, was, is_now in pairs(*pair):
        if was is None and is_now is not None:
            yield Change(reference, is_now["title"], "Not slow", "Slow", "newly slow", Turn.WORSE)
        elif was is not None and is_now is None:
            yield Change(reference, was["title"], "Slow", "Not slow", "no longer slow", Turn.BETTER)
