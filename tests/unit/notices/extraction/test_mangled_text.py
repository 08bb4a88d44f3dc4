"""Whatever is done to a notice's text, extraction drafts it or says what is wrong."""

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notices.extraction import DraftNotice, ExtractionError, extract
from tests.unit.notices.extraction.tables import notice_names, text_of

TEXTS = [text_of(name) for name in notice_names()]
STRANGE = "\u200b\u202e\x00\x07\x1b\ufeff²٣①ⅳǅßİ\u0301\u2028\f“”’—\u00a0•\uf0b7\U0001f4a9"
REPEATED = (
    " ",
    "a",
    "1.",
    "(",
    "must ",
    "and ",
    "the board ",
    ", ",
    "every ",
    '"',
    "\n",
    "(a) ",
    "i. ",
    "31.12.2025 ",
)


def truncated(text: str, chance: random.Random) -> str:
    return text[chance.randint(0, len(text)) :][: chance.randint(0, len(text))]


def lines_shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def words_shuffled(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    chance.shuffle(words)
    return " ".join(words)


def lines_joined(text: str, chance: random.Random) -> str:
    return "".join(" " if mark == "\n" and chance.random() < 0.5 else mark for mark in text)


def strange_marks(text: str, chance: random.Random) -> str:
    for _ in range(20):
        place = chance.randint(0, len(text))
        text = text[:place] + chance.choice(STRANGE) + text[place:]
    return text


def other_digits(text: str, chance: random.Random) -> str:
    return "".join(
        chance.choice("0123456789") if mark.isdecimal() and chance.random() < 0.3 else mark for mark in text
    )


def repeated(text: str, chance: random.Random) -> str:
    place = chance.randint(0, len(text))
    return text[:place] + chance.choice(REPEATED) * chance.randint(1, 800) + text[place:]


def two_at_once(text: str, chance: random.Random) -> str:
    return text + chance.choice(TEXTS)


def capitals(text: str, chance: random.Random) -> str:
    return text.upper()


MANGLINGS: tuple[Callable[[str, random.Random], str], ...] = (
    truncated, lines_shuffled, words_shuffled, lines_joined, strange_marks, other_digits, repeated, two_at_once,
    capitals,
)  # fmt: skip


@settings(max_examples=250, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(TEXTS), st.lists(st.sampled_from(MANGLINGS), min_size=1, max_size=3), st.integers(0, 2**32),
)  # fmt: skip
def test_mangled_notices_are_drafted_or_refused_in_words(
    text: str, manglings: list[Callable[[str, random.Random], str]], seed: int
) -> None:
    chance = random.Random(seed)
    for mangle in manglings:
        text = mangle(text, chance)
    check(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.sampled_from(TEXTS))
def test_any_text_in_a_clause_is_drafted_or_refused_in_words(words: str, text: str) -> None:
    check(f"1. The council must {words}\n{text}")
    check(words)


def check(text: str) -> None:
    """The text gives a draft that its JSON gives back whole, or an error with words for a person."""
    draft = outcome(text)
    if isinstance(draft, ExtractionError):
        assert len(draft.message) > 10
    else:
        assert any(clause.obligations for clause in draft.clauses)
        assert DraftNotice.from_json(draft.to_json()) == draft


def outcome(text: str) -> DraftNotice | ExtractionError:
    try:
        return extract(text)
    except ExtractionError as trouble:
        return trouble


@pytest.mark.parametrize("words", [
    "must ", "the board ", "(a) ", '("the board") ', "1.\n", "Signed\n", "- \n", "children's services improvement ",
    "every ", "three, six, ", "A ", "Annex A\n1. The council must meet.\n", "x. Y must z ", "1.1.1.1 ", "until ",
])  # fmt: skip
def test_the_same_words_over_and_over_are_drafted_or_refused_in_words(words: str) -> None:
    check(TEXTS[0] + "\n" + words * (20_000 // len(words)))
