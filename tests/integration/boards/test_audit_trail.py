"""The audit trail holds no word of a meeting's business: what is confidential, or becomes so, is not read there."""

import datetime as dt

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.models import AgendaItem, BoardAction, Challenge, Outcome, Paper
from core.models import AuditEntry
from improvement_plans.reminding import sweep
from tests import sample_files
from tests.factories import PostHoldingFactory
from tests.factories_board_work import (
    HOME,
    AgendaLinkFactory,
    TemplateItemFactory,
    a_board,
    action_of,
    confidential_item,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
)

pytestmark = pytest.mark.django_db
TRAIL = "/administration/core/auditentry/"
CONFIDENTIAL = {"is_confidential": "on", "confidential_because": "SECRET reason"}
WHEN = ["from the first moment", "only later"]


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def keeper(administrator, client_for):
    """The administrator of the council, let into the administration."""
    administrator.is_staff = True
    administrator.save()
    return client_for(administrator)


@pytest.fixture
def trail(keeper):
    """Gives every page of the trail as the administrator reads it: the list, and each entry with its detail."""

    def pages():
        places = [
            TRAIL,
            *(f"{TRAIL}{key}/change/" for key in AuditEntry.objects.values_list("pk", flat=True)),
        ]
        answers = [keeper.get(place) for place in places]
        assert {each.status_code for each in answers} == {200}
        return "".join(each.content.decode() for each in answers)

    return pages


@pytest.fixture
def send(improver, client_for):
    """Sends what somebody of the team fills in; the page that comes of it says no error."""
    client = client_for(improver)

    def sent(place, **given):
        answer = client.post(f"{HOME}{place}", given)
        assert answer.status_code == 302, (place, answer.context and answer.context["form"].errors)

    return sent


def words(**changes):
    return {
        "title": "SECRET title",
        "purpose": "decide",
        "minutes": 25,
        "summary": "SECRET summary",
        **changes,
    }


def pdf(name, more=b""):
    return SimpleUploadedFile(name, sample_files.PDF + more)


def deeds():
    return set(AuditEntry.objects.values_list("action", flat=True))


@pytest.mark.parametrize("when", WHEN)
def test_of_an_item_and_its_papers(when, board, send, trail, improver, client_for):
    meeting = meeting_on(board, dt.date(2026, 12, 16))
    item_of(meeting, title="Open item")
    send(f"meetings/{meeting.pk}/agenda/add/", **words(**CONFIDENTIAL if when == WHEN[0] else {}))
    item = AgendaItem.objects.get(title="SECRET title")
    send(f"items/{item.pk}/up/")
    link = AgendaLinkFactory(item=item, words="SECRET link")
    send(f"links/{link.pk}/remove/")
    send(f"items/{item.pk}/papers/add/", title="SECRET paper", file=pdf("SECRET.pdf"))
    paper = Paper.objects.get()
    evidence = paper.version.evidence
    described = {
        "title": "SECRET evidence", "kind": "other", "effective_on": "16/12/2026", "shows": "SECRET content",
        "confidentiality": "council_only", "review_on": "", "expires_on": "", "revision": 1,
    }  # fmt: skip
    place = f"/councils/fernshire/evidence/{evidence.pk}/"
    assert client_for(improver).post(f"{place}edit/", described).status_code == 302
    send(f"papers/{paper.pk}/edit/", title="SECRET plan")
    send(f"papers/{paper.pk}/replace/", file=pdf("SECRET later.pdf", b"\n% later"))
    send(f"papers/{paper.pk}/withdraw/", because="SECRET haste")
    send(f"items/{item.pk}/withdraw/")
    send(f"items/{item.pk}/put-back/")
    item.refresh_from_db()
    send(f"items/{item.pk}/edit/", **words(revision=item.revision, **CONFIDENTIAL))
    assert deeds() == {
        "added an agenda item", "moved an agenda item", "took a link off an agenda item", "added evidence",
        "added a paper", "described evidence anew", "described a paper anew", "added version 2", "replaced a paper",
        "withdrew a paper", "withdrew an agenda item", "put an agenda item back", "changed an agenda item",
    }  # fmt: skip
    page = trail()
    assert "SECRET" not in page
    assert f"Agenda item, {board}, 16 December 2026" in page
    assert paper.version.sha256 in page


