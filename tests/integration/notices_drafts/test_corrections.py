"""Correcting a draft through its pages: head, areas, clauses, duties and when they fall due."""

import pytest
from django.test import Client

from core.models import AuditEntry
from notices.models import NoticeDraft
from tests.integration.notices_drafts.conftest import clause, duty, page

HEAD = {
    "title": "Notice of January",
    "service_area": "Children's social care",
    "trigger": "inspection",
    "issued_on": "16/1/2026",
}
DUTY = {
    "summary": "Send the plan",
    "duty_holder": "council",
    "recipient": "adviser",
    "owed_by_council": "yes",
    "modality": "must",
    "kind": "submission",
    "words": "",
    "lead_days": "10",
}


def test_the_head_is_corrected(draft: NoticeDraft, team: Client) -> None:
    team.post(page(draft, "header"), {**HEAD, "revision": "1", "published_on": "20 January 2026"})
    draft.refresh_from_db()
    header = draft.content["header"]
    assert (header["title"], header["issued_on"], header["published_on"]) == (
        "Notice of January",
        "2026-01-16",
        "2026-01-20",
    )
    assert draft.revision == 2
    assert AuditEntry.objects.filter(action="corrected the head of a draft").count() == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"issued_on": ""}, "Enter the date the notice was issued"),
        ({"issued_on": "31/2/2026"}, "must be a real date"),
        ({"decided_on": "17/1/2026"}, "must be on or before the date it was issued"),
        ({"in_force_from": "15/1/2026"}, "must be on or after the date it was issued"),
        ({"title": ""}, "Enter the title of the notice"),
    ],
)
def test_a_wrong_head_is_refused(
    draft: NoticeDraft, team: Client, changed: dict[str, str], message: str
) -> None:
    answer = team.post(page(draft, "header"), {**HEAD, "revision": "1", **changed})
    assert message in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_areas_are_entered_one_a_line(draft: NoticeDraft, team: Client) -> None:
    team.post(page(draft, "areas"), {"revision": "1", "areas": "a. leadership\n(b) Practice\nHelp early on"})
    draft.refresh_from_db()
    areas = [(area["letter"], area["title"], area["clause"]) for area in draft.content["areas"]]
    assert areas == [("a", "leadership", "2.a"), ("b", "Practice", "2.b"), ("c", "Help early on", None)]


def test_two_areas_with_one_letter_are_refused(draft: NoticeDraft, team: Client) -> None:
    answer = team.post(page(draft, "areas"), {"revision": "1", "areas": "a. One\na. Two"})
    assert "The letter a is given twice" in answer.content.decode()


def test_a_clause_that_is_renumbered_takes_its_sub_clauses_with_it(draft: NoticeDraft, team: Client) -> None:
    key = clause(draft, "2")["key"]
    team.post(
        page(draft, "clause", key), {"revision": "1", "number": "2A", "section": "Plan", "text": "The words"}
    )
    draft.refresh_from_db()
    assert [entry["number"] for entry in draft.content["clauses"]][1:4] == ["2A", "2A.a", "2A.b"]
    assert clause(draft, "2A.a")["parent"] == "2A"
    assert [area["clause"] for area in draft.content["areas"]] == ["2A.a", "2A.b"]
    assert (clause(draft, "2A")["text"], clause(draft, "2A")["section"]) == ("The words", "Plan")


@pytest.mark.parametrize(
    ("number", "message"),
    [
        ("3", "Another clause has the number 3"),
        ("5 b", "Enter a clause number such as"),
        ("", "Enter the clause number"),
    ],
)
def test_a_wrong_number_is_refused(draft: NoticeDraft, team: Client, number: str, message: str) -> None:
    key = clause(draft, "2")["key"]
    answer = team.post(page(draft, "clause", key), {"revision": "1", "number": number, "text": "Words"})
    assert message in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_clause_is_added_after_another(draft: NoticeDraft, team: Client) -> None:
    address = f"{page(draft, 'clause_add')}?after={clause(draft, '3')['key']}"
    team.post(address, {"revision": "1", "number": "3.a", "section": "", "text": "It was overlooked."})
    draft.refresh_from_db()
    assert [entry["number"] for entry in draft.content["clauses"]][4:6] == ["3", "3.a"]
    assert clause(draft, "3.a")["parent"] == "3"


