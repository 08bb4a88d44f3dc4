"""The two sample notices, held to what was found and checked by hand: structure in the open, words by their hash."""

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from notices.extraction import DraftNotice, extract

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "notices"
GOLDEN = Path(__file__).parent / "golden"
NAMES = ("lambeth-2015", "wandsworth-2016")


def sample(name: str) -> DraftNotice:
    path = SAMPLES / f"{name}.txt"
    if not path.exists():
        pytest.skip(f"the sample notice {path.name} does not lie beside this checkout")
    return extract(path.read_text(encoding="utf-8"))


def structure(draft: DraftNotice) -> dict[str, Any]:
    """The draft without a word of the notice: texts become hashes, readings and questions are counted."""
    return {
        "dates": {name: value for name, value in draft.to_json()["header"].items() if name.endswith("_on")},
        "sections": [hashed(title) for title in draft.sections],
        "areas": [area.clause for area in draft.areas],
        "parties": [party.role for party in draft.parties],
        "clauses": [
            {
                "number": clause["number"],
                "parent": clause["parent"],
                "line": clause["line"],
                "text": hashed(clause["text"]),
                "obligations": [shape(line) for line in clause["obligations"]],
            }
            for clause in draft.to_json()["clauses"]
        ],
        "questions": len(draft.needs_decision),
    }


def shape(line: dict[str, Any]) -> dict[str, Any]:
    kept = (
        "duty_holder",
        "recipient",
        "modality",
        "kind",
        "cadence",
        "cadences",
        "of",
        "variation_agreed_by",
        "rule",
    )
    shown = {name: line[name] for name in kept if name in line}
    for cadence in shown.get("cadences", [shown.get("cadence")]):
        if cadence.get("until"):
            cadence["until"] = hashed(cadence["until"])
    return shown | {"words": hashed(line["words"]), "questions": len(line["needs_decision"])}


def hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_the_draft_has_the_structure_that_was_checked(name: str) -> None:
    found = structure(sample(name))
    kept = GOLDEN / f"{name}.json"
    if os.environ.get("KEEP_GOLDEN"):
        kept.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(kept.read_text(encoding="utf-8"))


def lines_of(name: str, number: str) -> list[tuple[str | None, str | None, str, list[dict[str, Any]]]]:
    """(duty holder, recipient, kind, cadences) of a clause's obligations."""
    clause = next(each for each in sample(name).to_json()["clauses"] if each["number"] == number)
    return [
        (line["duty_holder"], line["recipient"], line["kind"], line.get("cadences") or [line["cadence"]])
        for line in clause["obligations"]
    ]


