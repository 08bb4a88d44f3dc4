"""What is new in one version of the plan against another: worked cases and laws."""

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.comparing import FieldChange, Line, compare

LINE = Line(
    action=1,
    objective_reference="02",
    objective_title="The front door",
    outcome_for_children="Help comes at the first call.",
    reference="02.1",
    title="Agree one standard",
    output="A signed standard",
    owner="Head of Assessment",
    areas="a, c",
    starts_on=dt.date(2026, 9, 1),
    due_on=dt.date(2026, 12, 31),
)


def test_the_same_words_are_carried_over():
    found = compare([LINE], [LINE])
    assert (found.carried, found.changed, found.added, found.dropped) == ((LINE,), (), (), ())


def test_each_field_that_reads_otherwise_is_named_with_both_its_words():
    later = replace(LINE, owner="Head of Safeguarding", due_on=dt.date(2027, 1, 31))
    (changed,) = compare([LINE], [later]).changed
    assert changed.line == later
    assert changed.changes == (
        FieldChange("Owner", "Head of Assessment", "Head of Safeguarding"),
        FieldChange("Due", "31 December 2026", "31 January 2027"),
    )


def test_an_action_is_the_same_by_its_key_and_not_by_its_reference():
    renumbered = replace(LINE, reference="03.4", objective_reference="03")
    stranger = replace(LINE, action=2)
    found = compare([LINE], [renumbered, stranger])
    assert [each.line for each in found.changed] == [renumbered]
    assert found.added == (stranger,)


def test_what_is_only_in_the_earlier_one_was_dropped():
    assert compare([LINE, replace(LINE, action=2)], [LINE]).dropped == (replace(LINE, action=2),)


plans = st.lists(
    st.builds(
        lambda key, title, owner: replace(LINE, action=key, title=title, owner=owner),
        st.integers(1, 8),
        st.sampled_from(["Train", "Agree"]),
        st.sampled_from(["Post A", "Post B"]),
    ),
    unique_by=lambda line: line.action,
)


@given(plans, plans)
def test_every_action_stands_in_exactly_one_group(earlier, later):
    found = compare(earlier, later)
    keys = [each.action for group in (found.carried, found.added, found.dropped) for each in group]
    keys += [each.line.action for each in found.changed]
    assert sorted(keys) == sorted({line.action for line in [*earlier, *later]})


@given(plans, plans)
def test_looked_at_the_other_way_round_what_was_added_was_dropped(earlier, later):
    there, back = compare(earlier, later), compare(later, earlier)
    assert {line.action for line in there.added} == {line.action for line in back.dropped}
    assert {each.line.action for each in there.changed} == {each.line.action for each in back.changed}


@given(plans)
def test_nothing_is_new_in_a_plan_against_itself(plan):
    found = compare(plan, plan)
    assert (found.changed, found.added, found.dropped) == ((), (), ())
