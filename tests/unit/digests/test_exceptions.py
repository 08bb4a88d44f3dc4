"""Which reasons make an indicator an exception, in which order, and in which words."""

import datetime as dt

import pytest

from digests.exceptions import HEADINGS, RULES, Judged, Kind, exceptions_of

QUIET = Judged(value="91.0%", target="At least 90.0%", distance="1.0 points above", standing="on_target")
CASES = [
    ("nothing", QUIET, []),
    ("near the target is none", Judged(value="88.0%", standing="near_target"), []),
    ("hit and miss is none", Judged(value="88.0%", assurance="hit_and_miss"), []),
    (
        "off target",
        Judged(value="84.0%", target="At least 90.0%", distance="6.0 points below", standing="off_target"),
        [(Kind.MISSED, "84.0%, 6.0 points below the target (at least 90.0%)")],
    ),
    (
        "off target as it always was",
        Judged(
            value="50.0%",
            target="At least 80.0%",
            distance="30.0 points below",
            standing="off_target",
            limits="45.0% to 55.0%",
        ),
        [
            (
                Kind.MISSED,
                "50.0%, 30.0 points below the target (at least 80.0%); no real change from other months",
            )
        ],
    ),
    (
        "out of its band",
        Judged(value="51.0%", target="40.0% to 45.0%", distance="6.0 points above", standing="off_target"),
        [(Kind.MISSED, "51.0%, 6.0 points above the target (40.0% to 45.0%)")],
    ),
    (
        "worse than chance",
        Judged(
            value="61",
            signal="the latest is above the upper limit: concern",
            meaning="concern",
            mean="42",
            limits="30 to 54",
        ),
        [(Kind.CONCERN, "61; the latest is above the upper limit: concern (mean 42; limits 30 to 54)")],
    ),
    (
        "a trend with limits undefined",
        Judged(value="61", signal="the last 7 rise from month to month: concern", meaning="concern"),
        [(Kind.CONCERN, "61; the last 7 rise from month to month: concern")],
    ),
    (
        "neither direction",
        Judged(
            value="9",
            signal="the last 8 are below the mean",
            meaning="neutral_low",
            mean="12",
            limits="8 to 16",
        ),
        [(Kind.CHANGED, "9; the last 8 are below the mean (mean 12; limits 8 to 16)")],
    ),
    (
        "never as things stand",
        Judged(value="70%", target="At least 90%", limits="60% to 80%", assurance="failing"),
        [(Kind.FAILING, "70% now; target at least 90%, limits 60% to 80%")],
    ),
    (
        "late",
        Judged(value="No figure given", late_since=dt.date(2026, 11, 16)),
        [(Kind.STALE, "No figure has been given; it has been late since 16 November 2026")],
    ),
]


@pytest.mark.parametrize(
    ("judged", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_rules(judged: Judged, expected: list[tuple[Kind, str]]) -> None:
    assert [(each.kind, each.in_full) for each in exceptions_of(judged)] == expected


def test_concern_comes_first_and_improvement_last() -> None:
    worst = Judged(
        value="5%", target="At least 9%", distance="4 points below", standing="off_target",
        signal="the latest is below the lower limit",
        meaning="concern", assurance="failing", late_since=dt.date(2026, 11, 1),
    )  # fmt: skip
    assert [each.kind for each in exceptions_of(worst)] == [
        Kind.CONCERN, Kind.FAILING, Kind.MISSED, Kind.STALE,
    ]  # fmt: skip
    better = Judged(value="5%", standing="off_target", signal="the last 7 rise", meaning="improvement")
    assert [each.kind for each in exceptions_of(better)] == [Kind.MISSED, Kind.IMPROVEMENT]


def test_only_improvement_may_go_without_a_word() -> None:
    needs = {
        found.kind: found.needs_commentary
        for meaning in ("concern", "improvement", "neutral_high")
        for found in exceptions_of(
            Judged(
                value="1", meaning=meaning, assurance="failing", standing="off_target", late_since=dt.date.max
            )
        )
    }
    assert {kind for kind, needed in needs.items() if not needed} == {Kind.IMPROVEMENT}
    assert set(needs) == set(Kind)


def test_every_kind_has_its_heading_and_its_rule() -> None:
    assert set(HEADINGS) == set(RULES) == set(Kind)
