"""The journey of a board's meeting: called, its agenda and pack made and read, held, minuted, agreed and closed."""

import datetime as dt
import io

import pypdf
import pytest
from django.core import mail
from playwright.sync_api import expect

from boards import background, delivering, inviting
from boards.models import Capacity, Meeting, Pack
from core.clock import today
from notices.models import Discharge
from tests.factories import NoticeFactory
from tests.factories_boards import BoardFactory, monthly_duty, seated, seated_for
from tests.factories_packs import page_words, paper_pdf

pytestmark = pytest.mark.django_db(transaction=True)

DESKTOP, PHONE = 1280, 375
HOME = "/councils/fernshire/"
OPEN_ITEM, SECRET_ITEM = "Audit of practice", "A matter of staffing"
DECISION = "The standard applies in every team."
DEED = "Bring the audit of the third team."
LATE = "One word more."
QUESTION = "Why is the third team late?"


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory(monkeypatch):
    """What is sent to the worker goes nowhere: the test does its part while the page waits."""
    from config.celery import app

    monkeypatch.setattr(app.conf, "broker_url", "memory://")


@pytest.fixture
def board(council, chair, agency, partner):
    """A board of two that must meet each month: its chair, who holds a post, and a partner agency."""
    made = BoardFactory(notice=NoticeFactory(council=council), quorum=2)
    monthly_duty(made.notice)
    seated(made, chair, capacity=Capacity.CHAIR)
    seated_for(made, partner, agency)
    return made


def text_of(document: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages)


def taken(window, link) -> bytes:
    """Download what a link leads to."""
    with window.expect_download() as download:
        link.click()
    return download.value.path().read_bytes()


def test_a_meeting_from_the_diary_to_its_agreed_minutes(page_at, improver, chair, partner, board):
    with page_at(DESKTOP, improver) as team:
        plan_and_call(team)
        build_the_agenda(team)
        make_and_send_the_pack(team)
        with page_at(PHONE, partner) as seen:
            read_the_open_copy(seen)
            assert (seen.complaints, seen.overflow()) == ([], 0)
        hold(team)
        record_who_was_there(team, chair)
        take_the_minutes(team)
        type_something_late(team)
        with page_at(DESKTOP, chair) as seen:
            agree(seen)
            assert seen.complaints == []
        find_them_frozen(team)
        close(team)
        assert team.complaints == []


def plan_and_call(team) -> None:
    """Put a meeting into the diary for today, with its time and place, and call it: both who sit on it are invited."""
    window = team.open(HOME)
    window.get_by_role("link", name="Board", exact=True).first.click()
    window.get_by_role("link", name="Meetings", exact=True).click()
    window.get_by_role("button", name="Plan a meeting").click()
    window.get_by_label("Day of the meeting").fill(f"{today():%d/%m/%Y}")
    window.get_by_label("Duty to meet").select_option(index=1)
    window.get_by_label("Start").fill("14:00")
    window.get_by_label("End").fill("16:00")
    window.get_by_label("Venue").fill("Committee Room 4")
    window.get_by_role("button", name="Put it in the diary").click()
    expect(window.get_by_text("The meeting is in the diary, as a draft.")).to_be_visible()
    window.get_by_role("button", name="Call this meeting").click()
    expect(window.get_by_role("heading", name="2 people are invited")).to_be_visible()
    window.get_by_role("button", name="Call this meeting").click()
    expect(window.get_by_text("The meeting is called. The invitations are on their way.")).to_be_visible()
    assert inviting.send_for(Meeting.objects.get().pk) == 2
    window.reload()
    expect(window.get_by_role("row", name="Petra Longden")).to_contain_text("Invited, ")
    assert {each.to[0] for each in mail.outbox} == {"chair@fernshire.example", "partner@fernshire.example"}
    assert "Committee Room 4" in mail.outbox[0].body


def build_the_agenda(team) -> None:
    """Add an item with an uploaded paper and a confidential one, which is refused without its reason."""
    window = team.page
    window.get_by_role("link", name="Build the agenda").click()
    window.get_by_role("button", name="Build the agenda").click()
    add_item(window, OPEN_ITEM)
    expect(window.get_by_text("The item stands at the end of the agenda.")).to_be_visible()
    add_item(window, SECRET_ITEM, is_confidential=True)
    expect(window.locator(".govuk-error-summary")).to_contain_text("confidential")
    window.get_by_label("Why it is confidential").fill("It names members of staff")
    window.get_by_role("button", name="Add this item").click()
    expect(window.get_by_role("row", name=SECRET_ITEM)).to_contain_text("Confidential")
    add_paper(window, OPEN_ITEM, "Audit findings", "Audit")
    add_paper(window, SECRET_ITEM, "Grievance", "Grievance")


