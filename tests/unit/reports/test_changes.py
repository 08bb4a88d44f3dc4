"""What changed between two cuts: worked cases of each kind, and the laws that hold for any two."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.changes import (
    ACTIONS,
    AREAS,
    DATES,
    INDICATORS,
    POSITION,
    RISKS,
    SLOW,
    Change,
    Changes,
    Turn,
    changes,
)

BETTER, WORSE, OTHER = Turn.BETTER, Turn.WORSE, Turn.OTHER
WORDS = {"in_breach": "In breach", "at_risk": "At risk", "on_track": "On track", None: "Nothing falls due"}


def cut(**parts: Any) -> dict[str, Any]:
    return {
        "format": 3,
        "clauses": [],
        "plan": None,
        "slow": {"objectives": []},
        "digest": {"lines": []},
        "risks": {"rows": []},
        **parts,
    }


def duties(*obligations: dict[str, Any], number: str = "5") -> dict[str, Any]:
    return cut(clauses=[{"number": number, "obligations": list(obligations)}])


def duty(key: str | None, *rows: dict[str, Any], counts: bool = True) -> dict[str, Any]:
    return {
        "summary": "Report",
        "key": key,
        "word": WORDS.get(key, ""),
        "counts": counts,
        "rows": list(rows),
    }


def row(outcome: str, words: str = "", due_on: str = "2026-10-10") -> dict[str, Any]:
    return {"due_on": due_on, "outcome": outcome, "words": words}


def plan(*actions: dict[str, Any], key: str = "green", word: str = "Green: on track") -> dict[str, Any]:
    area = {"title": "a: Leadership", "key": key, "word": word, "actions": list(actions)}
    return cut(plan={"areas": [area]})


def action(**changed: Any) -> dict[str, Any]:
    return {
        "objective": "O1", "reference": "1.1", "title": "Appoint managers", "done_on": None, "days_overdue": 0,
        "due_on": "2026-12-31", **changed,
    }  # fmt: skip


def slow(*references: str) -> dict[str, Any]:
    return cut(
        slow={"objectives": [{"reference": each, "title": f"Objective {each}"} for each in references]}
    )


def figures(*lines: dict[str, Any]) -> dict[str, Any]:
    return cut(digest={"lines": list(lines)})


def line(standing: str, word: str, meaning: str = "", *, is_withheld: bool = False) -> dict[str, Any]:
    statistics = {"word": "", "meaning": meaning} if meaning else None
    return {
        "code": "FS01", "title": "Visits", "standing": standing, "word": word, "statistics": statistics,
        "is_withheld": is_withheld,
    }  # fmt: skip


def risks(*rows: dict[str, Any]) -> dict[str, Any]:
    return cut(risks={"rows": list(rows)})


def risk(score: int | None, level: str = "", closed_on: str | None = None) -> dict[str, Any]:
    return {
        "reference": "R1",
        "title": "Too few workers",
        "score": score,
        "level_word": level,
        "closed_on": closed_on,
    }


GREEN, RED = ("on_target", "Green: on target"), ("off_target", "Red: off target")
NAME = ("1.1", "Appoint managers")
DUE = ("5", "Report, due 10 October 2026")
CASES: list[tuple[str, dict[str, Any], dict[str, Any], str, list[Change]]] = [
    ("a duty fell into breach", duties(duty("on_track")), duties(duty("in_breach")), POSITION,
     [Change("5", "Report", "On track", "In breach", "worse", WORSE)]),
    ("a duty of others is not counted", duties(duty("on_track", counts=False)),
     duties(duty("in_breach", counts=False)), POSITION, []),
    ("a duty that is new has no position to compare", cut(), duties(duty("in_breach")), POSITION, []),
    ("a date was met", duties(duty(None, row("upcoming"))), duties(duty(None, row("met", "Met"))), DATES,
     [Change(*DUE, "Not yet due", "Met", "met in time", BETTER)]),
    ("a date that was not in the cut before is newly missed", duties(duty(None)),
     duties(duty(None, row("missed", "Missed"))), DATES,
     [Change(*DUE, "Not yet due", "Missed", "newly missed", WORSE)]),
    ("what was overdue was done at last", duties(duty(None, row("overdue", "Overdue by 3 days"))),
     duties(duty(None, row("met_late", "Met 9 days late"))), DATES,
     [Change(*DUE, "Overdue by 3 days", "Met 9 days late", "met late", BETTER)]),
    ("being overdue for longer is no change", duties(duty(None, row("overdue", "Overdue by 3 days"))),
     duties(duty(None, row("overdue", "Overdue by 33 days"))), DATES, []),
    ("a discharge was withdrawn", duties(duty(None, row("met", "Met"))),
     duties(duty(None, row("due_soon", "Due soon"))), DATES,
     [Change(*DUE, "Met", "Not yet due", "no longer so", WORSE)]),
    ("a variation ended what was overdue", duties(duty(None, row("overdue", "Overdue by 3 days"))),
     duties(duty(None, row("superseded", "Superseded"))), DATES,
     [Change(*DUE, "Overdue by 3 days", "Superseded", "no longer so", BETTER)]),
    ("an area turned red", plan(), plan(key="red", word="Red: off track"), AREAS,
     [Change("", "a: Leadership", "Green: on track", "Red: off track", "worse", WORSE)]),
    ("an action was done", plan(action()), plan(action(done_on="2026-10-12")), ACTIONS,
     [Change(*NAME, "Not done", "Done on 12 October 2026", "done", BETTER)]),
    ("one done that was overdue is told once", plan(action(days_overdue=3)), plan(action(done_on="2026-10-12")),
     ACTIONS, [Change(*NAME, "Not done", "Done on 12 October 2026", "done", BETTER)]),
    ("an action fell behind", plan(action()), plan(action(days_overdue=3)), ACTIONS,
     [Change(*NAME, "Not overdue", "Overdue", "newly overdue", WORSE)]),
    ("one put back is overdue no longer", plan(action(days_overdue=3)), plan(action(due_on="2027-01-31")), ACTIONS,
     [Change(*NAME, "Overdue", "Not overdue", "no longer overdue", BETTER),
      Change(*NAME, "Due 31 December 2026", "Due 31 January 2027", "with another date", OTHER)]),
    ("an action is new", plan(), plan(action()), ACTIONS,
     [Change(*NAME, "Not in the plan", "In the plan", "new", OTHER)]),
    ("an action left the plan", plan(action()), plan(), ACTIONS,
     [Change(*NAME, "In the plan", "Not in the plan", "left the plan", OTHER)]),
    ("one reference in two objectives is two actions", plan(action()),
     plan(action(), action(objective="O2", title="Train")), ACTIONS,
     [Change("1.1", "Train", "Not in the plan", "In the plan", "new", OTHER)]),
    ("an objective became slow, another no longer is", slow("O1"), slow("O2"), SLOW,
     [Change("O2", "Objective O2", "Not slow", "Slow", "newly slow", WORSE),
      Change("O1", "Objective O1", "Slow", "Not slow", "no longer slow", BETTER)]),
    ("an indicator left its target", figures(line(*GREEN)), figures(line(*RED)), INDICATORS,
     [Change("FS01", "Visits", "Green: on target", "Red: off target", "rated worse", WORSE)]),
    ("a signal began", figures(line(*GREEN, "common")), figures(line(*GREEN, "concern")), INDICATORS,
     [Change("FS01", "Visits", "common", "concern", "with another signal", OTHER)]),
    ("a figure that was not given has no rating and no signal to compare", figures(line(*GREEN, "concern")),
     figures(line("not_given", "No figure given")), INDICATORS,
     [Change("FS01", "Visits", "Green: on target", "No figure given", "with another rating", OTHER)]),
    ("a figure that is hidden now tells nothing", figures(line(*GREEN, "common")),
     figures(line("suppressed", "Suppressed", is_withheld=True)), INDICATORS, []),
    ("of one that hides another month the rating may be told and the signal not",
     figures(line(*GREEN, "common")), figures(line(*RED, is_withheld=True)), INDICATORS,
     [Change("FS01", "Visits", "Green: on target", "Red: off target", "rated worse", WORSE)]),
    ("a risk rose", risks(risk(9, "Medium")), risks(risk(16, "Severe")), RISKS,
     [Change("R1", "Too few workers", "9, medium", "16, severe", "higher", WORSE)]),
    ("a risk was closed", risks(risk(9, "Medium")), risks(risk(9, "Medium", closed_on="2026-10-02")), RISKS,
     [Change("R1", "Too few workers", "9, medium", "Closed", "lower", BETTER)]),
    ("a risk is new", risks(), risks(risk(None)), RISKS,
     [Change("R1", "Too few workers", "Not in the log", "Not scored", "changed", OTHER)]),
    ("an older cut had no risks", cut(risks=None), risks(risk(9, "Medium")), RISKS, []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("what", "before", "now", "heading", "expected"), CASES, ids=[case[0] for case in CASES]
)
def test_changes(
    what: str, before: dict[str, Any], now: dict[str, Any], heading: str, expected: list[Change]
) -> None:
    assert list(changes(before, now).of(heading)) == expected


def test_an_older_cut_knew_an_action_by_its_reference_alone() -> None:
    old = {key: value for key, value in action().items() if key != "objective"}
    before = {**plan(old), "format": 2}
    assert changes(before, plan(action())).number == 0


def test_each_kind_is_counted_in_words() -> None:
    before = plan(action(), action(reference="1.2"), action(reference="1.3"))
    now = plan(
        action(done_on="2026-10-12"),
        action(reference="1.2", days_overdue=2),
        action(reference="1.3", done_on="2026-10-13"),
    )
    (kind,) = changes(before, now).kinds
    assert (kind.heading, kind.in_words) == (ACTIONS, "2 done, 1 newly overdue")


def new_actions(number: int) -> list[dict[str, Any]]:
    return [action(reference=f"2.{each}") for each in range(1, number + 1)]


def test_many_changes_to_the_same_are_told_in_one_line_after_the_others() -> None:
    now = plan(*new_actions(6), action(done_on="2026-10-12"))
    (kind,) = changes(plan(action()), now).kinds
    assert [(each.reference, each.title, each.now) for each in kind.told] == [
        ("1.1", "Appoint managers", "Done on 12 October 2026"),
        ("", "6 of them: 2.1, 2.2, 2.3, 2.4, 2.5, 2.6", "In the plan"),
    ]
    assert kind.in_words == "6 new, 1 done"


def test_a_few_changes_are_told_one_by_one() -> None:
    (kind,) = changes(plan(), plan(*new_actions(5))).kinds
    assert kind.told == kind.changes


def test_of_many_that_were_different_nothing_is_said_of_what_they_were() -> None:
    codes = [f"FS{number:02}" for number in range(6)]
    before = figures(*({**line(*(RED if code == "FS00" else GREEN)), "code": code} for code in codes))
    now = figures(*({**line("not_given", "No figure given"), "code": code} for code in codes))
    (told,) = changes(before, now).kinds[0].told
    assert (told.was, told.now) == ("Various", "No figure given")


def test_what_is_better_or_worse_is_told_by_itself_however_many() -> None:
    before, now = plan(*new_actions(7)), plan(*({**each, "days_overdue": 3} for each in new_actions(7)))
    (kind,) = changes(before, now).kinds
    assert len(kind.told) == 7


KEYS = st.sampled_from(["in_breach", "at_risk", "on_track", None])
OUTCOMES = st.sampled_from(
    ["upcoming", "due_soon", "met", "met_late", "overdue", "missed", "superseded", "not_required"]
)
ROWS = st.lists(
    st.builds(lambda outcome, day: row(outcome, outcome, f"2026-10-{day:02}"), OUTCOMES, st.integers(1, 4)),
    max_size=4,
)
DUTIES = st.lists(
    st.builds(lambda key, rows, counts: duty(key, *rows, counts=counts), KEYS, ROWS, st.booleans()),
    max_size=3,
)
ACTION = st.builds(
    lambda reference, done, days, due: action(
        reference=reference, done_on=done, days_overdue=days, due_on=due
    ),
    st.sampled_from(["1.1", "1.2", "1.3"]),
    st.sampled_from([None, "2026-10-12"]),
    st.integers(0, 2),
    st.sampled_from(["2026-12-31", "2027-01-31"]),
)
LINE = st.builds(
    lambda code, rated, meaning, hidden: {**line(*rated, meaning, is_withheld=hidden), "code": code},
    st.sampled_from(["FS01", "FS02"]),
    st.sampled_from([GREEN, RED, ("suppressed", "Suppressed"), ("not_given", "No figure given")]),
    st.sampled_from(["", "common", "concern"]),
    st.booleans(),
)
CUTS = st.builds(
    lambda clauses, actions, references, lines, score: cut(
        clauses=[{"number": "5", "obligations": clauses}],
        plan={"areas": [{"title": "a", "key": "green", "word": "Green", "actions": actions}]},
        slow={"objectives": [{"reference": each, "title": each} for each in references]},
        digest={"lines": lines},
        risks=score and {"rows": [risk(*score)]},
    ),
    DUTIES,
    st.lists(ACTION, max_size=4),
    st.sets(st.sampled_from(["O1", "O2"])),
    st.lists(LINE, max_size=2, unique_by=lambda each: each["code"]),
    st.sampled_from([None, (4, "Low"), (16, "Severe"), (None, "")]),
)


def told(found: Changes, *, backwards: bool = False) -> Counter[tuple[str, str, str, str, Turn]]:
    turned = {BETTER: WORSE, WORSE: BETTER, OTHER: OTHER}
    return Counter(
        (kind.heading, each.reference, each.now, each.was, turned[each.turn])
        if backwards
        else (kind.heading, each.reference, each.was, each.now, each.turn)
        for kind in found.kinds
        for each in kind.changes
    )


@given(CUTS)
def test_between_a_cut_and_itself_nothing_changed(content: dict[str, Any]) -> None:
    assert changes(content, content).number == 0


@given(CUTS, CUTS)
def test_read_backwards_the_same_changes_come_out_turned(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    assert told(changes(first, second)) == told(changes(second, first), backwards=True)


@given(CUTS, CUTS)
def test_nothing_that_is_told_is_as_it_was(first: dict[str, Any], second: dict[str, Any]) -> None:
    for kind in changes(first, second).kinds:
        assert kind.changes
        assert all(each.was != each.now for each in kind.changes)