def test_a_clause_moves_up_and_stops_at_the_top(draft: NoticeDraft, team: Client) -> None:
    address = page(draft, "clause_move", clause(draft, "2")["key"])
    team.post(address, {"direction": "up"})
    team.post(address, {"direction": "up"})
    draft.refresh_from_db()
    assert [entry["number"] for entry in draft.content["clauses"]][:2] == ["2", "1"]


def test_a_clause_goes_with_its_duties_and_their_questions(draft: NoticeDraft, team: Client) -> None:
    key = clause(draft, "7")["key"]
    team.post(page(draft, "clause_remove", key), {"revision": "1"})
    draft.refresh_from_db()
    assert "7" not in [entry["number"] for entry in draft.content["clauses"]]
    assert not [question for question in draft.content["questions"] if question["clause"] == key]


def test_a_clause_with_sub_clauses_stays(draft: NoticeDraft, team: Client) -> None:
    answer = team.post(page(draft, "clause_remove", clause(draft, "2")["key"]), {"revision": "1"})
    assert "has sub-clauses" in answer.content.decode()
    assert clause(draft, "2")


def test_a_duty_is_corrected(draft: NoticeDraft, team: Client) -> None:
    key = duty(draft, "2")["key"]
    team.post(
        page(draft, "obligation", key),
        {**DUTY, "revision": "1", "owed_by_council": "no", "recipient": "Department"},
    )
    corrected = duty(draft, "2")
    assert (corrected["summary"], corrected["recipient"], corrected["owed_by_council"]) == (
        "Send the plan",
        "Department",
        False,
    )
    assert corrected["cadences"] == [{"type": "by_date", "date": "2026-01-30"}]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"summary": ""}, "Enter what is owed"),
        ({"duty_holder": "everybody"}, "Choose who owes it from the list"),
        ({"owed_by_council": ""}, "Choose whether a failure counts against the council"),
        ({"lead_days": "-1"}, "must be 0 or more"),
        ({"lead_days": "soon"}, "must be a whole number"),
    ],
)
def test_a_wrong_duty_is_refused(
    draft: NoticeDraft, team: Client, changed: dict[str, str], message: str
) -> None:
    answer = team.post(
        page(draft, "obligation", duty(draft, "2")["key"]), {**DUTY, "revision": "1", **changed}
    )
    assert message in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_duty_is_added_and_then_asks_when_it_falls_due(draft: NoticeDraft, team: Client) -> None:
    answer = team.post(page(draft, "obligation_add", clause(draft, "1")["key"]), {**DUTY, "revision": "1"})
    added = duty(draft, "1", 1)
    assert added["summary"] == "Send the plan"
    assert answer.url == page(draft, "cadence", added["key"], 0)


def test_a_duty_is_removed_and_what_followed_it_is_asked_anew(draft: NoticeDraft, team: Client) -> None:
    team.post(page(draft, "obligation_remove", duty(draft, "5")["key"]), {"revision": "1"})
    assert clause(draft, "5")["obligations"] == []
    assert "follows" not in duty(draft, "6")["cadences"][0]
    asked = [
        question["code"]
        for question in draft.content["questions"]
        if question["obligation"] == duty(draft, "6")["key"]
    ]
    assert asked == ["follows"]


CADENCES = [
    ("by_date", {"date": "16/12/2026"}, {"type": "by_date", "date": "2026-12-16"}),
    (
        "within",
        {"n": "6", "unit": "working_days", "counted_from": "publication"},
        {"type": "within", "n": 6, "unit": "working_days", "anchor": "publication"},
    ),
    ("in_month", {"month": "January 2027"}, {"type": "in_month", "month": "2027-01"}),
    ("in_month", {"month": "2027-01"}, {"type": "in_month", "month": "2027-01"}),
    ("in_month", {"month": "1/2027"}, {"type": "in_month", "month": "2027-01"}),
    ("each_calendar", {"unit": "quarter"}, {"type": "each_calendar", "unit": "quarter"}),
    (
        "at_least_every",
        {"n": "4", "unit": "weeks", "until": "16/7/2027"},
        {"type": "at_least_every", "n": 4, "unit": "weeks", "until": "2027-07-16"},
    ),
    (
        "every",
        {"n": "6", "unit": "weeks", "counted_from": "issue"},
        {"type": "every", "n": 6, "unit": "weeks", "anchor": "issue"},
    ),
    ("on_request", {}, {"type": "on_request"}),
    (
        "ladder",
        {"rungs": "12, 3 and 6", "unit": "months", "counted_from": "publication"},
        {"type": "ladder", "n": [3, 6, 12], "unit": "months", "anchor": "publication"},
    ),
    ("standing", {}, {"type": "standing"}),
]


