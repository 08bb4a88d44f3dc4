"""What must come before any review comes before the reviews of every duty to review, whoever holds them."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Organisation, User
from notices.drafts.services import start_draft
from notices.models import Notice, NoticeDraft, Obligation
from notices.selectors import register_as_at
from notices.selectors.what_if import missed_before
from notices.services import confirm_register, plan_event, record_discharge
from tests.integration.notices_drafts.conftest import decide_everything, duty, page
from tests.integration.notices_drafts.notice_text import NOTICE

TODAY, ISSUED = dt.date(2026, 11, 22), dt.date(2026, 1, 16)
OWN = "Prior to any reviews, the Council must provide its own assessment of improvement."
TEXT = NOTICE.replace(
    "6. Before each review the Council must provide its own assessment to the adviser.\n\n7.",
    "6. From time to time, the adviser may require that a diagnostic review of one service is undertaken by another"
    " authority.\n\n"
    "7. For any review or assessment, the Council must provide the people who conduct it with:\n"
    "a. time with staff;\nb. accurate figures.\n\n"
    f"8. {OWN}\n\n9.",
)
ANY = "Any review is read as the reviews of clause 5 and of clause 6."


def draft_of(text: str, council: Organisation, by: User) -> NoticeDraft:
    return start_draft(council=council, text=text, source_name="notice.txt", by=by)


def followed(draft: NoticeDraft, number: str) -> list[int]:
    return [cadence["follows"] for cadence in duty(draft, number)["cadences"]]


@pytest.fixture
def draft(council: Organisation, improver: User) -> NoticeDraft:
    return draft_of(TEXT, council, improver)


@pytest.mark.parametrize("number", ["7.a", "7.b", "8"])
def test_it_follows_both_duties_and_says_that_it_is_read_so(draft: NoticeDraft, number: str) -> None:
    both = [duty(draft, "5")["key"], duty(draft, "6")["key"]]
    assert followed(draft, number) == both
    assert [each["of"] for each in duty(draft, number)["cadences"]] == [
        "review of clause 5", "review of clause 6",
    ]  # fmt: skip
    assert ANY in duty(draft, number)["readings"]


@pytest.mark.parametrize(
    "words",
    [
        "Prior to any progress review conducted by the adviser, the Council must provide its own assessment.",
        "Prior to any review conducted by the adviser, the Council must provide its own assessment.",
        "Prior to any review of progress, the Council must provide its own assessment.",
        "Prior to the review, the Council must provide its own assessment.",
    ],
)
def test_before_a_review_that_is_told_apart_it_follows_that(
    words: str, council: Organisation, improver: User
) -> None:
    draft = draft_of(TEXT.replace(OWN, words), council, improver)
    assert followed(draft, "8") == [duty(draft, "5")["key"]]


def test_what_a_person_takes_out_stays_out(draft: NoticeDraft, team: Client) -> None:
    key = duty(draft, "8")["key"]
    team.post(page(draft, "cadence_remove", key, 1), {"revision": "1"})
    assert followed(draft, "8") == [duty(draft, "5")["key"]]
    team.post(page(draft, "obligation_remove", duty(draft, "5")["key"]), {"revision": "2"})
    assert followed(draft, "7.a") == [duty(draft, "6")["key"]]


@pytest.fixture
def notice(draft: NoticeDraft, improver: User) -> Notice:
    decided = decide_everything(draft, improver)
    return confirm_register(draft=decided, by=improver, today=TODAY, seen=decided.revision)


def obligation(notice: Notice, number: str) -> Obligation:
    return Obligation.objects.get(clause__notice=notice, clause__number=number, order=1)


def rows(notice: Notice) -> list[tuple[dt.date, str, dt.date | None]]:
    standing = register_as_at(notice, as_at=TODAY).standing_of(obligation(notice, "8"))
    return [(row.due_on, row.outcome.value, row.discharged_on) for row in standing.occurrences]


def test_each_review_asks_for_an_assessment_of_its_own(notice: Notice, improver: User) -> None:
    """A progress review on 8 July, a diagnostic review on 20 October: the assessment of July is none for October."""
    progress, diagnostic, own = (obligation(notice, number) for number in ("5", "6", "8"))
    plan_event(obligation=progress, planned_on=dt.date(2026, 7, 8), by=improver)
    october = plan_event(obligation=diagnostic, planned_on=dt.date(2026, 10, 20), by=improver)

    def submitted(day: dt.date) -> None:
        record_discharge(obligation=own, effective_on=day, what="Submitted", by=improver, today=TODAY)

    submitted(dt.date(2026, 7, 3))
    in_july = (dt.date(2026, 7, 7), "met", dt.date(2026, 7, 3))
    assert rows(notice) == [in_july, (dt.date(2026, 10, 19), "missed", None)]
    asked = {"today": TODAY, "held_on": dt.date(2026, 10, 20), "instead_of": october}
    assert own in [each for each, _ in missed_before(diagnostic, **asked)]
    submitted(dt.date(2026, 10, 12))
    assert rows(notice) == [in_july, (dt.date(2026, 10, 19), "met", dt.date(2026, 10, 12))]
    assert own not in [each for each, _ in missed_before(diagnostic, **asked)]
