"""No two documents for a month disagree: every figure that they share is read back from their HTML and compared."""

import re
from collections import defaultdict
from collections.abc import Iterable

import lxml.html
import pytest

from accounts.models import Organisation, User
from digests.models import Indicator
from digests.publication import rendering as digest_rendering
from notices.models import Notice
from reports.kinds import BY_KEY, KINDS
from reports.models import DataCut
from reports.rendering import html_of
from tests.conftest import TODAY
from tests.factories_cuts import OCTOBER, a_draft, a_full_case, two_cuts
from tests.factories_publication import published

OPEN = [kind.key for kind in KINDS if not kind.hides_small_numbers]
HIDING = [kind.key for kind in KINDS if kind.hides_small_numbers]
Figures = dict[str, set[str]]


def words_of(element: lxml.html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def figures_in(html: str) -> Figures:
    """Return what a document prints for each figure that documents share, by the figure's name."""
    found: Figures = defaultdict(set)
    for element in lxml.html.fromstring(html).iterfind(".//*[@data-figure]"):
        found[element.get("data-figure")].add(words_of(element))
    return dict(found)


def disagreements(documents: Iterable[Figures]) -> dict[str, set[str]]:
    together: Figures = defaultdict(set)
    for figures in documents:
        for name, words in figures.items():
            together[name] |= words
    return {name: words for name, words in together.items() if len(words) > 1}


def shared_by(documents: Iterable[Figures], name: str) -> int:
    return sum(name in figures for figures in documents)


def late_table(html: str) -> list[str] | None:
    """Return the rows under "Every date missed or met late", read by where they stand; None without the heading."""
    for heading in lxml.html.fromstring(html).iterfind(".//h3"):
        if words_of(heading).startswith("Every date missed or met late"):
            table = heading.getnext()
            return [" ".join(words_of(cell) for cell in row) for row in table.iterfind(".//tbody/tr")]
    return None


@pytest.fixture
def case(council: Organisation, analyst: User) -> Notice:
    return a_full_case(council)


@pytest.fixture
def documents(case: Notice, improver: User, analyst: User) -> dict[str, str]:
    """Every kind of report for October, each from the one cut, by the kind's key."""
    published(case.council, analyst, TODAY)
    _, cut = two_cuts(case, improver, TODAY)
    return written_from(cut, case, improver)


def written_from(cut: DataCut, case: Notice, improver: User) -> dict[str, str]:
    return {kind.key: html_of(a_draft(case, kind.key, improver, cut)) for kind in KINDS}


def test_all_documents_that_hide_nothing_agree(documents: dict[str, str]) -> None:
    figures = [figures_in(documents[key]) for key in OPEN]
    assert disagreements(figures) == {}
    assert shared_by(figures, "position") >= 5
    for name in ("slow.O1", "indicator.FS01.value", "indicator.FS06.value", "risk.R1.score", "as_at"):
        assert shared_by(figures, name) >= 3, name
    for name in ("plan.done", "plan.overdue", "position.missed", "duty.5.Report to the adviser.position"):
        assert shared_by(figures, name) >= 2, name


def test_the_figures_are_those_of_the_case(documents: dict[str, str]) -> None:
    figures = figures_in(documents["adviser_monthly"])
    assert figures["position"] == {"In breach"}
    assert (figures["position.missed"], figures["position.late"]) == ({"1"}, {"1"})
    assert (figures["plan.done"], figures["plan.total"], figures["plan.overdue"]) == ({"1"}, {"11"}, {"1"})
    assert figures["indicator.FS01.value"] == {"61.0%"}
    assert figures["risk.R1.score"] == {"16 Severe"}


def test_copies_that_hide_small_numbers_differ_in_nothing_else(documents: dict[str, str]) -> None:
    whole = [figures_in(documents[key]) for key in OPEN]
    hidden = [figures_in(documents[key]) for key in HIDING]
    assert disagreements(hidden) == {}
    differing = set(disagreements([*whole, *hidden]))
    # Hidden are 3 of 1,237, and 99 of 100 for the one that was not: so the counts of ratings differ as well.
    assert differing == {"indicator.FS06.value", "digest.off_target", "digest.on_target"}


def test_where_no_number_is_small_every_document_agrees(case: Notice, improver: User, analyst: User) -> None:
    Indicator.objects.get(code="FS06").readings.all().delete()
    Indicator.objects.get(code="FS04").readings.filter(month=OCTOBER).update(numerator=90, value=90)
    _, cut = two_cuts(case, improver, TODAY)
    figures = [figures_in(html) for html in written_from(cut, case, improver).values()]
    assert disagreements(figures) == {}


def test_late_dates_are_the_same_rows_wherever_they_stand(documents: dict[str, str]) -> None:
    tables = [table for html in documents.values() if (table := late_table(html)) is not None]
    assert len(tables) >= 5
    assert all(table == tables[0] for table in tables)
    assert tables[0] == [
        "3 Meet every month 31 Jul 2026 Missed",
        "5 Report to the adviser 10 May 2026 Met 15 days late, 25 May 2026",
        "5 Report to the adviser 10 Oct 2026 Overdue by 21 days",
    ]


def test_the_published_digest_has_the_values_of_the_reports(documents: dict[str, str], case: Notice) -> None:
    digest = case.council.monthly_digests.get()
    page = digest_rendering.html_of(digest, for_scrutiny=False)
    figures = figures_in(documents["digest"])
    told = " ".join(lxml.html.fromstring(page).text_content().split())
    for code in ("FS01", "FS02", "FS03", "FS04", "FS06"):
        (value,) = figures[f"indicator.{code}.value"]
        assert re.search(rf"{code} [^%]{{1,80}}.{{0,80}}{re.escape(value)}", told), code


def test_a_figure_that_is_another_in_one_document_is_found(documents: dict[str, str]) -> None:
    one, other = documents["adviser_monthly"], documents["state_progress"]
    changed = other.replace('data-figure="plan.overdue">1<', 'data-figure="plan.overdue">2<')
    assert changed != other
    assert disagreements([figures_in(one), figures_in(changed)]) == {"plan.overdue": {"1", "2"}}


def test_every_kind_is_compared() -> None:
    assert {*OPEN, *HIDING} == set(BY_KEY)
    assert HIDING
