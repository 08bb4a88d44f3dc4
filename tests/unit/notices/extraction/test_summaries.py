"""What a duty is called in lists: the words of its clause, as a person would begin a line."""

import pytest

from notices.extraction import extract
from notices.extraction.duties import LONGEST_SUMMARY

HEAD = "Improvement Notice\n\nTo Fernshire Council, issued on 16 January 2026.\n\n"


def summaries(clauses: str) -> list[str]:
    return [each.summary for clause in extract(HEAD + clauses).clauses for each in clause.obligations]


@pytest.mark.parametrize(
    ("clause", "summary"),
    [
        (
            "The Council must submit its plan to the adviser by 30 January 2026.",
            "Submit its plan to the adviser by 30 January 2026",
        ),
        (
            "Progress is to be reviewed by the adviser at least every six months.",
            "Progress must be reviewed by the adviser at least every six months",
        ),
        (
            "A reliable data set should be kept up to date.",
            "A reliable data set should be kept up to date",
        ),
    ],
    ids=["of a party", "of a thing", "of a thing that should"],
)
def test_a_summary_begins_with_a_capital_and_is_grammatical(clause: str, summary: str) -> None:
    assert summaries(f"1. {clause}\n") == [summary]


def test_an_item_of_a_list_is_named_by_its_own_words() -> None:
    notice = "1. The Council must give the reviewers:\na. time with its staff; and\nb. current figures.\n"
    assert summaries(notice)[-2:] == ["Time with its staff", "Current figures"]


def test_a_long_one_is_cut_between_words() -> None:
    item = "access to " + "everything that anybody asks for " * 6
    (_, summary) = summaries(f"1. The Council must give the reviewers:\na. time; and\nb. {item.strip()}.\n")[
        -2:
    ]
    assert summary.endswith("…")
    assert len(summary) <= LONGEST_SUMMARY + 1
    assert f"{item} ".lower().startswith(f"{summary.removesuffix('…').lower()} ")
