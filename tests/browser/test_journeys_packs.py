"""Journeys of a calendar address, made and copied, and of a pack: made, watched, sent by one, taken by another."""

import re

import pytest
from playwright.sync_api import expect

from boards import background
from boards.models import Capacity, Pack
from tests.factories_boards import seated
from tests.factories_packs import a_meeting

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
CALENDAR = "/your-account/calendar/"
ADDRESS = re.compile(r"/calendar/[\w-]{43,}\.ics$")


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere: the tests do its part while the page waits."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.mark.parametrize(("width", "scripts"), [(DESKTOP, True), (PHONE, True), (PHONE, False)])
def test_a_calendar_address_is_made_and_copied(page_at, improver, council, request, width, scripts):
    with page_at(width, improver, scripts=scripts) as seen:
        page = seen.open(CALENDAR)
        page.get_by_role("button", name="Make a calendar address").click()
        address = page.get_by_label("Calendar address", exact=True)
        expect(address).to_have_value(ADDRESS)
        copy = page.get_by_role("button", name="Copy the address")
        expect(copy).to_be_visible(visible=scripts)
        expect(page.get_by_role("link", name="Open it in the calendar program")).to_be_visible()
        if folder := request.config.getoption("screenshots"):
            page.screenshot(path=f"{folder}/calendar-made-{width}-{scripts}.png", full_page=True)
        if scripts:
            assert seen.overflow() == 0
            seen.bring_axe()
            assert seen.violations() == []
            copy.click()
            expect(page.get_by_role("status")).not_to_be_empty()


def test_a_pack_is_made_watched_and_sent_and_the_chair_takes_it(page_at, improver, chair, council):
    meeting = a_meeting(council)
    seated(meeting.board, chair, capacity=Capacity.CHAIR)
    place = f"/councils/fernshire/board/meetings/{meeting.pk}/"
    with page_at(DESKTOP, improver) as seen:
        page = seen.open(place)
        page.get_by_role("link", name="Make and send packs").click()
        page.get_by_role("button", name="Make the pack").click()
        expect(page.get_by_text("Waiting for the worker")).to_be_visible()
        background.make(Pack.objects.get().job_id)
        # The bar fetches itself, and the whole page once the job is over.
        expect(page.get_by_text("Not sent yet")).to_be_visible()
        page.get_by_role("button", name="Send it").click()
        page.get_by_role("button", name="Send the pack").click()
        expect(page.get_by_text("The pack is on its way to 1 person.")).to_be_visible()
        assert seen.complaints == []
    with page_at(PHONE, chair, scripts=False) as seen:
        page = seen.open(place)
        with page.expect_download() as download:
            page.get_by_role("link", name="Download Agenda and papers").click()
        assert download.value.suggested_filename == "fernshire-board-2026-12-16-confidential.pdf"
    assert Pack.objects.get().sendings.get().first_read_at is not None
