"""Referrals and assessments: lists 3 and 4."""

from collections.abc import Iterator

from digests.annex_a.cells import UNUSABLE_CODE
from digests.annex_a.lists import ASSESSMENTS, REFERRALS
from digests.annex_a.measures import Judged, Measure, When, at_least, given, lacks
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

LONGEST_ASSESSMENT = 45


def _re_referral(rows: Rows, terms: Terms) -> Iterator[Judged]:
    for day, earlier in zip(rows.numbers_of("referral"), rows.numbers_of("referrals"), strict=True):
        if not given(day):
            yield None, lacks("date of referral", day)
        else:
            yield day, at_least(1, earlier, "number of referrals")


def _no_further_action(rows: Rows, terms: Terms) -> Iterator[Judged]:
    for day, outcome in zip(rows.numbers_of("referral"), rows.codes_of("no_action"), strict=True):
        if not given(day):
            yield None, lacks("date of referral", day)
        elif outcome == UNUSABLE_CODE:
            yield day, lacks("answer", outcome)
        else:
            yield day, outcome == "yes"


def _in_45_days(rows: Rows, terms: Terms) -> Iterator[Judged]:
    between = terms.working_days.between
    for start, end in zip(rows.numbers_of("start"), rows.numbers_of("authorised"), strict=True):
        if end is None:
            yield None, "not yet authorised"
        elif not given(end):
            yield None, lacks("date of authorisation", end)
        elif not given(start):
            yield end, lacks("start date", start)
        elif end < start:
            yield end, "authorised before it started"
        else:
            yield end, between(start, end) <= LONGEST_ASSESSMENT


def _open_over_45_days(rows: Rows, terms: Terms) -> Iterator[Judged]:
    between, ref = terms.working_days.between, terms.ref
    for start, end in zip(rows.numbers_of("start"), rows.numbers_of("authorised"), strict=True):
        if end is not None:
            yield None, "authorised" if given(end) else lacks("date of authorisation", end)
        else:
            yield (
                None,
                between(start, ref) > LONGEST_ASSESSMENT if given(start) else lacks("start date", start),
            )


MEASURES = (
    Measure(
        key="re_referrals",
        title="Re-referrals within 12 months",
        of=REFERRALS,
        when=When.IN_MONTH,
        numerator="referrals of children with one referral or more in the last 12 months",
        denominator="referrals in the month with that number given",
        limits=(
            "The number belongs to the child’s latest referral, so for a child referred several times in the six "
            "months the earlier ones are counted by it too: the percentage is approximate."
        ),
        needs=("referral", "referrals"),
        judge=_re_referral,
    ),
    Measure(
        key="referrals_no_further_action",
        title="Referrals closed with no further action",
        of=REFERRALS,
        when=When.IN_MONTH,
        numerator="referrals closed with no further action",
        denominator="referrals in the month",
        limits="A referral whose outcome is blank or unknown counts as not closed.",
        needs=("referral", "no_action"),
        judge=_no_further_action,
    ),
    Measure(
        key="assessments_in_45_days",
        title="Assessments authorised in 45 working days",
        of=ASSESSMENTS,
        when=When.IN_MONTH,
        numerator="assessments authorised 45 working days after they started, or sooner",
        denominator="assessments authorised in the month",
        limits=(
            "Day 0 is the start of the assessment, and day 45 is in time. The Department counts from the referral, "
            "which the list does not have."
        ),
        needs=("start", "authorised"),
        judge=_in_45_days,
    ),
    Measure(
        key="assessments_open_over_45_days",
        title="Open assessments beyond 45 working days",
        of=ASSESSMENTS,
        when=When.SNAPSHOT,
        numerator="open assessments that started more than 45 working days before the extract",
        denominator="assessments open on the day of the extract",
        limits="Open means that no date of authorisation is given.",
        needs=("start", "authorised"),
        judge=_open_over_45_days,
    ),
)
