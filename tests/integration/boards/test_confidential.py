"""What is confidential, page by page: whoever may not see it finds a place in the agenda and nothing in it."""

import datetime as dt
import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.models import AgendaItem, Capacity, Paper
from boards.services.agreeing import agree_minutes
from evidence.models import Evidence
from tests import sample_files
from tests.factories import FileVersionFactory, PostHoldingFactory
from tests.factories_board_work import (
    HOME,
    AttendanceFactory,
    PaperFactory,
    a_board,
    action_of,
    confidential_item,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
)
from tests.factories_boards import seated, seated_for

pytestmark = pytest.mark.django_db
SEES = ["improver", "chair", "seated_member", "seated_adviser"]
SEES_NOT = [
    "owner", "analyst", "adviser", "department_official", "board_member", "administrator", "seated_agency",
    "seated_observer",
]  # fmt: skip
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def meeting(board):
    """In progress, with a confidential item between two others, and a confidential paper for an open one."""
    meeting = held_meeting(board)
    first = item_of(meeting, title="Open item")
    PaperFactory(item=first, title="Open paper")
    PaperFactory(item=first, title="SECRET annex", is_confidential=True)
    confidential_item(meeting)
    item_of(meeting, title="Last item")
    return meeting


@pytest.fixture
def person_of(request, board, agency):
    """Gives a person by the name of a fixture, or by the seat that they have on the board."""

    def found(name):
        if name == "seated_member":
            person = request.getfixturevalue("owner")
            seated(board, person)
        elif name == "seated_adviser":
            person = request.getfixturevalue("adviser")
            seated(board, person, capacity=Capacity.ADVISER)
        elif name == "seated_observer":
            person = request.getfixturevalue("department_official")
            seated(board, person, capacity=Capacity.PARTICIPANT_OBSERVER)
        elif name == "seated_agency":
            person = request.getfixturevalue("partner")
            seated_for(board, person, agency)
        else:
            person = request.getfixturevalue(name)
        return person

    return found


def pages_of(meeting):
    """Every page on which something of a meeting is read."""
    open_item = AgendaItem.objects.get(title="Open item")
    return [
        f"{HOME}meetings/{meeting.pk}/agenda/",
        f"{HOME}meetings/{meeting.pk}/papers/",
        f"{HOME}meetings/{meeting.pk}/minutes/",
        f"{HOME}meetings/{meeting.pk}/",
        f"{HOME}items/{open_item.pk}/",
        f"{HOME}actions/",
        f"{HOME}actions.csv",
        HOME,
    ]


@pytest.mark.parametrize("name", SEES_NOT)
def test_no_page_says_a_word_of_it_to_whoever_may_not_see_it(name, person_of, meeting, client_for):
    client = client_for(person_of(name))
    for address in pages_of(meeting):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "SECRET" not in answer.content.decode(), address
    assert "Confidential item" in client.get(pages_of(meeting)[0]).content.decode()


@pytest.mark.parametrize("name", SEES)
def test_whoever_may_see_it_sees_all_of_it(name, person_of, meeting, client_for):
    client = client_for(person_of(name))
    agenda, papers, minutes = (client.get(each).content.decode() for each in pages_of(meeting)[:3])
    assert "SECRET title" in agenda
    assert "SECRET annex" in papers
    for words in ("SECRET minutes", "SECRET decision", "SECRET action", "SECRET question"):
        assert words in minutes
    assert "SECRET action" in client.get(f"{HOME}actions/").content.decode()


@pytest.mark.parametrize("name", SEES_NOT)
def test_its_own_addresses_do_not_exist_for_them(name, person_of, meeting, client_for):
    client = client_for(person_of(name))
    item = AgendaItem.objects.get(is_confidential=True)
    for paper in Paper.objects.filter(title__startswith="SECRET"):
        assert client.get(f"{HOME}papers/{paper.pk}/download/").status_code == 404
    for place in (f"items/{item.pk}/", f"items/{item.pk}/edit/", f"items/{item.pk}/minutes/"):
        assert client.get(f"{HOME}{place}").status_code == 404, place
    for action in meeting.board.actions.all():
        assert client.get(f"{HOME}actions/{action.pk}/").status_code == 404
    for outcome in item.outcomes.all():
        assert client.get(f"{HOME}outcomes/{outcome.pk}/edit/").status_code == 404


