"""The demonstration case shows what a recovery is made of: late, missed, overdue, due soon, varied, asked for."""

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Sum
from django.test import TestCase, override_settings

from accounts.models import Organisation, Post, PostHolding, Role, User
from accounts.selectors import roles_of
from digests.models import BenchmarkRelease, Indicator, MonthlyDigest, Neighbour, Reading
from digests.selectors.benchmarks import benchmarks_for
from improvement_plans.answering import State
from improvement_plans.models import (
    Action,
    ActionUpdate,
    DueDateChange,
    PaceNote,
    Plan,
    PlanVersion,
    Source,
    UpdateCycle,
    UpdateRequest,
    Voice,
    WorkStream,
)
from improvement_plans.selectors import plan_as_at
from improvement_plans.selectors.coverage import actions_without_source, objectives_without_indicator
from improvement_plans.selectors.sources import source_standings
from improvement_plans.selectors.voices import area_hearings
from notices.cadence import Outcome
from notices.models import Notice, PlannedEvent, Request, Variation
from notices.position import Position
from notices.selectors import register_as_at
from reports.demo.loading import load
from reports.models import Report
from tests.conftest import TODAY
from tests.integration.demo.promised import check_digest, lines_on
from tests.integration.demo.promised_boards import (
    check_boards,
    check_coming_review,
    check_next_meeting,
    check_reviews,
)

OCTOBER = dt.date(2026, 10, 1)


def outcomes(slug: str, day: dt.date) -> dict[tuple[str, Outcome], int]:
    """How many rows of each clause had each outcome on a day."""
    register = register_as_at(Notice.objects.get(council__slug=slug), as_at=day)
    counted: dict[tuple[str, Outcome], int] = {}
    for clause in register.clauses:
        for obligation in clause.obligations:
            for row in obligation.occurrences:
                key = (clause.clause.number, row.outcome)
                counted[key] = counted.get(key, 0) + 1
    return counted


