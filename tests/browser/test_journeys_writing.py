"""Journeys of writing: what is typed is kept by itself, survives a crash, and is never put over another's words."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import Role
from core.clock import today
from digests.months import last_whole_month
from reports.models import Report, ReportSection, SectionDraft
from reports.services import preparing, writing
from tests.factories import MembershipFactory, NoticeFactory, UserFactory
from tests.factories_reports import issued_report, section_of
from tests.waiting import wait_for

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
KEPT = re.compile(r"Kept at \d\d:\d\d, not saved yet\.")


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture
def report(council, improver) -> Report:
    return preparing.prepare(
        notice=NoticeFactory(council=council), month=last_whole_month(today()), by=improver, today=today()
    )


@pytest.fixture
def analysis(report) -> ReportSection:
    return section_of(report, "analysis")


@pytest.fixture
def colleague(improver):
    person = UserFactory(name="Iris Colley", organisation=improver.organisation)
    MembershipFactory(council=improver.organisation, person=person, role=Role.IMPROVEMENT_TEAM)
    return person


def editor_of(section: ReportSection) -> str:
    return f"/councils/fernshire/reports/{section.report_id}/write/{section.key}/"


def status_in(window):
    return window.locator("[data-keep-status]")


def test_what_is_typed_survives_a_crash_and_is_gone_on_with(page_at, improver, analysis):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_label("Analysis").fill("Visits fell, and")
        expect(status_in(window)).to_have_text(KEPT)
        expect(window.locator("[data-words]")).to_have_text("3 words.")
        # The window dies here: nothing was saved.
    assert section_of(analysis.report, "analysis").text == ""
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        expect(window.get_by_role("region", name="Your unsaved words")).to_contain_text(
            "You have unsaved words"
        )
        expect(window.get_by_label("Analysis")).to_have_value("")
        window.get_by_role("button", name="Go on with them").click()
        expect(window.get_by_label("Analysis")).to_have_value("Visits fell, and")
        window.get_by_label("Analysis").fill("Visits fell, and rose again.")
        expect(status_in(window)).to_have_text(KEPT)
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("“Analysis” is saved.")).to_be_visible()
        assert seen.complaints == []
    assert section_of(analysis.report, "analysis").text == "Visits fell, and rose again."
    assert not SectionDraft.objects.exists()


def test_unsaved_words_are_dropped_when_asked(page_at, improver, analysis):
    SectionDraft.objects.create(section=analysis, person=improver, text="Half a thought", based_on=1)
    with page_at(PHONE, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_role("button", name="Drop them").click()
        expect(window.get_by_text("Your unsaved words are gone.")).to_be_visible()
        expect(window.get_by_role("region", name="Your unsaved words")).to_have_count(0)
        assert seen.overflow() == 0
    assert not SectionDraft.objects.exists()


def test_what_was_typed_last_is_kept_on_leaving_the_page(page_at, improver, analysis):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_label("Analysis").fill("The very last words")
        window.get_by_role("link", name="All sections").click()
        expect(window.get_by_role("heading", level=1, name="Write the report")).to_be_visible()
        # They are sent beside the page that comes next, and may arrive after it.
        wait_for(SectionDraft.objects.exists, "the last words to arrive")
        seen.open(editor_of(analysis))
        expect(window.get_by_role("region", name="Your unsaved words")).to_be_visible()
    assert SectionDraft.objects.get().text == "The very last words"


def test_when_a_colleague_saves_meanwhile_both_texts_are_shown_and_neither_is_lost(
    page_at, improver, colleague, analysis
):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_label("Analysis").fill("Mine")
        expect(status_in(window)).to_have_text(KEPT)
        writing.write_section(section=analysis, text="Theirs, saved first.", seen=1, by=colleague)
        window.get_by_label("Analysis").fill("Mine, longer")
        expect(status_in(window)).to_contain_text("Iris Colley has saved since: your words are kept apart")
        window.get_by_role("button", name="Save").click()
        differences = window.get_by_role("region", name="Both versions")
        expect(differences).to_contain_text("Theirs, saved first.")
        expect(differences).to_contain_text("Mine, longer")
        expect(window.get_by_label("Analysis")).to_have_value("Mine, longer")
        assert section_of(analysis.report, "analysis").text == "Theirs, saved first."
        window.get_by_label("Analysis").fill("Theirs, saved first. Mine, longer")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("“Analysis” is saved.")).to_be_visible()
    assert section_of(analysis.report, "analysis").text == "Theirs, saved first. Mine, longer"


def test_without_a_connection_it_says_so_and_keeps_as_soon_as_there_is_one(page_at, improver, analysis):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.context.set_offline(True)
        window.get_by_label("Analysis").fill("Typed on a train")
        expect(status_in(window)).to_have_text("Not kept: no connection. Your words stay in this window.")
        assert not SectionDraft.objects.exists()
        window.context.set_offline(False)
        expect(status_in(window)).to_have_text(KEPT)
    assert SectionDraft.objects.get().text == "Typed on a train"


def test_signed_out_meanwhile_it_says_so_and_loses_nothing(page_at, improver, analysis):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.context.clear_cookies()
        window.get_by_label("Analysis").fill("Typed too late")
        expect(status_in(window)).to_contain_text("Not kept: sign in again")
        expect(window.get_by_label("Analysis")).to_have_value("Typed too late")
    assert not SectionDraft.objects.exists()


def test_a_second_window_of_the_same_person_overwrites_nothing(page_at, improver, analysis):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        second = window.context.new_page()
        second.goto(seen.base + editor_of(analysis))
        window.get_by_label("Analysis").fill("From the first window")
        expect(status_in(window)).to_have_text(KEPT)
        second.get_by_label("Analysis").fill("From the second window")
        expect(status_in(second)).to_contain_text("Not kept: You have other unsaved words in this section")
    assert SectionDraft.objects.get().text == "From the first window"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_section_is_begun_previewed_and_saved(page_at, improver, analysis, scripts):
    earlier = analysis.report.month.replace(year=analysis.report.month.year - 1)
    issued_report(
        improver, notice=analysis.report.notice, month=earlier, texts={"analysis": "Visits **rose**."}
    )
    with page_at(PHONE, improver, scripts=scripts) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_label("Analysis").fill("# Visits\n\nThis month they fell.")
        window.get_by_role("button", name="Begin from the report before").click()
        expect(window.get_by_label("Analysis")).to_have_value(
            "# Visits\n\nThis month they fell.\n\nVisits **rose**."
        )
        window.get_by_role("button", name="Preview").click()
        preview = window.get_by_role("region", name="Preview")
        expect(preview.get_by_role("heading", level=3, name="Visits")).to_be_visible()
        expect(preview).to_contain_text("Visits rose.")
        window.get_by_role("button", name="Save").click()
        expect(window.get_by_text("“Analysis” is saved.")).to_be_visible()
        assert seen.overflow() == 0
        assert seen.complaints == []
    assert section_of(analysis.report, "analysis").text.endswith("Visits **rose**.")


def test_a_colleague_comments_and_the_author_answers_and_settles(page_at, improver, analyst, analysis):
    writing.write_section(section=analysis, text="Visits fell.", seen=1, by=improver)
    with page_at(PHONE, analyst, scripts=False) as seen:
        window = seen.open(f"/councils/fernshire/reports/{analysis.report_id}/")
        window.get_by_role("link", name="Comments").click()
        window.get_by_role("link", name="Comments on Analysis").click()
        window.get_by_label("Your comment").fill("In which teams?")
        window.get_by_role("button", name="Add comment").click()
        expect(window.get_by_role("article")).to_contain_text("In which teams?")
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(editor_of(analysis))
        window.get_by_role("link", name="Comments (1 open)").click()
        window.get_by_role("link", name="Answer").click()
        window.get_by_label("Your comment").fill("North and east.")
        window.get_by_role("button", name="Answer").click()
        window.get_by_role("button", name="Settle").click()
        expect(window.get_by_role("article")).to_contain_text("Settled by Imogen Prowse")
        assert seen.complaints == []