@pytest.mark.parametrize("name", [each for each in SEES_NOT if each != "seated_agency"])
def test_nor_do_the_files_at_the_addresses_of_the_evidence(name, person_of, meeting, client_for):
    client = client_for(person_of(name))
    for paper in Paper.objects.filter(title__startswith="SECRET"):
        base = f"/councils/fernshire/evidence/{paper.version.evidence_id}/"
        for place in ("", "versions/1/", "edit/", "look-again/", "add-version/"):
            answer = client.get(f"{base}{place}")
            assert answer.status_code in ({404} if place in ("", "versions/1/") else {403, 404}), place
    for address in ("/councils/fernshire/evidence/", "/councils/fernshire/evidence/evidence.csv"):
        page = client.get(address).content.decode()
        assert "Open paper" in page
        assert "SECRET" not in page


def test_a_partner_opens_no_evidence_at_all(person_of, meeting, client_for):
    client = client_for(person_of("seated_agency"))
    paper = Paper.objects.get(title="SECRET annex")
    address = f"/councils/fernshire/evidence/{paper.version.evidence_id}/versions/1/"
    assert client.get(address).status_code == 403
    open_one = Paper.objects.get(title="Open paper")
    answer = client.get(f"{HOME}papers/{open_one.pk}/download/")
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content)


