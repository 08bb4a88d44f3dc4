"""Enquiries, conferences and child protection plans: lists 5 and 7."""

from collections.abc import Iterator

from digests.annex_a.cells import UNUSABLE_CODE
from digests.annex_a.derivations.open_rows import NONE_DUE, OpenJudge, of_open
from digests.annex_a.lists import ENQUIRIES, PROTECTION
from digests.annex_a.measures import Judge, Judged, Measure, Verdict, When, at_least, given, lacks
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

LONGEST_TO_CONFERENCE = 15
TWO_YEARS = 730
"""Days; the Department counts more than 729 with the last day among them."""


def _conference_in_15_days(rows: Rows, terms: Terms) -> Iterator[Judged]:
    between = terms.working_days.between
    for start, held in zip(rows.numbers_of("strategy"), rows.numbers_of("conference"), strict=True):
        if not given(held):
            yield None, lacks("conference", held)
        elif not given(start):
            yield held, lacks("strategy discussion", start)
        elif held < start:
            yield held, "held before the strategy discussion"
        else:
            yield held, between(start, held) <= LONGEST_TO_CONFERENCE


def _enquiry_to_conference(rows: Rows, terms: Terms) -> Iterator[Judged]:
    cases = zip(
        rows.numbers_of("strategy"), rows.numbers_of("conference"), rows.codes_of("unnecessary"), strict=True
    )
    for start, held, unnecessary in cases:
        if not given(start):
            yield None, lacks("strategy discussion", start)
        elif held is not None:
            yield start, given(held) or lacks("date of the conference", held)
        elif unnecessary == "yes":
            yield start, False
        elif unnecessary == UNUSABLE_CODE:
            yield start, lacks("decision on a conference", unnecessary)
        else:
            yield start, "still open: no conference, and none called unnecessary"


def _conference_to_plan(rows: Rows, terms: Terms) -> Iterator[Judged]:
    for held, plan in zip(rows.numbers_of("conference"), rows.codes_of("plan"), strict=True):
        if not given(held):
            yield None, lacks("conference", held)
        else:
            yield held, _yes_or_no(plan, "result")


def _yes_or_no(answer: str | None, what: str) -> Verdict:
    if answer in ("yes", "no"):
        return answer == "yes"
    return f"{what} unknown" if answer == "unknown" else lacks(what, answer)


def _of_open_plans(judge: OpenJudge) -> Judge:
    return of_open(judge, "the plan has ended")


