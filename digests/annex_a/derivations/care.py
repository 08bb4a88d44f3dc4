"""Children in need and children in care: lists 6 and 8, as they stood on the day of the extract."""

from collections.abc import Iterator

from digests.annex_a.derivations.open_rows import NONE_DUE, OpenJudge, of_open
from digests.annex_a.lists import IN_CARE, IN_NEED
from digests.annex_a.measures import Measure, Verdict, When, at_least, given, lacks
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

FIRST_REVIEW = 20
"""Working days from the start of care to the first review."""

LONG_TERM_PLANS = frozenset({"long-term residential placement", "long-term fostering"})
LONG_TERM_PLACEMENTS = frozenset({"u1", "u4"})
MANY_PLACEMENTS = 3
LONG_TERM_AGE, LONG_TERM_CARE, LONG_TERM_PLACEMENT = 16, 30, 24
"""Under this age, in care for so many months, in the placement for so many."""

YEAR, HALF_YEAR, HALF_YEARLY_UNDER = 365, 183, 5


def _seen_within(start: int | None, seen: int | None, ref: int, most: int) -> Verdict:
    """Judge a last visit: `most` days before the extract is in time; without one, it counts once one was due."""
    if seen is not None:
        return ref - seen <= most if given(seen) else lacks("date of the visit", seen)
    if not given(start):
        return lacks("visit and no start date", seen)
    return NONE_DUE if ref - start <= most else False