@pytest.mark.parametrize("name", SEES)
def test_whoever_may_see_it_takes_the_file_at_both_addresses(name, person_of, meeting, client_for):
    client = client_for(person_of(name))
    paper = Paper.objects.get(title="SECRET annex")
    for address in (
        f"{HOME}papers/{paper.pk}/download/",
        f"/councils/fernshire/evidence/{paper.version.evidence_id}/versions/1/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content)


def test_an_upload_for_a_confidential_item_is_hidden_as_evidence_from_its_first_moment(
    improver, board, analyst, client_for
):
    item = confidential_item(meeting_on(board, dt.date(2026, 12, 16)))
    given = {"title": "SECRET plan", "file": SimpleUploadedFile("plan.pdf", sample_files.PDF)}
    client_for(improver).post(f"{HOME}items/{item.pk}/papers/add/", given)
    evidence = Evidence.objects.get(title="SECRET plan")
    assert evidence.confidentiality == Evidence.Confidentiality.COUNCIL_ONLY
    assert client_for(analyst).get(f"/councils/fernshire/evidence/{evidence.pk}/").status_code == 404


def test_an_item_that_becomes_confidential_takes_its_papers_with_it(improver, board, analyst, client_for):
    item = item_of(meeting_on(board, dt.date(2026, 12, 16)), title="Contracts")
    paper = PaperFactory(item=item)
    address = f"/councils/fernshire/evidence/{paper.version.evidence_id}/"
    assert client_for(analyst).get(address).status_code == 200
    asked = {
        "title": "Contracts", "purpose": "decide", "minutes": 10, "is_confidential": "on",
        "confidential_because": "It names a contractor", "revision": 1,
    }  # fmt: skip
    client_for(improver).post(f"{HOME}items/{item.pk}/edit/", asked)
    assert client_for(analyst).get(address).status_code == 404
    assert client_for(analyst).get(f"{HOME}items/{item.pk}/").status_code == 404


def test_evidence_that_was_kept_already_is_not_hidden_by_being_chosen(council, board, analyst, client_for):
    version = FileVersionFactory(evidence__council=council)
    item = confidential_item(meeting_on(board, dt.date(2026, 12, 16)))
    PaperFactory(item=item, version=version, was_uploaded=False)
    client = client_for(analyst)
    assert client.get(f"/councils/fernshire/evidence/{version.evidence_id}/").status_code == 200


def test_what_is_confidential_is_offered_as_proof_of_nothing_else(improver, meeting):
    from notices.forms.proof import ProofForm

    offered = ProofForm(council=meeting.board.notice.council).fields["evidence"].queryset
    titles = set(offered.values_list("title", flat=True))
    assert "Open paper" in titles
    assert not any("SECRET" in title for title in titles)


def test_the_owner_of_an_action_sees_what_they_owe_and_nothing_of_its_item(owner, board, client_for):
    meeting = held_meeting(board)
    item = item_of(meeting, title="SECRET title", is_confidential=True, confidential_because="It is")
    post = post_of(board)
    PostHoldingFactory(post=post, person=owner)
    action = action_of(item, words="Write to the contractor", owner_post=post)
    page = client_for(owner).get(f"{HOME}actions/{action.pk}/").content.decode()
    assert "Write to the contractor" in page
    assert "SECRET" not in page


def agreed(meeting, improver):
    meeting.items.update(state="done")
    AttendanceFactory(meeting=meeting)
    type(meeting).objects.filter(pk=meeting.pk).update(status="minutes_drafted")
    return agree_minutes(meeting=meeting, by=improver, today=TODAY, agreed_on=TODAY)


@pytest.mark.parametrize("name", SEES_NOT)
def test_agreed_minutes_hide_it_on_the_page_in_the_pdf_and_in_the_evidence(
    name, person_of, improver, meeting, client_for
):
    frozen = agreed(meeting, improver)
    client = client_for(person_of(name))
    page = client.get(f"{HOME}meetings/{meeting.pk}/minutes/").content.decode()
    assert "SECRET" not in page
    assert "Confidential item" in page
    taken = b"".join(client.get(f"{HOME}meetings/{meeting.pk}/minutes/download/").streaming_content)
    meeting.refresh_from_db()
    assert hashlib.sha256(taken).hexdigest() == meeting.minutes.versions.get().sha256
    assert frozen.whole is not None
    place = f"/councils/fernshire/evidence/{frozen.whole.pk}/"
    assert client.get(place).status_code in (403, 404)
    assert client.get(f"{place}versions/1/").status_code in (403, 404)


def test_whoever_may_see_it_downloads_the_whole_minutes(improver, chair, meeting, client_for):
    frozen = agreed(meeting, improver)
    taken = b"".join(
        client_for(chair).get(f"{HOME}meetings/{meeting.pk}/minutes/download/").streaming_content
    )
    assert hashlib.sha256(taken).hexdigest() == frozen.whole.versions.get().sha256
    assert "SECRET decision" in str(frozen.content)
    assert "SECRET" not in str(frozen.for_all)


def test_an_item_that_is_open_now_does_not_tell_why_it_was_carried_while_it_was_confidential(
    person_of, board, client_for
):
    left = confidential_item(
        held_meeting(board), state="carried_forward", carried_because="SECRET lack of time"
    )
    later = meeting_on(board, dt.date(2026, 12, 16))
    item = item_of(later, title="Open now", carried_from=left)
    for page in (f"{HOME}meetings/{later.pk}/agenda/", f"{HOME}items/{item.pk}/"):
        seen = client_for(person_of("seated_agency")).get(page).content.decode()
        assert "Carried from 11 November 2026" in seen
        assert "SECRET" not in seen
        assert "SECRET lack of time" in client_for(person_of("improver")).get(page).content.decode()


def test_an_item_leads_to_no_later_one_that_is_hidden(person_of, board, client_for):
    left = item_of(held_meeting(board), title="Open then", state="carried_forward", carried_because="late")
    later = confidential_item(meeting_on(board, dt.date(2026, 12, 16)), carried_from=left)
    page = client_for(person_of("seated_agency")).get(f"{HOME}items/{left.pk}/").content.decode()
    assert "On the agenda of 16 December 2026" in page
    assert f"items/{later.pk}/" not in page
