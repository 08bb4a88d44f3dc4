"""Sending a pack: to whom, which copy, once each, with a link; what stands in the record; supplements."""

import io
from collections.abc import Callable
from typing import Any

import pypdf
import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, Role, User
from boards import delivering
from boards.delivering import deliver
from boards.models import Capacity, Meeting, Pack, PackSending
from boards.services.papers import withdraw_paper
from core.models import AuditEntry
from tests.factories import MembershipFactory, UserFactory
from tests.factories_boards import AgendaItemFactory, seated, seated_for
from tests.factories_packs import PaperFactory, a_meeting, document_of, kept, late_paper, make, send


@pytest.fixture
def meeting(council: Organisation) -> Meeting:
    return a_meeting(council)


@pytest.fixture
def on_the_board(meeting: Meeting, chair: User, adviser: User, partner: User, agency: Organisation) -> None:
    """The chair and the adviser, who see everything, and somebody of an agency, who does not."""
    seated(meeting.board, chair, capacity=Capacity.CHAIR)
    seated(meeting.board, adviser, capacity=Capacity.ADVISER)
    seated_for(meeting.board, partner, agency)


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/councils/fernshire/board/meetings/{meeting.pk}/packs/{rest}"


def text_of(document: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages]


def body(answer: Any) -> bytes:
    content = b"".join(answer.streaming_content)
    return content


@pytest.mark.usefixtures("on_the_board")
def test_everybody_seated_is_sent_the_copy_that_they_may_see(
    meeting: Meeting, improver: User, client_for: Callable[..., Client]
) -> None:
    pack = kept(meeting, improver)
    client = client_for(improver)
    asked = client.get(address(meeting, "0/send/")).content.decode()
    assert "It goes to 3 people" in asked
    answer = client.post(address(meeting, "0/send/"), follow=True)
    assert "on its way to 3 people" in answer.content.decode()
    assert list(pack.sendings.values_list("person__name", "copy__is_confidential", "email")) == [
        ("Adam Visick", True, "adviser@fernshire.example"),
        ("Cheryl Harrow", True, "chair@fernshire.example"),
        ("Petra Longden", False, "partner@fernshire.example"),
    ]
    pack.refresh_from_db()
    assert (pack.sent_by, pack.sent_at is not None) == (improver, True)
    entry = AuditEntry.objects.get(action="sent a pack")
    assert entry.detail["people"] == 3
    assert entry.scope == "fernshire"


@pytest.mark.usefixtures("on_the_board")
def test_each_gets_one_message_with_a_link_and_no_confidential_word(
    meeting: Meeting, improver: User, settings: Any
) -> None:
    settings.SITE_URL = "https://register.fernshire.example"
    pack = send(kept(meeting, improver), improver)
    assert deliver(pack.pk) == 3
    assert deliver(pack.pk) == 0
    assert delivering.deliver_waiting() == 0
    letters = {message.to[0]: message for message in mail.outbox}
    assert len(letters) == 3
    message = letters["partner@fernshire.example"]
    assert message.subject == ("Fernshire Council: agenda and papers of Improvement Board, 16 December 2026")
    place = f"https://register.fernshire.example{address(meeting, '0/download/')}"
    assert place in message.body
    assert place in message.alternatives[0].content
    assert "Keep it to yourself" not in message.body
    assert "Keep it to yourself" in letters["chair@fernshire.example"].body
    assert not any(message.attachments for message in mail.outbox)
    for each in mail.outbox:
        assert "staffing" not in each.body + str(each.alternatives[0].content)


