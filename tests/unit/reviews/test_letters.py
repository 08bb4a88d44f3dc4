"""Reading the numbered questions of a letter: worked cases, and what holds for every letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.letters import Letter, LetterQuestion, read_letter

LETTER = """Dear Director,

We ask the council to answer the following.

1. How many children have had no visit
   for more than six weeks?

2) What has changed since
the last visit?

Please show both of:
(a) supervision
(b) audit
(3) Who signs off assessments?
Q4 What did children say?
Question 5: When will the new front door open?

Yours sincerely,
A. Official
"""


def pairs(letter: Letter) -> list[tuple[int, str]]:
    return [(each.number, each.words) for each in letter.questions]


def test_a_letter_is_read_into_its_questions_and_the_rest_is_shown() -> None:
    letter = read_letter(LETTER)
    assert pairs(letter) == [
        (1, "How many children have had no visit for more than six weeks?"),
        (2, "What has changed since the last visit?\n\nPlease show both of: (a) supervision (b) audit"),
        (3, "Who signs off assessments?"),
        (4, "What did children say?"),
        (5, "When will the new front door open?"),
    ]
    assert letter.unplaced == (
        "Dear Director,", "We ask the council to answer the following.", "Yours sincerely,", "A. Official",
    )  # fmt: skip
    assert (letter.doubts, letter.troubles) == ((), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Why?", [(1, "Why?")]),
        ("1) Why?", [(1, "Why?")]),
        ("(1) Why?", [(1, "Why?")]),
        ("1: Why?", [(1, "Why?")]),
        ("Q1 Why?", [(1, "Why?")]),
        ("q 1. Why?", [(1, "Why?")]),
        ("Question 1 Why?", [(1, "Why?")]),
        ("1.\nWhy?", [(1, "Why?")]),
        ("1. Of\n15 children, how many?", [(1, "Of 15 children, how many?")]),
        ("1. How was\n1.5 million spent?", [(1, "How was 1.5 million spent?")]),
        ("1. By\n2026. And then?", [(1, "By 2026. And then?")]),
        ("3. Why?\n4. When?", [(3, "Why?"), (4, "When?")]),
        ("Quite so.\n1. Why?", [(1, "Why?")]),
        ("1. Why?\n\n\n2. When?", [(1, "Why?"), (2, "When?")]),
    ],
)
def test_ways_of_numbering(text: str, expected: list[tuple[int, str]]) -> None:
    assert pairs(read_letter(text)) == expected


def test_a_list_within_a_question_stays_in_it_and_is_told() -> None:
    letter = read_letter("1. Why?\n2. Which of\n1. the north\n2. the south\n3. When?")
    assert pairs(letter) == [(1, "Why?"), (2, "Which of\n\n1. the north\n\n2. the south"), (3, "When?")]
    assert letter.doubts == (
        "A line with the number 1 is kept as part of question 2.",
        "A line with the number 2 is kept as part of question 2.",
    )


def test_a_gap_is_told_but_not_refused() -> None:
    letter = read_letter("1. Why?\n4. When?")
    assert letter.doubts == ("After question 1 comes question 4: is one left out?",)
    assert letter.troubles == ()


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("", "No numbered question was found"),
        ("Why?", "No numbered question was found"),
        ("1.\n2. Why?", "Question 1 has no words"),
        (
            "\n".join(f"{n}. Why?" for n in range(1, 102)),
            "Paste at most 100 questions at once: these are 101",
        ),
    ],
)
def test_what_cannot_be_kept_says_why(text: str, trouble: str) -> None:
    assert any(each.startswith(trouble) for each in read_letter(text).troubles)


WORD = st.text(alphabet="bcdefghijklmnopq", min_size=1, max_size=8).filter(lambda word: word[0] != "q")
WORDS = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
STYLES = st.sampled_from(["{}. ", "{}) ", "({}) ", "{}: ", "Q{} ", "Q{}. ", "Question {}: "])


@given(st.lists(st.tuples(st.integers(1, 9), WORDS, STYLES), min_size=1, max_size=20))
def test_what_was_numbered_upwards_is_read_back(items: list[tuple[int, str, str]]) -> None:
    number, expected, lines = 0, [], []
    for step, words, style in items:
        number += step
        expected.append(LetterQuestion(number, words))
        lines.append(style.format(number) + words)
    assert read_letter("\n".join(lines)).questions == tuple(expected)


@given(st.text(alphabet=st.sampled_from("1234Qq().: \n\tabc"), max_size=120))
def test_nothing_of_a_letter_is_lost_and_numbers_only_rise(text: str) -> None:
    letter = read_letter(text)
    numbers = [each.number for each in letter.questions]
    assert numbers == sorted(set(numbers))
    kept = "".join([*letter.unplaced, *(each.words for each in letter.questions)])
    # Only the numbers by which the questions begin are taken off.
    assert kept.count("a") == text.count("a")
    assert kept.count("c") == text.count("c")
