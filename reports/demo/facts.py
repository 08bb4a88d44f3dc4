"""What has happened under the two notices since: recorded through the same services that people use."""

import datetime as dt
from collections.abc import Mapping, Sequence

from evidence.models import Evidence
from evidence.services import attach_link
from notices.models import Assessment, Notice, Obligation, Party, PlannedEvent
from notices.services import (
    appoint,
    assess,
    cancel_event,
    plan_event,
    record_discharge,
    record_request,
    set_local_expectation,
    vary,
)
from reports.demo.days import CANCELLED_MEETING, FernshireDays, WestmereDays, days_after, third_wednesday
from reports.demo.people import Cast
from reports.demo.registers import obligation_of

Judgement = Assessment.Judgement
MET, PARTLY, NOT_MET = Judgement.MET, Judgement.PARTLY_MET, Judgement.NOT_MET


class Recorder:
    """Records facts of one notice in the name of the improvement team."""

    def __init__(self, cast: Cast, notice: Notice, today: dt.date) -> None:
        self.cast, self.notice, self.today = cast, notice, today

    def obligation(self, number: str, **told_apart: str) -> Obligation:
        return obligation_of(self.notice, number, **told_apart)

    def proof(self, title: str, kind: str, day: dt.date) -> Evidence:
        """Keep a link to the council's own document store as evidence."""
        address = f"https://documents.{self.cast.council.slug}.example/{kind}/{day:%Y-%m-%d}"
        return attach_link(
            council=self.cast.council,
            title=title,
            kind=kind,
            effective_on=day,
            url=address,
            by=self.cast.team,
        )

    def done(
        self,
        obligation: Obligation,
        day: dt.date,
        what: str,
        *,
        kind: str = "",
        event: PlannedEvent | None = None,
    ) -> None:
        """Record that something was done on `day`; `kind` names the kind of evidence that goes with it."""
        evidence = [self.proof(what, kind, day)] if kind else []
        record_discharge(
            obligation=obligation, effective_on=day, what=what, by=self.cast.team, today=self.today, evidence=evidence,
            for_event=event,
        )  # fmt: skip

    def plan(self, obligation: Obligation, day: dt.date) -> PlannedEvent:
        return plan_event(obligation=obligation, planned_on=day, by=self.cast.team)

    def judged(self, obligation: Obligation, judgement: str, day: dt.date, reason: str) -> None:
        assess(
            obligation=obligation,
            judgement=judgement,
            assessed_on=day,
            reason=reason,
            by=self.cast.team,
            today=self.today,
        )

    def varied(
        self, obligation: Obligation, cadence: Mapping[str, object], agreed_by: str, day: dt.date, reference: str, *,
        part: int = 0, follows: Obligation | None = None,
    ) -> None:  # fmt: skip
        vary(
            obligation=obligation, cadence=cadence, agreed_by=agreed_by, agreed_on=day, effective_from=day,
            reference=reference, by=self.cast.team, today=self.today, part=part, follows=follows,
        )  # fmt: skip


def fernshire_facts(cast: Cast, notice: Notice, days: FernshireDays) -> None:
    """Record ten months of Fernshire: late, missed, overdue, varied, asked for, due soon."""
    record = Recorder(cast, notice, days.today)
    _appointments(cast, notice, days.issued, chair_post="Chief Executive")
    _the_plan(record, days)
    _monthly_reports(record, days)
    _board_meetings(record, days)
    _reports_to_the_secretary_of_state(record, days)
    _reviews(record, days)
    _kept_up_to_date(record, days)
    _adviser_to_department(record, days)
    _judgements(record, days)


def _appointments(cast: Cast, notice: Notice, since: dt.date, *, chair_post: str | None) -> None:
    appoint(
        notice=notice, party=Party.ADVISER, started_on=since, by=cast.team, organisation=cast.adviser_body
    )
    if chair_post is not None:
        appoint(
            notice=notice,
            party=Party.BOARD_CHAIR,
            started_on=since,
            by=cast.team,
            post=cast.posts[chair_post],
        )


