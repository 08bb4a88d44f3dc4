"""What changed between two cuts: positions, dates, actions, areas, slow objectives, indicators and risks.

Nothing is judged to be worth telling or not: whatever is another than it was is listed, and read the other way round
the same list comes out with everything turned.
"""

import datetime as dt
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

Cut = Mapping[str, Any]
"""A cut in today's shape (`reports.cut.reading`); its days may be ISO strings or dates, the same in both cuts."""
Row = Mapping[str, Any]
Key = TypeVar("Key", bound=Hashable)


class Turn(StrEnum):
    """Which way something went, where there is a better and a worse."""

    BETTER = "better"
    WORSE = "worse"
    OTHER = "other"

    @property
    def word(self) -> str:
        return {"better": "Better", "worse": "Worse", "other": "Changed"}[self.value]


@dataclass(frozen=True)
class Change:
    """One thing that is another than it was. `what` is how it is counted: "newly overdue"."""

    reference: str
    title: str
    was: str
    now: str
    what: str
    turn: Turn = Turn.OTHER


@dataclass(frozen=True)
class Kind:
    """One kind of change, with at least one in it."""

    heading: str
    changes: tuple[Change, ...]

    @property
    def in_words(self) -> str:
        """How many of what: "2 done, 1 newly overdue"."""
        counted = Counter(change.what for change in self.changes)
        return ", ".join(f"{number} {what}" for what, number in counted.items())


@dataclass(frozen=True)
class Changes:
    """Everything that changed, by kind; a kind in which nothing did is not there."""

    kinds: tuple[Kind, ...]

    @property
    def number(self) -> int:
        return sum(len(kind.changes) for kind in self.kinds)

    def of(self, heading: str) -> tuple[Change, ...]:
        """Return the changes of one kind, none where nothing changed."""
        return next((kind.changes for kind in self.kinds if kind.heading == heading), ())


WITH_SIGNALS, WITH_OBJECTIVES = 2, 3
"""The first formats of a cut that held the statistics of figures, and the objective of an action."""

POSITION = "Position of duties"
DATES = "Dates of the notice"
ACTIONS = "Actions of the plan"
AREAS = "Areas of the plan"
SLOW = "Slow objectives"
INDICATORS = "Indicators"
RISKS = "Risks"

_POSITIONS = ("discharged", "on_track", "not_assessed", "at_risk", "in_breach")
_RATINGS = ("blue", "green", "not_started", "paused", "amber", "red")
_STANDINGS = ("on_target", "near_target", "off_target")
_OUTCOMES = ("met", "", "met_late", "overdue", "missed")
"""The best first. What is still to come, or is not required any more, is "": there is nothing to tell of it."""
_BECAME = {"met": "met in time", "met_late": "met late", "overdue": "newly overdue", "missed": "newly missed"}
_WENT = {Turn.BETTER: "better", Turn.WORSE: "worse", Turn.OTHER: "changed"}


def changes(before: Cut, now: Cut) -> Changes:
    """Return what is another in `now` than it was in `before`. Between a cut and itself nothing is."""
    found = (
        (POSITION, _positions(before, now)),
        (DATES, _dates(before, now)),
        (AREAS, _areas(before, now)),
        (ACTIONS, _actions(before, now)),
        (SLOW, _slow(before, now)),
        (INDICATORS, _indicators(before, now)),
        (RISKS, _risks(before, now)),
    )
    kinds = (Kind(heading, tuple(each)) for heading, each in found)
    return Changes(tuple(kind for kind in kinds if kind.changes))


def _positions(before: Cut, now: Cut) -> Iterator[Change]:
    for key, was, is_now in _pairs(_duties(before), _duties(now)):
        if was and is_now and was["key"] != is_now["key"]:
            turn = _turn(_POSITIONS, was["key"], is_now["key"])
            yield Change(key[0], is_now["summary"], was["word"], is_now["word"], _WENT[turn], turn)


def _duties(cut: Cut) -> dict[tuple[Any, ...], Row]:
    """Return the duties that count against the council, by clause and summary."""
    duties = [(clause["number"], duty) for clause in cut["clauses"] for duty in clause["obligations"]]
    return _keyed(((number, duty["summary"]), duty) for number, duty in duties if duty["counts"])


def _dates(before: Cut, now: Cut) -> Iterator[Change]:
    for key, was, is_now in _pairs(_rows(before), _rows(now)):
        then, since = _outcome(was), _outcome(is_now)
        if then != since:
            clause, summary, due_on = key[0], key[1], (is_now or was or {})["due_on"]
            yield Change(
                clause, f"{summary}, due {_day(due_on)}", _outcome_words(was), _outcome_words(is_now),
                _BECAME.get(since, "no longer so"), _turn(_OUTCOMES, then, since),
            )  # fmt: skip


def _rows(cut: Cut) -> dict[tuple[Any, ...], Row]:
    duties = _duties(cut).items()
    return _keyed(((*key, row["due_on"]), row) for key, duty in duties for row in duty["rows"])


def _outcome(row: Row | None) -> str:
    outcome = str(row["outcome"]) if row else ""
    return outcome if outcome in _OUTCOMES else ""


def _outcome_words(row: Row | None) -> str:
    is_ahead = row is None or row["outcome"] in ("upcoming", "due_soon")
    return "Not yet due" if is_ahead or row is None else str(row["words"])


