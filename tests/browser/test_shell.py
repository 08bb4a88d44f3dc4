"""Journeys through the shell: signing in, getting about by keyboard, adding evidence with and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from evidence.models import Evidence
from tests import sample_files
from tests.factories import PASSWORD, EvidenceFactory, LinkVersionFactory

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
EVIDENCE = "/councils/fernshire/evidence/"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_signs_in_and_out(page_at, improver, scripts):
    with page_at(PHONE, scripts=scripts) as seen:
        window = seen.open("/")
        window.get_by_label("E-mail address").fill(improver.email)
        window.get_by_label("Password", exact=True).fill("wrong")
        window.get_by_role("button", name="Sign in", exact=True).click()
        expect(window.get_by_role("alert")).to_contain_text("The e-mail address or the password is not right")
        window.get_by_label("Password", exact=True).fill(PASSWORD)
        window.get_by_role("button", name="Sign in", exact=True).click()
        expect(window.get_by_role("heading", level=1)).to_have_text("What you owe and what waits for you")
        window.get_by_role("button", name="Sign out").click()
        expect(window.get_by_text("You have signed out.")).to_be_visible()


def test_passkeys_are_offered_only_where_scripts_run(page_at, council):
    with page_at(DESKTOP) as seen:
        expect(
            seen.open("/accounts/login/").get_by_role("button", name="Sign in with a passkey")
        ).to_be_visible()
    with page_at(DESKTOP, scripts=False) as seen:
        expect(
            seen.open("/accounts/login/").get_by_role("button", name="Sign in with a passkey")
        ).to_be_hidden()


def test_the_first_key_skips_to_the_contents(page_at, improver):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open("/councils/fernshire/")
        window.keyboard.press("Tab")
        expect(window.get_by_role("link", name="Skip to main content")).to_be_focused()
        window.keyboard.press("Enter")
        assert window.evaluate("document.activeElement.id") == "main-content"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_evidence_is_added_after_a_slip(page_at, improver, scripts):
    with page_at(PHONE, improver, scripts=scripts) as seen:
        window = seen.open(f"{EVIDENCE}add/")
        window.get_by_role("button", name="Add this evidence").click()
        summary = window.locator(".govuk-error-summary")
        summary.get_by_role("link", name="Enter the title of the evidence").click()
        expect(window.get_by_label("Title")).to_be_focused()
        window.get_by_label("Title").fill("Minutes of November")
        window.get_by_label("What it is").select_option("minutes")
        window.get_by_label("Day from which it counts").fill("10 November 2026")
        minutes = {"name": "minutes.pdf", "mimeType": "application/pdf", "buffer": sample_files.PDF}
        window.get_by_label("File", exact=True).set_input_files(minutes)
        window.get_by_role("button", name="Add this evidence").click()
        expect(window.get_by_role("heading", level=1)).to_have_text("Minutes of November")
        with window.expect_download() as download:
            window.get_by_role("link", name=re.compile("^Download")).click()
        assert download.value.suggested_filename == "minutes.pdf"
        assert seen.complaints == []
    assert Evidence.objects.get().versions.get().filename == "minutes.pdf"


def test_a_day_is_picked_from_the_calendar(page_at, improver):
    with page_at(DESKTOP, improver) as seen:
        window = seen.open(f"{EVIDENCE}add/")
        window.get_by_label("Day from which it counts").fill("16/12/2026")
        # Each day of the form has a calendar of its own.
        window.locator("#div_id_effective_on").get_by_role("button", name="Choose date").click()
        window.get_by_role("dialog").get_by_role("button", name="Thursday 17 December 2026").click()
        expect(window.get_by_label("Day from which it counts")).to_have_value("17/12/2026")
        assert seen.complaints == []


def test_a_long_list_goes_by_pages_and_keeps_its_filters(page_at, improver, council):
    for _ in range(60):
        LinkVersionFactory(evidence=EvidenceFactory(council=council, kind="report"))
    with page_at(PHONE, improver, scripts=False) as seen:
        window = seen.open(f"{EVIDENCE}?kind=report")
        window.get_by_role("link", name="Next page").click()
        assert "kind=report" in window.url
        assert "page=2" in window.url
        expect(window.get_by_role("link", name="Page 2")).to_have_attribute("aria-current", "page")
        assert seen.overflow() == 0
