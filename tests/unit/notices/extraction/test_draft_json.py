"""The draft's JSON is what the screens edit: it comes back whole, and what has not its shape is named."""

import copy
from typing import Any

import pytest

from notices.extraction import DraftNotice, ExtractionError, extract
from tests.unit.notices.extraction.tables import text_of

CADENCE_KEYS = {
    "by_date": {"date"}, "within": {"n", "unit", "anchor"}, "in_month": {"month"}, "each_calendar": {"unit"},
    "at_least_every": {"n", "unit"}, "every": {"n", "unit"}, "before_each": {"of"}, "at_each": {"of"},
    "on_request": set(), "to_be_agreed": set(), "kept_up_to_date": set(), "regular": set(),
    "ladder": {"n", "unit", "anchor"}, "standing": set(),
}  # fmt: skip


def draft() -> dict[str, Any]:
    return extract(text_of("fernshire-send.txt")).to_json()


def test_the_keys_are_those_that_are_documented() -> None:
    printed = draft()
    assert list(printed) == [
        "header",
        "sections",
        "parties",
        "areas",
        "clauses",
        "needs_decision",
        "unplaced",
    ]
    assert set(printed["clauses"][0]) == {
        "number",
        "parent",
        "label",
        "section",
        "text",
        "line",
        "page",
        "obligations",
    }
    line = next(clause for clause in printed["clauses"] if clause["obligations"])["obligations"][0]
    assert set(line) >= {"duty_holder", "recipient", "modality", "kind", "cadence", "words", "confidence",
                         "needs_decision", "readings", "summary", "of", "rule", "variation_agreed_by"}  # fmt: skip


def test_a_cadence_carries_the_keys_of_its_type() -> None:
    for clause in draft()["clauses"]:
        for line in clause["obligations"]:
            for cadence in line.get("cadences") or [line["cadence"]]:
                assert set(cadence) - {"type", "until", "lead", "lead_unit"} == CADENCE_KEYS[cadence["type"]]


def test_one_cadence_stands_alone_and_several_in_a_list() -> None:
    for clause in extract(text_of("norwick-bare.txt")).to_json()["clauses"]:
        for line in clause["obligations"]:
            assert ("cadence" in line) != ("cadences" in line)
            assert len(line.get("cadences", ["one", "two"])) >= 2


def test_json_as_text_is_read_too() -> None:
    assert DraftNotice.from_json('{"header": {}, "clauses": []}').clauses == ()


@pytest.mark.parametrize(("path", "value", "said"), [
    (("header",), [], "header is not an object"),
    (("header", "council"), 5, "header.council is not a text"),
    (("sections",), "none", "sections is not a list"),
    (("clauses",), {}, "clauses is not a list"),
    (("clauses", 3, "obligations"), [5], "obligations is not a list"),
    (("clauses", 3, "obligations", 0, "cadence"), {"type": "now and then"}, "cadence.type is not one of"),
    (("clauses", 3, "obligations", 0, "cadences"), [], "cadences is not a list with a cadence in it"),
])  # fmt: skip
def test_what_has_not_the_shape_is_named(path: tuple[Any, ...], value: Any, said: str) -> None:
    printed = copy.deepcopy(draft())
    place: Any = printed
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ExtractionError) as caught:
        DraftNotice.from_json(printed)
    assert said in caught.value.message


def test_a_clause_without_its_number_is_named() -> None:
    printed = draft()
    del printed["clauses"][0]["number"]
    with pytest.raises(ExtractionError, match=r"clauses\[0\] lacks a field"):
        DraftNotice.from_json(printed)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ExtractionError, match="not JSON"):
        DraftNotice.from_json("{")
