"""Who must sit on a board, read out of the words of a membership obligation."""

import pytest

from boards.named_seats import NamedSeat, seats_in

CASES = [
    (
        "The Board should include the adviser and key partner agencies in its membership.",
        [("Adviser", "adviser"), ("Key partner agencies", "partner_agency")],
    ),
    (
        "The membership of the Board must include the adviser and the main partners.",
        [("Adviser", "adviser"), ("Main partners", "partner_agency")],
    ),
    (
        "The board must include such partners in its membership as the chair considers appropriate.",
        [("Such partners", "partner_agency")],
    ),
    (
        "The board must include in its membership the partners whom the chair chooses.",
        [("Partners whom the chair chooses", "partner_agency")],
    ),
    (
        'The role of independent chair of the board ("the chair") will be undertaken by a person appointed by the'
        " Department.",
        [("Independent chair", "chair")],
    ),
    (
        "Its members must include the Director of Public Health, a head teacher, and the Chief Constable.",
        [("Director of Public Health", "partner_agency"), ("Head teacher", "member"), ("Chief Constable", "member")],
    ),
    ("The Board is to meet every calendar month.", []),
    ("", []),
]  # fmt: skip


@pytest.mark.parametrize(("words", "seats"), CASES, ids=[words[:40] or "nothing" for words, _ in CASES])
def test_the_seats_that_words_name(words: str, seats: list[tuple[str, str]]) -> None:
    assert seats_in(words) == tuple(NamedSeat(*each) for each in seats)


def test_words_without_end_are_cut_to_what_is_kept() -> None:
    (seat,) = seats_in(f"The board must include {'x' * 500} in its membership")
    assert len(seat.who) == 200
