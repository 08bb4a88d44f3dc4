"""Where the register says that a notice stands, from rows in the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from notices.cadence import Outcome
from notices.models import Assessment, Discharge, Notice, Obligation, Party
from notices.position import Position
from notices.selectors import Register, current_notice, deadlines, notices_of, register_as_at, registers_as_at
from notices.selectors.standing import ObligationStanding
from tests.factories import (
    AssessmentFactory,
    CadenceTermsFactory,
    DischargeFactory,
    NoticeFactory,
    PlannedEventFactory,
    RequestFactory,
    VariationFactory,
)
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date


def moment(day: dt.date, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), tzinfo=timezone.get_default_timezone())


def standing(obligation: Obligation, as_at: dt.date, known_on: dt.date | None = None) -> ObligationStanding:
    notice = Notice.objects.get(pk=obligation.clause.notice_id)
    return register_as_at(notice, as_at=as_at, known_on=known_on).standing_of(obligation)


def clause(register: Register, number: str) -> Position | None:
    return next(each for each in register.clauses if each.clause.number == number).position


def test_before_the_notice_there_is_no_position_and_nothing_due(known: Known) -> None:
    register = register_as_at(known.notice, as_at=D(2026, 1, 15))
    assert register.is_before_the_notice
    assert register.position is None
    assert [row for each in register.obligations for row in each.occurrences] == []


def test_a_plan_not_submitted_by_its_day_puts_the_notice_in_breach_the_day_after(known: Known) -> None:
    assert standing(known.plan, D(2026, 2, 16)).position == Position.AT_RISK
    after = standing(known.plan, D(2026, 2, 17))
    assert (after.position, after.overdue, after.overdue_since) == (Position.IN_BREACH, 1, D(2026, 2, 16))
    assert register_as_at(known.notice, as_at=D(2026, 2, 17)).position == Position.IN_BREACH


def test_a_late_discharge_is_met_late_and_an_earlier_day_keeps_its_breach(known: Known) -> None:
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 20))
    today = standing(known.plan, D(2026, 3, 1))
    assert (today.position, today.late, today.occurrences[0].days) == (Position.DISCHARGED, 1, 4)
    assert standing(known.plan, D(2026, 2, 19)).position == Position.IN_BREACH


def test_what_was_known_on_a_day_is_not_what_is_known_now(known: Known) -> None:
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 10), recorded_at=moment(D(2026, 3, 2)))
    assert standing(known.plan, D(2026, 2, 20)).position == Position.DISCHARGED
    assert standing(known.plan, D(2026, 2, 20), known_on=D(2026, 3, 1)).position == Position.IN_BREACH
    assert standing(known.plan, D(2026, 2, 20), known_on=D(2026, 3, 2)).position == Position.DISCHARGED


def test_a_fact_recorded_late_in_a_summer_evening_belongs_to_the_day_in_london(known: Known) -> None:
    recorded = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 10), recorded_at=recorded)
    assert standing(known.plan, D(2026, 7, 1), known_on=D(2026, 6, 30)).position == Position.IN_BREACH
    assert standing(known.plan, D(2026, 7, 1), known_on=D(2026, 7, 1)).position == Position.DISCHARGED


def test_a_withdrawn_fact_counts_only_for_days_on_which_it_was_believed(known: Known) -> None:
    DischargeFactory(
        obligation=known.plan,
        effective_on=D(2026, 2, 10),
        recorded_at=moment(D(2026, 2, 10)),
        withdrawn_at=moment(D(2026, 3, 5)),
        withdrawn_reason="Another council's plan",
    )
    assert standing(known.plan, D(2026, 2, 20)).position == Position.IN_BREACH
    assert standing(known.plan, D(2026, 2, 20), known_on=D(2026, 3, 4)).position == Position.DISCHARGED
    assert standing(known.plan, D(2026, 2, 20), known_on=D(2026, 3, 5)).position == Position.IN_BREACH


def test_a_recommendation_waits_for_the_submission_and_counts_from_it(known: Known) -> None:
    before = standing(known.recommendation, D(2026, 2, 1))
    assert (before.waits_for, before.next_due_on, before.position) == (
        "submission of the plan",
        None,
        Position.ON_TRACK,
    )
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 2))
    # Twenty working days after Monday 2 February, none of them a bank holiday.
    assert standing(known.recommendation, D(2026, 2, 2)).next_due_on == D(2026, 3, 2)
    assert standing(known.recommendation, D(2026, 2, 1)).next_due_on is None


def test_another_partys_overdue_duty_reads_in_breach_as_theirs_and_spares_the_council(known: Known) -> None:
    AssessmentFactory(obligation=known.cooperation, assessed_on=D(2026, 2, 1))
    as_at = D(2026, 7, 17)
    theirs = standing(known.review, as_at)
    assert (theirs.position, theirs.counts) == (Position.IN_BREACH, False)
    register = register_as_at(known.notice, as_at=as_at)
    eight = next(each for each in register.clauses if each.clause.number == "8")
    assert (eight.position, eight.theirs) == (None, Position.IN_BREACH)
    assert register.overdue == 1  # the plan, and not the review


def test_content_stands_where_its_plan_stands_until_somebody_judges_it(known: Known) -> None:
    borrowed = standing(known.content, D(2026, 2, 20))
    assert (borrowed.position, borrowed.position_from) == (Position.IN_BREACH, known.plan)
    AssessmentFactory(
        obligation=known.content, assessed_on=D(2026, 2, 18), judgement=Assessment.Judgement.PARTLY_MET
    )
    own = standing(known.content, D(2026, 2, 20))
    assert (own.position, own.position_from) == (Position.AT_RISK, None)
    assert standing(known.content, D(2026, 2, 17)).position_from == known.plan


def test_content_of_one_another_in_a_circle_is_not_followed_for_ever(known: Known) -> None:
    known.plan.part_of = known.content
    known.plan.save()
    assert standing(known.content, D(2026, 2, 20)).position is not None


def test_a_clause_takes_the_worst_of_the_clauses_beneath_it(known: Known) -> None:
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 2))
    AssessmentFactory(
        obligation=known.content, assessed_on=D(2026, 2, 18), judgement=Assessment.Judgement.NOT_MET
    )
    register = register_as_at(known.notice, as_at=D(2026, 2, 20))
    assert (clause(register, "4"), clause(register, "4.a")) == (Position.IN_BREACH, Position.IN_BREACH)


def test_a_consequence_and_what_somebody_may_do_are_never_due(known: Known) -> None:
    may = duty(known.notice, "9", "standing", {"type": "standing"}, modality="may")
    day = D(2026, 6, 1)
    assert (standing(known.consequence, day).answer, standing(known.consequence, day).position) == (
        None,
        None,
    )
    assert standing(may, day).position is None


def test_what_may_be_asked_for_is_due_once_it_is(known: Known) -> None:
    diagnostic = duty(known.notice, "9", "review", {"type": "on_request"}, modality="may")
    assert standing(diagnostic, D(2026, 6, 1)).position == Position.ON_TRACK
    RequestFactory(
        obligation=diagnostic, requested_on=D(2026, 5, 1), due_on=D(2026, 5, 20), requested_by=Party.ADVISER
    )
    assert standing(diagnostic, D(2026, 6, 1)).overdue == 1


def test_a_report_is_due_at_every_meeting_in_the_diary_and_at_every_one_held(known: Known) -> None:
    PlannedEventFactory(obligation=known.board, planned_on=D(2026, 2, 10))
    DischargeFactory(obligation=known.board, effective_on=D(2026, 2, 10))
    DischargeFactory(obligation=known.board, effective_on=D(2026, 3, 12))  # no entry in the diary
    DischargeFactory(obligation=known.report, effective_on=D(2026, 3, 12))
    rows = [(row.due_on, row.outcome) for row in standing(known.report, D(2026, 3, 31)).occurrences]
    assert rows == [(D(2026, 2, 10), Outcome.MISSED), (D(2026, 3, 12), Outcome.MET)]


def test_a_report_linked_to_its_meeting_and_sent_later_is_met_late(known: Known) -> None:
    meeting = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 2, 10))
    DischargeFactory(obligation=known.report, effective_on=D(2026, 2, 13), for_event=meeting)
    row = standing(known.report, D(2026, 3, 1)).occurrences[0]
    assert (row.outcome, row.days) == (Outcome.MET_LATE, 3)


def test_a_cancelled_meeting_makes_its_paper_not_applicable_once_that_was_known(known: Known) -> None:
    PlannedEventFactory(
        obligation=known.board,
        planned_on=D(2026, 2, 10),
        recorded_at=moment(D(2026, 1, 20)),
        cancelled_on=D(2026, 2, 6),
        cancelled_recorded_at=moment(D(2026, 2, 20)),
    )
    assert standing(known.report, D(2026, 2, 25)).occurrences[0].outcome == Outcome.NOT_APPLICABLE
    believed = standing(known.report, D(2026, 2, 19), known_on=D(2026, 2, 19)).occurrences[0]
    assert believed.outcome == Outcome.MISSED


def test_a_variation_shows_the_new_cadence_from_its_day_and_moves_the_due_date(known: Known) -> None:
    variation = VariationFactory(
        obligation=known.board,
        agreed_on=D(2026, 6, 1),
        effective_from=D(2026, 6, 15),
        terms={"type": "at_least_every", "n": 6, "unit": "weeks"},
    )
    DischargeFactory(obligation=known.board, effective_on=D(2026, 6, 10))
    before, after = standing(known.board, D(2026, 6, 14)), standing(known.board, D(2026, 6, 15))
    assert (before.cadences[0].varied_by, after.cadences[0].varied_by) == (None, variation)
    assert after.cadences[0].cadence.type == "at_least_every"
    assert after.next_due_on == D(2026, 7, 22)


def test_a_varied_fixed_grid_counts_from_the_day_that_it_names(known: Known) -> None:
    VariationFactory(
        obligation=known.board,
        agreed_on=D(2026, 2, 1),
        effective_from=D(2026, 2, 1),
        terms={"type": "every", "n": 4, "unit": "weeks", "anchor": "2026-02-02"},
    )
    found = standing(known.board, D(2026, 2, 10))
    assert found.next_due_on == D(2026, 3, 2)
    assert "2 February 2026" in found.cadences[0].words


def test_what_is_late_only_by_the_councils_own_expectation_is_a_risk_and_no_breach(known: Known) -> None:
    CadenceTermsFactory(
        obligation=known.record,
        part=1,
        is_local=True,
        local_since=D(2026, 3, 1),
        terms={"type": "kept_up_to_date", "max_age_days": 30},
    )
    assert standing(known.record, D(2026, 2, 28)).local is None
    assert standing(known.record, D(2026, 3, 1)).position == Position.AT_RISK
    DischargeFactory(obligation=known.record, effective_on=D(2026, 3, 2))
    assert standing(known.record, D(2026, 3, 2)).position == Position.ON_TRACK


def test_a_local_interval_starts_its_clock_on_the_day_it_is_set_and_breaches_nothing(known: Known) -> None:
    regular = duty(known.notice, "13", "report", {"type": "regular"})
    CadenceTermsFactory(
        obligation=regular,
        part=1,
        is_local=True,
        local_since=D(2026, 3, 2),
        terms={"type": "at_least_every", "n": 4, "unit": "weeks"},
    )
    late = standing(regular, D(2026, 4, 1))
    assert late.local is not None
    assert (late.local_occurrences[0].due_on, late.local.overdue) == (D(2026, 3, 30), 1)
    assert (late.position, late.overdue, late.occurrences) == (Position.AT_RISK, 0, ())


def test_once_it_is_lifted_nothing_falls_due_from_the_day_that_this_was_recorded(known: Known) -> None:
    known.notice.status, known.notice.ended_on = Notice.Status.LIFTED, D(2026, 6, 30)
    known.notice.ended_recorded_at = moment(D(2026, 7, 4))
    known.notice.save()
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 10))
    assert standing(known.plan, D(2026, 7, 10)).position == Position.DISCHARGED
    assert standing(known.board, D(2026, 9, 1)).missed == 4  # February to May; June was not whole
    assert standing(known.board, D(2026, 7, 2), known_on=D(2026, 7, 3)).missed == 5
    assert register_as_at(known.notice, as_at=D(2026, 7, 10)).is_after_the_notice


def test_two_cadences_that_hang_on_different_meetings_are_asked_about_apart(known: Known) -> None:
    paper = duty(
        known.notice, "12", "report", {"type": "at_each", "of": "board meeting"}, follows=known.board
    )
    CadenceTermsFactory(
        obligation=paper, part=1, terms={"type": "before_each", "of": "review"}, follows=known.review
    )
    PlannedEventFactory(obligation=known.board, planned_on=D(2026, 2, 10))
    PlannedEventFactory(obligation=known.review, planned_on=D(2026, 2, 20))
    DischargeFactory(obligation=paper, effective_on=D(2026, 2, 10))
    rows = [(row.due_on, row.part, row.outcome) for row in standing(paper, D(2026, 3, 1)).occurrences]
    assert rows == [(D(2026, 2, 10), 0, Outcome.MET), (D(2026, 2, 19), 1, Outcome.MET)]


def test_deadlines_say_whose_they_are_and_a_horizon_asks_for_more(known: Known) -> None:
    found = deadlines(known.notice, as_at=D(2026, 2, 1))
    board = [each.due_on for each in found if each.obligation == known.board]
    assert board == [D(2026, 2, 28)]
    more = deadlines(known.notice, as_at=D(2026, 2, 1), horizon=D(2026, 4, 30))
    board = [each.due_on for each in more if each.obligation == known.board and each.due_on <= D(2026, 4, 30)]
    assert board == [D(2026, 2, 28), D(2026, 3, 31), D(2026, 4, 30)]
    assert {each.obligation: each.is_theirs for each in more}[known.review]


def test_the_notices_of_a_council_come_newest_first_and_the_current_one_is_in_force(known: Known) -> None:
    older = NoticeFactory(
        council=known.notice.council,
        issued_on=D(2020, 1, 1),
        status=Notice.Status.LIFTED,
        ended_on=D(2021, 1, 1),
        ended_recorded_at=moment(D(2021, 1, 1)),
    )
    assert list(notices_of(known.notice.council)) == [known.notice, older]
    assert current_notice(known.notice.council, D(2026, 2, 1)) == known.notice
    assert current_notice(known.notice.council, D(2020, 6, 1)) == older
    assert current_notice(known.notice.council, D(2019, 6, 1)) == known.notice


def test_as_many_queries_for_forty_obligations_and_five_years_as_for_three() -> None:
    def count(notices: list[Notice]) -> int:
        with CaptureQueriesContext(connection) as queries:
            registers_as_at(notices, as_at=D(2026, 11, 22))
        return len(queries)

    small, large = _sized(3, 1), _sized(40, 60)
    assert count([small]) == count([large]) == count([small, large])


def _sized(obligations: int, events: int) -> Notice:
    notice = NoticeFactory(issued_on=D(2021, 11, 1))
    for number in range(obligations):
        board = duty(notice, str(number), "meeting", {"type": "each_calendar", "unit": "month"})
        report = duty(
            notice, str(number), "report", {"type": "at_each", "of": "board meeting"}, follows=board
        )
        AssessmentFactory(obligation=report)
        Discharge.objects.bulk_create(
            Discharge(obligation=board, effective_on=D(2021 + month // 12, month % 12 + 1, 20), what="Met")
            for month in range(events)
        )
    return notice


def test_a_variation_can_count_from_what_another_obligation_was_discharged_by(known: Known) -> None:
    """To be agreed, then agreed as four weeks from the submission: its day is the first discharge of that."""
    advice = duty(known.notice, "20", "report", {"type": "to_be_agreed"}, duty_holder=Party.ADVISER)
    within = {"type": "within", "n": 4, "unit": "weeks", "anchor": "submission of the plan"}
    agreed = D(2026, 2, 12)
    VariationFactory(
        obligation=advice, terms=within, follows=known.plan, agreed_on=agreed, effective_from=agreed,
        recorded_at=dt.datetime(2026, 2, 12, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    waiting = register_as_at(known.notice, as_at=D(2026, 2, 20)).standing_of(advice)
    assert (waiting.waits_for, waiting.next_due_on) == ("submission of the plan", None)
    DischargeFactory(
        obligation=known.plan, effective_on=D(2026, 2, 18),
        recorded_at=dt.datetime(2026, 2, 18, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    counted = register_as_at(known.notice, as_at=D(2026, 2, 20)).standing_of(advice)
    assert (counted.waits_for, counted.next_due_on) == (None, D(2026, 3, 18))
