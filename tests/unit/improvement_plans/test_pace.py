"""Pace: worked cases of the rule with their figures, and its laws."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.pace import (
    LAXEST,
    STANDARD_RULE,
    ActionDates,
    MilestoneDates,
    PaceRule,
    Trouble,
    not_given_by,
    pace_of,
)

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
        {
            Trouble.BEHIND: "0% achieved where 50% was planned by now; 0 of 4 actions done where 2 were planned"
        },
    ),
]


HALF = MilestoneDates(day("2026-10-01"), reached_on=day("2026-11-01"))
OVER = MilestoneDates(day("2026-11-01"))
AHEAD = MilestoneDates(day("2026-12-15"))
CASES += [
    (
        "behind its milestones and not moving: two of four steps were due",
        [replace(FINE, milestones=(OVER, OVER, AHEAD)), FINE, FINE],
        {Trouble.TOO_SLOW: "1 of 3 actions behind on milestones: 1 not moving in the last 90 days"},
    ),
    (
        "a third in 82 days is 164 more, to 5 May 2027: 125 days after it is due",
        [replace(FINE, milestones=(HALF, OVER)), FINE, FINE],
        {
            Trouble.TOO_SLOW: "1 of 3 actions behind on milestones: at the rate of the last 90 days done 125 days late"
        },
    ),
    ("not behind its milestones is not too slow", [replace(FINE, milestones=(HALF, AHEAD))], {}),
    (
        "one missed update is allowed, one missed contribution too",
        [replace(FINE, missed_updates=1, missed_contributions=1)],
        {},
    ),
    (
        "two missed updates are not",
        [replace(FINE, missed_updates=2), FINE],
        {Trouble.MISSED: "1 of 2 actions for which 2 updates asked for did not come in time"},
    ),
    (
        "nor are three missed contributions",
        [replace(FINE, missed_contributions=3), replace(FINE, missed_contributions=2), FINE],
        {Trouble.NOT_CONTRIBUTED: "2 of 3 actions for which 5 contributions asked for did not come in time"},
    ),
    ("what a done action missed is past", [replace(FINE, missed_updates=4, done_on=day("2026-11-01"))], {}),
    (
        "percentages count where there are no milestones: 80% of what was planned is 20% behind",
        [replace(FINE, first_due_on=day("2026-11-01"), moves=((day("2026-10-20"), day("2026-12-01")),),
                 percents=((day("2026-11-10"), 80),))],
        {},
    ),
]  # fmt: skip


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


def test_the_figures_are_told_whether_or_not_they_make_it_slow() -> None:
    moved = replace(FINE, moves=((day("2026-10-01"), day("2027-01-10")),), milestones=(HALF, AHEAD))
    pace = pace_of(
        [moved, replace(FINE, done_on=day("2026-11-01")), replace(FINE, missed_updates=1)], today=TODAY
    )
    assert not pace.is_slow
    assert (pace.times_put_back, pace.days_put_back, pace.missed_updates) == (1, 10, 1)
    assert (pace.milestones, pace.milestones_reached, pace.milestones_overdue) == (2, 1, 0)
    assert pace.planned_share == pytest.approx(1 / 9)
    assert pace.achieved_share == pytest.approx(4 / 9)
    assert pace.done_share == pytest.approx(1 / 3)
    # Four ninths in the 82 days since the start, so five ninths take 102.5 more.
    assert pace.projected_finish == TODAY + dt.timedelta(days=103)


def test_the_rule_is_told_with_its_figures() -> None:
    words = STANDARD_RULE.in_words()
    assert "any action overdue" in words
    assert "more than 35 days" in words
    assert "more than once, or by more than 56 days" in words
    assert "more than 25%" in words
    assert "more than 28 days after it is due" in words
    assert "more than 1 update, or more than 1 contribution" in words


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ({"overdue_allowed": 2}, "more than 2 actions overdue"),
        ({"silent_after_days": 62}, "without an update for more than 62 days"),
        ({"moves_allowed": 2}, "put back more than twice"),
        ({"days_moved_allowed": 90}, "by more than 90 days in all"),
        ({"share_behind_allowed": 0.4}, "more than 40% of the whole"),
        ({"days_projected_late_allowed": 7}, "more than 7 days after it is due"),
        ({"missed_updates_allowed": 0}, "any update"),
        ({"missed_contributions_allowed": 3}, "more than 3 contributions"),
    ],
)
def test_the_sentence_prints_exactly_the_bound_that_is_set(bound: dict[str, float], words: str) -> None:
    assert words in PaceRule(**bound).in_words()  # type: ignore[arg-type]
    assert words not in STANDARD_RULE.in_words()


def test_the_standard_rule_is_within_what_a_council_may_set() -> None:
    assert all(getattr(STANDARD_RULE, name) < most for name, most in vars(LAXEST).items())


def test_a_contributor_answers_for_what_was_asked_of_them() -> None:
    reason = not_given_by({"a1.1": 1, "a2.3": 2}, STANDARD_RULE)
    assert reason is not None
    assert (reason.words, reason.actions) == (
        "3 contributions asked for did not come in time", ("a1.1", "a2.3"),
    )  # fmt: skip
    assert not_given_by({"a1.1": 1}, STANDARD_RULE) is None
    assert not_given_by({}, STANDARD_RULE) is None


DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
MILESTONES = st.builds(
    MilestoneDates,
    first_due_on=DAYS,
    moves=st.lists(st.tuples(DAYS, DAYS), max_size=2).map(tuple),
    reached_on=st.none() | DAYS,
)
DATES = st.builds(
    ActionDates,
    reference=st.sampled_from(["a", "b", "c"]),
    starts_on=DAYS,
    first_due_on=DAYS,
    moves=st.lists(st.tuples(DAYS, DAYS), max_size=4).map(tuple),
    updates=st.lists(DAYS, max_size=4).map(tuple),
    done_on=st.none() | DAYS,
    milestones=st.lists(MILESTONES, max_size=3).map(tuple),
    percents=st.lists(st.tuples(DAYS, st.integers(0, 100)), max_size=3).map(tuple),
    missed_updates=st.integers(0, 3),
    missed_contributions=st.integers(0, 3),
)
GROUPS = st.lists(DATES, max_size=5)


def seen_from(dates: ActionDates, today: dt.date) -> ActionDates:
    """The same action without whatever is dated later."""
    return replace(
        dates,
        moves=tuple(move for move in dates.moves if move[0] <= today),
        updates=tuple(given for given in dates.updates if given <= today),
        percents=tuple(told for told in dates.percents if told[0] <= today),
        done_on=dates.done_on if dates.is_done_on(today) else None,
        milestones=tuple(
            replace(
                each,
                moves=tuple(move for move in each.moves if move[0] <= today),
                reached_on=each.reached_on if each.is_reached_on(today) else None,
            )
            for each in dates.milestones
        ),
    )


@given(actions=GROUPS, today=DAYS)
def test_it_never_looks_ahead(actions: list[ActionDates], today: dt.date) -> None:
    assert pace_of(actions, today=today) == pace_of([seen_from(each, today) for each in actions], today=today)


def further(dates: ActionDates, today: dt.date, data: st.DataObject) -> ActionDates:
    """The same action with more progress: updates, milestones reached, a higher percentage, a completion."""
    newest = dates.percent_on(today) or 0
    return replace(
        dates,
        updates=(*dates.updates, *data.draw(st.lists(DAYS, max_size=2))),
        milestones=tuple(
            replace(each, reached_on=data.draw(DAYS))
            if not each.is_reached_on(today) and data.draw(st.booleans())
            else each
            for each in dates.milestones
        ),
        percents=(
            *dates.percents,
            *data.draw(st.lists(st.tuples(st.just(today), st.integers(newest, 100)), max_size=1)),
        ),
        done_on=dates.done_on or data.draw(st.none() | DAYS),
    )


@given(actions=GROUPS, today=DAYS, data=st.data())
def test_more_progress_never_makes_a_group_slower(
    actions: list[ActionDates], today: dt.date, data: st.DataObject
) -> None:
    before = pace_of(actions, today=today)
    after = pace_of([further(each, today, data) for each in actions], today=today)
    assert after.troubles <= before.troubles
    assert after.overdue <= before.overdue
    assert after.silent <= before.silent
    assert after.milestones_overdue <= before.milestones_overdue
    assert after.missed_updates <= before.missed_updates
    assert after.planned_share == before.planned_share
    assert after.achieved_share >= before.achieved_share
    assert after.done_share >= before.done_share


@given(actions=GROUPS, today=DAYS, data=st.data())
def test_a_laxer_rule_never_finds_more(
    actions: list[ActionDates], today: dt.date, data: st.DataObject
) -> None:
    wider = PaceRule(
        **{name: bound + data.draw(st.integers(0, 3)) for name, bound in vars(STANDARD_RULE).items()}
    )
    assert pace_of(actions, today=today, rule=wider).troubles <= pace_of(actions, today=today).troubles


@given(actions=GROUPS, today=DAYS, data=st.data())
def test_the_order_of_actions_and_updates_is_irrelevant(
    actions: list[ActionDates], today: dt.date, data: st.DataObject
) -> None:
    shuffled = [
        replace(
            each,
            updates=tuple(data.draw(st.permutations(each.updates))),
            percents=tuple(data.draw(st.permutations(each.percents))),
            milestones=tuple(data.draw(st.permutations(each.milestones))),
        )
        for each in actions
    ]
    turned = pace_of(list(reversed(shuffled)), today=today)
    assert [reason.words for reason in turned.reasons] == [
        reason.words for reason in pace_of(actions, today=today).reasons
    ]


@given(actions=GROUPS, today=DAYS)
def test_a_slow_group_says_why(actions: list[ActionDates], today: dt.date) -> None:
    pace = pace_of(actions, today=today)
    assert pace.is_slow == any(reason.words for reason in pace.reasons)
    assert len({reason.trouble for reason in pace.reasons}) == len(pace.reasons)
