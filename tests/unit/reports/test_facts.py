"""The facts beside the editor are those of the cut, a few of many, and say so when there are none."""

from typing import Any

import pytest

from reports.changes import Change, Changes, Kind
from reports.facts import BESIDE, facts_for
from reports.kinds import KINDS

EMPTY: dict[str, Any] = {
    "position": {"word": "In breach", "late": 2, "missed": 1, "overdue": 0},
    "plan": None,
    "slow": {"objectives": [], "contributions": []},
    "digest": {"lines": []},
    "clauses": [],
    "ahead": [],
    "voices": None,
    "risks": None,
    "escalations": [],
}


def lines_of(key: str, title: str, **changed: Any) -> tuple[str, ...]:
    return next(each.lines for each in facts_for(key, EMPTY | changed) if each.title == title)


@pytest.mark.parametrize("key", sorted({key for kind in KINDS for key in kind.section_keys}))
def test_every_section_of_every_kind_has_facts_beside_it(key: str) -> None:
    assert key in BESIDE
    for each in facts_for(key, EMPTY):
        assert each.lines or each.nothing


def test_the_position_is_told_in_a_line() -> None:
    assert lines_of("statement", "Where things stand") == (
        "The notice: in breach; 2 met late, 1 missed, 0 overdue",
    )
    plan = {"done": 4, "total": 9, "overdue": 1, "areas": []}
    assert lines_of("statement", "Where things stand", plan=plan)[1] == (
        "The plan: 4 of 9 actions done, 1 overdue"
    )


def test_off_target_indicators_are_named_with_their_value() -> None:
    one = {"code": "FS01", "title": "Visits in time", "value_words": "84.0%", "word": "Red: off target",
           "standing": "off_target", "movement": "Worse", "before_words": "88.0%"}  # fmt: skip
    good = {**one, "code": "FS02", "standing": "on_target", "movement": "No change"}
    digest = {"lines": [one, good]}
    assert lines_of("advice", "Indicators off target", digest=digest) == (
        "FS01 Visits in time: 84.0%, red: off target",
    )
    assert lines_of("commentary", "Indicators that moved", digest=digest) == (
        "FS01 Visits in time: worse, 84.0% (before: 88.0%)",
    )


def test_of_a_long_list_the_first_eight_are_shown_and_the_rest_counted() -> None:
    ahead = [{"due_on": f"2026-11-{day:02}", "clause": "5", "summary": "Report"} for day in range(1, 12)]
    facts = next(each for each in facts_for("next", EMPTY | {"ahead": ahead}) if "falls due" in each.title)
    assert facts.lines[0] == "1 November 2026: Report (clause 5)"
    assert (len(facts.lines), facts.more) == (8, 3)


def test_what_changed_is_told_with_what_it_was() -> None:
    change = Change(reference="1.1", title="Fill the posts", was="Amber", now="Red", what="worse")
    changed = Changes((Kind("Actions", (change,)),))
    facts = facts_for("analysis", EMPTY, changed)[1]
    assert facts.lines == ("1.1 Fill the posts: Amber before, now red",)
    assert facts_for("analysis", EMPTY)[1].nothing == "There are no earlier figures to compare with."
