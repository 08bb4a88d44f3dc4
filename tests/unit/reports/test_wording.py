"""What changed between two texts, and whose words stand in the newest."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reports.wording import Run, Share, compared, pieces, shares


def test_words_that_stayed_went_and_came_are_told_apart() -> None:
    assert compared("Visits fell in May.", "Visits rose in May and June.") == (
        Run("same", "Visits"),
        Run("removed", "fell"),
        Run("added", "rose"),
        Run("same", "in"),
        Run("removed", "May."),
        Run("added", "May and June."),
    )


def test_a_new_paragraph_is_a_change_of_its_own() -> None:
    assert compared("One.", "One.\n\nTwo.") == (Run("same", "One."), Run("added", "\n\nTwo."))


def test_line_ends_and_spaces_change_nothing() -> None:
    assert compared("One  two\r\n\r\nthree", "One two\n\n\nthree") == (Run("same", "One two\n\nthree"),)


def test_the_lines_of_a_table_stay_lines() -> None:
    table = "| a | b |\n| - | - |\n| 1 | 2 |"
    assert compared("", table) == (Run("added", table),)
    assert compared(table, table.replace("2", "3"))[0] == Run("same", "| a | b |\n| - | - |\n| 1 |")


def test_nothing_before_is_all_added_and_nothing_at_all_is_no_change() -> None:
    assert compared("", "Two words") == (Run("added", "Two words"),)
    assert compared("Two words", "") == (Run("removed", "Two words"),)
    assert compared("", "") == ()


def test_what_stayed_for_long_is_shown_by_its_ends() -> None:
    words = [f"w{n}" for n in range(40)]
    runs = compared(" ".join(words), " ".join([*words, "end"]))
    assert runs == (
        Run("same", " ".join([*words[:10], "…", *words[-10:]])),
        Run("added", "end"),
    )


def test_rows_that_went_from_a_long_table_are_told_exactly() -> None:
    """Its bars, thousands of the same piece, are too many to be tried each against each."""
    rows = [f"| {'| '.join(f'{row}.{cell} ' for cell in range(14))}|" for row in range(150)]
    before, after = "\n".join(rows), "\n".join(["New", *rows[:75], *rows[80:], "End"])
    found = compared(before, after)
    assert " ".join(run.words for run in found if run.kind == "added").split() == ["New", "End"]
    removed = " ".join(run.words for run in found if run.kind == "removed")
    assert ("75.0" in removed, "79.13" in removed, "80.0" in removed) == (True, True, False)


def test_one_edit_in_very_many_equal_words_is_that_edit_alone() -> None:
    began = time.process_time()
    found = shares(
        [("Ada", "x " * 5000 + "fell " + "x " * 4000), ("Ben", "x " * 5000 + "rose " + "x " * 4000)]
    )
    assert time.process_time() - began < 1
    assert found == (Share("Ada", 9000, 100), Share("Ben", 1, 0))


def test_a_word_belongs_to_whoever_put_it_there() -> None:
    versions = [
        ("Imogen", "Visits fell in May"),
        ("Owen", "Visits fell sharply in May"),
        ("Imogen", "Visits fell sharply in May and June again"),
    ]
    assert shares(versions) == (Share("Imogen", 7, 88), Share("Owen", 1, 12))


def test_a_word_put_back_belongs_to_whoever_put_it_back() -> None:
    assert shares([("Imogen", "one two"), ("Owen", "one"), ("Olga", "one two")]) == (
        Share("Imogen", 1, 50),
        Share("Olga", 1, 50),
    )


def test_nobody_has_a_share_in_nothing() -> None:
    assert shares([]) == ()
    assert shares([("Imogen", "words"), ("Owen", "")]) == ()


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "d", "\n\n", "\n"]), max_size=12).map(" ".join)


@given(TEXTS, TEXTS)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old(
    before: str, after: str
) -> None:
    runs = compared(before, after)
    assert pieces(" ".join(each.words for each in runs if each.kind != "removed")) == pieces(after)
    assert pieces(" ".join(each.words for each in runs if each.kind != "added")) == pieces(before)


@given(st.lists(st.tuples(st.sampled_from("AB"), TEXTS), max_size=5))
def test_the_shares_add_up_to_the_words_of_the_newest(versions: list[tuple[str, str]]) -> None:
    newest = versions[-1][1] if versions else ""
    words = [piece for piece in pieces(newest) if piece.strip()]
    assert sum(each.words for each in shares(versions)) == len(words)