def _the_plan(record: Recorder, days: FernshireDays) -> None:
    submission = record.obligation("4", kind="submission")
    record.done(
        submission, days.plan_submitted, "Improvement plan submitted to the adviser", kind=Evidence.Kind.PLAN
    )
    recommendation = record.obligation("4", holder="adviser")
    within = {"type": "within", "n": 20, "unit": "working_days", "anchor": "submission of the plan"}
    agreed = days_after(days.plan_submitted, 3)
    record.varied(
        recommendation, within, Party.DEPARTMENT, agreed, "E-mail of the Department", follows=submission
    )
    judged = days_after(days.plan_submitted, 18)
    record.done(
        recommendation,
        judged,
        "Plan recommended as fit for purpose, with comments",
        kind=Evidence.Kind.LETTER,
    )


def _monthly_reports(record: Recorder, days: FernshireDays) -> None:
    reporting = record.obligation("5.b", kind="report")
    for number, day in enumerate(days.report_days, start=1):
        record.done(
            reporting, day, f"Progress report number {number} sent to the adviser", kind=Evidence.Kind.REPORT
        )
    answered, asked_today = days.report_days[-2], days_after(days.today, -4)
    for asked_on, due_on, reference in (
        (
            days_after(answered, -8),
            days_after(answered, 2),
            "E-mail: brought forward for the adviser's visit",
        ),
        (asked_today, days_after(days.today, 6), "E-mail: an update on caseloads before the review"),
    ):
        record_request(
            obligation=reporting, requested_on=asked_on, due_on=due_on, requested_by=Party.ADVISER, by=record.cast.team,
            today=days.today, reference=reference,
        )  # fmt: skip


def _board_meetings(record: Recorder, days: FernshireDays) -> None:
    meeting = record.obligation("6", kind="meeting")
    for number, month in enumerate(days.whole_months):
        day = third_wednesday(month)
        planned = record.plan(meeting, day)
        if number == CANCELLED_MEETING:
            cancel_event(
                event=planned, cancelled_on=days_after(day, -2), reason="Too few members could attend",
                by=record.cast.team, today=days.today,
            )  # fmt: skip
        elif day <= days.today:
            record.done(meeting, day, "Board met", kind=Evidence.Kind.MINUTES, event=planned)
    extra = days_after(third_wednesday(days.whole_months[CANCELLED_MEETING + 1]), 7)
    if extra < days.today:
        record.done(meeting, extra, "Board met again, on the month before", kind=Evidence.Kind.MINUTES)
    after = days.whole_months[-1].replace(day=28) + dt.timedelta(days=4)
    record.plan(meeting, third_wednesday(after.replace(day=1)))


def _reports_to_the_secretary_of_state(record: Recorder, days: FernshireDays) -> None:
    report = record.obligation("7", kind="report")
    first, second, third = days.state_reports
    record.done(report, first, "First report of the Board Chair sent", kind=Evidence.Kind.REPORT)
    quarterly = {"type": "at_least_every", "n": 3, "unit": "months"}
    agreed = days_after(first, 10)
    record.varied(
        report, quarterly, Party.SECRETARY_OF_STATE, agreed, "Letter from the Minister's office", part=1
    )
    record.done(report, second, "Second report of the Board Chair sent", kind=Evidence.Kind.REPORT)
    record.done(report, third, "Third report of the Board Chair sent", kind=Evidence.Kind.REPORT)


def _reviews(record: Recorder, days: FernshireDays) -> None:
    review = record.obligation("8", kind="review")
    for letter, before in (("a", 10), ("b", 4), ("c", 3), ("d", 5)):
        provided = record.obligation(f"10.{letter}")
        day = days_after(days.first_review, -before)
        record.done(
            provided, day, "Provided to the reviewers", kind=Evidence.Kind.OTHER if letter == "b" else ""
        )
    own = record.obligation("11")
    record.done(
        own, days_after(days.first_review, -2), "Own assessment sent to the adviser", kind=Evidence.Kind.AUDIT
    )
    record.done(review, days.first_review, "Six-month review held", kind=Evidence.Kind.LETTER)
    record.plan(review, days.next_review)
    record.done(
        record.obligation("10.a"), days_after(days.today, -1), "Interviews with staff and leaders arranged"
    )