@pytest.mark.usefixtures("on_the_board")
def test_the_others_get_theirs_when_one_address_is_refused(
    meeting: Meeting, improver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = send(kept(meeting, improver), improver)
    real = delivering._letter

    def refusing_one(message: PackSending) -> Any:
        if message.email.startswith("adviser"):
            raise OSError("mailbox unavailable")
        return real(message)

    with monkeypatch.context() as broken:
        broken.setattr(delivering, "_letter", refusing_one)
        with pytest.raises(OSError, match="mailbox"):
            deliver(pack.pk)
    assert len(mail.outbox) == 2
    assert delivering.deliver_waiting() == 1


@pytest.mark.usefixtures("on_the_board")
def test_each_downloads_their_own_copy_and_the_first_reading_is_recorded(
    meeting: Meeting, improver: User, chair: User, partner: User, client_for: Callable[..., Client]
) -> None:
    pack = send(kept(meeting, improver), improver)
    whole, part = (document_of(pack, is_confidential=each) for each in (True, False))
    answer = client_for(partner).get(address(meeting, "0/download/"))
    assert body(answer) == part
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-board-2026-12-16.pdf"'
    assert body(client_for(partner).get(address(meeting, "0/download/open/"))) == part
    assert body(client_for(chair).get(address(meeting, "0/download/"))) == whole
    assert body(client_for(chair).get(address(meeting, "0/download/open/"))) == part
    read = PackSending.objects.get(person=partner).first_read_at
    assert read is not None
    body(client_for(partner).get(address(meeting, "0/download/")))
    assert PackSending.objects.get(person=partner).first_read_at == read
    assert PackSending.objects.filter(first_read_at=None).count() == 1
    page = client_for(improver).get(address(meeting)).content.decode()
    assert "Sent to 3 people" in page
    assert "Not yet" in page


@pytest.mark.usefixtures("on_the_board")
def test_nobody_but_the_team_knows_of_a_pack_before_it_is_sent(
    meeting: Meeting, improver: User, chair: User, partner: User, client_for: Callable[..., Client]
) -> None:
    kept(meeting, improver)
    for person in (chair, partner):
        assert client_for(person).get(address(meeting, "0/download/")).status_code == 404
        page = client_for(person).get(address(meeting)).content.decode()
        assert "has not been sent yet" in page
        assert "Make" not in page
    assert body(client_for(improver).get(address(meeting, "0/download/"))).startswith(b"%PDF-")


@pytest.mark.usefixtures("on_the_board")
def test_somebody_who_reads_the_recovery_without_a_seat_gets_the_open_copy(
    meeting: Meeting, improver: User, owner: User, outsider: User, client_for: Callable[..., Client]
) -> None:
    pack = send(kept(meeting, improver), improver)
    assert body(client_for(owner).get(address(meeting, "0/download/"))) == document_of(
        pack, is_confidential=False
    )
    page = client_for(owner).get(address(meeting)).content.decode()
    assert "Confidential copy" not in page
    assert "Sent to" not in page
    assert client_for(outsider).get(address(meeting, "0/download/")).status_code == 404


def test_a_seat_without_a_role_is_told_and_not_sent(
    meeting: Meeting, improver: User, chair: User, client_for: Callable[..., Client]
) -> None:
    seated(meeting.board, chair, capacity=Capacity.CHAIR)
    stranger = UserFactory(name="Stella Rook")
    seated(meeting.board, stranger)
    pack = kept(meeting, improver)
    page = client_for(improver).get(address(meeting, "0/send/")).content.decode()
    assert "Stella Rook" in page
    assert "no role" in page
    send(pack, improver)
    assert [each.person for each in pack.sendings.all()] == [chair]
    # Given a role afterwards, they are sent what was sent, and nobody is sent it twice.
    MembershipFactory(council=meeting.board.notice.council, person=stranger, role=Role.BOARD_MEMBER)
    send(pack, improver)
    assert sorted(each.person.name for each in pack.sendings.all()) == ["Cheryl Harrow", "Stella Rook"]
    answer = client_for(improver).post(address(meeting, "0/send/"))
    assert "Everybody who may open this pack was sent it" in answer.content.decode()


@pytest.mark.usefixtures("on_the_board")
@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        ("draft", "Call the meeting first"),
        ("cancelled", "was cancelled"),
        ("over", "its minutes are drafted"),
        ("late", "have changed since this pack was made"),
        ("asked", "is being made"),
    ],
)
def test_a_pack_is_not_sent_when_it_is_not_ready(
    meeting: Meeting, improver: User, spoil: str, words: str, client_for: Callable[..., Client]
) -> None:
    from boards.services.packs import ask_for_pack
    from tests.conftest import TODAY

    kept(meeting, improver)
    if spoil == "late":
        late_paper(meeting)
    elif spoil == "asked":
        ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    else:
        meeting.status = {"draft": "draft", "cancelled": "cancelled", "over": "minutes_drafted"}[spoil]
        meeting.held_on = TODAY if spoil == "over" else None
        meeting.save()
    answer = client_for(improver).post(address(meeting, "0/send/"))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not PackSending.objects.exists()


def test_a_pack_that_could_not_be_made_is_not_sent(
    meeting: Meeting, improver: User, chair: User, client_for: Callable[..., Client]
) -> None:
    seated(meeting.board, chair)
    PaperFactory(item=meeting.items.first(), content=b"%PDF-1.7 half")
    make(meeting, improver)
    answer = client_for(improver).post(address(meeting, "0/send/"))
    assert "there is nothing to send" in answer.content.decode()


def test_a_board_on_which_nobody_sits_is_sent_nothing(
    meeting: Meeting, improver: User, client_for: Callable[..., Client]
) -> None:
    kept(meeting, improver)
    answer = client_for(improver).post(address(meeting, "0/send/"))
    assert "Nobody who sits on this board may open the pack" in answer.content.decode()


@pytest.mark.usefixtures("on_the_board")
def test_only_the_team_sends(
    meeting: Meeting, improver: User, chair: User, outsider: User, client_for: Callable[..., Client]
) -> None:
    kept(meeting, improver)
    assert client_for(chair).get(address(meeting, "0/send/")).status_code == 403
    assert client_for(chair).post(address(meeting, "0/send/")).status_code == 403
    assert client_for(outsider).post(address(meeting, "0/send/")).status_code == 404
    assert not PackSending.objects.exists()


