"""Confirming a draft: the register comes to exist whole, once, and only when nothing is left open."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.drafts.services import start_draft
from notices.models import Area, CadenceTerms, Clause, Notice, NoticeDraft, Obligation
from notices.selectors import register_as_at
from notices.services import record_discharge
from notices.services.confirmation import Succession, confirm_register
from tests.integration.notices_drafts.conftest import clause, decide_everything, duty, page
from tests.integration.notices_drafts.notice_text import NOTICE

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def decided(draft: NoticeDraft, improver: User) -> NoticeDraft:
    return decide_everything(draft, improver)


def confirmed(draft: NoticeDraft, by: User) -> Notice:
    return confirm_register(draft=draft, by=by, today=TODAY, seen=draft.revision)


def obligation(notice: Notice, number: str) -> Obligation:
    return Obligation.objects.get(clause__notice=notice, clause__number=number, order=1)


def test_the_page_leads_to_the_register(decided: NoticeDraft, team: Client) -> None:
    answer = team.post(page(decided, "confirm"), {"revision": str(decided.revision)})
    notice = Notice.objects.get()
    assert answer.status_code == 302
    assert answer.url.endswith(f"/notices/{notice.pk}/")
    decided.refresh_from_db()
    assert (decided.state, decided.notice) == ("confirmed", notice)
    assert (
        AuditEntry.objects.filter(
            action="confirmed the register of a notice", actor_name="Imogen Prowse"
        ).count()
        == 1
    )


def test_the_register_holds_what_the_draft_held(decided: NoticeDraft, improver: User) -> None:
    notice = confirmed(decided, improver)
    assert (notice.issued_on, notice.in_force_from) == (dt.date(2026, 1, 16), dt.date(2026, 1, 16))
    assert (notice.service_area, notice.status, notice.confirmed_by) == (
        "Children's social care",
        "in_force",
        improver,
    )
    assert notice.source_text == decided.source_text
    assert [clause.number for clause in notice.clauses.all()] == [
        "1",
        "2",
        "2.a",
        "2.b",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    assert notice.clauses.get(number="2.b").parent == notice.clauses.get(number="2")
    assert list(notice.areas.values_list("letter", "title")) == [
        ("a", "leadership"),
        ("b", "social work practice"),
    ]
    assert obligation(notice, "2.a").part_of == obligation(notice, "2")
    assert obligation(notice, "4").variation_agreed_by == "Department"


def test_a_cadence_follows_the_duty_whose_events_it_counts_from(decided: NoticeDraft, improver: User) -> None:
    notice = confirmed(decided, improver)
    assert obligation(notice, "6").cadences.get().follows == obligation(notice, "5")


def test_whose_failure_it_is_comes_with_the_duty(decided: NoticeDraft, improver: User) -> None:
    notice = confirmed(decided, improver)
    assert obligation(notice, "3").counts_against_council
    assert not obligation(notice, "5").counts_against_council


def test_the_chair_whom_the_department_appoints_does_not_answer_for_the_council(
    council: Organisation, improver: User
) -> None:
    words = "The Board has an independent chair. The Board chair must report to the Department each quarter."
    independent = f"{NOTICE}\n8. {words}\n"
    draft = start_draft(council=council, text=independent, source_name="notice.txt", by=improver)
    reports = [each for each in clause(draft, "8")["obligations"] if each["duty_holder"] == "board chair"]
    assert [each["owed_by_council"] for each in reports] == [False] * len(reports) != []


def test_what_was_left_undecided_awaits_agreement(draft: NoticeDraft, improver: User, team: Client) -> None:
    key = duty(draft, "2")["key"]
    draft.content["clauses"][1]["obligations"][0]["cadences"] = [
        {"type": "within", "n": None, "unit": None, "anchor": "publication"}
    ]
    draft.save()
    team.post(page(draft, "areas"), {"revision": "1", "areas": "a. leadership"})
    draft.refresh_from_db()
    asked = [question["code"] for question in draft.content["questions"] if question["obligation"] == key]
    assert asked == ["incomplete", "no_day"]
    notice = confirmed(decide_everything(draft, improver), improver)
    assert obligation(notice, "2").cadences.get().terms == {"type": "to_be_agreed"}


def test_an_open_question_stands_in_the_way(draft: NoticeDraft, team: Client) -> None:
    text = team.get(page(draft, "confirm")).content.decode()
    assert "Decide these first" in text
    assert "Confirm the register</button>" not in text
    answer = team.post(page(draft, "confirm"), {"revision": "1"})
    assert answer.status_code == 200
    assert not Notice.objects.exists()


def test_a_notice_without_its_date_is_not_confirmed(decided: NoticeDraft, improver: User) -> None:
    decided.content["header"]["issued_on"] = None
    decided.save()
    with pytest.raises(Refusal, match="Enter the date the notice was issued"):
        confirmed(decided, improver)
    assert not Notice.objects.exists()


def test_a_failure_half_way_leaves_nothing(decided: NoticeDraft, improver: User) -> None:
    decided.content["areas"] = [
        {"key": 1, "letter": "a", "title": title, "clause": None} for title in ("One", "Two")
    ]
    decided.save()
    with pytest.raises(IntegrityError):
        confirmed(decided, improver)
    assert not any(model.objects.exists() for model in (Notice, Clause, Area, Obligation, CadenceTerms))
    decided.refresh_from_db()
    assert decided.state == "open"


def test_a_draft_is_confirmed_once(decided: NoticeDraft, improver: User) -> None:
    confirmed(decided, improver)
    with pytest.raises(Refusal, match="confirmed already") as refused:
        confirmed(decided, improver)
    assert refused.value.link is not None
    assert Notice.objects.count() == 1


def test_the_same_notice_twice_is_refused(
    decided: NoticeDraft, improver: User, council: Organisation
) -> None:
    confirmed(decided, improver)
    again = start_draft(council=council, text=NOTICE, source_name="again.txt", by=improver)
    again = decide_everything(again, improver)
    with pytest.raises(Refusal, match="issued on 16 January 2026 already"):
        confirmed(again, improver)


def test_a_confirmed_draft_is_closed(decided: NoticeDraft, improver: User, team: Client) -> None:
    confirmed(decided, improver)
    answer = team.post(page(decided, "areas"), {"revision": "9", "areas": "a. Late"})
    assert "can no longer be changed" in answer.content.decode()
    assert "Open the register" in team.get(page(decided, "review")).content.decode()


def test_a_draft_is_discarded_after_asking(draft: NoticeDraft, team: Client) -> None:
    assert "Discard this draft?" in team.get(page(draft, "discard")).content.decode()
    team.post(page(draft, "discard"), {"revision": "1"})
    draft.refresh_from_db()
    assert draft.state == "discarded"
    answer = team.post(page(draft, "confirm"), {"revision": "1"})
    assert not Notice.objects.exists()
    assert "discarded" in answer.content.decode()


def test_a_local_age_is_kept_apart_from_the_notice(draft: NoticeDraft, improver: User, team: Client) -> None:
    key = duty(draft, "3")["key"]
    team.post(page(draft, "cadence_fields", key, 0, "kept_up_to_date"), {"revision": "1"})
    kept = {
        "revision": "2",
        "summary": "Keep the record",
        "duty_holder": "council",
        "owed_by_council": "yes",
        "modality": "must",
        "kind": "standing",
        "lead_days": "7",
        "max_age_days": "35",
    }
    team.post(page(draft, "obligation", key), kept)
    draft.refresh_from_db()
    notice = confirmed(decide_everything(draft, improver), improver)
    local = obligation(notice, "3").cadences.get(is_local=True)
    assert local.terms["max_age_days"] == 35


class TestAnEarlierNotice:
    """The council is under a notice for the same service already: what becomes of it is asked."""

    @pytest.fixture
    def earlier(self, decided: NoticeDraft, improver: User) -> Notice:
        return confirmed(decided, improver)

    @pytest.fixture
    def later(self, earlier: Notice, council: Organisation, improver: User) -> NoticeDraft:
        text = NOTICE.replace("16 January 2026", "2 November 2026").replace(
            "30 January 2026", "30 November 2026"
        )
        draft = start_draft(council=council, text=text, source_name="later.txt", by=improver)
        return decide_everything(draft, improver)

    def test_it_is_asked(self, later: NoticeDraft, team: Client) -> None:
        assert "What becomes of the earlier notice?" in team.get(page(later, "confirm")).content.decode()
        answer = team.post(page(later, "confirm"), {"revision": str(later.revision)})
        assert "Choose what becomes of the earlier notice" in answer.content.decode()
        assert Notice.objects.count() == 1

    def test_both_go_on(self, later: NoticeDraft, earlier: Notice, team: Client) -> None:
        team.post(page(later, "confirm"), {"revision": str(later.revision), "relation": "alongside"})
        earlier.refresh_from_db()
        assert earlier.ended_on is None
        assert Notice.objects.count() == 2

    def test_the_new_one_supersedes_it(self, later: NoticeDraft, earlier: Notice, team: Client) -> None:
        answered = {
            "relation": "supersedes",
            "superseded_on": "2/11/2026",
            "reason": "Paragraph 2 of the letter",
        }
        team.post(page(later, "confirm"), {"revision": str(later.revision), **answered})
        earlier.refresh_from_db()
        assert (earlier.status, earlier.ended_on) == ("superseded", dt.date(2026, 11, 2))
        assert earlier.superseded_by == Notice.objects.get(issued_on=dt.date(2026, 11, 2))

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ({}, "Enter the date the earlier notice is superseded from"),
            ({"superseded_on": "2/11/2026"}, "Enter why the new notice supersedes"),
            ({"superseded_on": "2/1/2026", "reason": "Letter"}, "when the notice came into force"),
            ({"superseded_on": "2/11/2199", "reason": "Letter"}, "must be today or earlier"),
        ],
    )
    def test_a_supersession_without_day_or_reason_is_refused(
        self, later: NoticeDraft, earlier: Notice, team: Client, given: dict[str, str], message: str
    ) -> None:
        answer = team.post(
            page(later, "confirm"), {"revision": str(later.revision), "relation": "supersedes", **given}
        )
        assert message in answer.content.decode()
        earlier.refresh_from_db()
        assert earlier.ended_on is None
        assert Notice.objects.count() == 1

    def test_a_notice_that_has_ended_is_not_superseded_again(
        self, later: NoticeDraft, earlier: Notice, improver: User
    ) -> None:
        succession = Succession(earlier=earlier, on=dt.date(2026, 11, 2), reason="Letter")
        Notice.objects.filter(pk=earlier.pk).update(
            status="lifted", ended_on=dt.date(2026, 10, 1), ended_recorded_at="2026-10-01T09:00Z"
        )
        with pytest.raises(Refusal):
            confirm_register(draft=later, by=improver, today=TODAY, supersedes=succession)
        assert Notice.objects.count() == 1


def test_a_confirmed_register_is_worked_out(decided: NoticeDraft, improver: User) -> None:
    notice = confirmed(decided, improver)
    record_discharge(
        obligation=obligation(notice, "2"),
        effective_on=dt.date(2026, 2, 3),
        what="Plan submitted",
        by=improver,
        today=TODAY,
    )
    register = register_as_at(notice, as_at=dt.date(2026, 2, 4))
    standing = next(
        each
        for clause in register.clauses
        for each in clause.obligations
        if each.obligation.clause.number == "2"
    )
    assert [(row.outcome.value, row.days) for row in standing.occurrences] == [("met_late", 4)]
