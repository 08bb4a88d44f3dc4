"""Every measure on worked cases: both sides of each boundary, and each reason for which a row is left out.

The extract is of Wednesday 30 September 2026; 31 August was a bank holiday. Days are counted by hand.
"""

from typing import Any

import pytest

from digests.annex_a.derivations import MEASURES
from digests.annex_a.measures import When, derive
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms
from tests.factories_annex_a import EXTRACT, day, derived

Days = dict[str, Any]


def written(row: Days) -> Days:
    """Return a row of a table below with its days as days."""
    return {
        key: day(cell) if isinstance(cell, str) and cell[:2] == "20" and len(cell) == 10 else cell
        for key, cell in row.items()
    }


IN_MONTH: list[tuple[str, Days, str, bool]] = [
    # Monday 1 June and nine weeks: day 45 is Monday 3 August.
    ("assessments_in_45_days", {"start": "2026-06-01", "authorised": "2026-08-03"}, "2026-08", True),
    ("assessments_in_45_days", {"start": "2026-06-01", "authorised": "2026-08-04"}, "2026-08", False),
    # A Saturday after day 45 is still day 45.
    ("assessments_in_45_days", {"start": "2026-06-05", "authorised": "2026-08-08"}, "2026-08", True),
    # Nine weeks from 29 June end on the bank holiday: day 45 is the Tuesday after it.
    ("assessments_in_45_days", {"start": "2026-06-29", "authorised": "2026-09-01"}, "2026-09", True),
    ("assessments_in_45_days", {"start": "2026-06-29", "authorised": "2026-09-02"}, "2026-09", False),
    ("assessments_in_45_days", {"start": "2026-07-01", "authorised": "2026-07-01"}, "2026-07", True),
    ("icpc_in_15_days", {"strategy": "2026-06-01", "conference": "2026-06-22"}, "2026-06", True),
    ("icpc_in_15_days", {"strategy": "2026-06-01", "conference": "2026-06-23"}, "2026-06", False),
    ("section_47_to_icpc", {"strategy": "2026-05-29", "conference": "2026-06-12"}, "2026-05", True),
    ("section_47_to_icpc", {"strategy": "2026-05-29", "unnecessary": "a) Yes"}, "2026-05", False),
    ("section_47_to_icpc", {"strategy": "2026-05-29", "conference": "2026-06-12", "unnecessary": "a) Yes"},
     "2026-05", True),
    ("icpc_to_plan", {"strategy": "2026-04-01", "conference": "2026-04-20", "plan": "a) Yes"}, "2026-04", True),
    ("icpc_to_plan", {"strategy": "2026-04-01", "conference": "2026-04-20", "plan": "No"}, "2026-04", False),
    ("re_referrals", {"referral": "2026-04-01", "referrals": 1}, "2026-04", True),
    ("re_referrals", {"referral": "2026-04-01", "referrals": 0}, "2026-04", False),
    ("referrals_no_further_action", {"referral": "2026-09-30", "no_action": "a) Yes"}, "2026-09", True),
    ("referrals_no_further_action", {"referral": "2026-09-30", "no_action": "b) No"}, "2026-09", False),
    ("referrals_no_further_action", {"referral": "2026-09-30", "no_action": None}, "2026-09", False),
    ("cp_repeat_plans", {"start": "2026-07-15", "earlier_plans": 1}, "2026-07", True),
    ("cp_repeat_plans", {"start": "2026-07-15", "earlier_plans": 0}, "2026-07", False),
    # From 1 August 2024 to 1 August 2026 there is no 29 February: 730 days.
    ("cp_ended_two_years", {"start": "2024-08-01", "end": "2026-08-01"}, "2026-08", True),
    ("cp_ended_two_years", {"start": "2024-08-02", "end": "2026-08-01"}, "2026-08", False),
]  # fmt: skip


@pytest.mark.parametrize(("key", "row", "month", "counts"), IN_MONTH)
def test_a_row_counts_in_its_month(key: str, row: Days, month: str, counts: bool) -> None:
    result = derived(key, written(row))
    assert [f"{figure.month:%Y-%m}" for figure in result.figures] == [f"2026-0{n}" for n in range(4, 10)]
    by_month = {f"{figure.month:%Y-%m}": (figure.numerator, figure.denominator) for figure in result.figures}
    assert by_month.pop(month) == (int(counts), 1)
    assert set(by_month.values()) == {(0, 0)}


IN_CALENDAR_DAYS = {"cp_visit_days": 20, "cp_visit_in_working_days": False}
LONG_TERM = {"permanence": "f) Long-term fostering", "placed": "2025-09-30"}
SETTLED = {"start": "2024-03-30", "placed": "2024-09-30", "born": "2010-10-01"}
A_YEAR = {"start": "2025-09-30", "born": "2016-01-01"}