def _visited(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    between, ref, most = terms.working_days.between, terms.ref, terms.cp_visit_days
    by_working_days = terms.cp_visit_in_working_days
    for start, visit in zip(rows.numbers_of("start"), rows.numbers_of("visit"), strict=True):
        since = start if visit is None else visit
        if not given(since):
            yield lacks("visit and no start of the plan" if visit is None else "date of the visit", visit)
            continue
        is_within = (between(since, ref) if by_working_days else ref - since) <= most
        yield NONE_DUE if visit is None and is_within else is_within


def _seen_alone(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for alone in rows.codes_of("alone"):
        yield _yes_or_no(alone, "answer")


def _open_two_years(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for start in rows.numbers_of("start"):
        yield terms.ref - start >= TWO_YEARS if given(start) else lacks("start of the plan", start)


def _ended_two_years(rows: Rows, terms: Terms) -> Iterator[Judged]:
    for start, end in zip(rows.numbers_of("start"), rows.numbers_of("end"), strict=True):
        if end is None:
            yield None, "the plan is open"
        elif not given(end):
            yield None, lacks("end of the plan", end)
        elif not given(start):
            yield end, lacks("start of the plan", start)
        else:
            yield end, "ended before it started" if end < start else end - start >= TWO_YEARS


def _repeat_plan(rows: Rows, terms: Terms) -> Iterator[Judged]:
    for start, earlier in zip(rows.numbers_of("start"), rows.numbers_of("earlier_plans"), strict=True):
        if not given(start):
            yield None, lacks("start of the plan", start)
        else:
            yield start, at_least(1, earlier, "number of previous plans")


def _reviewed(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for start, review in zip(rows.numbers_of("start"), rows.numbers_of("review"), strict=True):
        if review is not None:
            yield not terms.has_passed(review, 6) if given(review) else lacks("date of the review", review)
        else:
            yield not terms.has_passed(start, 3) if given(start) else lacks("start of the plan", start)


MEASURES = (
    Measure(
        key="icpc_in_15_days",
        title="Initial child protection conferences in 15 working days",
        of=ENQUIRIES,
        when=When.IN_MONTH,
        numerator="conferences held 15 working days after the strategy discussion, or sooner",
        denominator="initial conferences held in the month",
        limits="Day 0 is the strategy discussion, and day 15 is in time.",
        needs=("strategy", "conference"),
        judge=_conference_in_15_days,
    ),
    Measure(
        key="section_47_to_icpc",
        title="Section 47 enquiries that went to conference",
        of=ENQUIRIES,
        when=When.IN_MONTH,
        numerator="enquiries with a conference held",
        denominator="enquiries begun in the month for which a conference was held or called unnecessary",
        limits=(
            "By the month of the strategy discussion. Enquiries without a decision are left out, so the newest months "
            "still change. Where a conference was called unnecessary and held all the same, it counts as held."
        ),
        needs=("strategy", "conference", "unnecessary"),
        judge=_enquiry_to_conference,
    ),
    Measure(
        key="icpc_to_plan",
        title="Initial conferences that led to a plan",
        of=ENQUIRIES,
        when=When.IN_MONTH,
        numerator="conferences that resulted in a child protection plan",
        denominator="initial conferences held in the month with a result of yes or no",
        limits="A result that is blank or unknown is left out.",
        needs=("conference", "plan"),
        judge=_conference_to_plan,
    ),
    Measure(
        key="cp_visits_in_time",
        title="Children on a plan visited in time",
        of=PROTECTION,
        when=When.SNAPSHOT,
        numerator="of these, last visited within the council’s standard on the day of the extract",
        denominator="children on an open plan",
        limits=(
            "The list has the latest visit alone, so this is how things stood on one day, and not whether every visit "
            "was in time. A plan without a visit counts once one was due."
        ),
        needs=("start", "visit", "end"),
        judge=_of_open_plans(_visited),
    ),
    Measure(
        key="cp_seen_alone",
        title="Children on a plan seen alone",
        of=PROTECTION,
        when=When.SNAPSHOT,
        numerator="of these, seen alone at the last visit",
        denominator="children on an open plan for whom the answer is yes or no",
        limits="An answer that is blank or unknown is left out, and not counted as no.",
        needs=("alone", "end"),
        judge=_of_open_plans(_seen_alone),
    ),
    Measure(
        key="cp_open_two_years",
        title="Open plans of two years or longer",
        of=PROTECTION,
        when=When.SNAPSHOT,
        numerator="of these, open for 730 days or more on the day of the extract",
        denominator="open plans",
        limits="Days from the start of the plan, which is day 0.",
        needs=("start", "end"),
        judge=_of_open_plans(_open_two_years),
    ),
    Measure(
        key="cp_ended_two_years",
        title="Ended plans that had lasted two years or longer",
        of=PROTECTION,
        when=When.IN_MONTH,
        numerator="of these, ended after 730 days or more",
        denominator="plans that ended in the month",
        limits="One row a child: a plan that ended before the child’s present one is not on the list.",
        needs=("start", "end"),
        judge=_ended_two_years,
    ),
    Measure(
        key="cp_repeat_plans",
        title="Second or later child protection plans",
        of=PROTECTION,
        when=When.IN_MONTH,
        numerator="of these, of children with one previous plan or more",
        denominator="plans that started in the month with that number given",
        limits="Previous plans of this council only, however long ago. One row a child.",
        needs=("start", "earlier_plans"),
        judge=_repeat_plan,
    ),
    Measure(
        key="cp_reviews_in_time",
        title="Child protection reviews in time",
        of=PROTECTION,
        when=When.SNAPSHOT,
        numerator="of these, reviewed in the last 6 months, or not yet reviewed on a plan of up to 3 months",
        denominator="children on an open plan",
        limits="The list has the latest review alone: whether the earlier ones were in time is not known.",
        needs=("start", "review", "end"),
        judge=_of_open_plans(_reviewed),
    ),
)
