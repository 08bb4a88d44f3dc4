"""What of the wanted items an agenda lacks, whatever people did to those that it has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.agenda_building import STANDARD, Present, Wanted, missing_items, missing_links

REPORT = Wanted("progress_report", "Progress report", "discuss", 30)
BUSINESS = Wanted("item", "Any other business", "note", 5)
VOICES = Wanted("item", "Voices", "discuss", 10, key=7)


@pytest.mark.parametrize(
    ("wanted", "present", "lacking"),
    [
        ([REPORT, BUSINESS], [], [REPORT, BUSINESS]),
        ([REPORT], [Present("progress_report", "Another title")], []),
        ([REPORT], [Present("item", "Progress report")], [REPORT]),
        ([BUSINESS], [Present("item", "any other BUSINESS")], []),
        ([BUSINESS], [Present("item", "Other")], [BUSINESS]),
        ([VOICES], [Present("item", "What children say", key=7)], []),
        ([VOICES], [Present("item", "Voices", key=8)], [VOICES]),
        ([VOICES], [Present("item", "Voices")], []),
        ([REPORT, REPORT], [Present("progress_report", "One")], [REPORT]),
    ],
    ids=[
        "nothing is there", "a kind under another title", "an item of its own is no report", "the same title",
        "another title", "renamed, but of the template", "of another item of the template",
        "added by hand before the template had it", "two are wanted and one is there",
    ],
)  # fmt: skip
def test_each_item_that_is_there_answers_for_one_that_is_wanted(wanted, present, lacking):
    assert missing_items(wanted, present) == lacking


kinds = st.sampled_from(["item", "slow", "digest"])
wanted_items = st.lists(
    st.builds(
        Wanted, kinds, st.sampled_from("ABC"), st.just("note"), st.just(5), st.none() | st.integers(1, 4)
    ),
    max_size=8,
)


@given(wanted_items)
def test_once_what_was_lacking_is_added_nothing_is(wanted):
    made = [Present(each.kind, each.title, each.key) for each in missing_items(wanted, [])]
    assert missing_items(wanted, made) == []


def test_the_standard_agenda_fits_into_two_hours_and_begins_with_the_welcome():
    assert sum(each.minutes for each in STANDARD) == 115
    assert [each.kind for each in STANDARD].count("item") == 2


@pytest.mark.parametrize(
    ("found", "linked", "taken_off", "lacking"),
    [
        ([("a", 1), ("b", 1)], set(), set(), [("a", 1), ("b", 1)]),
        ([("a", 1), ("a", 2)], {("a", 1)}, set(), [("a", 2)]),
        ([("a", 1), ("a", 2)], set(), {("a", 2)}, [("a", 1)]),
        ([("a", 1), ("a", 1)], set(), set(), [("a", 1)]),
    ],
)
def test_a_link_that_was_taken_off_is_not_lacking(found, linked, taken_off, lacking):
    assert missing_links(found, linked=linked, taken_off=taken_off) == lacking