SNAPSHOTS: list[tuple[str, Days, bool]] = [
    # Nine weeks back is 29 July, less the bank holiday: 45 working days from 28 July.
    ("assessments_open_over_45_days", {"start": "2026-07-28"}, False),
    ("assessments_open_over_45_days", {"start": "2026-07-27"}, True),
    ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-16"}, True),
    ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-15"}, False),
    ("cp_visits_in_time", {"start": "2026-09-15"}, False),
    ("cp_seen_alone", {"start": "2026-01-05", "alone": "a) Yes"}, True),
    ("cp_seen_alone", {"start": "2026-01-05", "alone": "N"}, False),
    ("cp_open_two_years", {"start": "2024-09-30"}, True),
    ("cp_open_two_years", {"start": "2024-10-01"}, False),
    ("cp_reviews_in_time", {"start": "2026-06-30"}, True),
    ("cp_reviews_in_time", {"start": "2026-06-29"}, False),
    ("cp_reviews_in_time", {"start": "2025-01-01", "review": "2026-03-30"}, True),
    ("cp_reviews_in_time", {"start": "2025-01-01", "review": "2026-03-29"}, False),
    ("cin_seen", {"start": "2026-01-05", "seen": "2026-09-02"}, True),
    ("cin_seen", {"start": "2026-01-05", "seen": "2026-09-01"}, False),
    ("cin_seen", {"start": "2026-09-01"}, False),
    ("lac_reviews_in_time", {"start": "2026-09-02"}, True),
    ("lac_reviews_in_time", {"start": "2026-09-01"}, False),
    # The 20th working day from 2 June is 30 June: a first review, the next due by 30 September.
    ("lac_reviews_in_time", {"start": "2026-06-02", "review": "2026-06-30"}, True),
    ("lac_reviews_in_time", {"start": "2026-06-02", "review": "2026-06-29"}, False),
    # One on the 21st is no first review: six months.
    ("lac_reviews_in_time", {"start": "2026-06-01", "review": "2026-06-30"}, True),
    ("lac_reviews_in_time", {"start": "2020-06-01", "review": "2026-03-30"}, True),
    ("lac_reviews_in_time", {"start": "2020-06-01", "review": "2026-03-29"}, False),
    ("lac_visits_in_time", {"start": "2025-01-06", "visit": "2026-08-19"}, True),
    ("lac_visits_in_time", {"start": "2025-01-06", "visit": "2026-08-18"}, False),
    ("lac_visits_in_time", {"start": "2026-08-18"}, False),
    ("lac_visits_in_time", LONG_TERM | {"start": "2024-01-08", "visit": "2026-07-01"}, True),
    ("lac_visits_in_time", LONG_TERM | {"start": "2024-01-08", "visit": "2026-06-30"}, False),
    # A long-term placement is visited every six weeks in its first year.
    ("lac_visits_in_time", LONG_TERM | {"start": "2024-01-08", "visit": "2026-07-01", "placed": "2025-10-01"}, False),
    ("lac_visits_in_time", {"start": "2024-01-08", "visit": "2026-07-01", "placed": "2025-09-30", "placement": "d) U4"},
     True),
    ("lac_three_placements", {"start": "2025-01-06", "placements": 3}, True),
    ("lac_three_placements", {"start": "2025-01-06", "placements": 2}, False),
    ("lac_long_term_stability", SETTLED, True),
    ("lac_long_term_stability", SETTLED | {"placed": "2024-10-01"}, False),
    ("lac_health_current", A_YEAR | {"health": "2025-09-30"}, True),
    ("lac_health_current", A_YEAR | {"health": "2025-09-29"}, False),
    ("lac_health_current", A_YEAR, False),
    ("lac_health_current", A_YEAR | {"born": "2021-10-01", "health": "2026-03-31"}, True),
    ("lac_health_current", A_YEAR | {"born": "2021-10-01", "health": "2026-03-30"}, False),
    ("lac_health_current", A_YEAR | {"born": "2021-09-30", "health": "2026-03-30"}, True),
    ("lac_dental_current", {"start": "2026-08-03", "dental": "2025-09-30"}, True),
    ("lac_dental_current", {"start": "2026-08-03", "dental": "2025-09-29"}, False),
    ("lac_dental_current", {"start": "2026-08-03"}, False),
    ("lac_out_of_area", {"start": "2025-01-06", "location": "b) Out"}, True),
    ("lac_out_of_area", {"start": "2025-01-06", "location": "In"}, False),
    ("care_leavers_in_touch", {"born": "2007-09-30", "in_touch": "a) Yes"}, True),
    ("care_leavers_in_touch", {"born": "2004-10-01", "in_touch": "e) NREQ"}, False),
    ("care_leavers_suitable_accommodation", {"born": "2006-01-01", "suitability": "a) Suitable"}, True),
    ("care_leavers_suitable_accommodation", {"born": "2006-01-01", "suitability": None}, False),
    *[
        ("care_leavers_in_eet", {"born": "2006-01-01", "activity": code}, True)
        for code in "F1 P1 F2 P2 F3 P3 F4 P5".split()
    ],
    ("care_leavers_in_eet", {"born": "2006-01-01", "activity": "G5: Not in education"},
     False),
    # An age in years will do where the day of birth is not given.
    ("care_leavers_in_eet", {"born": None, "age": 19.9, "activity": "F1"}, True),
]  # fmt: skip


