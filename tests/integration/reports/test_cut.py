"""What a cut holds, of a council with something of everything; worked out by hand from `tests.factories_cuts`."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation, User
from evidence.models import Evidence
from notices.models import Notice
from reports.cut import FORMAT, content_for
from tests.conftest import TODAY
from tests.factories import NoticeFactory
from tests.factories_cuts import (
    CONFIDENTIAL,
    END_OF_OCTOBER,
    END_OF_SEPTEMBER,
    OCTOBER,
    SECRET,
    SEPTEMBER,
    a_full_case,
    more_of_everything,
)
from tests.factories_publication import published


@pytest.fixture
def case(council: Organisation) -> Notice:
    return a_full_case(council)


def content(case: Notice) -> dict[str, Any]:
    return content_for(case, month=OCTOBER, as_at=END_OF_OCTOBER, known_on=TODAY)


@pytest.fixture
def cut(case: Notice) -> dict[str, Any]:
    return content(case)


def clause(cut: dict[str, Any], number: str) -> dict[str, Any]:
    return next(each for each in cut["clauses"] if each["number"] == number)


def test_a_cut_is_plain_json_of_the_newest_format(cut: dict[str, Any]) -> None:
    assert json.loads(json.dumps(cut)) == cut
    assert cut["format"] == FORMAT == 3


def test_what_may_not_leave_the_council_is_counted_and_not_named(cut: dict[str, Any]) -> None:
    rows = clause(cut, "3")["obligations"][0]["rows"]
    february = next(row for row in rows if row["discharged_on"] == "2026-02-14")
    (proof,) = february["evidence"]["items"]
    kept = Evidence.objects.get(title="Minutes of month 2").versions.get()
    assert (proof["title"], proof["sha256"]) == ("Minutes of month 2", kept.sha256)
    assert february["evidence"]["withheld"] == 1
    assert SECRET not in json.dumps(cut)


def test_a_missed_date_has_no_evidence(cut: dict[str, Any]) -> None:
    rows = clause(cut, "3")["obligations"][0]["rows"]
    july = next(row for row in rows if row["due_on"] == "2026-07-31")
    assert (july["outcome"], july["evidence"]) == ("missed", None)


def test_the_board_met_twice_once_without_a_quorum(cut: dict[str, Any]) -> None:
    (board,) = cut["boards"]
    assert (board["held"], board["cancelled"], board["next_on"]) == (2, 0, "2026-11-18")
    counted = [(each["present"], each["apologies"], each["is_quorate"]) for each in board["meetings"]]
    assert counted == [(3, 0, True), (1, 2, False)]
    assert board["challenges"] == {"asked": 2, "yes": 0, "partly": 1, "no": 0, "to_follow": 1}
    assert board["seats_missing"] == ["The police"]


def test_confidential_items_are_left_out_and_counted(cut: dict[str, Any]) -> None:
    (board,) = cut["boards"]
    assert [each["words"] for each in board["decisions"]] == ["To fill the third post at once"]
    assert [each["reference"] for each in board["actions"]["rows"]] == ["B1"]
    assert (board["actions"]["open"], board["actions"]["overdue"]) == (1, 1)
    assert board["actions"]["rows"][0]["days_overdue"] == 10
    assert board["confidential"] == 1
    assert CONFIDENTIAL not in json.dumps(cut)


def test_before_the_first_meeting_the_board_had_decided_nothing(case: Notice) -> None:
    early = content_for(case, month=SEPTEMBER, as_at=END_OF_SEPTEMBER.replace(day=13), known_on=TODAY)
    (board,) = early["boards"]
    assert (board["held"], board["decisions"], board["actions"]["open"]) == (0, [], 0)
    assert board["next_on"] == "2026-09-14"


def test_a_review_says_what_it_found_and_how_that_was_answered(cut: dict[str, Any]) -> None:
    (review,) = cut["reviews"]
    assert (review["held_on"], review["consequence"]) == ("2026-07-15", "The notice continues as it is")
    assert [(each["reference"], each["answer"]) for each in review["findings"]] == [
        ("F1", "Planned"), ("F2", ""), ("F3", ""),
    ]  # fmt: skip
    assert [(each["area"], each["word"]) for each in review["ratings"]] == [("a", "Limited progress")]


def test_a_review_that_was_still_to_come_is_only_planned(case: Notice) -> None:
    june = content_for(
        case, month=OCTOBER.replace(month=6), as_at=OCTOBER.replace(month=6, day=30), known_on=TODAY
    )
    (review,) = june["reviews"]
    assert (review["held_on"], review["outcome"], review["findings"]) == (None, "", [])


def test_voices_are_told_by_group_without_a_name_or_a_place(cut: dict[str, Any]) -> None:
    rows = {each["group"]: each for each in cut["voices"]["rows"]}
    changed = rows["Young people"]
    assert changed["what_changed"] == "Workers now agree with the child where they meet."
    assert (changed["changed_on"], changed["told_back_on"]) == ("2026-10-20", None)
    assert rows["Frontline staff"]["is_summary"]
    words = json.dumps(cut["voices"])
    assert "youth centre" not in words
    assert "No voice ever heard from parents and families" in cut["voices"]["gaps"]


def test_a_risk_has_its_score_its_move_and_what_is_done(cut: dict[str, Any]) -> None:
    (risk,) = cut["risks"]["rows"]
    assert (risk["score"], risk["level"], risk["movement"]) == (16, "severe", "Up by 7")
    assert "1.3 Agree the standard for supervision, done on 12 October 2026" in risk["treatment"]


def test_each_area_of_the_notice_has_its_rating_indicators_and_findings(cut: dict[str, Any]) -> None:
    areas = {each["letter"]: each for each in cut["areas"]}
    first = areas["a"]
    assert (first["word"], first["done"], first["overdue"]) == ("Red: off track", 1, 1)
    assert first["indicators"] == ["FS01"]
    assert (first["findings"], first["open_findings"]) == (2, 1)
    assert areas["b"]["indicators"] == ["FS01", "FS02"]


def test_what_was_escalated_has_its_evidence(cut: dict[str, Any]) -> None:
    (escalation,) = cut["escalations"]
    assert (escalation["raised_to"], escalation["closed_on"]) == ("The Department for Education", None)
    assert [each["title"] for each in escalation["evidence"]["items"]] == ["Letter to the Department"]


def test_the_plan_figures_are_written_as_one_speaks(cut: dict[str, Any]) -> None:
    figures = [each["figures"] for each in cut["slow"]["objectives"]]
    assert any("no due date put back; 0 updates and 0 contributions missed" in each for each in figures)
    assert not any("1 contributions" in each or "1 updates" in each or "1 times" in each for each in figures)


def test_until_the_digest_is_published_the_figures_are_those_of_today(cut: dict[str, Any]) -> None:
    assert cut["digest"]["published"] is None
    assert [line["value_words"] for line in cut["digest"]["lines"] if line["code"] == "FS01"] == ["61.0%"]


def test_once_it_is_published_its_figures_are_taken_and_named(case: Notice, analyst: User) -> None:
    digest = published(case.council, analyst, TODAY)
    case.council.indicators.get(code="FS01").readings.filter(month=OCTOBER).update(value=99, numerator=99)
    cut = content(case)
    assert cut["digest"]["published"] == {"version": 1, "sha256": digest.sha256, "on": TODAY.isoformat()}
    assert [line["value_words"] for line in cut["digest"]["lines"] if line["code"] == "FS01"] == ["61.0%"]
    assert cut["digest"]["lines"] == digest.content["lines"]


def test_a_notice_without_anything_has_a_cut_too(council: Organisation) -> None:
    cut = content(NoticeFactory(council=council))
    assert (cut["plan"], cut["voices"], cut["risks"], cut["money"]) == (None, None, None, None)
    assert (cut["boards"], cut["reviews"], cut["areas"], cut["escalations"]) == ([], [], [], [])


def test_more_of_everything_asks_no_more_of_the_database(case: Notice) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            content(case)
        return len(asked)

    before = questions()
    more_of_everything(case)
    assert questions() == before