@pytest.mark.usefixtures("on_the_board")
def test_what_comes_after_the_pack_was_sent_goes_into_a_numbered_supplement(
    meeting: Meeting, improver: User, partner: User, client_for: Callable[..., Client]
) -> None:
    first = send(make(meeting, improver), improver)
    hashes = set(first.copies.values_list("sha256", flat=True))
    withdraw_paper(
        paper=meeting.items.first().papers.get(title="Slow objectives"), because="The figures were wrong",
        by=improver,
    )  # fmt: skip
    late_paper(meeting, "Late figures")
    page = client_for(improver).get(address(meeting)).content.decode()
    assert "Make supplement 1" in page
    pack = make(meeting, improver)
    assert pack.number == 1
    assert set(first.copies.values_list("sha256", flat=True)) == hashes
    (copy,) = pack.copies.all()
    pages = text_of(document_of(pack, is_confidential=False))
    assert "Supplement 1 to the agenda and papers" in pages[0]
    assert "1.2 Slow objectives: The figures were wrong" in pages[1]
    assert "1.3 Late figures S1-4" in pages[1]
    assert "1.3 Late figures" in pages[3]
    for number, words in enumerate(pages, start=1):
        assert f"Page S1-{number} of S1-5" in words
    reader = pypdf.PdfReader(io.BytesIO(document_of(pack, is_confidential=False)))
    assert reader.page_labels == ["S1-1", "S1-2", "S1-3", "S1-4", "S1-5"]
    assert copy.pages == 5
    send(pack, improver)
    assert pack.sendings.count() == 3
    answer = client_for(partner).get(address(meeting, "1/download/"))
    assert body(answer) == document_of(pack, is_confidential=False)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="fernshire-board-2026-12-16-supplement-1.pdf"'
    )


@pytest.mark.usefixtures("on_the_board")
def test_a_supplement_of_confidential_papers_goes_only_to_those_who_may_see_it(
    meeting: Meeting, improver: User, partner: User, client_for: Callable[..., Client]
) -> None:
    send(kept(meeting, improver), improver)
    late_paper(meeting, "Whispered figures", is_confidential=True)
    pack = kept(meeting, improver)
    assert [each.is_confidential for each in pack.copies.all()] == [True]
    page = client_for(improver).get(address(meeting, "1/send/")).content.decode()
    assert "there is no copy for these people" in page
    send(pack, improver)
    assert sorted(pack.sendings.values_list("person__name", flat=True)) == ["Adam Visick", "Cheryl Harrow"]
    assert client_for(partner).get(address(meeting, "1/download/")).status_code == 404
    assert "Supplement 1" not in client_for(partner).get(address(meeting)).content.decode()


@pytest.mark.usefixtures("on_the_board")
def test_a_second_supplement_holds_what_neither_of_the_others_has(meeting: Meeting, improver: User) -> None:
    send(kept(meeting, improver), improver)
    late_paper(meeting, "Late figures")
    send(kept(meeting, improver), improver)
    AgendaItemFactory(meeting=meeting, title="Any other business", order=99)
    pack = kept(meeting, improver)
    assert pack.number == 2
    assert [each["title"] for each in pack.content["plan"]["items"]] == ["Any other business"]
    assert Pack.objects.count() == 3


@pytest.mark.usefixtures("on_the_board")
def test_nothing_late_makes_no_supplement(
    meeting: Meeting, improver: User, client_for: Callable[..., Client]
) -> None:
    send(kept(meeting, improver), improver)
    answer = client_for(improver).post(address(meeting, "make/"), follow=True)
    assert "Everything that is before this meeting has been sent" in answer.content.decode()
    assert Pack.objects.count() == 1


def test_the_page_asks_as_much_of_the_database_for_many_as_for_few(
    council: Organisation, improver: User, chair: User, client_for: Callable[..., Client],
    queries_of: Callable[[Client, str], int],
) -> None:  # fmt: skip
    few = a_meeting(council)
    many = a_meeting(council, board__notice=few.board.notice, board__name="Shadow Board")
    client = client_for(improver)
    for meeting, people, supplements in ((few, 1, 1), (many, 12, 3)):
        seated(meeting.board, chair, capacity=Capacity.CHAIR)
        for _ in range(people):
            member = UserFactory()
            MembershipFactory(council=council, person=member, role=Role.BOARD_MEMBER)
            seated(meeting.board, member)
        send(kept(meeting, improver), improver)
        for number in range(supplements):
            late_paper(meeting, f"Late {number}")
            send(kept(meeting, improver), improver)
    client.get(address(few))
    assert queries_of(client, address(many)) == queries_of(client, address(few))
    assert PackSending.objects.filter(written_at__gt=timezone.now()).count() == 0