def _child_in_need_seen(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for start, seen in zip(rows.numbers_of("start"), rows.numbers_of("seen"), strict=True):
        yield _seen_within(start, seen, terms.ref, terms.cin_seen_days)


def _visited(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    starts, visits, placed = (rows.numbers_of(key) for key in ("start", "visit", "placed"))
    codes = zip(rows.codes_of("permanence"), rows.codes_of("placement"), strict=True)
    for start, visit, since, (plan, kind) in zip(starts, visits, placed, codes, strict=True):
        is_long_term = plan in LONG_TERM_PLANS or kind in LONG_TERM_PLACEMENTS
        is_settled = is_long_term and given(since) and terms.has_run(since, 12)
        most = terms.lac_visit_long_term_days if is_settled else terms.lac_visit_days
        yield _seen_within(start, visit, terms.ref, most)


def _reviewed(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for start, review in zip(rows.numbers_of("start"), rows.numbers_of("review"), strict=True):
        if not given(start):
            yield lacks("start of care", start)
        elif review is None:
            yield terms.working_days.between(start, terms.ref) <= FIRST_REVIEW
        elif not given(review):
            yield lacks("date of the review", review)
        elif review < start:
            yield "reviewed before this period of care"
        else:
            # One within the first 20 working days is taken for the first: the next is due in 3 months, then in 6.
            was_first = terms.working_days.between(start, review) <= FIRST_REVIEW
            yield not terms.has_passed(review, 3 if was_first else 6)


def _many_placements(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for placements in rows.numbers_of("placements"):
        yield at_least(MANY_PLACEMENTS, placements, "number of placements")


def _ages(rows: Rows, terms: Terms) -> Iterator[int | None]:
    for born, told in zip(rows.numbers_of("born"), rows.numbers_of("age"), strict=True):
        yield terms.age(born, told)


def _stable(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    cases = zip(rows.numbers_of("start"), rows.numbers_of("placed"), _ages(rows, terms), strict=True)
    for start, placed, age in cases:
        if not given(start):
            yield lacks("start of care", start)
        elif age is None:
            yield lacks("age", age)
        elif age >= LONG_TERM_AGE:
            yield "aged 16 or over"
        elif not terms.has_run(start, LONG_TERM_CARE):
            yield "looked after for less than two and a half years"
        elif not given(placed):
            yield lacks("start of the placement", placed)
        else:
            yield terms.has_run(placed, LONG_TERM_PLACEMENT)


def _health_assessed(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    cases = zip(rows.numbers_of("start"), rows.numbers_of("health"), _ages(rows, terms), strict=True)
    for start, last, age in cases:
        if not given(start):
            yield lacks("start of care", start)
        elif not terms.has_run(start, 12):
            yield "looked after for less than 12 months"
        elif age is None:
            yield lacks("age", age)
        else:
            yield _is_current(
                last, "health assessment", terms, HALF_YEAR if age < HALF_YEARLY_UNDER else YEAR
            )


def _dentist_seen(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for last in rows.numbers_of("dental"):
        yield _is_current(last, "dental check", terms, YEAR)


def _is_current(last: int | None, what: str, terms: Terms, most: int) -> Verdict:
    if last is None:
        return False
    return terms.ref - last <= most if given(last) else lacks(f"date of the {what}", last)


def _placed_out(rows: Rows, terms: Terms) -> Iterator[Verdict]:
    for location in rows.codes_of("location"):
        yield location == "out" if location in ("in", "out") else lacks("placement location", location)


def _of_care(
    key: str,
    title: str,
    numerator: str,
    needs: tuple[str, ...],
    judge: OpenJudge,
    limits: str,
    denominator: str = "children looked after",
) -> Measure:
    return Measure(
        key=key, title=title, of=IN_CARE, when=When.SNAPSHOT, numerator=numerator, denominator=denominator,
        limits=limits, needs=(*needs, "end"), judge=of_open(judge, "no longer looked after"),
    )  # fmt: skip


MEASURES = (
    Measure(
        key="cin_seen",
        title="Children in need seen recently",
        of=IN_NEED,
        when=When.SNAPSHOT,
        numerator="of these, last seen within the council’s standard on the day of the extract",
        denominator="children with an open case",
        limits=(
            "How things stood on one day, not whether every visit was in time. A child not yet seen counts once a "
            "visit was due."
        ),
        needs=("start", "seen", "end"),
        judge=of_open(_child_in_need_seen, "the case is closed"),
    ),
    _of_care(
        "lac_reviews_in_time", "Reviews of looked-after children in time",
        "of these, reviewed in time: within 20 working days of the start, then 3 months, then 6",
        ("start", "review"), _reviewed,
        "The list has the latest review alone. One held within the first 20 working days is taken for the first, so "
        "that the next is due in 3 months; otherwise 6 months are allowed. Earlier reviews cannot be tested.",
    ),
    _of_care(
        "lac_visits_in_time", "Looked-after children visited in time",
        "of these, last visited within 42 days, or 91 in a long-term placement (or as the council sets it)",
        ("start", "visit"), _visited,
        "The latest visit alone. Long-term: placement U1 or U4, or a plan of long-term fostering or residential care, "
        "in the placement for a year. The visit in a placement’s first week is not tested.",
    ),
    _of_care(
        "lac_three_placements", "Three or more placements in 12 months",
        "of these, with three placements or more in the last 12 months", ("placements",), _many_placements,
        "As the council counted placements; the national measure leaves out some moves.",
    ),
    _of_care(
        "lac_long_term_stability", "Long-term placement stability (approximate)",
        "of these, in the same placement for two years or longer", ("start", "placed"), _stable,
        "The national measure also counts children placed for adoption with their previous placement: not to be told "
        "from the list.",
        "children looked after, aged under 16, for two and a half years or longer",
    ),
    _of_care(
        "lac_health_current", "Health assessments up to date",
        "of these, assessed within 365 days, or 183 for a child under five", ("start", "health"),
        _health_assessed, "No date counts as not assessed. The latest assessment alone.",
        "children looked after for 12 months or longer",
    ),
    _of_care(
        "lac_dental_current", "Dental checks up to date",
        "of these, with a dental check within 365 days", ("dental",), _dentist_seen,
        "No date counts as not checked. All looked-after children; the national measure takes those looked after for "
        "12 months or longer.",
    ),
    _of_care(
        "lac_out_of_area", "Placed out of the council’s area",
        "of these, placed outside the council’s boundary", ("location",), _placed_out,
        "Whether in or out, not how far: the list has no distance.", "children looked after with a placement location",
    ),
)  # fmt: skip
