"""Laws of the derivations and of the report, on whole made-up workbooks and on the working-day table."""

import datetime as dt
import io
from functools import cache
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.working_days import clear_days_between, is_working_day, within_working_days
from digests.annex_a.cells import Trouble
from digests.annex_a.derivations import MEASURES, derive_all
from digests.annex_a.findings import Findings
from digests.annex_a.generator import Made
from digests.annex_a.lists import LISTS
from digests.annex_a.measures import Derived
from digests.annex_a.reading import Lists, Rows
from digests.annex_a.terms import Terms
from digests.annex_a.validation import validated
from digests.annex_a.workbook import read_workbook
from digests.annex_a.working_day_table import working_day_table
from tests.factories_annex_a import EXTRACT, made

ROWS = 1_200
TERMS = Terms(EXTRACT)
FIRST = dt.date(1996, 1, 1)


@cache
def opened(*, dirty: bool, tmp: str) -> tuple[Lists, Findings, Made]:
    content, contents = made(ROWS, 7, dirty=dirty)
    path = f"{tmp}/annex-a-{dirty}.xlsx"
    with open(path, "wb+") as file:  # noqa: PTH123  the reader takes an open file
        file.write(content)
        lists, findings = validated(read_workbook(file), extract_on=EXTRACT)
    return lists, findings, contents


@pytest.fixture(scope="module", params=[False, True], ids=["clean", "dirty"])
def book(request, tmp_path_factory):
    return opened(dirty=request.param, tmp=str(tmp_path_factory.getbasetemp()))


def counts(results: tuple[Derived, ...]) -> dict[str, list[tuple[int, int]]]:
    return {
        each.measure.key: [(figure.numerator, figure.denominator) for figure in each.figures]
        for each in results
    }


def reordered(rows: Rows, order: list[int]) -> Rows:
    """Return the rows of a list in another order, or some of them."""
    columns = {key: [column[at] for at in order] for key, column in rows.columns.items()}
    return Rows(rows.of, [rows.numbers[at] for at in order], columns)


def test_every_row_is_in_a_denominator_or_left_out_for_a_reason(book) -> None:
    lists, *_ = book
    for result in derive_all(lists, TERMS):
        excluded = sum(result.exclusions.values())
        excluded += sum(sum(figure.exclusions.values()) for figure in result.figures)
        counted = sum(figure.denominator for figure in result.figures)
        assert counted + excluded == len(lists[result.measure.of.number]), result.measure.key
        assert not result.obstacle


def test_no_numerator_is_larger_than_its_denominator(book) -> None:
    for result in derive_all(book[0], TERMS):
        for figure in result.figures:
            assert figure.numerator >= 0
            assert result.measure.unit == "days" or figure.numerator <= figure.denominator, result.measure.key


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_rows_does_not_matter(book, seed: int) -> None:
    lists, *_ = book
    rng = Random(seed)
    shuffled = {
        number: reordered(rows, rng.sample(range(len(rows)), len(rows))) for number, rows in lists.items()
    }
    assert derive_all(shuffled, TERMS) == derive_all(lists, TERMS)


def test_a_row_that_is_left_out_changes_no_figure_and_a_counted_one_only_by_itself(book) -> None:
    lists, *_ = book
    whole = counts(derive_all(lists, TERMS))
    for key, measure in MEASURES.items():
        rows = lists[measure.of.number]
        verdicts = [verdict for _, verdict in measure.judge(rows, TERMS)]
        out = [at for at, verdict in enumerate(verdicts) if isinstance(verdict, str)]
        kept = sorted(set(range(len(rows))) - set(out))
        without = {measure.of.number: reordered(rows, kept)}
        doubled = {measure.of.number: reordered(rows, [*range(len(rows)), *out])}
        assert counts(derive_all(without, TERMS))[key] == whole[key]
        assert counts(derive_all(doubled, TERMS))[key] == whole[key]


def test_a_clean_workbook_is_found_clean(tmp_path_factory) -> None:
    lists, findings, contents = opened(dirty=False, tmp=str(tmp_path_factory.getbasetemp()))
    assert findings.as_json() == []
    assert contents.faults == []
    assert sum(map(len, lists.values())) == contents.rows == ROWS
    assert len(set(contents.names)) == len(contents.names) == ROWS


def test_in_a_dirty_one_exactly_the_faults_put_in_are_found(tmp_path_factory) -> None:
    _, findings, contents = opened(dirty=True, tmp=str(tmp_path_factory.getbasetemp()))
    found = {
        (each.list_number, each.trouble, each.column, row) for each in findings for row in each.rows or (0,)
    }
    assert found == {(each.list_number, each.trouble, each.column, each.row) for each in contents.faults}
    missed = set(Trouble) - {each.trouble for each in contents.faults}
    assert missed == {Trouble.LIST_TWICE, Trouble.NO_ROWS}


def test_what_is_kept_of_a_workbook_holds_nothing_that_stood_in_its_rows(book) -> None:
    lists, findings, contents = book
    kept = f"{findings.as_json()}{[each.as_json() for each in derive_all(lists, TERMS)]}"
    assert len(kept) > 1_000
    assert not [name for name in contents.names if name in kept]
    assert not [
        word for word in ("qqqq", "toddler", "31/02/2026", "ZZ99", "Worker 1", "Secret") if word in kept
    ]


def test_the_same_seed_makes_the_same_rows_and_another_one_others() -> None:
    first, again, other = made(60, 3)[1], made(60, 3)[1], made(60, 4)[1]
    assert first.names == again.names
    assert not set(first.names) & set(other.names)


def test_each_list_has_a_row_however_few_are_asked_for() -> None:
    assert made(1, 1)[1].rows == len(LISTS)
    assert io.BytesIO(made(1, 1)[0]).read(2) == b"PK"


DAYS = st.dates(min_value=FIRST, max_value=EXTRACT)


@given(start=DAYS, end=DAYS)
def test_the_table_counts_as_the_calendar_does(start: dt.date, end: dt.date) -> None:
    first, last = sorted((start, end))
    table = working_day_table(FIRST, EXTRACT)
    clear = clear_days_between(first, last, working=True)
    expected = 0 if first == last else clear + is_working_day(last)
    assert table.between(first.toordinal(), last.toordinal()) == expected


@given(start=st.dates(min_value=FIRST, max_value=EXTRACT - dt.timedelta(days=90)), n=st.integers(1, 45))
def test_the_nth_working_day_is_n_working_days_away(start: dt.date, n: int) -> None:
    table = working_day_table(FIRST, EXTRACT)
    nth = within_working_days(start, n)
    assert table.between(start.toordinal(), nth.toordinal()) == n
    assert table.between(start.toordinal(), nth.toordinal() - 1) == n - 1


def test_a_start_before_the_table_counts_as_its_first_day() -> None:
    table = working_day_table(dt.date(2026, 6, 1), EXTRACT)
    monday, friday = dt.date(2026, 6, 1).toordinal(), dt.date(2026, 6, 5).toordinal()
    assert table.between(monday - 4_000, friday) == table.between(monday, friday) == 4