@pytest.mark.parametrize(("key", "row", "counts"), SNAPSHOTS)
def test_a_row_counts_as_it_stood_on_the_day_of_the_extract(key: str, row: Days, counts: bool) -> None:
    (figure,) = derived(key, written(row)).figures
    assert (figure.month, figure.numerator, figure.denominator, figure.exclusions) == (
        day("2026-09-01"),
        counts,
        1,
        {},
    )


EXCLUDED: list[tuple[str, Days, str]] = [
    ("assessments_in_45_days", {"start": "2026-06-01"}, "not yet authorised"),
    ("assessments_in_45_days", {"start": "2026-06-01", "authorised": "soon"}, "date of authorisation cannot be used"),
    ("assessments_in_45_days", {"start": "2026-06-01", "authorised": "2026-10-01"},
     "date of authorisation cannot be used"),
    ("assessments_in_45_days", {"authorised": "2026-08-03"}, "no start date"),
    ("assessments_in_45_days", {"start": "?", "authorised": "2026-08-03"}, "start date cannot be used"),
    ("assessments_in_45_days", {"start": "2026-08-04", "authorised": "2026-08-03"}, "authorised before it started"),
    ("assessments_in_45_days", {"start": "2026-01-05", "authorised": "2026-03-31"}, "outside the six months"),
    ("assessments_open_over_45_days", {"start": "2026-06-01", "authorised": "2026-08-03"}, "authorised"),
    ("assessments_open_over_45_days", {"start": "2026-06-01", "authorised": "#N/A"},
     "date of authorisation cannot be used"),
    ("assessments_open_over_45_days", {}, "no start date"),
    ("icpc_in_15_days", {"strategy": "2026-06-01"}, "no conference"),
    ("icpc_in_15_days", {"strategy": "2026-06-01", "conference": "?"}, "conference cannot be used"),
    ("icpc_in_15_days", {"conference": "2026-06-12"}, "no strategy discussion"),
    ("icpc_in_15_days", {"strategy": "2026-06-15", "conference": "2026-06-12"},
     "held before the strategy discussion"),
    ("section_47_to_icpc", {"strategy": "2026-06-01"}, "still open: no conference, and none called unnecessary"),
    ("section_47_to_icpc", {"strategy": "2026-06-01", "unnecessary": "b) No"},
     "still open: no conference, and none called unnecessary"),
    ("section_47_to_icpc", {"strategy": "2026-06-01", "unnecessary": "perhaps"},
     "decision on a conference cannot be used"),
    ("section_47_to_icpc", {"strategy": "2026-06-01", "conference": "?"}, "date of the conference cannot be used"),
    ("section_47_to_icpc", {"unnecessary": "a) Yes"}, "no strategy discussion"),
    ("icpc_to_plan", {"strategy": "2026-06-01"}, "no conference"),
    ("icpc_to_plan", {"conference": "2026-06-01"}, "no result"),
    ("icpc_to_plan", {"conference": "2026-06-01", "plan": "c) Unknown"}, "result unknown"),
    ("icpc_to_plan", {"conference": "2026-06-01", "plan": "b) Yes"}, "result cannot be used"),
    ("re_referrals", {"referrals": 1}, "no date of referral"),
    ("re_referrals", {"referral": "2026-06-01"}, "no number of referrals"),
    ("re_referrals", {"referral": "2026-06-01", "referrals": "some"}, "number of referrals cannot be used"),
    ("referrals_no_further_action", {"no_action": "a) Yes"}, "no date of referral"),
    ("referrals_no_further_action", {"referral": "2026-06-01", "no_action": "dunno"}, "answer cannot be used"),
    ("cp_visits_in_time", {"start": "2026-01-05", "end": "2026-09-30"}, "the plan has ended"),
    ("cp_visits_in_time", {"start": "2026-01-05", "end": "?"}, "end date cannot be used"),
    ("cp_visits_in_time", {"start": "2026-09-16"}, "no visit yet, and none due"),
    ("cp_visits_in_time", {"start": "2026-01-05", "visit": "?"}, "date of the visit cannot be used"),
    ("cp_visits_in_time", {}, "no visit and no start of the plan"),
    ("cp_seen_alone", {"start": "2026-01-05", "alone": "c) Unknown"}, "answer unknown"),
    ("cp_seen_alone", {"start": "2026-01-05"}, "no answer"),
    ("cp_open_two_years", {"end": "2026-06-01"}, "the plan has ended"),
    ("cp_open_two_years", {}, "no start of the plan"),
    ("cp_ended_two_years", {"start": "2026-01-05"}, "the plan is open"),
    ("cp_ended_two_years", {"end": "2026-06-01"}, "no start of the plan"),
    ("cp_ended_two_years", {"start": "2026-06-02", "end": "2026-06-01"}, "ended before it started"),
    ("cp_ended_two_years", {"start": "2026-06-02", "end": "?"}, "end of the plan cannot be used"),
    ("cp_repeat_plans", {"earlier_plans": 1}, "no start of the plan"),
    ("cp_repeat_plans", {"start": "2026-06-02"}, "no number of previous plans"),
    ("cp_repeat_plans", {"start": "2026-06-02", "earlier_plans": -1}, "number of previous plans cannot be used"),
    ("cp_repeat_plans", {"start": "2026-03-31", "earlier_plans": 1}, "outside the six months"),
    ("cp_reviews_in_time", {}, "no start of the plan"),
    ("cp_reviews_in_time", {"start": "2026-06-02", "review": "?"}, "date of the review cannot be used"),
    ("cin_seen", {"start": "2026-01-05", "seen": "2026-09-02", "end": "2026-09-03"}, "the case is closed"),
    ("cin_seen", {"start": "2026-09-02"}, "no visit yet, and none due"),
    ("cin_seen", {"start": "2026-01-05", "seen": "?"}, "date of the visit cannot be used"),
    ("cin_seen", {}, "no visit and no start date"),
    ("lac_reviews_in_time", {"start": "2026-01-05", "end": "2026-09-30"}, "no longer looked after"),
    ("lac_reviews_in_time", {"review": "2026-09-01"}, "no start of care"),
    ("lac_reviews_in_time", {"start": "2026-09-02", "review": "2026-09-01"}, "reviewed before this period of care"),
    ("lac_reviews_in_time", {"start": "2026-09-02", "review": "?"}, "date of the review cannot be used"),
    ("lac_visits_in_time", {"start": "2026-08-19"}, "no visit yet, and none due"),
    ("lac_three_placements", {"start": "2026-08-19"}, "no number of placements"),
    ("lac_three_placements", {"start": "2026-08-19", "placements": 0}, "number of placements cannot be used"),
    ("lac_long_term_stability", SETTLED | {"born": "2010-09-30"}, "aged 16 or over"),
    ("lac_long_term_stability", SETTLED | {"start": "2024-04-01"}, "looked after for less than two and a half years"),
    ("lac_long_term_stability", SETTLED | {"placed": None}, "no start of the placement"),
    ("lac_long_term_stability", SETTLED | {"born": None, "age": None}, "no age"),
    ("lac_health_current", A_YEAR | {"start": "2025-10-01"}, "looked after for less than 12 months"),
    ("lac_health_current", A_YEAR | {"health": "?"}, "date of the health assessment cannot be used"),
    ("lac_dental_current", A_YEAR | {"dental": "?"}, "date of the dental check cannot be used"),
    ("lac_out_of_area", {"start": "2025-01-06"}, "no placement location"),
    ("lac_out_of_area", {"start": "2025-01-06", "location": "near"}, "placement location cannot be used"),
    ("care_leavers_in_touch", {"born": "2007-10-01", "in_touch": "a) Yes"}, "not aged 19 to 21"),
    ("care_leavers_in_touch", {"born": "2004-09-30", "in_touch": "a) Yes"}, "not aged 19 to 21"),
    ("care_leavers_in_touch", {"born": None, "age": None, "in_touch": "a) Yes"}, "no age"),
    ("care_leavers_in_eet", {"born": "2006-01-01", "activity": "F9"}, "code cannot be used"),
    ("adoption_entry_to_placement_days", {"entered": "2025-01-01"}, "not placed"),
    ("adoption_entry_to_placement_days", {"placed": "2025-01-01"}, "no “Date the Child Entered Care”"),
    ("adoption_entry_to_placement_days", {"entered": "2025-01-02", "placed": "2025-01-01"},
     "the dates are the wrong way round"),
    ("adoption_entry_to_placement_days", {"entered": "2025-01-02", "placed": "?"},
     "“Date Placed for Adoption” cannot be used"),
    ("adoption_order_to_match_days", {"order": "2025-01-02"}, "not matched"),
]  # fmt: skip


