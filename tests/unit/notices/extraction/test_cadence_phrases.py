"""Every way in which a notice says when a duty falls due, and the cadence that it comes to."""

import datetime as dt
from typing import Any

import pytest

from notices.extraction.cadence_phrases import find_cadences
from notices.extraction.draft_json import cadence_to_json

ISSUED = dt.date(2025, 3, 3)


def by(date: str) -> dict[str, Any]:
    return {"type": "by_date", "date": date}


def within(n: int | None, unit: str | None, anchor: str) -> dict[str, Any]:
    return {"type": "within", "n": n, "unit": unit, "anchor": anchor}


def rolling(n: int, unit: str, **more: str) -> dict[str, Any]:
    return {"type": "at_least_every", "n": n, "unit": unit, **more}


def fixed(n: int, unit: str, **more: str) -> dict[str, Any]:
    return {"type": "every", "n": n, "unit": unit, **more}


def calendar(unit: str, **more: str) -> dict[str, Any]:
    return {"type": "each_calendar", "unit": unit, **more}


def ladder(steps: list[int], anchor: str) -> dict[str, Any]:
    return {"type": "ladder", "n": steps, "unit": "months", "anchor": anchor}


def month(name: str) -> dict[str, Any]:
    return {"type": "in_month", "month": name}


def before(event: str, lead: int | None = None, unit: str | None = None) -> dict[str, Any]:
    return {"type": "before_each", "of": event} | ({"lead": lead, "lead_unit": unit} if lead else {})


def at(event: str) -> dict[str, Any]:
    return {"type": "at_each", "of": event}


PLAIN = {name: {"type": name} for name in ("on_request", "to_be_agreed", "kept_up_to_date", "regular")}

UNDOUBTED: list[tuple[str, list[dict[str, Any]]]] = [
    # by a date
    ("must submit the plan by 16 December 2025", [by("2025-12-16")]),
    ("must submit the plan by no later than 16th December 2025", [by("2025-12-16")]),
    ("must submit the plan no later than Friday 19 December 2025", [by("2025-12-19")]),
    ("must submit the plan on or before 16.12.2025", [by("2025-12-16")]),
    ("must submit the plan by noon on 1 September 2025", [by("2025-09-01")]),
    ("must submit the plan by the end of February 2026 or sooner", [by("2026-02-28")]),
    ("must submit the plan by the end of February 2028", [by("2028-02-29")]),
    ("must submit the plan before 1 May 2025", [by("2025-04-30")]),
    ("must submit the plan by May 2025", [by("2025-05-31")]),
    ("must submit drafts by 1 May 2025 and 2 June 2025", [by("2025-05-01"), by("2025-06-02")]),
    ("must hold a summit on 4 July 2025", [by("2025-07-04")]),
    ("must finish by the end of 2025", [by("2025-12-31")]),
    # within a time of something
    (
        "must submit the plan within 12 weeks of the publication of this notice",
        [within(12, "weeks", "publication")],
    ),
    ("must submit the plan within twelve (12) weeks of publication", [within(12, "weeks", "publication")]),
    ("must reply within 10 working days of receipt of this notice", [within(10, "working_days", "receipt")]),
    (
        "must publish it within 70 working days of the inspection report",
        [within(70, "working_days", "inspection report")],
    ),
    ("must report no later than three months after the date of this notice", [within(3, "months", "issue")]),
    (
        "must comment within a fortnight of the submission of the plan",
        [within(2, "weeks", "submission of the plan")],
    ),
    ("must finish within one year of the issue of this notice", [within(1, "years", "issue")]),
    (
        "must invite members within 14 clear days of the notice's publication",
        [within(14, "clear_days", "publication")],
    ),
    # named months
    (
        "will report in January 2026 and at intervals to be agreed thereafter",
        [month("2026-01"), PLAIN["to_be_agreed"]],
    ),
    (
        "will report in June 2025, September 2025 and December 2025",
        [month("2025-06"), month("2025-09"), month("2025-12")],
    ),
    # calendar months and quarters
    ("is to meet every calendar month", [calendar("month")]),
    ("must meet every month", [calendar("month")]),
    ("must meet once a month", [calendar("month")]),
    ("must meet monthly", [calendar("month")]),
    ("must meet on a monthly basis", [calendar("month")]),
    ("must meet at least once a month", [calendar("month")]),
    ("must meet at least once in each calendar month", [calendar("month")]),
    ("must report quarterly", [calendar("quarter")]),
    ("must report every quarter", [calendar("quarter")]),
    ("must report by the end of each quarter", [calendar("quarter")]),
    # rolling
    ("must meet at least every four weeks", [rolling(4, "weeks")]),
    ("must meet at least once every 4 weeks", [rolling(4, "weeks")]),
    ("must meet not less than every six weeks", [rolling(6, "weeks")]),
    ("must meet no less frequently than every two months", [rolling(2, "months")]),
    ("must meet, as a minimum, every month", [rolling(1, "months")]),
    ("must report at monthly intervals", [rolling(1, "months")]),
    (
        "must report at least at monthly intervals and sooner if requested by the adviser",
        [rolling(1, "months"), PLAIN["on_request"]],
    ),
    ("must report at least every month", [rolling(1, "months")]),
    ("must report at least monthly", [rolling(1, "months")]),
    ("must report at least quarterly for 18 months", [rolling(3, "months", until="2026-09-03")]),
    ("must report at quarterly intervals", [rolling(3, "months")]),
    ("must report at six-weekly intervals", [rolling(6, "weeks")]),
    ("must meet at intervals of no more than five weeks", [rolling(5, "weeks")]),
    ("must meet no more than eight weeks apart", [rolling(8, "weeks")]),
    (
        "will be reviewed at least every six months and more regularly where appropriate",
        [rolling(6, "months")],
    ),
    # fixed
    ("must meet every six weeks", [fixed(6, "weeks")]),
    ("must meet six-weekly", [fixed(6, "weeks")]),
    ("must meet fortnightly", [fixed(2, "weeks")]),
    ("must meet every other week", [fixed(2, "weeks")]),
    ("must meet weekly", [fixed(1, "weeks")]),
    ("must report every three months", [fixed(3, "months")]),
    ("must report six-monthly", [fixed(6, "months")]),
    ("must report annually", [fixed(1, "years")]),
    ("must meet weekly until 30 June 2025", [fixed(1, "weeks", until="2025-06-30")]),
    (
        "must meet fortnightly until 30 June 2025 and monthly thereafter",
        [fixed(2, "weeks", until="2025-06-30"), calendar("month")],
    ),
    # with other events
    ("must assess itself prior to each review", [before("review")]),
    ("must assess itself before any progress review", [before("review")]),
    (
        "must send papers at least five working days before each board meeting",
        [before("board meeting", 5, "working_days")],
    ),
    (
        "must send papers no later than 3 clear working days in advance of every meeting of the board",
        [before("board meeting", 3, "clear_working_days")],
    ),
    ("must send data a week before each stocktake", [before("stocktake", 1, "weeks")]),
    ("must report at each board meeting", [at("board meeting")]),
    ("must report to every meeting of the Improvement Board", [at("board meeting")]),
    # no period
    ("must give data on request", [PLAIN["on_request"]]),
    ("must give data as and when required", [PLAIN["on_request"]]),
    ("must give data when requested", [PLAIN["on_request"]]),
    ("may from time to time ask for data", [PLAIN["on_request"]]),
    ("must report at intervals to be agreed", [PLAIN["to_be_agreed"]]),
    ("must report to a timetable agreed with the Department", [PLAIN["to_be_agreed"]]),
    ("must be kept up to date", [PLAIN["kept_up_to_date"]]),
    ("must keep the register of risks up-to-date", [PLAIN["kept_up_to_date"]]),
    # ladders
    (
        "will report at three, six, twelve and eighteen months after the issue of this notice",
        [ladder([3, 6, 12, 18], "issue")],
    ),
    ("will report 3, 6 and 12 months from publication", [ladder([3, 6, 12], "publication")]),
    # standards that are no due date
    ("must see that assessments are finished within 45 working days of referral", []),
    ("must give accurate and up to date data", []),
    ("agreed between the adviser and the council", []),
    ("as identified in the report published in May 2024", []),
]