def add_item(window, title: str, *, is_confidential: bool = False) -> None:
    window.get_by_role("button", name="Add an item").click()
    window.get_by_label("Title").fill(title)
    window.get_by_label("To discuss").check()
    window.get_by_label("It is confidential", exact=True).set_checked(is_confidential)
    window.get_by_role("button", name="Add this item").click()


def add_paper(window, item: str, title: str, name: str) -> None:
    """From the agenda: open an item, upload a paper for it, and stand on the agenda again."""
    window.get_by_role("link", name=item, exact=True).click()
    window.get_by_role("button", name="Add a paper").click()
    window.get_by_label("Title of the paper").fill(title)
    window.get_by_label("File").set_input_files(
        {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": paper_pdf(name)}
    )
    window.get_by_role("button", name="Add this paper").click()
    expect(window.get_by_role("link", name=title, exact=True)).to_be_visible()
    window.get_by_role("link", name="Back to the agenda").click()


def make_and_send_the_pack(team) -> None:
    """Ask for the pack, see the worker finish it, and send it to both; the whole copy holds everything."""
    window = team.page
    window.get_by_role("link", name="Meeting", exact=True).click()
    window.get_by_role("link", name="Make and send packs").click()
    window.get_by_role("button", name="Make the pack").click()
    expect(window.get_by_text("Waiting for the worker")).to_be_visible()
    background.make(Pack.objects.get().job_id)
    # The bar fetches itself, and the whole page once the job is over.
    expect(window.get_by_text("Not sent yet")).to_be_visible()
    whole = text_of(taken(window, window.get_by_role("link", name="confidential copy")))
    assert page_words("Audit", 1) in whole
    assert page_words("Grievance", 1) in whole
    window.get_by_role("button", name="Send it").click()
    window.get_by_role("button", name="Send the pack").click()
    expect(window.get_by_text("The pack is on its way to 2 people.")).to_be_visible()
    assert delivering.deliver(Pack.objects.get().pk) == 2


def read_the_open_copy(seen) -> None:
    """Somebody from a partner agency finds the meeting, sees no word of what is confidential, and takes their copy."""
    window = seen.open(HOME)
    window.get_by_role("link", name="Board", exact=True).first.click()
    window.get_by_role("link", name="Meetings", exact=True).click()
    window.get_by_role("link", name=f"{today():%a} {today().day} {today():%B %Y}").click()
    expect(window.get_by_role("main")).to_contain_text(OPEN_ITEM)
    expect(window.get_by_role("main")).to_contain_text("Confidential item")
    expect(window.get_by_role("main")).not_to_contain_text(SECRET_ITEM)
    with window.expect_download() as download:
        window.get_by_role("link", name="Download Agenda and papers").click()
    assert download.value.suggested_filename == f"fernshire-board-{today()}.pdf"
    mine = text_of(download.value.path().read_bytes())
    assert page_words("Audit", 1) in mine
    assert SECRET_ITEM not in mine
    assert page_words("Grievance", 1) not in mine


def hold(team) -> None:
    """Record that it is held: without its quorum that wants a reason; then the register counts it."""
    window = team.page
    window.get_by_role("link", name="The meeting", exact=True).click()
    window.get_by_role("button", name="Record that it is held").click()
    expect(window.get_by_label("Who chairs it")).to_have_value("Cheryl Harrow")
    window.get_by_label("How many who count towards the quorum are there").fill("1")
    window.get_by_role("button", name="Record that it is held").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("1 is there and 2 must be")
    window.get_by_label("How many who count towards the quorum are there").fill("2")
    window.get_by_role("button", name="Record that it is held").click()
    expect(window.get_by_text("The meeting is recorded as held, and the register counts it.")).to_be_visible()
    assert Discharge.objects.get().effective_on == today()
    window.get_by_role("link", name="Clause 6").click()
    expect(window.get_by_text("Position of the clause:")).to_contain_text("On track")
    expect(window.get_by_role("row", name="Met")).to_contain_text(f"{today().day} {today():%b %Y}")
    window.go_back()


def record_who_was_there(team, chair) -> None:
    """The chair came, and somebody in place of whoever sits for the agency."""
    window = team.page
    window.get_by_role("link", name="Record who was there").click()
    of_chair = window.get_by_role("group", name="chair")
    of_chair.get_by_label("How the seat was filled").select_option(label="Present")
    expect(of_chair.get_by_label("Who holds it")).to_have_value(str(chair))
    of_agency = window.get_by_role("group", name="Fernshire Health Trust")
    of_agency.get_by_label("How the seat was filled").select_option(label="A substitute came")
    window.get_by_role("button", name="Save who was there").click()
    expect(window.locator(".govuk-error-summary")).to_be_visible()
    of_agency.get_by_label("Who came instead").fill("Pia Stanmore")
    window.get_by_role("button", name="Save who was there").click()
    expect(window.get_by_text("It is recorded who was there.")).to_be_visible()
    expect(window.get_by_role("main")).to_contain_text("Quorate")
    expect(window.get_by_role("row", name="Fernshire Health Trust")).to_contain_text("Pia Stanmore")


def take_the_minutes(team) -> None:
    """Under one item what was said, a decision, an action and a challenge; then put them up as a draft."""
    window = team.page
    window.get_by_role("link", name="Minutes", exact=True).click()
    window.get_by_role("link", name=f"Write what was said under {OPEN_ITEM}").click()
    window.get_by_label("What was said").fill("The audit was discussed.")
    window.get_by_role("button", name="Save", exact=True).click()
    window.get_by_role("link", name=f"Add a decision under {OPEN_ITEM}").click()
    window.get_by_label("What was decided").fill(DECISION)
    window.get_by_role("button", name="Save this decision").click()
    expect(window.get_by_text("The decision is recorded.")).to_be_visible()
    window.get_by_role("link", name=f"Add an action under {OPEN_ITEM}").click()
    window.get_by_label("What is to be done").fill(DEED)
    window.get_by_label("Post that owes it").select_option(index=1)
    window.get_by_label("Day by which it is due").fill(f"{today() + dt.timedelta(days=20):%d/%m/%Y}")
    window.get_by_role("button", name="Save this action").click()
    expect(window.get_by_text("It is followed to every agenda.")).to_be_visible()
    window.get_by_role("link", name=f"Add a challenge under {OPEN_ITEM}").click()
    window.get_by_label("Who asked").fill("The chair")
    window.get_by_label("The question").fill(QUESTION)
    window.get_by_label("It satisfied in part").check()
    window.get_by_role("button", name="Save this challenge").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text(
        "Enter the answer, or say that it is to follow"
    )
    window.get_by_label("Who answered").fill("The director")
    window.get_by_label("The answer", exact=True).fill("Its manager left.")
    window.get_by_label("Action that it led to").select_option(index=1)
    window.get_by_role("button", name="Save this challenge").click()
    expect(window.get_by_text("The challenge is recorded.")).to_be_visible()
    window.get_by_role("button", name="Mark every open item as done").click()
    window.get_by_role("button", name="Put the minutes up as a draft").click()
    window.get_by_role("button", name="Put the minutes up as a draft").click()
    expect(window.get_by_text("The minutes are up as a draft.")).to_be_visible()


def type_something_late(team) -> None:
    """A draft is still written: the team begins to, and is not done when the chair agrees the minutes."""
    window = team.page
    window.get_by_role("link", name=f"Write what was said under {OPEN_ITEM}").click()
    window.get_by_label("What was said").fill(LATE)


def agree(seen) -> None:
    """The chair reads the draft and agrees it for the board."""
    window = seen.open(HOME)
    window.get_by_role("link", name="Board", exact=True).first.click()
    window.get_by_role("link", name="Meetings", exact=True).click()
    window.get_by_role("link", name=f"{today():%a} {today().day} {today():%B %Y}").click()
    window.get_by_role("link", name="Minutes, not agreed yet").click()
    for words in (DECISION, DEED, QUESTION):
        expect(window.get_by_text(words)).to_be_visible()
    window.get_by_role("button", name="Agree these minutes").click()
    window.get_by_role("button", name="Agree and freeze these minutes").click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("enter the day the chair agreed them")
    window.get_by_label("Day on which the chair agreed them").fill(f"{today():%d/%m/%Y}")
    window.get_by_role("button", name="Agree and freeze these minutes").click()
    expect(window.get_by_text("The minutes are agreed and frozen.")).to_be_visible()


def find_them_frozen(team) -> None:
    """What the team was still typing is refused and stands there to be copied; what was agreed is what was said."""
    window = team.page
    window.get_by_role("button", name="Save", exact=True).click()
    expect(window.locator(".govuk-error-summary")).to_contain_text("are agreed, so nothing in them changes")
    expect(window.get_by_label("What was said")).to_have_value(LATE)
    window.get_by_role("link", name="Back to the minutes").click()
    expect(window.get_by_role("link", name="Write what was said")).to_have_count(0)
    minutes = text_of(taken(window, window.get_by_role("link", name="Download the minutes (PDF)")))
    assert DECISION in minutes
    assert LATE not in minutes


def close(team) -> None:
    window = team.page
    window.get_by_role("button", name="Close this meeting").click()
    window.get_by_role("button", name="Close this meeting").click()
    expect(window.get_by_text("The meeting is closed.")).to_be_visible()
    expect(window.get_by_role("heading", level=1)).to_contain_text("Closed")
    assert Meeting.objects.get().status == Meeting.Status.CLOSED