@pytest.mark.parametrize(("key", "row", "reason"), EXCLUDED)
def test_a_row_is_left_out_for_a_reason_that_is_told(key: str, row: Days, reason: str) -> None:
    result = derived(key, written(row))
    assert sum(figure.denominator for figure in result.figures) == 0
    told = dict(result.exclusions)
    for figure in result.figures:
        told |= figure.exclusions
    assert told == {reason: 1}


def test_every_measure_has_cases_on_both_sides_and_says_what_it_is() -> None:
    tabled = {(key, counts) for key, *_, counts in [*IN_MONTH, *SNAPSHOTS]}
    adoption = {"adoption_entry_to_placement_days", "adoption_order_to_match_days"}
    assert tabled == {(key, side) for key in MEASURES.keys() - adoption for side in (True, False)}
    for measure in MEASURES.values():
        assert all((measure.title, measure.numerator, measure.denominator, measure.limits))
        assert set(measure.needs) <= {column.key for column in measure.of.columns}
        assert len(measure.key) <= 60


def test_days_are_added_up_over_the_children() -> None:
    rows = (
        {"entered": "2025-01-01", "placed": "2026-01-01"},
        {"entered": "2026-01-01", "placed": "2026-01-11"},
        {},
    )
    (figure,) = derived("adoption_entry_to_placement_days", *map(written, rows)).figures
    assert (figure.numerator, figure.denominator, figure.exclusions) == (375, 2, {"not placed": 1})
    (figure,) = derived(
        "adoption_order_to_match_days", written({"order": "2026-02-01", "matched": "2026-02-02"})
    ).figures
    assert (figure.numerator, figure.denominator) == (1, 1)


