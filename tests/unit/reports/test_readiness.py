"""What a report has and lacks follows from its kind, its cut, its texts and the clauses that govern it alone."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.kinds import KINDS, ReportKind, kind_of
from reports.readiness import Demand, Governing, Requirement, State, demands_in, is_ready, requirements

TODAY = dt.date(2026, 11, 22)
WRITTEN = {"analysis": "Words", "recommendations": "More"}

# Worded after the two sample notices: 5.a to 5.f and 7 of one, 6.a to 6.e of the other.
FIVE = (
    Governing("5.a", "The content of the plan and a record of progress against it must be kept up to date"),
    Governing("5.b", "The Council must report to the adviser on progress against the objectives in the plan"),
    Governing("5.d", "Reports should include analysis and recommendations for action supported by trends"),
    Governing("5.e", "Highlight those objectives which are slow and where contributions need strengthening"),
    Governing("5.f", "The views of frontline staff, and children and young people will be considered"),
)
SIX = (
    Governing("6.b", "Report to each board meeting on progress, commissioning updates from partners"),
    Governing(
        "6.c", "Reports must include data, analysis and recommendations supported by evidence of the impact"
    ),
    Governing("6.d", "Highlight those objectives against which progress is slow"),
    Governing("6.e", "The views of frontline staff, and of children, must be taken into consideration"),
)


def cut(**changed: Any) -> dict[str, Any]:
    """A cut in which nothing is lacking."""
    return {
        "format": 3,
        "as_at": "2026-10-31",
        "known_on": "2026-11-20",
        "plan": plan(),
        "slow": {"objectives": [], "contributions": []},
        "digest": digest(),
        "voices": {"rows": [voice()], "gaps": []},
        "areas": [{"letter": "a", "key": "green"}],
        "clauses": [],
        "reviews": [{"held_on": "2026-07-01", "findings": []}],
        "escalations": [{"what": "Court delays", "outcome": "The court gave more days"}],
    } | changed


def plan(**changed: Any) -> dict[str, Any]:
    one = {"reference": "1.1", "done_on": None, "said_on": "2026-10-20", **changed}
    return {"total": 1, "done": 0, "areas": [{"actions": [one]}]}


def line(**changed: Any) -> dict[str, Any]:
    return {
        "code": "A1", "is_key": True, "standing": "on_target", "movement": "Improved",
        "series": [{"value": "81"}, {"value": "84"}],
    } | changed  # fmt: skip


def digest(*, published: int | None = 1, **changed: Any) -> dict[str, Any]:
    return {"lines": [line(**changed)], "published": {"version": published} if published else None}


def voice(**changed: Any) -> dict[str, Any]:
    return {"group": "Children", "what_changed": "Visits are now announced", **changed}


def slow(*, explained_on: str | None = "2026-10-20", explanation: str = "Two posts vacant") -> dict[str, Any]:
    one = {"reference": "O1", "explanation": explanation, "explained_on": explained_on}
    return {"objectives": [one], "contributions": [{"name": "The health board"}]}


def duty(
    outcome: str = "met", *, key: str = "on_track", items: int = 1, counts: bool = True
) -> dict[str, Any]:
    evidence = {"items": [{}] * items, "withheld": 0}
    row = {"outcome": outcome, "discharged_on": "2026-10-01", "evidence": evidence}
    return {"number": "6", "obligations": [{"key": key, "counts": counts, "rows": [row]}]}


def found(
    content: Mapping[str, Any] | None = None,
    *,
    kind: str = "adviser_monthly",
    texts: Mapping[str, str] = WRITTEN,
    **around: Any,
) -> dict[str, Requirement]:
    around = {"clauses": FIVE, "newest_digest": 1, **around}
    rows = requirements(kind_of(kind), content or cut(), texts, today=TODAY, **around)
    assert len({each.title for each in rows}) == len(rows)
    return {each.title: each for each in rows}


CUT, PROGRESS, UPDATES = (
    "An up-to-date cut",
    "Progress against the plan's objectives",
    "Updates by the owners",
)
TRENDS, FIGURES, DIGEST = "Performance trends", "Figures for the month", "The month's published digest"
SLOW, EXPLAINED = "Slow objectives and weak contributions", "Explanations of what is slow"
VOICES = "Voices of staff, children and young people"
IMPACT = "Evidence of what changed for children and families"
THERE, STALE, WANTING, MISSING = State.THERE, State.STALE, State.WANTING, State.MISSING

CASES = [
    ("nothing lacking", TRENDS, {}, THERE),
    ("a cut of eight days ago", CUT, {"known_on": "2026-11-14"}, STALE),
    ("a cut of seven days ago", CUT, {"known_on": "2026-11-15"}, THERE),
    ("no plan", PROGRESS, {"plan": None}, MISSING),
    ("a plan without actions", PROGRESS, {"plan": {"total": 0, "done": 0, "areas": []}}, MISSING),
    ("an update 35 days before", UPDATES, {"plan": plan(said_on="2026-09-26")}, THERE),
    ("an update 36 days before", UPDATES, {"plan": plan(said_on="2026-09-25")}, STALE),
    ("a live action without any update", UPDATES, {"plan": plan(said_on=None)}, STALE),
    ("a done action without any", UPDATES, {"plan": plan(said_on=None, done_on="2026-10-01")}, THERE),
    ("one point is no trend", TRENDS, {"digest": digest(series=[{"value": "81"}, {"value": None}])}, MISSING),
    ("only lesser indicators", TRENDS, {"digest": digest(is_key=False)}, MISSING),
    ("no indicators", FIGURES, {"digest": {"lines": [], "published": {"version": 1}}}, MISSING),
    ("no figure for the only one", FIGURES, {"digest": digest(standing="not_given")}, MISSING),
    ("the digest of the cut is the newest", DIGEST, {}, THERE),
    ("the digest was not published then and is now", DIGEST, {"digest": digest(published=None)}, STALE),
    ("nothing is slow", SLOW, {}, THERE),
    ("slow, explained 11 days before", EXPLAINED, {"slow": slow()}, THERE),
    ("slow, explained 35 days before", EXPLAINED, {"slow": slow(explained_on="2026-09-26")}, THERE),
    ("slow, explained 36 days before", EXPLAINED, {"slow": slow(explained_on="2026-09-25")}, STALE),
    ("slow, not explained", EXPLAINED, {"slow": slow(explanation="", explained_on=None)}, WANTING),
    ("voices heard", VOICES, {}, THERE),
    ("nobody heard", VOICES, {"voices": {"rows": [], "gaps": ["No voice ever heard in area a"]}}, MISSING),
    ("no plan, so no voices", VOICES, {"voices": None}, MISSING),
    ("somebody not heard", VOICES, {"voices": {"rows": [voice()], "gaps": ["No voice ever heard in area a"]}}, WANTING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "changed", "state"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_each_requirement_is_judged_by_its_rule(title: str, changed: dict[str, Any], state: State) -> None:
    assert found(cut(**changed))[title].state is state


AROUND = [
    ("another cut was taken since", CUT, {"newer_cut_on": dt.date(2026, 11, 21)}, STALE),
    ("the digest was corrected since", DIGEST, {"newest_digest": 2}, STALE),
    ("the digest is withdrawn from nobody", DIGEST, {"newest_digest": 1}, THERE),
]


@pytest.mark.parametrize(
    ("title", "around", "state"), [case[1:] for case in AROUND], ids=[case[0] for case in AROUND]
)
def test_what_happened_since_the_cut_makes_it_stale(title: str, around: dict[str, Any], state: State) -> None:
    requirement = found(**around)[title]
    assert requirement.state is state
    assert state is THERE or requirement.mend == "cut"


def test_a_month_without_a_published_digest_is_incomplete_and_not_missing() -> None:
    requirement = found(cut(digest=digest(published=None)), newest_digest=0)[DIGEST]
    assert (requirement.state, requirement.mend) == (WANTING, "digest")


def test_a_figure_missing_for_some_indicators_is_out_of_date_and_names_them() -> None:
    lines = [line(), line(code="B7", standing="not_given")]
    figures = found(cut(digest={"lines": lines, "published": {"version": 1}}))[FIGURES]
    assert figures.state is STALE
    assert figures.words == "No figure for 1 of 2 indicators: B7"


@pytest.mark.parametrize("words", ["", "   ", "\n\t", "#", "---"])
def test_blank_text_is_missing_text(words: str) -> None:
    lacking = found(texts={"analysis": words, "recommendations": "More"})
    assert (lacking["Analysis"].state, lacking["Analysis"].mend) == (MISSING, "section:analysis")
    assert lacking["Recommendations for action"].state is THERE


def test_words_are_counted_as_they_are_read() -> None:
    texts = {"analysis": "# Visits\n\n| a | b |\n| --- | --- |\n| c | d |", "recommendations": "One"}
    lacking = found(texts=texts)
    assert (lacking["Analysis"].words, lacking["Recommendations for action"].words) == ("5 words", "1 word")


@given(st.lists(st.sampled_from([*FIVE, *SIX])), st.sampled_from(KINDS))
def test_more_clauses_never_make_less_of_a_report_nor_an_unready_one_ready(
    clauses: list[Governing], kind: ReportKind
) -> None:
    lacking = cut(plan=None, voices=None, areas=[])
    fewer = found(lacking, kind=kind.key, texts={}, clauses=clauses[:-1])
    more = found(lacking, kind=kind.key, texts={}, clauses=clauses)
    assert fewer.keys() <= more.keys()
    assert {title for title, each in fewer.items() if each.state is MISSING} <= {
        title for title, each in more.items() if each.state is MISSING
    }


def test_each_requirement_names_the_clauses_that_ask_for_it() -> None:
    asked = {title: each.asked_by for title, each in found(cut(slow=slow())).items()}
    assert asked == {
        CUT: "",
        PROGRESS: "Clause 5.b",
        UPDATES: "Clause 5.a",
        "Analysis": "Clause 5.d",
        "Recommendations for action": "Clause 5.d",
        TRENDS: "Clause 5.d",
        FIGURES: "",
        DIGEST: "",
        SLOW: "Clause 5.e",
        EXPLAINED: "Clause 5.e",
        VOICES: "Clause 5.f",
    }


def test_another_notice_asks_by_its_own_clauses_and_for_what_changed_for_families() -> None:
    asked = {title: each.asked_by for title, each in found(clauses=SIX).items()}
    assert asked[PROGRESS] == "Clause 6.b"
    assert asked[UPDATES] == ""
    assert asked[FIGURES] == asked["Analysis"] == asked[IMPACT] == "Clause 6.c"
    assert asked[SLOW] == "Clauses 6.d and 6.b"
    assert asked[VOICES] == "Clause 6.e"


@pytest.mark.parametrize(
    ("changed", "state", "words"),
    [
        ({}, THERE, "1 indicator moved the right way, 1 voice changed practice"),
        ({"voices": {"rows": [voice(what_changed="")], "gaps": []}}, THERE, "1 indicator moved the right way"),
        ({"digest": digest(movement="Worse")}, THERE, "1 voice changed practice"),
        ({"digest": digest(movement="Worse"), "voices": None}, WANTING, "No indicator moved the right way"),
    ],
)  # fmt: skip
def test_evidence_of_impact_is_a_better_figure_or_a_voice_that_changed_practice(
    changed: dict[str, Any], state: State, words: str
) -> None:
    requirement = found(cut(**changed), clauses=SIX)[IMPACT]
    assert requirement.state is state
    assert requirement.words.startswith(words)


def test_where_no_clause_asks_for_voices_their_absence_holds_nothing_up() -> None:
    assert found(cut(voices=None), clauses=FIVE[:4])[VOICES].state is WANTING
    assert IMPACT not in found(clauses=FIVE)


def test_an_older_cut_is_not_blamed_for_what_it_did_not_hold() -> None:
    old = {key: cut()[key] for key in ("as_at", "known_on", "plan", "slow")}
    old |= {"format": 1, "digest": {"lines": [line()]}, "slow": {**slow(), "contributions": []}}
    assert {VOICES, DIGEST, EXPLAINED}.isdisjoint(found(old))


OF_EACH_KIND = {
    "adviser_monthly": {CUT, PROGRESS, UPDATES, "Analysis", "Recommendations for action", TRENDS, FIGURES, DIGEST,
                        SLOW, VOICES},
    "state_progress": {CUT, PROGRESS, UPDATES, "The chair's summary", "Progress in the areas", "What comes next",
                       TRENDS, FIGURES, DIGEST, SLOW, VOICES, "Progress in each area of the notice",
                       "Reviews and what became of their findings"},
    "adviser_concern": {CUT, "Advice"},
    "digest": {CUT, TRENDS, FIGURES, DIGEST},
    "scrutiny_update": {CUT, PROGRESS, UPDATES, "Summary", TRENDS, FIGURES, DIGEST, SLOW},
    "cabinet_quarterly": {CUT, PROGRESS, UPDATES, "Summary", TRENDS, FIGURES, DIGEST, SLOW,
                          "Progress in each area of the notice"},
    "self_assessment": {CUT, PROGRESS, UPDATES, "Progress against the objectives", "Staff survey and supervision",
                        "What is not good enough yet", TRENDS, FIGURES, DIGEST, SLOW, VOICES,
                        "Progress in each area of the notice"},
    "compliance": {CUT, "Statement", "A judgement on every clause"},
    "lifting": {CUT, PROGRESS, UPDATES, "The case", "How it will be sustained", TRENDS, FIGURES, DIGEST, VOICES,
                "Progress in each area of the notice", "A judgement on every clause",
                "Reviews and what became of their findings"},
    "escalation": {CUT, "Account", "What was escalated"},
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS])
def test_each_kind_has_a_set_of_its_own(kind: str) -> None:
    rows = found(kind=kind, texts={}, clauses=())
    assert set(rows) == OF_EACH_KIND[kind]
    sections = {each.title for each in kind_of(kind).sections if each.is_required}
    assert {title for title, each in rows.items() if each.state is MISSING} == sections


def test_an_optional_section_is_listed_once_it_is_written() -> None:
    assert "Concern" not in found(kind="adviser_concern", texts={}, clauses=())
    assert (
        found(kind="adviser_concern", texts={"concern": "Vacancies."}, clauses=())["Concern"].state is THERE
    )


STATEMENT = [
    ("all judged and proved", "compliance", {"clauses": [duty()]}, "Evidence for what was done", THERE),
    ("no evidence", "compliance", {"clauses": [duty(items=0)]}, "Evidence for what was done", WANTING),
    ("not judged", "compliance", {"clauses": [duty(key="not_assessed")]}, "A judgement on every clause", WANTING),
    ("theirs, not judged", "compliance", {"clauses": [duty(key="not_assessed", counts=False)]},
     "A judgement on every clause", THERE),
    ("no review", "lifting", {"reviews": []}, "Reviews and what became of their findings", WANTING),
    ("a finding without an answer", "lifting",
     {"reviews": [{"held_on": "2026-07-01", "findings": [{"reference": "F1", "kind": "priority", "answer": ""}]}]},
     "Reviews and what became of their findings", WANTING),
    ("a strength needs none", "lifting",
     {"reviews": [{"held_on": "2026-07-01", "findings": [{"reference": "F1", "kind": "strength", "answer": ""}]}]},
     "Reviews and what became of their findings", THERE),
    ("nothing escalated", "escalation", {"escalations": []}, "What was escalated", MISSING),
    ("no outcome yet", "escalation", {"escalations": [{"what": "x", "outcome": ""}]}, "What was escalated", WANTING),
    ("an area without a rating", "state_progress", {"areas": [{"letter": "a", "key": None}]},
     "Progress in each area of the notice", WANTING),
    ("no areas", "state_progress", {"areas": []}, "Progress in each area of the notice", WANTING),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "changed", "title", "state"),
    [case[1:] for case in STATEMENT],
    ids=[case[0] for case in STATEMENT],
)
def test_what_other_kinds_stand_on_is_judged(
    kind: str, changed: dict[str, Any], title: str, state: State
) -> None:
    assert found(cut(**changed), kind=kind, texts={}, clauses=())[title].state is state


def test_a_notice_that_asks_for_the_areas_and_has_none_misses_them() -> None:
    seven = Governing("7", "A written progress report against the areas set out in 4 above")
    requirement = found(cut(areas=[]), kind="state_progress", texts={}, clauses=[seven])[
        "Progress in each area of the notice"
    ]
    assert (requirement.state, requirement.asked_by) == (MISSING, "Clause 7")


WORDS = [
    ("a record of progress against it must be kept up to date", {Demand.RECORD}),
    ("keep the plan, and the record of its progress, up to date", {Demand.RECORD}),
    ("report to the adviser on progress against the objectives in the plan", {Demand.PROGRESS}),
    ("report to the adviser about the plan's objectives", {Demand.PROGRESS}),
    (
        "report to each improvement board meeting and, when requested, to the adviser and Department, on progress "
        "against the objectives, commissioning updates from partners where appropriate",
        {Demand.PROGRESS, Demand.CONTRIBUTIONS},
    ),
    ("a comprehensive and accurate data set must be in place", {Demand.FIGURES}),
    (
        "analysis and recommendations for action supported by performance trends against key data sets",
        {Demand.ANALYSIS, Demand.RECOMMENDATIONS, Demand.TRENDS, Demand.FIGURES},
    ),
    (
        "data, analysis and recommendations supported by evidence of the impact of improvements on the experience "
        "of children and families",
        {Demand.FIGURES, Demand.ANALYSIS, Demand.RECOMMENDATIONS, Demand.IMPACT},
    ),
    ("with evidence of what changed for families", {Demand.IMPACT}),
    (
        "highlight objectives that move slowly and partners whose contribution is weak",
        {Demand.SLOW, Demand.CONTRIBUTIONS},
    ),
    ("highlight those objectives against which progress is slow", {Demand.SLOW}),
    ("the views of frontline staff, and of children and young people", {Demand.VOICES}),
    ("a written progress report on the areas in clause 4", {Demand.AREAS}),
    ("a written progress report against the areas set out in 4 above", {Demand.AREAS}),
    ("give the chair the administrative support that the role needs", set()),
    ("work with the adviser", set()),
]


@pytest.mark.parametrize(("words", "demands"), WORDS)
def test_the_words_of_a_clause_say_what_it_demands(words: str, demands: set[Demand]) -> None:
    assert demands_in(words) == demands


def test_what_is_missing_holds_a_report_up_and_what_is_stale_does_not() -> None:
    states = [Requirement("x", state, "", "plan") for state in (STALE, WANTING, THERE)]
    assert is_ready(states)
    assert not is_ready([*states, Requirement("x", MISSING, "", "plan")])


@pytest.mark.parametrize(
    ("clauses", "words"),
    [
        ((), ""),
        (("5.d",), "Clause 5.d"),
        (("5.b", "5.e"), "Clauses 5.b and 5.e"),
        (("5.b", "5.d", "5.e"), "Clauses 5.b, 5.d and 5.e"),
    ],
)
def test_the_clauses_stand_in_words(clauses: tuple[str, ...], words: str) -> None:
    assert Requirement("x", THERE, "", "plan", clauses).asked_by == words
