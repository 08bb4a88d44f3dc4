"""Every kind of report has its document: its parts in their order, its cover, and what that kind is there for."""

import itertools
import re

import lxml.html
import pytest

from accounts.models import Organisation, User
from reports.branding import STANDARD
from reports.kinds import KINDS
from reports.models import DataCut, SignOff
from reports.rendering import html_of
from tests.conftest import TODAY
from tests.factories import PostFactory
from tests.factories_cuts import CONFIDENTIAL, SECRET, a_draft, a_full_case, two_cuts
from tests.factories_reports import issued_report


@pytest.fixture
def october(council: Organisation, improver: User) -> DataCut:
    return two_cuts(a_full_case(council), improver, TODAY)[1]


def page_of(kind: str, october: DataCut, improver: User, **changed: object) -> str:
    return html_of(a_draft(october.notice, kind, improver, october, **changed))


def headings(page: str, level: str) -> list[str]:
    return [
        " ".join(each.text_content().split())
        for each in lxml.html.fromstring(page).iterfind(f".//main//{level}")
    ]


def test_each_kind_has_its_parts_in_their_order(october: DataCut, improver: User) -> None:
    for kind in KINDS:
        root = lxml.html.fromstring(page_of(kind.key, october, improver))
        parts = [each.get("id").removeprefix("part-") for each in root.iterfind(".//main/section")]
        assert parts == list(kind.parts)
        linked = [each.get("href") for each in root.iterfind(".//nav/ol/li/a")]
        assert linked == [f"#part-{key}" for key in kind.parts]


def test_in_none_a_heading_skips_a_level_or_a_mark_stands_twice(october: DataCut, improver: User) -> None:
    for kind in KINDS:
        page = lxml.html.fromstring(page_of(kind.key, october, improver))
        levels = [int(each.tag[1]) for each in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        assert levels[0] == 1
        assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
        ids = [each.get("id") for each in page.iter() if each.get("id")]
        assert len(ids) == len(set(ids))


def test_what_is_confidential_is_in_none(october: DataCut, improver: User) -> None:
    for kind in KINDS:
        page = page_of(kind.key, october, improver)
        assert SECRET not in page
        assert CONFIDENTIAL not in page
        assert "youth centre" not in page


def test_each_cover_names_its_kind_and_whom_it_is_for(october: DataCut, improver: User) -> None:
    for kind in KINDS:
        root = lxml.html.fromstring(page_of(kind.key, october, improver))
        cover = " ".join(root.find(".//section[@class='cover']").text_content().split())
        assert kind.title in cover
        assert kind.addressed_to in cover
        assert "Not signed: this is a draft" in cover
        assert root.findtext(".//title").startswith("Fernshire Council: " + kind.title)


def test_what_was_written_is_printed_as_markdown_under_headings_that_go_on_from_its_own(
    october: DataCut, improver: User
) -> None:
    page = page_of("adviser_monthly", october, improver)
    assert "Visits fell <strong>sharply</strong> in October." in page
    assert "Leadership" in headings(page, "h3")
    assert "Analysis" in headings(page, "h2")


def test_a_section_that_nobody_must_write_is_left_out_and_one_that_is_owed_says_so(
    october: DataCut, improver: User
) -> None:
    report = a_draft(october.notice, "cabinet_quarterly", improver, october)
    report.sections.update(text="")
    page = html_of(report)
    assert "Decisions asked of cabinet" not in headings(page, "h2")
    assert "Nothing has been written here." in page


def test_a_compliance_statement_goes_clause_by_clause_with_its_proofs(
    october: DataCut, improver: User
) -> None:
    page = page_of("compliance", october, improver)
    clauses = [each for each in headings(page, "h3") if each.startswith("Clause")]
    assert clauses == ["Clause 3 At risk", "Clause 5 In breach", "Clause 8"]
    assert "Minutes of month 2" in page
    assert page.count("1 piece that may not leave the council") == 7
    assert len(re.findall(r'class="hash">[0-9a-f]{64}<', page)) >= 7
    assert "None recorded" in page
    assert "<strong>Met 15 days late</strong>" in page


def test_the_case_for_lifting_has_the_reviews_and_what_was_changed_by_voices(
    october: DataCut, improver: User
) -> None:
    page = page_of("lifting", october, improver)
    assert "Progress is real and uneven." in page
    assert "Not answered yet" in page
    assert "Workers now agree with the child where they meet." in page
    assert "I have 27 children." not in page


def test_an_escalation_record_says_why_to_whom_and_what_came_of_it(october: DataCut, improver: User) -> None:
    page = page_of("escalation", october, improver)
    assert "No second bidder for the family support contract" in page
    assert "to The Department for Education" in page
    assert "Still open" in page
    assert "Letter to the Department" in page


def test_the_chairs_report_goes_by_the_areas_and_has_the_board(october: DataCut, improver: User) -> None:
    page = page_of("state_progress", october, improver)
    assert "a: Leadership and governance Red: off track" in headings(page, "h3")
    assert "Seats that the notice requires and nobody fills: The police." in page
    assert "Not met, with 1" in page
    assert '<p class="council">The board chair, Fernshire Council</p>' in page


def test_the_advisers_report_goes_out_in_the_advisers_name_and_not_in_the_councils_colour(
    october: DataCut, improver: User, council: Organisation
) -> None:
    council.colour = "#6b1d5a"
    council.save()
    october.notice.council.refresh_from_db()
    theirs, ours = (page_of(kind, october, improver) for kind in ("adviser_concern", "compliance"))
    assert "The adviser to Fernshire Council" in theirs
    assert f"--accent: {STANDARD};" in theirs
    assert "--accent: #6b1d5a;" in ours


def test_a_colour_in_which_headings_could_not_be_read_is_not_used(
    october: DataCut, improver: User, council: Organisation
) -> None:
    type(council).objects.update(colour="#ffee00")
    october.notice.council.refresh_from_db()
    assert f"--accent: {STANDARD};" in page_of("compliance", october, improver)


def test_the_cover_names_who_signed_along_the_chain(
    october: DataCut, improver: User, chair: User, council: Organisation
) -> None:
    report = a_draft(october.notice, "adviser_monthly", improver, october, round=1)
    at = october.taken_at
    for order, (title, as_deputy) in enumerate([("Head of Quality", False), ("Director", True)], start=1):
        SignOff.objects.create(
            report=report, round=1, order=order, post=PostFactory(organisation=council, title=title),
            asked_at=at, signed_at=at, signed_by=chair, as_deputy=as_deputy,
        )  # fmt: skip
    page = html_of(report)
    first, second = (
        page.index("Head of Quality, 22 November 2026"),
        page.index("Director, as deputy, 22 November"),
    )
    assert first < second
    assert "this is a draft" not in page


def test_the_cover_prints_why_an_unready_report_goes_out_and_what_a_correction_replaces(
    october: DataCut, improver: User
) -> None:
    issued_report(improver, notice=october.notice, month=october.month, cut=october)
    page = page_of(
        "adviser_monthly", october, improver, version=2, correction_reason="A team was counted twice.",
        unready_reason="The adviser asked for it today.",
    )  # fmt: skip
    assert "Version 2 replaces AR-2026-10 v1: A team was counted twice." in page
    assert "Issued although something is missing.</strong> The adviser asked for it today." in page
