"""What a clause names of what reviewers are to be given: one line of the checklist for each thing."""

import pytest

from reviews.information_kinds import kinds_named, lines_named


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("access to and time with staff and leadership;", ("staff_time",)),
        ("accurate and up to date data on performance and quality;", ("figures",)),
        ("facilities to carry out the reviews;", ("facilities",)),
        (
            "access to case files, minutes of meetings, supervision records or any other relevant information.",
            ("files", "minutes", "supervision"),
        ),
        ("the reports of the safeguarding partners", ()),
        ("staff surveys", ()),
        ("SUPERVISION records and case files", ("supervision", "files")),
        ("a profile of the service", ()),
    ],
)
def test_kinds_come_in_the_order_in_which_they_are_named(words: str, kinds: tuple[str, ...]) -> None:
    assert kinds_named(words) == kinds


def test_each_kind_is_one_line() -> None:
    assert lines_named("case files and minutes", "Give files") == (
        ("files", "Case files"),
        ("minutes", "Minutes of meetings"),
    )


def test_a_clause_that_names_none_is_one_line_in_its_own_words() -> None:
    assert lines_named("whatever they ask", "Give what is asked for") == (
        ("other", "Give what is asked for"),
    )


def test_words_too_long_for_a_line_are_cut() -> None:
    assert len(lines_named("", "x" * 400)[0][1]) == 300
