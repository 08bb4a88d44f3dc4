"""References sort as people count, and pasted lines are read with each fault named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.references import MOST_LINES, Line, counted, read_lines


def test_references_sort_as_people_count() -> None:
    assert sorted(["R10", "R2", "r1", "R2b", "R2a", "12", "3"], key=counted) == [
        "r1", "R2", "R2a", "R2b", "R10", "3", "12",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reference", "words"),
    [
        ("R3 See every child", "R3", "See every child"),
        ("12. See every child", "12", "See every child"),
        ("(4) See every child", "4", "See every child"),
        ("Q7: Why was it late?", "Q7", "Why was it late?"),
        ("R3\tSee  every   child ", "R3", "See every child"),
        ("  5.2 See 3 children", "5.2", "See 3 children"),
    ],
)
def test_a_line_begins_with_its_reference(line: str, reference: str, words: str) -> None:
    pasted = read_lines(line)
    assert (pasted.lines, pasted.troubles) == ((Line(reference, words),), ())


def test_each_fault_names_its_line_and_the_others_are_read() -> None:
    long = "R" + "1" * 30
    pasted = read_lines(f"R1 One\n\nno reference\nR1 Again\nR2\n{long} Too long\nR4 Four")
    assert pasted.lines == (Line("R1", "One"), Line("R4", "Four"))
    assert pasted.troubles == (
        "Line 3 must begin with a reference such as R3 or 12, then the words: put each recommendation on one line",
        "Line 4 has the same reference as line 1, R1: give it another",
        "Line 5 must begin with a reference such as R3 or 12, then the words: put each recommendation on one line",
        "The reference on line 6 must be 30 characters or fewer",
    )


def test_too_many_lines_at_once() -> None:
    text = "\n".join(f"R{number} Words" for number in range(MOST_LINES + 1))
    assert read_lines(text).troubles == ("Enter at most 200 lines at once: these are 201",)


@given(st.text(max_size=300))
def test_any_text_is_read_or_faulted_line_by_line(text: str) -> None:
    pasted = read_lines(text)
    written = [line for line in text.splitlines() if line.strip()]
    assert len(pasted.lines) + len(pasted.troubles) == len(written)
    assert len({line.reference for line in pasted.lines}) == len(pasted.lines)
