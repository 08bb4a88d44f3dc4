"""What a report has and lacks follows from the cut and the text alone."""

import datetime as dt
from typing import Any

import pytest

from reports.readiness import Requirement, State, is_ready, requirements

TODAY = dt.date(2026, 11, 22)


def cut(**changed: Any) -> dict[str, Any]:
    """A cut in which nothing is lacking."""
    action = {"reference": "1.1", "done_on": None, "said_on": "2026-10-20"}
    series = [{"value": "81"}, {"value": "84"}]
    line = {"code": "A1", "is_key": True, "standing": "on_target", "series": series}
    whole: dict[str, Any] = {
        "as_at": "2026-10-31",
        "known_on": "2026-11-20",
        "plan": {"total": 1, "done": 0, "areas": [{"actions": [action]}]},
        "slow": {"objectives": [], "contributions": []},
        "digest": {"lines": [line]},
    }
    return {**whole, **changed}


def state_of(
    title: str, content: dict[str, Any], *, analysis: str = "Words", recommendations: str = "More"
) -> State:
    found = requirements(content, analysis=analysis, recommendations=recommendations, today=TODAY)
    return next(each for each in found if each.title == title).state


def action(**changed: Any) -> dict[str, Any]:
    one = {"reference": "1.1", "done_on": None, "said_on": "2026-10-20", **changed}
    return {"total": 1, "done": 0, "areas": [{"actions": [one]}]}


def digest(**changed: Any) -> dict[str, Any]:
    line = {
        "code": "A1",
        "is_key": True,
        "standing": "on_target",
        "series": [{"value": "81"}, {"value": "84"}],
    }
    return {"lines": [{**line, **changed}]}


DONE = action(said_on=None, done_on="2026-10-01")
ONE_POINT = digest(series=[{"value": "81"}, {"value": None}])

CASES = [
    ("nothing lacking", "Performance trends", {}, State.THERE),
    ("a cut of eight days ago", "An up-to-date cut", {"known_on": "2026-11-14"}, State.STALE),
    ("a cut of seven days ago", "An up-to-date cut", {"known_on": "2026-11-15"}, State.THERE),
    ("no plan", "Progress against the plan's objectives", {"plan": None}, State.MISSING),
    ("an update 35 days before", "Updates by the owners", {"plan": action(said_on="2026-09-26")}, State.THERE),
    ("an update 36 days before it", "Updates by the owners", {"plan": action(said_on="2026-09-25")}, State.STALE),
    ("a live action without any update", "Updates by the owners", {"plan": action(said_on=None)}, State.STALE),
    ("a done action without any", "Updates by the owners", {"plan": DONE}, State.THERE),
    ("one point is no trend", "Performance trends", {"digest": ONE_POINT}, State.MISSING),
    ("only lesser indicators", "Performance trends", {"digest": digest(is_key=False)}, State.MISSING),
    ("no indicators", "Figures for the month", {"digest": {"lines": []}}, State.MISSING),
    ("no figure for the only one", "Figures for the month", {"digest": digest(standing="not_given")}, State.MISSING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "changed", "state"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_requirement_is_judged_by_its_rule(title: str, changed: dict[str, Any], state: State) -> None:
    assert state_of(title, cut(**changed)) is state


def test_a_figure_missing_for_some_indicators_is_out_of_date_and_names_them() -> None:
    lines = [*digest()["lines"], {**digest()["lines"][0], "code": "B7", "standing": "not_given"}]
    found = requirements(cut(digest={"lines": lines}), analysis="a", recommendations="b", today=TODAY)
    figures = next(each for each in found if each.title == "Figures for the month")
    assert figures.state is State.STALE
    assert "1 of 2" in figures.words
    assert "B7" in figures.words


@pytest.mark.parametrize("words", ["", "   ", "\n\t"])
def test_blank_text_is_missing_text(words: str) -> None:
    assert state_of("Analysis", cut(), analysis=words) is State.MISSING
    assert state_of("Recommendations for action", cut(), recommendations=words) is State.MISSING


def test_what_is_missing_holds_a_report_up_and_what_is_stale_does_not() -> None:
    stale = Requirement("x", State.STALE, "", "plan")
    missing = Requirement("x", State.MISSING, "", "plan")
    assert is_ready([stale])
    assert not is_ready([stale, missing])