STANDING = [{"type": "standing"}]
BEFORE_REVIEW = [{"type": "before_each", "of": "review"}]
REGULAR = [{"type": "regular"}]
LAMBETH: list[tuple[str, tuple[str | None, str | None, str, list[dict[str, Any]]]]] = [
    ("4", ("council", "adviser", "submission", [{"type": "by_date", "date": "2015-12-16"}])),
    ("4", ("adviser", "Department", "report",
           [{"type": "within", "n": None, "unit": None, "anchor": "submission of the plan"}])),
    ("4", ("board", None, "standing", STANDING)),
    *((f"4.{letter}", ("council", None, "content", STANDING)) for letter in "abcdefg"),
    ("5.a", ("council", None, "standing", [{"type": "kept_up_to_date"}])),
    ("5.b", ("council", "adviser", "report",
             [{"type": "at_least_every", "n": 1, "unit": "months"}, {"type": "on_request"}])),
    ("5.c", ("council", None, "provision", [{"type": "kept_up_to_date"}])),
    ("5.d", ("council", "adviser", "content", STANDING)),
    ("5.e", ("council", None, "content", STANDING)),
    ("5.f", ("council", None, "standing", STANDING)),
    ("6", ("board", None, "meeting", [{"type": "each_calendar", "unit": "month"}])),
    ("6", ("council", None, "membership", STANDING)),
    ("7", ("board chair", "Secretary of State", "report",
           [{"type": "in_month", "month": "2016-01"}, {"type": "to_be_agreed"}])),
    ("7", ("council", "board chair", "provision", STANDING)),
    ("8", ("adviser and Department, or a commissioned party", None, "review",
           [{"type": "at_least_every", "n": 6, "unit": "months"}])),
    ("9", ("adviser", None, "review", [{"type": "on_request"}])),
    *((f"10.{letter}", ("council", "reviewers", "provision", BEFORE_REVIEW)) for letter in "abcd"),
    ("11", ("council", "adviser", "submission", BEFORE_REVIEW)),
    ("12", ("council", None, "provision", [{"type": "within", "n": 12, "unit": "months", "anchor": "publication"}])),
    ("13", ("adviser", "Department", "report", REGULAR)),
    ("14", ("ministers", None, "consequence", STANDING)),
]  # fmt: skip
WANDSWORTH: list[tuple[str, tuple[str | None, str | None, str, list[dict[str, Any]]]]] = [
    ("3", ("council", None, "standing", STANDING)),
    ("3", ("Department", None, "membership", STANDING)),
    ("3.a", ("board", None, "meeting", [{"type": "at_least_every", "n": 4, "unit": "weeks"}])),
    ("3.b", ("Department", None, "membership", [{"type": "on_request"}])),
    ("3.c", ("council", None, "membership", STANDING)),
    ("3.d", ("council", "board chair", "provision", STANDING)),
    ("5", ("council", None, "submission", [{"type": "by_date", "date": None}])),
    ("6.b", ("council", "board, adviser and Department", "report",
             [{"type": "at_each", "of": "board meeting"}, {"type": "on_request"}])),
    ("6.c", ("council", "board, adviser and Department", "content", STANDING)),
    ("7", ("adviser and Department", None, "review", [{"type": "at_least_every", "n": 6, "unit": "months"}])),
    ("10", ("council", None, "submission", BEFORE_REVIEW)),
    ("11", ("Department", None, "report", [{"type": "on_request"}])),
    ("13", ("ministers", None, "consequence", STANDING)),
]  # fmt: skip


@pytest.mark.parametrize(("number", "line"), LAMBETH)
def test_lambeth_holds_each_row_of_the_table(number: str, line: tuple[Any, ...]) -> None:
    assert line in lines_of("lambeth-2015", number)


@pytest.mark.parametrize(("number", "line"), WANDSWORTH)
def test_wandsworth_differs_where_it_matters(number: str, line: tuple[Any, ...]) -> None:
    assert line in lines_of("wandsworth-2016", number)


@pytest.mark.parametrize("name", NAMES)
def test_working_with_the_adviser_stands_until_the_secretary_of_state_is_satisfied(name: str) -> None:
    found = [
        line for number in ("3", "4") for line in lines_of(name, number) if line[:2] == ("council", "adviser")
    ]
    assert any("Secretary of State is satisfied" in (line[3][0].get("until") or "") for line in found)


def test_what_the_tables_leave_open_is_asked() -> None:
    asked = {
        (name, clause.number)
        for name in NAMES
        for clause in sample(name).clauses
        for line in clause.obligations
        if line.needs_decision
    }
    assert {("lambeth-2015", "4"), ("lambeth-2015", "13"), ("wandsworth-2016", "5")} <= asked


def test_the_content_of_reports_and_plans_names_its_clause() -> None:
    tied = {
        clause.number: line.of
        for clause in sample("lambeth-2015").clauses
        for line in clause.obligations
        if line.of
    }
    assert tied == {"4": "4", **{f"4.{letter}": "4" for letter in "abcdefg"}, "5.d": "5.b", "5.e": "5.b"}


def test_a_change_of_the_boards_frequency_needs_the_department() -> None:
    for name, number in (("lambeth-2015", "6"), ("wandsworth-2016", "3.a")):
        clause = next(each for each in sample(name).clauses if each.number == number)
        assert clause.obligations[0].variation_agreed_by == "Department"


def test_lists_that_only_illustrate_oblige_to_nothing() -> None:
    clauses = {clause.number: clause for clause in sample("lambeth-2015").clauses}
    assert not any(clauses[number].obligations for number in ("8.a", "8.b", "11.a", "11.b", "11.c"))


def test_a_clause_broken_by_a_blank_line_goes_on() -> None:
    clauses = {clause.number: clause for clause in sample("lambeth-2015").clauses}
    assert clauses["8.a"].text.endswith("Education;")
    assert clauses["4.f"].parent == "4"
