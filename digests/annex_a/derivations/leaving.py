"""Care leavers and adoption: lists 9 and 10."""

from collections.abc import Iterator

from digests.annex_a.cells import UNUSABLE_CODE
from digests.annex_a.lists import ADOPTION, CARE_LEAVERS
from digests.annex_a.measures import Judge, Judged, Measure, When, given, lacks
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

EDUCATION_EMPLOYMENT_TRAINING = frozenset("f1 p1 f2 p2 f3 p3 f4 p4 f5 p5".split())


def _of_age(key: str, counted: frozenset[str]) -> Judge:
    """Return a judge of the care leavers in the age band: does their code under `key` count?"""

    def judged(rows: Rows, terms: Terms) -> Iterator[Judged]:
        first, last = terms.care_leaver_ages
        for code, born, told in zip(
            rows.codes_of(key), rows.numbers_of("born"), rows.numbers_of("age"), strict=True
        ):
            age = terms.age(born, told)
            if age is None:
                yield None, lacks("age", age)
            elif not first <= age <= last:
                yield None, f"not aged {first} to {last}"
            else:
                yield None, lacks("code", code) if code == UNUSABLE_CODE else code in counted

    return judged


def _days_between(start: str, end: str, not_yet: str) -> Judge:
    """Return a judge that gives the days from one date to another; rows without the second are `not_yet` there."""

    def judged(rows: Rows, terms: Terms) -> Iterator[Judged]:
        first, last = (f"“{rows.of.column(key).heading}”" for key in (start, end))
        for begin, done in zip(rows.numbers_of(start), rows.numbers_of(end), strict=True):
            if done is None:
                yield None, not_yet
            elif not given(done):
                yield None, lacks(last, done)
            elif not given(begin):
                yield None, lacks(first, begin)
            else:
                yield None, "the dates are the wrong way round" if done < begin else done - begin

    return judged


def _of_care_leavers(
    key: str, title: str, numerator: str, column: str, counted: frozenset[str], limits: str = ""
) -> Measure:
    return Measure(
        key=key, title=title, of=CARE_LEAVERS, when=When.SNAPSHOT, numerator=numerator,
        denominator="care leavers in the age band (19 to 21 unless the council sets another)",
        limits=(
            "The present caseload, with those of whom nothing is recorded. The national cohort is former relevant "
            "young people around their 19th, 20th and 21st birthday, less those who died, went home or abroad."
            + limits
        ),
        needs=(column,), judge=_of_age(column, counted),
    )  # fmt: skip


def _of_adoption(
    key: str, title: str, numerator: str, denominator: str, start: str, end: str, not_yet: str
) -> Measure:
    return Measure(
        key=key, title=title, of=ADOPTION, when=When.SNAPSHOT, numerator=numerator, denominator=denominator,
        limits="A mean over the children on the list, of 12 months. The national measures take three years.",
        needs=(start, end), judge=_days_between(start, end, not_yet), unit="days",
    )  # fmt: skip


MEASURES = (
    _of_care_leavers(
        "care_leavers_in_touch", "Care leavers in touch", "of these, in touch with the council", "in_touch",
        frozenset({"yes"}),
    ),
    _of_care_leavers(
        "care_leavers_suitable_accommodation", "Care leavers in suitable accommodation",
        "of these, in accommodation that is suitable", "suitability", frozenset({"suitable"}),
    ),
    _of_care_leavers(
        "care_leavers_in_eet", "Care leavers in education, employment or training",
        "of these, in education, employment or training", "activity", EDUCATION_EMPLOYMENT_TRAINING,
        " Codes F1 to F5 and P1 to P5 count.",
    ),
    _of_adoption(
        "adoption_entry_to_placement_days", "Days from entering care to placement with adopters",
        "days from entering care to being placed, added up", "children placed for adoption", "entered", "placed",
        "not placed",
    ),
    _of_adoption(
        "adoption_order_to_match_days", "Days from placement order to match",
        "days from the placement order to the match, added up", "children matched", "order", "matched",
        "not matched",
    ),
)  # fmt: skip
