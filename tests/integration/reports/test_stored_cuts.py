"""Cuts that were stored in an older format: they render, are compared with newer ones, and hide what must be hidden."""

import json
from pathlib import Path

import pytest

from accounts.models import Organisation, User
from core.frozen import sha256_of
from core.refusals import Refusal
from notices.models import Notice
from reports.kinds import KINDS
from reports.models import DataCut
from reports.rendering import document_for, html_of
from reports.selectors.changes import changes_of
from reports.services.cutting import take_cut
from tests.conftest import TODAY
from tests.factories_cuts import END_OF_SEPTEMBER, OCTOBER, SEPTEMBER, a_draft, a_full_case

STORED = Path(__file__).parent / "stored_cuts"
"""As the application wrote them when these formats were the newest, of the case of `tests.factories_cuts`."""
FORMATS = (1, 2)


def stored(notice: Notice, version: int) -> DataCut:
    content = json.loads((STORED / f"format_{version}.json").read_text(encoding="utf-8"))
    assert content["format"] == version
    return DataCut.objects.create(
        notice=notice, month=SEPTEMBER, as_at=END_OF_SEPTEMBER, content=content, sha256=sha256_of(content),
        format_version=version,
    )  # fmt: skip


@pytest.mark.parametrize("version", FORMATS)
def test_every_kind_that_hides_nothing_renders_from_it(notice: Notice, improver: User, version: int) -> None:
    cut = stored(notice, version)
    for kind in KINDS:
        if not kind.hides_small_numbers:
            page = html_of(a_draft(notice, kind.key, improver, cut))
            assert f"<dd>{version}, report template" in page
            assert "FS01" in page or "trends" not in kind.parts


@pytest.mark.parametrize("version", FORMATS)
def test_its_pdf_has_the_charts_and_the_figures_behind_them(
    notice: Notice, improver: User, version: int
) -> None:
    report = a_draft(notice, "digest", improver, stored(notice, version))
    page = html_of(report)
    assert page.count("digest-chart__grid") > 0
    assert "The figures behind the charts" in page
    assert document_for(report, page).startswith(b"%PDF-")


@pytest.mark.parametrize("version", FORMATS)
@pytest.mark.parametrize("kind", [kind.key for kind in KINDS if kind.hides_small_numbers])
def test_a_copy_that_must_hide_small_numbers_is_refused_from_it(
    notice: Notice, improver: User, kind: str, version: int
) -> None:
    with pytest.raises(Refusal, match="take them again first"):
        html_of(a_draft(notice, kind, improver, stored(notice, version)))


@pytest.mark.parametrize("version", FORMATS)
def test_a_newer_cut_is_compared_with_it_and_what_it_had_not_is_no_change(
    council: Organisation, improver: User, version: int
) -> None:
    case = a_full_case(council)
    stored(case, version)
    compared = changes_of(
        a_draft(case, "adviser_monthly", improver, take_cut(case, OCTOBER, improver, TODAY))
    )
    assert compared is not None
    found = {kind.heading: kind.in_words for kind in compared.changes.kinds}
    assert found["Actions of the plan"] == "1 newly overdue, 1 done, 1 with another date"
    assert found["Dates of the notice"] == "1 newly overdue"
    assert "Risks" not in found
    # Of format 1 nobody knows what the statistics said; of format 2 that every figure but two was steady.
    assert ("another signal" in found["Indicators"]) is (version > 1)
