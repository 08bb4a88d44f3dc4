"""What goes into a pack, what the open copy leaves out, and what a supplement adds, as tables worked by hand."""

import dataclasses
import json

import pytest

from boards.packing.copies import kinds_of
from boards.packing.front import FULL, FULL_ALONE, ONLY, OPEN, bookmarks_of
from boards.packing.layout import laid_out, sheets
from boards.packing.plan import Called, ItemEntry, PackPlan, PaperEntry, Withdrawn, open_part, supplement_to


def paper(key: int, *, version: int | None = None, secret: bool = False, apart: str = "") -> PaperEntry:
    return PaperEntry(
        key, f"1.{key}", f"Paper {key}", version or key, f"{key:064}", is_confidential=secret, apart=apart
    )


def item(key: int, *papers: PaperEntry, secret: bool = False) -> ItemEntry:
    return ItemEntry(
        key=key, number=key, title=f"Item {key}", purpose="To note", presenter="", starts="", minutes=10,
        summary="", is_confidential=secret, clause="", papers=papers,
    )  # fmt: skip


def plan(*items: ItemEntry, number: int = 0, withdrawn: tuple[Withdrawn, ...] = ()) -> PackPlan:
    return PackPlan(
        "Fernshire Council", "Improvement Board", "2026-12-16", "14:00", "", "", number,
        (Called("Cheryl Harrow", "Chief Executive", "Chair"),), items, withdrawn,
    )  # fmt: skip


def gone(key: int, *, secret: bool = False) -> Withdrawn:
    return Withdrawn(key, f"1.{key}", f"Paper {key}", "It was wrong", secret)


def keys(found: PackPlan) -> list[tuple[int, list[int]]]:
    return [(each.key, [one.key for one in each.papers]) for each in found.items]


WHOLE = plan(item(1, paper(1), paper(2, secret=True)), item(2), item(3, paper(3, secret=True), secret=True))


def test_the_open_part_names_nothing_confidential():
    assert keys(open_part(WHOLE)) == [(1, [1]), (2, [])]
    assert "Paper 2" not in json.dumps(open_part(WHOLE).kept())
    assert not open_part(WHOLE).has_confidential


@pytest.mark.parametrize(
    ("of", "kinds"),
    [
        (plan(item(1, paper(1))), [ONLY]),
        (WHOLE, [FULL, OPEN]),
        (plan(item(1, paper(1, secret=True)), number=1), [FULL_ALONE]),
        (plan(item(1, paper(1, secret=True), paper(2)), number=1), [FULL, OPEN]),
        (plan(number=1, withdrawn=(gone(1, secret=True),)), [FULL_ALONE]),
        (plan(number=1, withdrawn=(gone(1),)), [ONLY]),
    ],
)
def test_which_copies_a_plan_has(of, kinds):
    assert [kind for kind, _ in kinds_of(of)] == kinds


def test_an_item_of_a_supplement_without_a_paper_is_in_the_open_part_only_if_it_never_had_one():
    new_item = plan(item(1, paper(1, secret=True)), item(2), number=1)
    assert keys(open_part(new_item)) == [(2, [])]


SENT = [plan(item(1, paper(1)), item(2))]


@pytest.mark.parametrize(
    ("now", "withdrawn", "expected", "told"),
    [
        # Nothing new.
        (plan(item(1, paper(1)), item(2)), [], [], []),
        # A late paper; the paper that was sent is not sent twice.
        (plan(item(1, paper(1), paper(2)), item(2)), [], [(1, [2])], []),
        # A later version of a paper that was sent.
        (plan(item(1, paper(1, version=9)), item(2)), [], [(1, [1])], []),
        # A new item without a paper.
        (plan(item(1, paper(1)), item(2), item(3)), [], [(3, [])], []),
        # A paper that was sent is withdrawn; one that was never sent is nobody's concern.
        (plan(item(1), item(2)), [gone(1), gone(7)], [], [1]),
    ],
)
def test_what_a_supplement_adds(now, withdrawn, expected, told):
    found = supplement_to(now, SENT, withdrawn)
    assert found.number == 1
    assert keys(found) == expected
    assert [each.key for each in found.withdrawn] == told
    assert found.says_something is bool(expected or told)


def test_a_second_supplement_does_not_repeat_the_first():
    first = supplement_to(plan(item(1, paper(1), paper(2)), item(2)), SENT, [gone(1)])
    second = supplement_to(plan(item(1, paper(2), paper(3)), item(2)), [*SENT, first], [gone(1), gone(2)])
    assert (second.number, keys(second), [each.key for each in second.withdrawn]) == (2, [(1, [3])], [2])


def test_a_paper_that_is_no_longer_confidential_goes_out_to_those_who_never_had_it():
    sent = [plan(item(1, paper(1, secret=True)))]
    assert keys(supplement_to(plan(item(1, paper(1))), sent, [])) == [(1, [1])]
    assert keys(supplement_to(plan(item(1, paper(1, secret=True))), sent, [])) == []
    assert keys(supplement_to(plan(item(1, paper(1, secret=True))), [plan(item(1, paper(1)))], [])) == []


def test_pages_run_on_through_the_papers():
    of = plan(item(1, paper(1), paper(2, apart="a link")), item(2, paper(3)))
    layout = laid_out(of, front=3, pages_of={1: 5, 3: 2})
    assert (dict(layout.begins), layout.pages) == ({1: 4, 3: 9}, 10)
    assert layout.foot(4) == "Page 4 of 10"
    told = list(sheets(of, layout, pages_of={1: 5, 3: 2}))
    assert [each.page for each in told] == list(range(1, 11))
    assert [each.title for each in told] == [""] * 3 + ["Paper 1"] * 5 + ["Paper 3"] * 2


def test_a_supplement_numbers_its_own_pages():
    of = plan(item(1, paper(1)), number=2)
    layout = laid_out(of, front=2, pages_of={1: 3})
    assert (layout.foot(1), layout.foot(5)) == ("Page S2-1 of S2-5", "Page S2-5 of S2-5")


def test_the_bookmarks_nest_papers_below_their_items():
    of = plan(item(1, paper(1), paper(2, apart="a link")), item(2))
    assert [(each.title, [one.title for one in each.below]) for each in bookmarks_of(of)] == [
        ("Contents", []),
        ("Agenda", []),
        ("1. Item 1", ["1.1 Paper 1"]),
        ("2. Item 2", []),
    ]


def test_a_plan_comes_back_as_it_was_kept_and_has_one_hash():
    again = PackPlan.from_kept(json.loads(json.dumps(WHOLE.kept())))
    assert again == WHOLE
    assert again.sha256 == WHOLE.sha256
    assert dataclasses.replace(WHOLE, venue="Elsewhere").sha256 != WHOLE.sha256
