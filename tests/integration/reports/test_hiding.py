"""Copies that leave the council hide small numbers in words, tables, charts and files alike.

FS06 counts 3 of 1,237 in October; FS04 99 of 100, which leaves one.
"""

import csv
import io

import lxml.html
import pikepdf
import pytest

from accounts.models import Organisation, User
from improvement_plans.models import Objective
from reports.cut.hiding import LEFT_OUT, with_small_numbers_hidden
from reports.kinds import KINDS
from reports.models import DataCut
from reports.rendering import document_for, html_of
from tests.conftest import TODAY
from tests.factories_cuts import a_draft, a_full_case, two_cuts

HIDING = [kind.key for kind in KINDS if kind.hides_small_numbers]


@pytest.fixture
def october(council: Organisation, improver: User) -> DataCut:
    return two_cuts(a_full_case(council), improver, TODAY)[1]


def test_the_kinds_that_go_to_members_hide_them() -> None:
    assert HIDING == ["scrutiny_update", "cabinet_quarterly"]


@pytest.mark.parametrize("kind", HIDING)
def test_neither_the_number_nor_what_gives_it_away_stands_anywhere(
    october: DataCut, improver: User, kind: str
) -> None:
    page = html_of(a_draft(october.notice, kind, improver, october))
    shown = " ".join(lxml.html.fromstring(page).itertext())
    for told in ("3 of 1,237", "0.2%", "99 of 100", "99.0%"):
        assert told not in page
    assert "Suppressed" in shown
    assert "How small numbers are hidden" in shown
    assert "Small numbers are hidden." in shown


@pytest.mark.parametrize("kind", HIDING)
def test_the_chart_does_not_draw_it_and_says_so(october: DataCut, improver: User, kind: str) -> None:
    page = lxml.html.fromstring(html_of(a_draft(october.notice, kind, improver, october)))
    charts = {svg.get("aria-label", "")[:4]: svg for svg in page.iterfind(".//svg[@role='img']")}
    hidden, whole = charts["FS06"], charts["FS01"]
    months = [len(svg.findall("./path[@class]")) for svg in (hidden, whole)]
    assert months == [11 + 1, 14]
    assert len(hidden.findall("./path")) == 13
    label = hidden.get("aria-label")
    assert "1 of 13 months are suppressed and not drawn" in label
    assert label == hidden.findtext("title")


@pytest.mark.parametrize("kind", HIDING)
def test_the_file_inside_has_no_more_than_the_pages(october: DataCut, improver: User, kind: str) -> None:
    report = a_draft(october.notice, kind, improver, october)
    with pikepdf.open(io.BytesIO(document_for(report, html_of(report)))) as pdf:
        content = pdf.attachments["figures-behind-the-charts.csv"].get_file().read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    last = next(row for row in rows if row["Code"] == "FS06" and row["Month"] == "2026-10")
    assert (last["Figure"], last["Numerator"], last["Denominator"], last["As printed"]) == (
        "",
        "",
        "",
        "Suppressed",
    )
    of_it = [row for row in rows if row["Code"] == "FS06"]
    assert {row["Mean"] for row in of_it} == {row["Signal"] for row in of_it} == {""}


def test_what_is_written_of_its_objective_is_left_out_of_the_copy_alone(
    october: DataCut, improver: User
) -> None:
    said = Objective.objects.get(reference="O1").pace_notes.get().explanation
    whole = html_of(a_draft(october.notice, "adviser_monthly", improver, october))
    copy = html_of(a_draft(october.notice, "scrutiny_update", improver, october))
    assert said in whole
    assert said not in copy
    assert LEFT_OUT in copy


def test_the_cut_itself_stays_as_it_is(october: DataCut) -> None:
    before = october.content["digest"]["lines"]
    with_small_numbers_hidden(october.content)
    assert october.content["digest"]["lines"] is before
    assert "3 of 1,237" in [line["parts"] for line in before]
