"""What cannot be read as a notice is refused in words that name the trouble and the line."""

import pytest

from notices.extraction import ExtractionError, extract

OPENING = "This Improvement Notice is issued to Fernshire Council on 3 March 2025.\n\n"


def refused(text: str) -> ExtractionError:
    with pytest.raises(ExtractionError) as caught:
        extract(text)
    return caught.value


@pytest.mark.parametrize("text", ["", "  \n\n\t", "\ufeff"])
def test_no_text(text: str) -> None:
    assert "no text" in refused(text).message.lower() or "No numbered clauses" in refused(text).message


def test_no_numbering() -> None:
    assert refused(OPENING + "The council must submit a plan by 1 May 2025.").message.startswith(
        "No numbered clauses"
    )


def test_no_duty() -> None:
    assert refused("1. Eggs\n2. Milk\n3. Flour\n").message.startswith("No duty was found")


def test_two_clauses_with_one_number_name_both_lines() -> None:
    trouble = refused(
        OPENING + "1. The council must meet.\n2. The council must report.\n\n2. The council must plan.\n"
    )
    assert "Clause 2 appears twice: on line 4 and on line 6" in trouble.message
    assert trouble.line == 6


def test_two_letters_within_one_clause_name_both_lines() -> None:
    trouble = refused(OPENING + "1. The council must:\na. plan;\nb. meet;\nb. report.\n")
    assert "Clause 1.b appears twice: on line 5 and on line 6" in trouble.message


@pytest.mark.parametrize(
    "day", ["31 February 2026", "31st April 2026", "30.02.2026", "31/11/2026", "2026-02-30"]
)
def test_a_day_that_does_not_exist_names_its_line(day: str) -> None:
    trouble = refused(OPENING + f"1. The council must meet.\n2. The council must submit a plan by {day}.\n")
    assert day in trouble.message
    assert trouble.line == 4


def test_a_day_that_does_not_exist_is_found_across_a_line_end() -> None:
    trouble = refused(OPENING + "1. The council must submit a plan by 31\nFebruary 2026.\n")
    assert "31 February 2026" in trouble.message
    assert trouble.line == 3


def test_more_text_than_any_notice_has() -> None:
    assert "longer than" in refused("1. The council must meet.\n" * 20_000).message


def test_nothing_is_refused_that_is_a_notice() -> None:
    assert extract(OPENING + "1. The council must meet the adviser monthly.\n").clauses[0].number == "1"