@pytest.mark.xdist_group("the demonstration case")
class TestWhatIsLoaded(TestCase):
    """One loading for all of them: every test looks at the same case and changes nothing."""

    files: Path

    @classmethod
    def setUpTestData(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.files = Path(folder.name)
        with override_settings(MEDIA_ROOT=cls.files):
            load(today=TODAY)

    def test_fernshire_is_late_missed_overdue_and_has_things_due_soon(self) -> None:
        found = outcomes("fernshire", TODAY)
        assert found["4", Outcome.MET_LATE] == 1
        assert found["5.b", Outcome.MET_LATE] == 1
        assert found["6", Outcome.MISSED] == 1
        assert found["7", Outcome.OVERDUE] == 1
        assert found["8", Outcome.MET_LATE] == 1
        assert found["11", Outcome.DUE_SOON] == 1

    def test_its_position_was_better_before_the_report_was_overdue(self) -> None:
        notice = Notice.objects.get(council__slug="fernshire")
        assert register_as_at(notice, as_at=TODAY).position == Position.IN_BREACH
        assert register_as_at(notice, as_at=TODAY - dt.timedelta(days=10)).overdue == 0
        assert register_as_at(notice, as_at=notice.issued_on - dt.timedelta(days=1)).position is None

    def test_what_was_known_has_a_past(self) -> None:
        notice = Notice.objects.get(council__slug="fernshire")
        day = TODAY - dt.timedelta(days=120)
        now_known = register_as_at(notice, as_at=day)
        then_known = register_as_at(notice, as_at=day, known_on=day)
        assert (then_known.late, then_known.missed) == (now_known.late, now_known.missed)

    def test_westmere_met_late_and_missed_a_report(self) -> None:
        found = outcomes("westmere", TODAY)
        assert found["3.a", Outcome.MET_LATE] == 1
        assert found["6.b", Outcome.MISSED] == 1
        assert Notice.objects.get(council__slug="westmere").areas.count() == 4

    def test_there_are_a_cancelled_meeting_a_variation_and_a_request(self) -> None:
        assert PlannedEvent.objects.filter(cancelled_on__isnull=False).count() == 1
        assert (
            Variation.objects.filter(obligation__clause__number="7", agreed_by="Secretary of State").count()
            == 1
        )
        assert Request.objects.filter(obligation__clause__number="5.b").count() == 2

    def test_every_role_has_its_person(self) -> None:
        council = Organisation.objects.get(slug="fernshire")
        held = {role for person in User.objects.all() for role in roles_of(person, council, today=TODAY)}
        assert held == set(Role.values)

    def test_one_post_changed_hands_and_one_is_vacant(self) -> None:
        assert PostHolding.objects.filter(post__title="Head of Quality Assurance").count() == 2
        vacant = Post.objects.get(title="Head of Leaving Care")
        assert not PostHolding.objects.on(TODAY).filter(post=vacant).exists()
        assert Action.objects.filter(owner_post=vacant).exists()

    def test_the_plan_covers_every_area_in_six_work_streams(self) -> None:
        notice = Notice.objects.get(council__slug="fernshire")
        assert WorkStream.objects.filter(plan__notice=notice).count() == 6
        assert Action.objects.standing_on(TODAY).filter(objective__plan__notice=notice).count() == 42
        covered = {area.letter for area in notice.areas.all() if area.objectives.exists()}
        assert covered == set("abcdefg")
        standing = Action.objects.standing_on(TODAY)
        assert 3 <= standing.filter(overdue_then=True).count() <= 8
        assert standing.filter(rated_then="blue").count() >= 8
        assert DueDateChange.objects.count() >= 6
        assert not ActionUpdate.objects.filter(given_on__gt=TODAY).exists()

    def test_what_the_plan_must_answer_holds_orphans(self) -> None:
        plan = Plan.objects.get(notice__council__slug="fernshire")
        counted = Counter((each.origin, each.kind) for each in Source.objects.filter(plan=plan))
        inspection, letter = Source.Origin.INSPECTION, Source.Origin.DEPARTMENT_LETTER
        assert sum(count for (origin, _), count in counted.items() if origin == inspection) == 36
        assert counted[letter, Source.Kind.QUESTION] == 15
        orphans = {
            each.about.reference
            for each in source_standings(Source.objects.filter(plan=plan), as_at=TODAY)
            if each.state == State.UNANSWERED
        }
        assert orphans == {"CS17", "SB9", "DL11", "AD4"}
        assert actions_without_source(plan, TODAY).exists()
        assert objectives_without_indicator(plan, TODAY).exists()

    def test_some_objectives_are_slow_and_not_all_of_them_are_explained(self) -> None:
        standing = plan_as_at(Notice.objects.get(council__slug="fernshire"), TODAY)
        assert standing is not None
        slow = {each.objective.reference for each in standing.slow_objectives}
        explained = set(PaceNote.objects.values_list("objective__reference", flat=True))
        assert 4 <= len(slow) <= 10
        assert slow & explained
        assert slow - explained

    def test_voices_changed_something_and_some_areas_were_never_heard(self) -> None:
        plan = Plan.objects.get(notice__council__slug="fernshire")
        assert Voice.objects.filter(plan=plan).exclude(what_changed="").count() >= 5
        never = {each.subject for each in area_hearings(plan, TODAY) if each.last_heard_on is None}
        assert never

    def test_the_plan_has_a_version_in_force_one_before_it_and_a_draft(self) -> None:
        versions = PlanVersion.objects.filter(plan__notice__council__slug="fernshire").order_by("number")
        statuses = [version.status for version in versions]
        assert statuses == ["superseded", "in_force", "draft"]
        first, second = (set(version.lines.values_list("reference", flat=True)) for version in versions[:2])
        assert first - second == {"01.4"}
        assert second - first == {"10.3", "12.2", "14.3"}

    def test_updates_were_asked_for_and_some_are_late(self) -> None:
        newest = UpdateCycle.objects.latest()
        assert newest.month == TODAY.replace(day=1)
        missed = UpdateRequest.objects.missed_by(TODAY).filter(cycle=newest)
        assert 0 < missed.count() < newest.requests.count() / 2

    def test_forty_indicators_have_two_years_of_figures(self) -> None:
        assert Indicator.objects.count() == 40
        months = set(Reading.objects.values_list("month", flat=True))
        assert (min(months), max(months), len(months)) == (dt.date(2024, 11, 1), dt.date(2026, 10, 1), 24)
        assert Reading.objects.current().of_the_whole().filter(month=OCTOBER).count() == 39
        assert Reading.objects.exclude(revision_reason="").count() == 2

    def test_every_figure_follows_from_its_numerator_and_denominator(self) -> None:
        for reading in Reading.objects.filter(indicator__unit="percent", value__isnull=False):
            assert reading.numerator is not None
            assert reading.denominator
            assert reading.numerator <= reading.denominator
            assert abs(reading.value - 100 * reading.numerator / reading.denominator) < 1

    def test_a_band_changed_a_year_ago(self) -> None:
        targets = Indicator.objects.get(code="CP02").targets.order_by("effective_from")
        assert [(target.at_least, target.at_most) for target in targets] == [(45, 60), (40, 45)]

    def test_the_digest_tells_signal_from_noise_and_is_published_month_by_month(self) -> None:
        check_digest(TODAY)

    def test_a_published_digest_keeps_the_figures_that_were_revised_after_it(self) -> None:
        published = MonthlyDigest.objects.get(month=dt.date(2026, 9, 1))
        assert published.content is not None
        shown = {line["code"]: line["numerator"] for line in published.content["lines"]}
        for reading in Reading.objects.current().exclude(revision_reason="").select_related("indicator"):
            code = reading.indicator.code
            assert code in {"CP08", "LA06"}
            assert reading.numerator == Decimal(shown[code]) + 2
            assert reading.recorded_at > published.published_at

    def test_what_an_indicator_means_and_where_its_limits_begin_changed_for_a_reason(self) -> None:
        lines = lines_on(TODAY)
        [earlier] = lines["CP08"].indicator.earlier_definitions.all()
        assert (earlier.title, earlier.replaced_from) == (
            "Plan visits within four weeks",
            dt.date(2025, 9, 1),
        )
        turns = {point.month: point.turn for point in lines["CP08"].series if point.turn}
        assert list(turns) == [dt.date(2025, 9, 1)]
        assert "ten working days" in turns[dt.date(2025, 9, 1)]
        turns = {point.month: point.turn for point in lines["LA04"].series if point.turn}
        assert turns == {
            dt.date(2026, 2, 1): "Limits start anew: A second team for children looked after opened"
        }
        assert lines["CP03"].indicator.screens_outliers
        assert lines["AS01"].indicator.baseline_points == lines["CP09"].indicator.baseline_points == 12
        assert lines["LA02"].untested_because

    def test_figures_are_flagged_suppressed_over_nothing_and_broken_down(self) -> None:
        readings = Reading.objects.current()
        october = {
            reading.indicator.code: (reading.quality, reading.problem)
            for reading in readings.of_the_whole().filter(month=OCTOBER).select_related("indicator")
        }
        assert october["CP09"] == ("incomplete", "both")
        assert october["LA06"] == ("doubtful", "recording")
        assert october["WF04"] == ("", "practice")
        assert readings.filter(indicator__code="CP06", is_suppressed=True).exists()
        assert readings.filter(indicator__code="AD01", denominator=0, value=None).exists()
        for whole in readings.of_the_whole().filter(indicator__code__in=["CP09", "LA09", "WF04"]):
            parts = readings.filter(indicator=whole.indicator_id, month=whole.month).exclude(dimension="")
            totals = parts.aggregate(Sum("numerator"), Sum("denominator"))
            if whole.month > dt.date(2025, 10, 1):
                assert tuple(totals.values()) == (whole.numerator, whole.denominator)

    def test_made_up_figures_of_made_up_neighbours_stand_beside_the_councils_own(self) -> None:
        assert Neighbour.objects.count() == 10
        assert Neighbour.objects.filter(is_in_subset=True).count() == 4
        release = BenchmarkRelease.objects.get()
        assert set(release.measures.values_list("values__year", flat=True)) == {2023, 2024, 2025}
        found = benchmarks_for(Indicator.objects.all(), as_at=TODAY)
        codes = {each.code: found[each.pk] for each in Indicator.objects.all()}
        assert codes["AD01"].word == "Not in the published figures"
        comparison = codes["CL03"].comparison
        assert comparison is not None
        assert comparison.neighbours is not None
        assert (comparison.neighbours.counted, comparison.neighbours.of) == (9, 10)
        assert comparison.country is not None
        assert comparison.region is not None
        assert comparison.own is not None
        assert comparison.rank is not None

    def test_indicators_lead_to_what_should_move_them(self) -> None:
        moved = Indicator.objects.get(code="FD05")
        assert set(moved.actions.values_list("reference", flat=True)) == {"03.1", "03.2"}
        assert [each.reference for each in moved.objectives.all()] == ["03"]
        assert not Indicator.objects.filter(owner_post=None).exists()
        assert all(target.source for each in Indicator.objects.all() for target in each.targets.all())

    def test_last_months_report_is_issued_as_a_pdf_and_discharges_its_duty(self) -> None:
        report = Report.objects.get(status=Report.Status.ISSUED, kind="adviser_monthly")
        assert report.document is not None
        assert report.discharges is not None
        content = (self.files / report.document.file.name).read_bytes()
        assert content.startswith(b"%PDF-1.7")
        assert hashlib.sha256(content).hexdigest() == report.document.sha256
        assert report.month == dt.date(2026, 10, 1)
        discharge = report.discharges.discharges.get(evidence=report.document.evidence)
        assert dt.date(2026, 11, 1) <= discharge.effective_on <= TODAY

    def test_it_went_along_its_chain_and_the_adviser_opened_it(self) -> None:
        report = Report.objects.get(status=Report.Status.ISSUED, kind="adviser_monthly")
        assert [(str(row.post), str(row.signed_by)) for row in report.sign_offs.all()] == [
            ("Director of Children's Services", "Dermot Quayle"), ("Chief Executive", "Cheryl Harrow"),
        ]  # fmt: skip
        (delivery,) = report.deliveries.all()
        assert (str(delivery.recipient), delivery.first_read_at is not None) == ("Adam Visick", True)

    def test_the_chairs_report_waits_for_the_chair_and_the_advisers_own_is_issued(self) -> None:
        waiting = Report.objects.get(kind="state_progress")
        assert waiting.status == Report.Status.AWAITING_SIGN_OFF
        assert [str(row.post) for row in waiting.sign_offs.all()] == ["Chief Executive"]
        assert (self.files / waiting.preview.name).read_bytes().startswith(b"%PDF")
        own = Report.objects.get(kind="adviser_concern")
        assert (own.status, str(own.signed_by)) == (Report.Status.ISSUED, "Adam Visick")
        assert [str(each.recipient) for each in own.deliveries.all()] == ["Delia Farrant"]

    def test_this_months_report_is_open(self) -> None:
        report = Report.objects.get(month=dt.date(2026, 11, 1))
        assert report.status == Report.Status.DRAFT
        assert (self.files / report.preview.name).read_bytes().startswith(b"%PDF")

    def test_the_board_met_decided_and_follows_what_it_gave_to_do(self) -> None:
        check_boards(TODAY)

    def test_the_next_meeting_is_called_with_its_papers(self) -> None:
        check_next_meeting()

    def test_reviews_found_things_that_the_plan_answers(self) -> None:
        check_reviews(TODAY)

    def test_the_coming_review_is_prepared_and_answered_in_part(self) -> None:
        check_coming_review(TODAY)

    def test_nobody_and_nothing_in_it_is_real(self) -> None:
        assert not Organisation.objects.filter(is_demonstration=False).exists()
        assert all(person.email.endswith(".example") for person in User.objects.all())