def _areas(before: Cut, now: Cut) -> Iterator[Change]:
    was_and_is = [{area["title"]: area for area in _plan_areas(cut)} for cut in (before, now)]
    for title, was, is_now in _pairs(*was_and_is):
        if was and is_now and was["key"] != is_now["key"]:
            turn = _turn(_RATINGS, was["key"], is_now["key"])
            yield Change("", title, was["word"], is_now["word"], _WENT[turn], turn)


def _plan_areas(cut: Cut) -> list[Row]:
    return list(cut["plan"]["areas"]) if cut["plan"] else []


def _actions(before: Cut, now: Cut) -> Iterator[Change]:
    # An older cut knew an action by its reference alone, which only its objective makes its own.
    by_objective = min(before["format"], now["format"]) >= WITH_OBJECTIVES
    pair = [_actions_of(cut, by_objective=by_objective) for cut in (before, now)]
    for _, was, is_now in _pairs(*pair):
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
        days = [f"Due {_day(each['due_on'])}" for each in (was, now)]
        yield Change(*name, days[0], days[1], "with another date")


def _done(action: Row) -> str:
    return f"Done on {_day(action['done_on'])}" if action["done_on"] else "Not done"


def _slow(before: Cut, now: Cut) -> Iterator[Change]:
    pair = [{each["reference"]: each for each in cut["slow"]["objectives"]} for cut in (before, now)]
    for reference, was, is_now in _pairs(*pair):
        if was is None and is_now is not None:
            yield Change(reference, is_now["title"], "Not slow", "Slow", "newly slow", Turn.WORSE)
        elif was is not None and is_now is None:
            yield Change(reference, was["title"], "Slow", "Not slow", "no longer slow", Turn.BETTER)


def _indicators(before: Cut, now: Cut) -> Iterator[Change]:
    pair = [{line["code"]: line for line in cut["digest"]["lines"]} for cut in (before, now)]
    with_signals = min(before["format"], now["format"]) >= WITH_SIGNALS
    for code, was, is_now in _pairs(*pair):
        if was is None or is_now is None:
            known = is_now or was or {}
            words = ["Reported" if each else "Not reported" for each in (was, is_now)]
            yield Change(code, known["title"], words[0], words[1], "new" if is_now else "no longer reported")
            continue
        yield from _rating(code, was, is_now)
        if with_signals and not was["is_withheld"] and not is_now["is_withheld"]:
            yield from _new_signal(code, was, is_now)


def _rating(code: str, was: Row, now: Row) -> Iterator[Change]:
    """Yield how the rating changed; where a figure is hidden, nothing that could give it away."""
    if "suppressed" not in (was["standing"], now["standing"]) and was["word"] != now["word"]:
        turn = _turn(_STANDINGS, was["standing"], now["standing"])
        yield Change(code, now["title"], was["word"], now["word"], f"rated {_WENT[turn]}", turn)


def _new_signal(code: str, was: Row, now: Row) -> Iterator[Change]:
    signals = [_signal(each) for each in (was, now)]
    if signals[0] != signals[1]:
        yield Change(code, now["title"], signals[0], signals[1], "with another signal")


def _signal(line: Row) -> str:
    found = line["statistics"]
    return str(found["word"] or found["meaning"] or "No signal") if found else "Not tested"


def _risks(before: Cut, now: Cut) -> Iterator[Change]:
    if before["risks"] is None or now["risks"] is None:
        return
    pair = [{each["reference"]: each for each in cut["risks"]["rows"]} for cut in (before, now)]
    for reference, was, is_now in _pairs(*pair):
        words = [_risk(each) for each in (was, is_now)]
        if words[0] != words[1]:
            turn = _risk_turn(was, is_now)
            what = {Turn.BETTER: "lower", Turn.WORSE: "higher", Turn.OTHER: "changed"}[turn]
            yield Change(reference, (is_now or was or {})["title"], words[0], words[1], what, turn)


def _risk(risk: Row | None) -> str:
    if risk is None:
        return "Not in the log"
    if risk["closed_on"] is not None:
        return "Closed"
    return "Not scored" if risk["score"] is None else f"{risk['score']}, {risk['level_word'].lower()}"


def _risk_turn(was: Row | None, now: Row | None) -> Turn:
    weights = [0 if each is None or each["closed_on"] else each["score"] or 0 for each in (was, now)]
    if weights[0] == weights[1]:
        return Turn.OTHER
    return Turn.BETTER if weights[1] < weights[0] else Turn.WORSE


def _turn(order: tuple[str, ...], was: str | None, now: str | None) -> Turn:
    """Return which way it went in `order`, the best first; where one of the two has no place in it, nobody can say."""
    if was not in order or now not in order or was == now:
        return Turn.OTHER
    return Turn.BETTER if order.index(now) < order.index(was) else Turn.WORSE


def _keyed(rows: Iterable[tuple[tuple[Any, ...], Row]]) -> dict[tuple[Any, ...], Row]:
    """Return rows by their keys; of several with one key each has its place among them added to it."""
    seen: Counter[tuple[Any, ...]] = Counter()
    found = {}
    for key, row in rows:
        found[(*key, seen[key])] = row
        seen[key] += 1
    return found


def _pairs(was: Mapping[Key, Row], now: Mapping[Key, Row]) -> Iterator[tuple[Key, Row | None, Row | None]]:
    """Yield what stands under each key in one or both, in the order of the later cut and then what is gone."""
    for key in (*now, *(key for key in was if key not in now)):
        yield key, was.get(key), now.get(key)


def _day(day: dt.date | str) -> str:
    return f"{dt.date.fromisoformat(str(day)):%-d %B %Y}"
