"""Draws whole questions for the laws of the cadence engine: every type, varied, cancelled, lifted, two at a time."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.worked_items import answer_item

Item = dict[str, Any]
TYPES = (
    "by_date", "within", "in_month", "each_calendar", "at_least_every", "every", "before_each", "at_each", "on_request",
    "to_be_agreed", "kept_up_to_date", "regular", "ladder", "standing",
)  # fmt: skip
ONE_OFFS = ("by_date", "within", "in_month")
SHORT_UNITS = ("days", "weeks")
UNITS = (*SHORT_UNITS, "months", "years", "working_days", "clear_days", "clear_working_days")
LARGEST = {"weeks": 8, "months": 5, "years": 1}
FIRST = dt.date(2026, 1, 1)
SPAN = 400
ANCHORS = ("publication", "inspection report", "not yet")


def law(*strategies: Any, examples: int = 40) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """State a law as a property: the same examples on every run, however slow the machine."""

    def state(test: Callable[..., None]) -> Callable[..., None]:
        quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
        steady = settings(derandomize=True, max_examples=examples, deadline=None, suppress_health_check=quiet)
        return steady(given(*strategies)(test))

    return state


def days(first: int = 0, last: int = SPAN) -> st.SearchStrategy[str]:
    """ISO dates, so many days after the first day on which a notice is in force."""
    return st.integers(first, last).map(lambda offset: (FIRST + dt.timedelta(days=offset)).isoformat())


def later(day: str, by: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=by)).isoformat()


@st.composite
def counted(draw: st.DrawFn, units: tuple[str, ...]) -> Item:
    unit = draw(st.sampled_from(units))
    return {"n": draw(st.integers(1, LARGEST.get(unit, 60))), "unit": unit}


@st.composite
def cadences(draw: st.DrawFn, types: tuple[str, ...] = TYPES, units: tuple[str, ...] = UNITS) -> Item:
    """One cadence of any of `types`, bounded now and then."""
    type_ = draw(st.sampled_from(types))
    cadence: Item = {"type": type_}
    if type_ == "by_date":
        cadence["date"] = draw(days(-10))
    elif type_ in ("within", "at_least_every", "every"):
        cadence |= draw(counted(units))
        names = ANCHORS if type_ == "within" else (None, *ANCHORS[:2])
        cadence["anchor"] = draw(st.sampled_from(names))
    elif type_ == "in_month":
        cadence["month"] = draw(days(-10))[:7]
    elif type_ == "each_calendar":
        cadence["unit"] = draw(st.sampled_from(["month", "quarter"]))
    elif type_ == "before_each" and draw(st.booleans()):
        lead_units = ["days"] if units == SHORT_UNITS else ["days", "working_days", "clear_working_days"]
        cadence |= {"lead": draw(st.integers(1, 6)), "lead_unit": draw(st.sampled_from(lead_units))}
    elif type_ == "kept_up_to_date":
        cadence["max_age_days"] = draw(st.none() | st.integers(1, 90))
    elif type_ == "ladder":
        rungs = st.lists(st.sampled_from([3, 6, 9, 12]), min_size=1, unique=True).map(sorted)
        unit = draw(st.sampled_from([unit for unit in ("weeks", "months") if unit in units]))
        cadence |= {"n": draw(rungs), "unit": unit, "anchor": draw(st.sampled_from(ANCHORS))}
    return cadence | ({"until": draw(days())} if draw(st.integers(0, 6)) == 0 else {})


@st.composite
def events(draw: st.DrawFn) -> Item:
    event: Item = {"date": draw(days(-20))}
    if draw(st.integers(0, 7)) == 0:
        event["cancelled"] = True
    if draw(st.integers(0, 3)) == 0:
        event["for"] = draw(st.sampled_from(["m0", "m1", "m2", "m3"]))
    if draw(st.booleans()):
        event["rung"] = draw(st.sampled_from([3, 6, 9, 12]))
    return event


@st.composite
def meetings(draw: st.DrawFn, cancelled: bool = True) -> list[Item]:
    dates = draw(st.lists(days(-10), max_size=6, unique=True))
    found = []
    for place, date in enumerate(dates):
        called_off = cancelled and draw(st.integers(0, 3)) == 0
        cancelled_on = later(date, -draw(st.integers(0, 20))) if called_off else None
        found.append({"id": f"m{place}", "date": date, "cancelled_on": cancelled_on})
    return found


@st.composite
def requests(draw: st.DrawFn) -> Item:
    requested_on = draw(days(-10))
    return {"requested_on": requested_on, "due_on": later(requested_on, draw(st.integers(0, 40)))}


@st.composite
def variations(
    draw: st.DrawFn, types: tuple[str, ...] = TYPES, units: tuple[str, ...] = UNITS, parts: int = 1
) -> Item:
    """Agreed before or after it takes effect."""
    effective_from = draw(days())
    return {
        "agreed_on": later(effective_from, draw(st.integers(-40, 15))),
        "effective_from": effective_from,
        "cadence": draw(cadences(types, units)),
        "part": draw(st.integers(0, parts - 1)),
    }


@st.composite
def assessments(draw: st.DrawFn) -> Item:
    return {"date": draw(days()), "judgement": draw(st.sampled_from(["met", "partly_met", "not_met"]))}


@st.composite
def items(
    draw: st.DrawFn,
    types: tuple[str, ...] = TYPES,
    *,
    units: tuple[str, ...] = UNITS,
    most: int = 1,
    varied: bool = True,
    lifted: bool = True,
    cancelled: bool = True,
) -> Item:
    """One item of `work_out` with up to `most` cadences and facts of every kind, some of them after `as_at`."""
    asked = draw(st.lists(cadences(types, units), min_size=1, max_size=most))
    changes = variations(types, units, len(asked))
    return {
        "in_force": FIRST.isoformat(),
        "as_at": draw(days()),
        "lifted": draw(st.none() | days(1)) if lifted else None,
        "cadences": asked,
        "anchors": {"publication": draw(days(-90, 60)), "inspection report": draw(days(-90, 60))},
        "events": draw(st.lists(events(), max_size=10)),
        "parents": draw(meetings(cancelled)),
        "requests": draw(st.lists(requests(), max_size=4)),
        "variations": draw(st.lists(changes, max_size=2)) if varied else [],
        "assessments": draw(st.lists(assessments(), max_size=3)),
        "lead_days": draw(st.integers(0, 20)),
    }


def unvaried(types: tuple[str, ...] = TYPES, **choices: Any) -> st.SearchStrategy[Item]:
    """Items of one cadence that is never varied, under a notice that is not lifted."""
    return items(types, varied=False, lifted=False, **choices)


def with_(item: Item, **changes: Any) -> Item:
    return {**item, **changes}


def rows(item: Item) -> list[Item]:
    found: list[Item] = answer_item(item)["occurrences"]
    return found


def shifted(value: Any, move: Callable[[dt.date], dt.date]) -> Any:
    """Return a JSON value with every date in it, and every month, moved."""
    if isinstance(value, dict):
        return {key: shifted(inner, move) for key, inner in value.items()}
    if isinstance(value, list):
        return [shifted(inner, move) for inner in value]
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return move(dt.date.fromisoformat(value)).isoformat()
    if isinstance(value, str) and len(value) == 7 and value[4] == "-":
        return move(dt.date.fromisoformat(f"{value}-01")).isoformat()[:7]
    return value