@pytest.mark.parametrize(
    ("key", "row", "standards", "counts"),
    [
        ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-10"}, IN_CALENDAR_DAYS,
         True),
        ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-09"}, IN_CALENDAR_DAYS,
         False),
        ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-01"}, {"cp_visit_days": 20}, False),
        ("cp_visits_in_time", {"start": "2026-01-05", "visit": "2026-09-02"}, {"cp_visit_days": 20}, True),
        ("cin_seen", {"start": "2026-01-05", "seen": "2026-09-01"}, {"cin_seen_days": 29}, True),
        ("lac_visits_in_time", {"start": "2025-01-06", "visit": "2026-09-01"}, {"lac_visit_days": 28}, False),
        ("lac_visits_in_time", LONG_TERM | {"start": "2024-01-08", "visit": "2026-07-01"},
         {"lac_visit_long_term_days": 90}, False),
        ("care_leavers_in_touch", {"born": "2008-09-30", "in_touch": "Y"}, {"care_leaver_ages": (17, 18)}, True),
    ],
)  # fmt: skip
def test_a_council_may_set_its_own_standard(key: str, row: Days, standards: Days, counts: bool) -> None:
    (figure,) = derived(key, written(row), **standards).figures
    assert (figure.numerator, figure.denominator) == (int(counts), 1)


def test_a_month_that_the_extract_cuts_short_is_told_apart() -> None:
    middle = Terms(day("2026-10-14"))
    assert [f"{month:%b}" for month in middle.months] == ["May", "Jun", "Jul", "Aug", "Sep", "Oct"]
    assert [middle.is_whole(month) for month in middle.months] == [True] * 5 + [False]
    assert Terms(EXTRACT).is_whole(day("2026-09-01"))
    assert not Terms(day("2026-09-29")).is_whole(day("2026-09-01"))


@pytest.mark.parametrize("key", MEASURES)
def test_without_its_list_or_a_column_a_measure_says_so_and_gives_nothing(key: str) -> None:
    measure = MEASURES[key]
    nothing = derive(measure, {}, Terms(EXTRACT))
    assert (nothing.figures, nothing.obstacle) == ((), f"{measure.of.name} is not in the workbook")
    bare = derive(measure, {measure.of.number: Rows(measure.of, [], {})}, Terms(EXTRACT))
    assert bare.figures == ()
    assert bare.obstacle.startswith(f"{measure.of.name} lacks the column “")
    assert (measure.when is When.SNAPSHOT) == (len(derived(key).figures) == 1)
