"""Pace: worked cases of the rule with their figures, and its laws."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.pace import STANDARD_RULE, ActionDates, PaceRule, Trouble, pace_of

TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def action(
    *,
    reference: str = "a1.1",
    starts: str = "2026-09-01",
    due: str = "2026-12-31",
    moves: tuple[tuple[str, str], ...] = (),
    updates: tuple[str, ...] = ("2026-11-15",),
    done: str | None = None,
) -> ActionDates:
    return ActionDates(
        reference=reference,
        starts_on=day(starts),
        first_due_on=day(due),
        moves=tuple((day(on), day(to)) for on, to in moves),
        updates=tuple(day(on) for on in updates),
        done_on=day(done) if done else None,
    )


FINE = action()
LATE = action(reference="a1.2", due="2026-10-19", moves=(), updates=("2026-11-20",))
CASES = [
    ("nothing wrong", [FINE], {}),
    ("no action at all", [], {}),
    ("due today is on time", [action(due="2026-11-22"), FINE, FINE, FINE], {}),
    (
        "overdue by 34 days",
        [LATE, FINE, FINE, FINE],
        {Trouble.OVERDUE: "1 of 4 actions overdue, by 34 days"},
    ),
    (
        "two overdue name the longest",
        [LATE, replace(LATE, reference="a1.3", first_due_on=day("2026-11-21")), *[FINE] * 6],
        {Trouble.OVERDUE: "2 of 8 actions overdue, the longest by 34 days"},
    ),
    ("silent for 35 days is still heard", [action(updates=("2026-10-18",))], {}),
    (
        "silent for 36 days is not",
        [action(updates=("2026-10-17",))],
        {Trouble.SILENT: "1 of 1 action without an update for more than 35 days, the longest for 36 days"},
    ),
    (
        "silence counts from the start where nobody ever reported",
        [action(starts="2026-10-01", updates=())],
        {Trouble.SILENT: "1 of 1 action without an update for more than 35 days, the longest for 52 days"},
    ),
    ("not begun yet is not silent", [action(starts="2026-12-01", updates=())], {}),
    ("put back once by eight weeks is allowed", [action(moves=(("2026-10-01", "2027-02-25"),))], {}),
    (
        "put back once by more",
        [action(moves=(("2026-10-01", "2027-02-26"),))],
        {Trouble.PUT_BACK: "1 of 1 action put back once, by 57 days in all"},
    ),
    (
        "put back twice by less",
        [action(moves=(("2026-10-01", "2027-01-05"), ("2026-11-01", "2027-01-10")))],
        {Trouble.PUT_BACK: "1 of 1 action put back twice, by 10 days in all"},
    ),
    (
        "brought forward is not put back",
        [action(moves=(("2026-10-01", "2026-12-01"), ("2026-11-01", "2026-12-20")))],
        {},
    ),
    (
        "a done action slips no more",
        [action(moves=(("2026-10-01", "2027-06-30"),), done="2026-11-01")],
        {},
    ),
    (
        "one done of four where two were planned is exactly a quarter behind: allowed",
        [
            action(due="2026-10-01", done="2026-09-30"),
            action(due="2026-11-01", moves=(("2026-10-20", "2026-12-01"),)),
            FINE,
            FINE,
        ],
        {},
    ),
    (
        "none done where two of four were planned",
        [action(due="2026-11-01", moves=(("2026-10-20", "2026-12-01"),)) for _ in range(2)] + [FINE, FINE],
        {Trouble.BEHIND: "0 of 4 actions done where 2 were planned by now"},
    ),
]


@pytest.mark.parametrize(("what", "actions", "expected"), CASES, ids=[case[0] for case in CASES])
def test_the_reasons_carry_their_figures(
    what: str, actions: list[ActionDates], expected: dict[Trouble, str]
) -> None:
    pace = pace_of(actions, today=TODAY)
    assert {reason.trouble: reason.words for reason in pace.reasons} == expected
    assert pace.is_slow == bool(expected)


def test_a_reason_names_the_actions_behind_it() -> None:
    assert pace_of([FINE, LATE, FINE, FINE], today=TODAY).reasons[0].actions == ("a1.2",)


def test_another_rule_gives_another_answer() -> None:
    assert not pace_of([LATE, FINE, FINE, FINE], today=TODAY, rule=PaceRule(overdue_allowed=1)).is_slow


def test_the_rule_is_told_with_its_figures() -> None:
    words = STANDARD_RULE.in_words()
    assert "any action overdue" in words
    assert "more than 35 days" in words
    assert "more than once, or by more than 56 days" in words
    assert "more than 25%" in words


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
DATES = st.builds(
    ActionDates,
    reference=st.sampled_from(["a", "b", "c"]),
    starts_on=DAYS,
    first_due_on=DAYS,
    moves=st.lists(st.tuples(DAYS, DAYS), max_size=4).map(tuple),
    updates=st.lists(DAYS, max_size=4).map(tuple),
    done_on=st.none() | DAYS,
)
GROUPS = st.lists(DATES, max_size=5)


def seen_from(dates: ActionDates, today: dt.date) -> ActionDates:
    """The same action without whatever is dated later."""
    return replace(
        dates,
        moves=tuple(move for move in dates.moves if move[0] <= today),
        updates=tuple(given for given in dates.updates if given <= today),
        done_on=dates.done_on if dates.done_on and dates.done_on <= today else None,
    )


@given(actions=GROUPS, today=DAYS)
def test_it_never_looks_ahead(actions: list[ActionDates], today: dt.date) -> None:
    assert pace_of(actions, today=today) == pace_of([seen_from(each, today) for each in actions], today=today)


@given(actions=GROUPS, today=DAYS, data=st.data())
def test_more_progress_never_makes_a_group_slower(
    actions: list[ActionDates], today: dt.date, data: st.DataObject
) -> None:
    further = [
        replace(
            each,
            updates=(*each.updates, *data.draw(st.lists(DAYS, max_size=2))),
            done_on=each.done_on or data.draw(st.none() | DAYS),
        )
        for each in actions
    ]
    before, after = pace_of(actions, today=today), pace_of(further, today=today)
    assert {reason.trouble for reason in after.reasons} <= {reason.trouble for reason in before.reasons}
    assert after.overdue <= before.overdue
    assert after.silent <= before.silent
    assert after.done_share >= before.done_share


@given(actions=GROUPS, today=DAYS, data=st.data())
def test_the_order_of_actions_and_updates_is_irrelevant(
    actions: list[ActionDates], today: dt.date, data: st.DataObject
) -> None:
    shuffled = [replace(each, updates=tuple(data.draw(st.permutations(each.updates)))) for each in actions]
    turned = pace_of(list(reversed(shuffled)), today=today)
    assert [reason.words for reason in turned.reasons] == [
        reason.words for reason in pace_of(actions, today=today).reasons
    ]


@given(actions=GROUPS, today=DAYS)
def test_a_slow_group_says_why(actions: list[ActionDates], today: dt.date) -> None:
    pace = pace_of(actions, today=today)
    assert pace.is_slow == any(reason.words for reason in pace.reasons)
    assert len({reason.trouble for reason in pace.reasons}) == len(pace.reasons)
