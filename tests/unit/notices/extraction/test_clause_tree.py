"""Which clause each line belongs to, whatever the numbering looks like."""

import pytest

from notices.extraction.lines import source_lines
from notices.extraction.tree import read_tree


def numbers(text: str) -> list[str]:
    return [node.number for node in read_tree(source_lines(text)).clauses]


def texts(text: str) -> dict[str, str]:
    return {node.number: node.text() for node in read_tree(source_lines(text)).clauses}


def sections(text: str) -> dict[str, str | None]:
    return {node.number: node.section for node in read_tree(source_lines(text)).clauses}


@pytest.mark.parametrize("text", [
    "1. One:\na. alpha;\nb. beta.\n2. Two.",
    "(1) One:\n(a) alpha;\n(b) beta.\n(2) Two.",
    "1) One:\na) alpha;\nb) beta.\n2) Two.",
    "- 1. One:\n - a. alpha;\n - b. beta.\n- 2. Two.",
    "**1.** One:\n\na. alpha;\n\nb. beta.\n\n**2.** Two.",
    "1.One:\n(a)alpha;\n(b)beta.\n2.Two.",
    "1.\nOne:\na.\nalpha;\nb.\nbeta.\n2.\nTwo.",
    "Clause 1: One:\n(a) alpha;\n(b) beta.\nClause 2: Two.",
])  # fmt: skip
def test_each_style_of_label_gives_the_same_tree(text: str) -> None:
    assert numbers(text) == ["1", "1.a", "1.b", "2"]


def test_bare_numbers_count_where_they_run_through_the_notice() -> None:
    assert numbers("1 The council must meet.\n\n2 The board must meet.\n\n3 The adviser must meet.") == [
        "1",
        "2",
        "3",
    ]


def test_paths_hang_where_they_say() -> None:
    text = "5. Board\n5.1 The board must:\n5.1.1 meet; and\n5.1.2 report.\n5.2 It must vote.\n6.1 Plan."
    assert numbers(text) == ["5", "5.1", "5.1.1", "5.1.2", "5.2", "6.1"]


def test_a_letter_behind_its_number_is_a_path() -> None:
    assert numbers("5. The council must:\n5(a) plan; and\n5(b) meet.") == ["5", "5.a", "5.b"]


def test_roman_numerals_below_letters_and_i_after_h() -> None:
    letters = "\n".join(f"({letter}) item {letter};" for letter in "abcdefghij")
    assert numbers(f"1. The council must:\n{letters}\n(i) first;\n(ii) second.")[-3:] == [
        "1.j",
        "1.j.i",
        "1.j.ii",
    ]


def test_a_letter_list_cut_by_a_page_break_goes_on() -> None:
    text = "4. Areas:\na. one;\nb. two;\n\nPage 1 of 2\n\f\nc. three; and\nd. four.\n5. Next."
    assert numbers(text) == ["4", "4.a", "4.b", "4.c", "4.d", "5"]


def test_a_sentence_cut_by_a_page_break_goes_on() -> None:
    found = texts("1. The council must report to\n\n- 2 -\n\f\nOFFICIAL\n\nthe adviser monthly.\n2. Next.")
    assert found["1"] == "The council must report to the adviser monthly."


def test_a_clause_that_breaks_off_goes_on_behind_a_blank_line() -> None:
    found = texts("1. Reviews are held by officials from the Department for\n\nEducation;\n2. Next.")
    assert found["1"] == "Reviews are held by officials from the Department for Education;"


def test_words_hyphenated_at_a_line_end_are_closed() -> None:
    found = texts("1. The improve-\nment plan and its self-\nassessment must co-\noperate.")
    assert found["1"] == "The improvement plan and its self-assessment must co-operate."


def test_a_number_at_the_start_of_a_wrapped_line_opens_no_clause() -> None:
    wrapped = "1. The council must act on paragraph\n4. above by\n16 December 2025 or by\n16.12.2025."
    assert numbers(f"{wrapped}\n2. Next.") == ["1", "2"]


def test_a_missing_clause_is_asked_about() -> None:
    tree = read_tree(source_lines("1. One.\n2. Two.\n4. Four."))
    assert [clause.number for clause in tree.clauses] == ["1", "2", "4"]
    assert "jumps from 2 to 4" in tree.questions[0][2]


def test_an_annex_starts_its_numbers_again() -> None:
    assert numbers("1. One.\n2. Two.\n\nAnnex A\n\n1. Alpha.\n2. Beta.") == [
        "1",
        "2",
        "Annex A.1",
        "Annex A.2",
    ]


@pytest.mark.parametrize("heading", ["Improvement plan", "IMPROVEMENT PLAN", "Improvement plan:", "## Improvement plan",
                                     "**Improvement plan**"])  # fmt: skip
def test_a_heading_names_the_section_of_what_follows(heading: str) -> None:
    found = sections(f"1. The council must act.\n\n{heading}\n\n2. The council must plan.")
    assert (found["1"], (found["2"] or "").lower()) == (None, "improvement plan")


def test_a_heading_without_blank_lines_around_it_is_seen() -> None:
    found = sections("1. The council must act.\nImprovement plan\n2. The council must plan.")
    assert found == {"1": None, "2": "Improvement plan"}


def test_a_numbered_heading_names_its_section() -> None:
    found = sections("1. Background\n1.1 Words.\n2. Improvement board\n2.1 The board must meet.")
    assert found["2.1"] == "Improvement board"


def test_a_numbered_heading_over_plain_paragraphs_keeps_their_words() -> None:
    words = "The board must meet monthly.\n\nThe chair must vote."
    found = texts(f"1. Improvement board\n\n{words}\n\n2. Plan\n\nThe council must plan.")
    assert found["1"] == "The board must meet monthly.\nThe chair must vote."


def test_footers_and_running_heads_belong_to_no_clause() -> None:
    page = "Fernshire notice – official copy\n{0}. The council must do {1} and then the\nother {1}.\nPage {0} of 4\n\f"
    duties = ("planning", "meeting", "reporting", "reviewing")
    found = texts("".join(page.format(number, duty) for number, duty in enumerate(duties, start=1)))
    assert found["3"] == "The council must do reporting and then the other reporting."


def test_the_signature_block_is_no_clause() -> None:
    tree = read_tree(
        source_lines("1. The council must act.\n\nSigned: R. Vane\n\nDate: 12/12/16\nMinister of State")
    )
    assert tree.clauses[-1].text() == "The council must act."
    assert len(tree.signature) == 3


def test_lines_are_counted_as_the_source_has_them() -> None:
    tree = read_tree(source_lines("Notice\r\n\r\n1. The council must act.\r\n2. The council must plan."))
    assert [node.line for node in tree.clauses] == [3, 4]