@pytest.mark.parametrize("when", WHEN)
def test_of_what_an_item_came_to(when, board, send, trail):
    meeting = held_meeting(board)
    item = item_of(meeting, **words(is_confidential=when == WHEN[0], confidential_because="SECRET reason"))
    carried, post = item_of(meeting, title="SECRET second"), post_of(board)
    meeting_on(board, dt.date(2026, 12, 16))
    place = f"items/{item.pk}/"
    send(f"{place}minutes/", words="SECRET minutes", revision=0)
    decided = {
        "words": "SECRET decision",
        "decided_by": "SECRET people",
        "dissent": "SECRET dissent",
        "revision": 1,
    }
    send(f"{place}decisions/add/", **decided)
    decision = Outcome.objects.get()
    send(f"outcomes/{decision.pk}/edit/", **{**decided, "words": "SECRET again"})
    send(f"outcomes/{decision.pk}/remove/")
    asked = {
        "asked_by": "SECRET asker", "question": "SECRET question", "answered_by": "SECRET person",
        "answer": "SECRET answer", "satisfied": "yes", "revision": 1,
    }  # fmt: skip
    send(f"{place}challenges/add/", **asked)
    challenge = Challenge.objects.get()
    send(f"challenges/{challenge.pk}/edit/", **asked)
    send(f"challenges/{challenge.pk}/remove/")
    send(f"{place}actions/add/", words="SECRET action", owner_post=post.pk, due_on="30/11/2026", revision=1)
    action = BoardAction.objects.get()
    send(f"actions/{action.pk}/update/", words="SECRET update", given_on="20/11/2026")
    send(f"actions/{action.pk}/close/", state="done", words="SECRET end", closed_on="20/11/2026", revision=1)
    send(f"actions/{action.pk}/reopen/", because="SECRET doubt", revision=2)
    send(f"items/{carried.pk}/carry/", because="SECRET delay")
    send(f"{place}done/")
    item.refresh_from_db()
    send(f"{place}edit/", **words(revision=item.revision, **CONFIDENTIAL))
    assert deeds() == {
        "wrote minutes", "recorded a decision", "changed a decision", "took an outcome out of the minutes",
        "recorded a challenge", "changed a challenge", "took a challenge out of the minutes", "gave a board action",
        "updated a board action", "closed a board action as done", "opened a board action again",
        "carried an agenda item forward", "put a carried item onto the agenda", "marked an agenda item as done",
        "changed an agenda item",
    }  # fmt: skip
    page = trail()
    assert "SECRET" not in page
    assert f"Decision, {board}, 11 November 2026" in page
    assert action.reference in page


def test_of_the_template(board, send, trail):
    item = TemplateItemFactory(board=board, title="SECRET standing item", is_confidential=True)
    send(f"template-items/{item.pk}/remove/")
    assert deeds() == {"took an item off the agenda template"}
    assert "SECRET" not in trail()


def test_nor_is_it_named_to_whoever_would_delete_a_post_that_it_hangs_on(board, keeper):
    item = confidential_item(held_meeting(board))
    action = BoardAction.objects.get()
    item.presenter_post = action.owner_post
    item.save()
    page = keeper.get(f"/administration/accounts/post/{action.owner_post_id}/delete/").content.decode()
    assert action.reference in page
    assert "Agenda item, " in page
    assert "SECRET" not in page


def test_the_message_of_the_day_names_such_an_action_by_its_number(board, owner):
    given = action_of(
        item_of(held_meeting(board), is_confidential=True, confidential_because="It is"),
        words="SECRET action", owner_post=post_of(board), due_on=dt.date(2026, 11, 25),
    )  # fmt: skip
    PostHoldingFactory(post=given.owner_post, person=owner)
    sweep(dt.date(2026, 11, 23))
    (letter,) = mail.outbox
    assert given.reference in letter.body
    assert "SECRET" not in f"{letter.subject}{letter.body}{letter.alternatives}"