DOUBTED: list[tuple[str, list[dict[str, Any]]]] = [
    ("must meet bi-monthly", [fixed(2, "months")]),
    ("must meet at least bi-monthly", [rolling(2, "months")]),
    ("must report termly", [PLAIN["regular"]]),
    ("must report once a term", [PLAIN["regular"]]),
    ("must meet every six to eight weeks", [rolling(8, "weeks")]),
    ("must provide regular reports", [PLAIN["regular"]]),
    ("must report twice a year", [fixed(6, "months")]),
    ("must submit the plan within 12 weeks", [within(12, "weeks", "publication")]),
    ("must submit the plan by 31 March", [by_none := {"type": "by_date", "date": None}]),
    ("must submit the plan by the end of the summer term", [by_none]),
    ("must report on the first Monday of each month", [calendar("month")]),
    (
        "must send minutes within 5 working days of each board meeting",
        [within(5, "working_days", "board meeting")],
    ),
    ("must update the plan following each review", [within(None, None, "review")]),
    ("will report at 3, 6 and 9 months", [ladder([3, 6, 9], "publication")]),
]


@pytest.mark.parametrize(("words", "expected"), UNDOUBTED)
def test_a_clear_phrase_comes_to_its_cadence_without_a_question(
    words: str, expected: list[dict[str, Any]]
) -> None:
    found = find_cadences(words, ISSUED)
    assert [cadence_to_json(cadence) for cadence in found.cadences] == expected
    assert found.questions == ()


@pytest.mark.parametrize(("words", "expected"), DOUBTED)
def test_a_doubtful_phrase_comes_with_a_question(words: str, expected: list[dict[str, Any]]) -> None:
    found = find_cadences(words, ISSUED)
    assert [cadence_to_json(cadence) for cadence in found.cadences] == expected
    assert len(found.questions) == 1


def test_a_reading_between_calendar_and_rolling_is_said() -> None:
    assert "calendar months" in find_cadences("must meet monthly", ISSUED).readings[0]
    assert "rolling" in find_cadences("must report at monthly intervals", ISSUED).readings[0]


def test_an_end_that_is_an_event_keeps_its_words() -> None:
    found = find_cadences("must meet weekly until such time as the Department is satisfied", ISSUED)
    assert found.cadences[0].until == "the Department is satisfied"


def test_a_length_without_an_issue_date_is_asked_for() -> None:
    found = find_cadences("must report at least quarterly for 18 months", None)
    assert found.cadences[0].until == "for 18 months"
    assert found.questions