@pytest.mark.parametrize(("kind", "typed", "kept"), CADENCES)
def test_when_a_duty_falls_due_is_chosen_on_two_pages(
    draft: NoticeDraft, team: Client, kind: str, typed: dict[str, str], kept: dict[str, object]
) -> None:
    key = duty(draft, "2")["key"]
    chosen = team.post(page(draft, "cadence", key, 0), {"type": kind})
    assert chosen.url == page(draft, "cadence_fields", key, 0, kind)
    answer = team.post(chosen.url, {**typed, "revision": "1"})
    assert answer.status_code == 302
    assert duty(draft, "2")["cadences"] == [kept]


def test_a_paper_follows_the_meetings_of_a_chosen_duty(draft: NoticeDraft, team: Client) -> None:
    key, meeting = duty(draft, "3")["key"], duty(draft, "4")["key"]
    typed = {"revision": "1", "counted_from": f"of {meeting}", "lead": "5", "lead_unit": "clear_working_days"}
    team.post(page(draft, "cadence_fields", key, 0, "before_each"), typed)
    assert duty(draft, "3")["cadences"] == [
        {
            "type": "before_each",
            "lead": 5,
            "lead_unit": "clear_working_days",
            "follows": meeting,
            "of": "board meeting",
        }
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("by_date", {"date": "31/2/2026"}, "must be a real date"),
        ("by_date", {}, "Enter the date by which it is due"),
        ("within", {"n": "0", "unit": "days", "counted_from": "publication"}, "must be 1 or more"),
        ("within", {"n": "2", "unit": "days"}, "Choose what it is counted from"),
        ("in_month", {"month": "Maytember"}, "must be a real month"),
        (
            "ladder",
            {"rungs": "soon", "unit": "months", "counted_from": "publication"},
            "must be whole numbers",
        ),
        ("before_each", {"counted_from": ""}, "Choose what it is counted from"),
        ("before_each", {"counted_from": "of 9999"}, "Choose what it is counted from from the list"),
    ],
)
def test_a_cadence_that_cannot_be_is_refused(
    draft: NoticeDraft, team: Client, kind: str, typed: dict[str, str], message: str
) -> None:
    answer = team.post(
        page(draft, "cadence_fields", duty(draft, "2")["key"], 0, kind), {**typed, "revision": "1"}
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_a_second_cadence_is_added_and_removed(draft: NoticeDraft, team: Client) -> None:
    key = duty(draft, "3")["key"]
    team.post(page(draft, "cadence_fields", key, 1, "on_request"), {"revision": "1"})
    assert [cadence["type"] for cadence in duty(draft, "3")["cadences"]] == ["at_least_every", "on_request"]
    team.post(page(draft, "cadence_remove", key, 0), {"revision": "2"})
    assert [cadence["type"] for cadence in duty(draft, "3")["cadences"]] == ["on_request"]
    answer = team.post(page(draft, "cadence_remove", key, 0), {"revision": "3"}, follow=True)
    assert "An obligation needs a cadence" in answer.content.decode()


def test_an_unknown_kind_of_cadence_is_not_found(draft: NoticeDraft, team: Client) -> None:
    key = duty(draft, "3")["key"]
    assert team.get(page(draft, "cadence_fields", key, 0, "whenever")).status_code == 404
    assert team.get(page(draft, "cadence", key, 7)).status_code == 404
    assert team.post(page(draft, "cadence_fields", key, 7, "standing"), {"revision": "1"}).status_code == 404


@pytest.mark.parametrize(
    ("field", "drafted", "shown"),
    [
        ("duty_holder", "the trust", '<option value="" selected>Choose who it is</option>'),
        ("duty_holder", None, '<option value="" selected>Choose who it is</option>'),
        ("duty_holder", "council and NHS bodies", '<option value="council and NHS bodies" selected>'),
        ("recipient", "parents", '<option value="parents" selected>'),
        ("modality", "agrees to", '<option value="agrees to" selected>'),
    ],
)
def test_what_was_drafted_stays_chosen_and_nothing_is_chosen_for_the_person(
    draft: NoticeDraft, team: Client, field: str, drafted: str | None, shown: str
) -> None:
    draft.content["clauses"][1]["obligations"][0][field] = drafted
    draft.save()
    text = team.get(page(draft, "obligation", duty(draft, "2")["key"])).content.decode()
    assert shown in text
