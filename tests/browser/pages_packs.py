"""Pages of the packs of a meeting and of a person's calendar that axe looks at."""

from accounts.feeds import make_feed
from boards.models import Capacity, Meeting
from boards.services.packs import ask_for_pack
from boards.services.papers import withdraw_paper
from core import jobs
from tests.browser.page import Known, Page, at
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.factories_boards import seated, seated_for
from tests.factories_packs import a_meeting, kept, late_paper, send

CALENDAR = "/your-account/calendar/"


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/councils/fernshire/board/meetings/{meeting.pk}/packs/{rest}"


def seated_meeting(known: Known) -> Meeting:
    """A called meeting with confidential papers; on its board an agency sits too, and somebody without a role."""
    meeting = a_meeting(known("council"))
    seated(meeting.board, known("chair"), capacity=Capacity.CHAIR)
    seated(meeting.board, known("adviser"), capacity=Capacity.ADVISER)
    seated_for(meeting.board, known("partner"), known("agency"))
    seated(meeting.board, UserFactory(name="Stella Rook"))
    return meeting


def none_yet(known: Known) -> str:
    return address(seated_meeting(known))


def being_made(known: Known) -> str:
    meeting = seated_meeting(known)
    # Nobody makes it: the page shows how far a worker is.
    known("monkeypatch").setattr("boards.services.packs.make_pack.delay", lambda job: None)
    pack = ask_for_pack(meeting=meeting, by=known("improver"), today=TODAY)
    jobs.claim(pack.job_id or 0)
    jobs.move(pack.job_id or 0, percent=42, message="Binding paper 3 of 5")
    return address(meeting)


def failed(known: Known) -> str:
    meeting = seated_meeting(known)
    known("monkeypatch").setattr("boards.services.packs.make_pack.delay", lambda job: None)
    pack = ask_for_pack(meeting=meeting, by=known("improver"), today=TODAY)
    jobs.fail(
        pack.job_id or 0,
        reason="Paper 1.3 “Staffing” is protected by a password or against changes. Save or print it to a new PDF "
        "without protection, add that as the paper and withdraw this one. Then make the pack again: nothing was "
        "changed.",
    )
    return address(meeting)


def made(known: Known) -> str:
    meeting = seated_meeting(known)
    known("monkeypatch").setattr("boards.services.packs.make_pack.delay", lambda job: None)
    kept(meeting, known("improver"))
    return address(meeting)


def out_of_date(known: Known) -> str:
    place = made(known)
    late_paper(Meeting.objects.get())
    return place


def sent(known: Known) -> str:
    """A pack that was sent and read by one, and a supplement that waits to be sent."""
    made(known)
    meeting, improver = Meeting.objects.get(), known("improver")
    known("monkeypatch").setattr("boards.services.packs.deliver_pack.delay", lambda pack: None)
    pack = send(meeting.packs.get(), improver)
    for row in pack.sendings.all()[:2]:
        row.claimed_at = row.sent_at = pack.sent_at
        row.first_read_at = pack.sent_at
        row.save()
    papers = meeting.items.order_by("order")[0].papers
    withdraw_paper(paper=papers.get(title="Slow objectives"), because="Two figures were wrong", by=improver)
    late_paper(meeting)
    kept(meeting, improver)
    return address(meeting)


def something_late(known: Known) -> str:
    sent(known)
    meeting = Meeting.objects.get()
    send(meeting.packs.get(number=1), known("improver"))
    late_paper(meeting, "Later figures")
    return address(meeting)


def to_send(known: Known) -> str:
    made(known)
    return address(Meeting.objects.get(), "0/send/")


def to_send_a_supplement(known: Known) -> str:
    sent(known)
    return address(Meeting.objects.get(), "1/send/")


def meeting_with_packs(known: Known) -> str:
    sent(known)
    return address(Meeting.objects.get()).removesuffix("packs/")


def a_calendar(known: Known) -> str:
    make_feed(by=known("improver"))
    return CALENDAR


PAGES = [
    Page("packs none yet", none_yet),
    Page("packs nothing sent", none_yet, "chair"),
    Page("packs being made", being_made),
    Page("packs failed", failed),
    Page("packs made", made),
    Page("packs out of date", out_of_date),
    Page("packs sent", sent),
    Page("packs for the chair", sent, "chair"),
    Page("packs for a partner", sent, "partner"),
    Page("packs something late", something_late),
    Page("pack to send", to_send),
    Page("pack supplement to send", to_send_a_supplement),
    Page("meeting with packs", meeting_with_packs),
    Page("calendar none", at(CALENDAR)),
    Page("calendar address", a_calendar),
]