def _kept_up_to_date(record: Recorder, days: FernshireDays) -> None:
    plan, figures = record.obligation("5.a"), record.obligation("5.c")
    for obligation, age in ((plan, 35), (figures, 45)):
        cadence = {"type": "kept_up_to_date", "max_age_days": age}
        set_local_expectation(
            obligation=obligation, cadence=cadence, by=record.cast.team, today=days.published
        )
    for back in (229, 200, 171, 143, 115, 88, 60, 33, 12):
        record.done(plan, days_after(days.today, -back), "Record of progress brought up to date")
    for back in (220, 165, 108, 52):
        record.done(figures, days_after(days.today, -back), "Data set refreshed and sent to every team")


def _adviser_to_department(record: Recorder, days: FernshireDays) -> None:
    reports = record.obligation("13")
    for back in (205, 118, 31):
        record.done(
            reports, days_after(days.today, -back), "Report of progress or concern", kind=Evidence.Kind.LETTER
        )


JUDGED: Sequence[tuple[str, dict[str, str], str, int, str]] = (
    ("3", {}, MET, 70, "Monthly meetings with the adviser; every file asked for was given"),
    (
        "4",
        {"holder": "board"},
        PARTLY,
        68,
        "The Board sees progress but has not yet held a late owner to account",
    ),
    ("4.a", {}, MET, 66, "Nine actions, each with an owner and a date"),
    ("4.b", {}, MET, 66, "Seven actions on assessment and practice"),
    ("4.c", {}, PARTLY, 66, "Actions on recruitment are there; none on keeping experienced workers"),
    ("4.d", {}, MET, 66, "Actions cover thresholds, conferences and visits"),
    ("4.e", {}, MET, 66, "Actions cover health, placements and leaving care"),
    ("4.f", {}, MET, 66, "Actions cover family finding and early permanence"),
    ("5.d", {}, PARTLY, 40, "Reports have trends; recommendations are still few"),
    ("5.e", {}, MET, 40, "Slow objectives are found by rule and listed in each report"),
    ("5.f", {}, PARTLY, 45, "The children's panel is heard; staff forums met once only"),
    ("6", {"kind": "membership"}, MET, 90, "Adviser and three partner agencies are members"),
    ("7", {"kind": "provision"}, MET, 90, "Figures and drafts were given within the week asked for"),
)


def _judgements(record: Recorder, days: FernshireDays) -> None:
    for number, told_apart, judgement, back, reason in JUDGED:
        record.judged(
            record.obligation(number, **told_apart), judgement, days_after(days.today, -back), reason
        )


def westmere_facts(cast: Cast, notice: Notice, days: WestmereDays) -> None:
    """Record fourteen weeks of Westmere: a board meeting held late, one without its report, one to come."""
    record = Recorder(cast, notice, days.today)
    _appointments(cast, notice, days.issued, chair_post=None)
    meeting, report = record.obligation("3.a"), record.obligation("6.b", kind="report")
    for number, day in enumerate(days.meetings):
        planned = record.plan(meeting, day)
        record.done(meeting, day, "Board met", kind=Evidence.Kind.MINUTES, event=planned)
        if number != 1:
            record.done(
                report, day, "Progress report given to the Board", kind=Evidence.Kind.REPORT, event=planned
            )
    record.plan(meeting, days.next_meeting)
    record_request(
        obligation=report, requested_on=days_after(days.today, -5), due_on=days_after(days.today, 3),
        requested_by=Party.ADVISER, by=cast.team, today=days.today, reference="E-mail of the adviser",
    )  # fmt: skip
    _westmere_plan(record, days)
    record.done(
        record.obligation("6.a"), days_after(days.today, -20), "Record of progress brought up to date"
    )
    record.judged(
        record.obligation("3.d"), MET, days_after(days.today, -30), "A full-time officer supports the chair"
    )
    record.judged(
        record.obligation("6.e"), NOT_MET, days_after(days.today, -30), "No forum has been held yet"
    )


def _westmere_plan(record: Recorder, days: WestmereDays) -> None:
    submission = record.obligation("5", kind="submission")
    deadline = {"type": "by_date", "date": days.plan_due.isoformat()}
    agreed = days_after(days.issued, 14)
    record.varied(submission, deadline, Party.DEPARTMENT, agreed, "Letter setting a date for the plan")
    record.done(
        submission, days.plan_submitted, "Improvement plan finished and submitted", kind=Evidence.Kind.PLAN
    )
