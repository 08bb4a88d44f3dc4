"""Making a pack: who may, when, what it holds, how it fails, and that one that was not sent is replaced."""

import datetime as dt
import io
import os
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from accounts.models import Organisation, User
from boards import background, pack_files
from boards.models import AgendaItem, Meeting, Pack, PackCopy
from boards.services.packs import ask_for_pack, keep_copies
from core import jobs
from core.models import AuditEntry, Job
from core.refusals import Refusal
from tests.conftest import TODAY
from tests.factories import LinkVersionFactory
from tests.factories_boards import AgendaItemFactory, CalledMeetingFactory, seated
from tests.factories_packs import (
    PaperFactory,
    a_meeting,
    document_of,
    kept,
    make,
    paper_pdf,
    protected_pdf,
    send,
)

SECRETS = ("A matter of staffing", "Whispered words", "Grievance", "Audited families", "Families leaf")


def text_of(document: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(document)).pages]


def outline_of(document: bytes) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """Return each bookmark with the page that it leads to (1 is the first) and those below it."""
    reader = pypdf.PdfReader(io.BytesIO(document))

    def page(entry: object) -> int:
        return reader.get_destination_page_number(entry) + 1  # type: ignore[arg-type, operator]

    found: list[tuple[str, int, list[tuple[str, int]]]] = []
    for entry in reader.outline:
        if isinstance(entry, list):
            found[-1][2].extend((str(each.title), page(each)) for each in entry)
        else:
            found.append((str(entry.title), page(entry), []))
    return found


@pytest.fixture
def meeting(council: Organisation) -> Meeting:
    return a_meeting(council)


def address(meeting: Meeting, rest: str = "") -> str:
    return f"/councils/fernshire/board/meetings/{meeting.pk}/packs/{rest}"


def test_the_team_asks_for_a_pack_and_the_worker_makes_it(
    meeting: Meeting,
    improver: User,
    client_for: Callable[..., Client],
    django_capture_on_commit_callbacks: object,
) -> None:
    client = client_for(improver)
    answer = client.post(address(meeting, "make/"), follow=True)
    assert "Being made" in answer.content.decode()
    pack = Pack.objects.get()
    assert (pack.number, pack.asked_by, pack.job.state) == (0, improver, Job.State.WAITING)
    background.make(pack.job_id)
    pack.refresh_from_db()
    assert (pack.job.state, pack.job.error) == (Job.State.DONE, "")
    assert sorted(pack.copies.values_list("is_confidential", "pages")) == [(False, 10), (True, 13)]
    assert [each.action for each in AuditEntry.objects.order_by("pk")][-2:] == [
        "asked for a pack",
        "made a pack",
    ]
    page = client.get(address(meeting)).content.decode()
    assert "Not sent yet" in page
    assert "Confidential copy" in page
    assert "13 pages" in page


def test_the_confidential_copy_holds_everything_in_its_order(meeting: Meeting, improver: User) -> None:
    seated(meeting.board, improver)
    document = document_of(make(meeting, improver), is_confidential=True)
    assert outline_of(document) == [
        ("Contents", 2, []),
        ("Agenda", 3, []),
        ("1. Progress report", 3, [("1.1 Progress in November", 4), ("1.2 Slow objectives", 7)]),
        ("2. Audit of practice", 3, [("2.1 Audit findings", 9), ("2.2 Audited families", 11)]),
        ("3. A matter of staffing", 3, [("3.1 Grievance", 12)]),
    ]
    pages = text_of(document)
    cover, contents, agenda = pages[:3]
    for words in ("Fernshire Council", "Improvement Board", "Wednesday 16 December 2026", "14:00 to 16:00"):
        assert words in cover
    for words in ("Committee Room 4", "Copy 1 of 2: confidential", "Imogen Prowse", "5 in this copy"):
        assert words in cover
    assert "2.2 Audited families 11" in contents
    assert "Whispered words" in agenda
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of 13" in page
    for page in pages[3:6]:
        assert "1.1 Progress in November" in page
        assert "Progress leaf" in page


def test_the_open_copy_holds_nothing_of_what_is_confidential(meeting: Meeting, improver: User) -> None:
    document = document_of(make(meeting, improver), is_confidential=False)
    assert outline_of(document) == [
        ("Contents", 2, []),
        ("Agenda", 3, []),
        ("1. Progress report", 3, [("1.1 Progress in November", 4), ("1.2 Slow objectives", 7)]),
        ("2. Audit of practice", 3, [("2.1 Audit findings", 9)]),
    ]
    told = "\n".join(text_of(document))
    with pikepdf.open(io.BytesIO(document)) as pdf:
        plain = io.BytesIO()
        pdf.save(
            plain, stream_decode_level=pikepdf.StreamDecodeLevel.all, compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )  # fmt: skip
    for words in SECRETS:
        assert words not in told
        assert words.encode() not in plain.getvalue()
        assert words.encode("utf-16-be") not in plain.getvalue()
    assert "Page 10 of 10" in text_of(document)[-1]


def test_what_is_open_to_all_makes_one_copy(council: Organisation, improver: User) -> None:
    meeting = CalledMeetingFactory(board__notice__council=council)
    PaperFactory(item=AgendaItemFactory(meeting=meeting))
    (copy,) = make(meeting, improver).copies.all()
    assert not copy.is_confidential
    with copy.file.open("rb") as file:
        assert "One copy for everybody" in text_of(file.read())[0]


def test_the_same_content_makes_the_same_bytes(meeting: Meeting, improver: User) -> None:
    first = set(make(meeting, improver).copies.values_list("sha256", flat=True))
    assert set(make(meeting, improver).copies.values_list("sha256", flat=True)) == first


def test_made_again_it_replaces_what_was_not_sent(
    meeting: Meeting, improver: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    before = make(meeting, improver)
    names = [copy.file.name for copy in before.copies.all()]
    AgendaItemFactory(meeting=meeting, title="Any other business", order=32_000)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        after = make(meeting, improver)
    assert after.pk == before.pk
    assert PackCopy.objects.count() == 2
    assert "4. Any other business" in [
        each[0] for each in outline_of(document_of(after, is_confidential=False))
    ]
    assert not any(default_storage.exists(name) for name in names)


def test_papers_that_are_no_pdf_are_listed_apart(meeting: Meeting, improver: User) -> None:
    item = meeting.items.first()
    sheet = PaperFactory(item=item, title="Staffing figures")
    type(sheet.version).objects.filter(pk=sheet.version_id).update(
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    link = LinkVersionFactory(evidence__council=meeting.board.notice.council)
    PaperFactory(item=item, title="The published dashboard", version=link)
    document = document_of(make(meeting, improver), is_confidential=False)
    contents = text_of(document)[1]
    assert "Staffing figures: Excel workbook" in contents
    assert "The published dashboard: a link" in contents
    assert "2 kept apart" in text_of(document)[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (protected_pdf(paper_pdf("Locked")), "is protected by a password"),
        (b"%PDF-1.7 half a paper", "is a damaged PDF"),
    ],
    ids=["protected", "damaged"],
)
def test_a_paper_that_cannot_be_bound_fails_the_pack_and_leaves_what_was(
    meeting: Meeting, improver: User, content: bytes, words: str, client_for: Callable[..., Client]
) -> None:
    make(meeting, improver)
    before = list(PackCopy.objects.values_list("pk", "sha256"))
    PaperFactory(item=meeting.items.first(), title="Bad paper", content=content)
    pack = make(meeting, improver)
    assert pack.job.has_failed
    assert f"Paper 1.3 “Bad paper” {words}" in pack.job.error
    assert "Then make the pack again" in pack.job.error
    assert list(PackCopy.objects.values_list("pk", "sha256")) == before
    page = client_for(improver).get(address(meeting)).content.decode()
    assert "Bad paper" in page
    assert "Make it again" in page


def test_a_confidential_paper_is_named_by_its_number_alone(meeting: Meeting, improver: User) -> None:
    item = meeting.items.get(is_confidential=True)
    PaperFactory(item=item, title="Names of staff", content=b"%PDF-1.7 no more")
    error = make(meeting, improver).job.error
    assert error.startswith("Paper 3.2 is a damaged PDF")
    assert "Names of staff" not in error


def test_a_file_that_is_gone_from_the_store_is_told(meeting: Meeting, improver: User) -> None:
    paper = meeting.items.first().papers.first()
    default_storage.delete(paper.version.file.name)
    assert "is missing from the store" in make(meeting, improver).job.error


def test_a_pack_is_not_asked_for_twice_at_once(meeting: Meeting, improver: User) -> None:
    ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    with pytest.raises(Refusal, match="being made already"):
        ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    assert Job.objects.count() == 1


def test_of_two_workers_one_makes_it(meeting: Meeting, improver: User) -> None:
    pack = ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    jobs.claim(pack.job_id)
    background.make(pack.job_id)
    assert not PackCopy.objects.exists()


def test_a_job_that_is_no_longer_the_packs_keeps_nothing(meeting: Meeting, improver: User) -> None:
    pack = kept(meeting, improver)
    with pytest.raises(Refusal, match="asked for this pack again"):
        keep_copies(pack=pack, job_id=pack.job_id + 1, plan=None, made=[])  # type: ignore[arg-type]
    assert pack.copies.count() == 2


def test_an_abandoned_job_can_be_asked_for_again(meeting: Meeting, improver: User) -> None:
    pack = ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    jobs.fail(pack.job_id, reason="The worker stopped before it was finished.")
    assert make(meeting, improver).copies.count() == 2


@pytest.mark.parametrize(
    ("status", "held", "words"),
    [
        (Meeting.Status.CANCELLED, False, "was cancelled"),
        (Meeting.Status.MINUTES_DRAFTED, True, "its minutes are drafted"),
        (Meeting.Status.CLOSED, True, "its minutes are drafted"),
    ],
)
def test_no_pack_is_made_of_a_meeting_that_is_over(
    meeting: Meeting, improver: User, status: str, held: bool, words: str, client_for: Callable[..., Client]
) -> None:
    meeting.status, meeting.held_on = status, TODAY if held else None
    meeting.save()
    answer = client_for(improver).post(address(meeting, "make/"), follow=True)
    assert words in answer.content.decode()
    assert not Pack.objects.exists()


def test_of_a_meeting_that_is_over_no_pack_is_offered(
    meeting: Meeting, improver: User, client_for: Callable[..., Client]
) -> None:
    meeting.status, meeting.held_on = Meeting.Status.CLOSED, TODAY
    meeting.save()
    client = client_for(improver)
    page = client.get(address(meeting).removesuffix("packs/")).content.decode()
    assert "No pack was made for this meeting." in page
    assert "Make and send packs" not in page
    assert "none is made of it now" in client.get(address(meeting)).content.decode()


def test_an_empty_agenda_makes_no_pack(
    council: Organisation, improver: User, client_for: Callable[..., Client]
) -> None:
    meeting = CalledMeetingFactory(board__notice__council=council)
    AgendaItemFactory(meeting=meeting, state=AgendaItem.State.WITHDRAWN)
    answer = client_for(improver).post(address(meeting, "make/"), follow=True)
    assert "The agenda has no items" in answer.content.decode()
    assert not Pack.objects.exists()


def test_only_the_team_makes_packs_and_only_its_councils(
    meeting: Meeting, chair: User, owner: User, outsider: User, client_for: Callable[..., Client]
) -> None:
    for person in (chair, owner):
        assert client_for(person).post(address(meeting, "make/")).status_code == 403
        assert client_for(person).get(address(meeting, "0/progress/")).status_code == 403
    assert client_for(outsider).post(address(meeting, "make/")).status_code == 404
    assert client_for().post(address(meeting, "make/")).status_code == 302
    assert not Pack.objects.exists()


def test_a_meeting_of_another_council_is_not_found(
    other_council: Organisation, improver: User, client_for: Callable[..., Client]
) -> None:
    theirs = a_meeting(other_council)
    assert client_for(improver).get(address(theirs)).status_code == 404
    assert client_for(improver).post(address(theirs, "make/")).status_code == 404


@pytest.mark.parametrize("rest", ["7/send/", "7/download/", "7/progress/", f"{10**19}/download/"])
def test_a_pack_that_there_is_not_is_not_found(
    meeting: Meeting, improver: User, rest: str, client_for: Callable[..., Client]
) -> None:
    assert client_for(improver).get(address(meeting, rest)).status_code == 404


def test_the_progress_bar_asks_for_the_page_once_it_is_done(
    meeting: Meeting, improver: User, client_for: Callable[..., Client]
) -> None:
    pack = ask_for_pack(meeting=meeting, by=improver, today=TODAY)
    part = client_for(improver).get(address(meeting, "0/progress/"))
    assert "Waiting for the worker" in part.content.decode()
    assert "HX-Refresh" not in part.headers
    background.make(pack.job_id)
    assert client_for(improver).get(address(meeting, "0/progress/")).headers["HX-Refresh"] == "true"


def test_an_unexpected_error_is_told_and_nothing_is_half_made(
    meeting: Meeting, improver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **named: object) -> None:
        raise RuntimeError("out of paper")

    monkeypatch.setattr(background, "keep_copies", broken)
    pack = make(meeting, improver)
    assert pack.job.error == background.UNEXPECTED
    assert (pack.made_at, pack.copies.count()) == (None, 0)


def test_files_that_no_copy_names_are_removed_after_a_day(meeting: Meeting, improver: User) -> None:
    kept(meeting, improver)
    there = sorted(Path(default_storage.path(pack_files.FOLDER)).iterdir())
    stray = Path(default_storage.path(pack_files.FOLDER)) / "stray.pdf"
    stray.write_bytes(b"%PDF")
    assert pack_files.remove_unnamed_packs(timezone.now()) == 0
    long_ago = (timezone.now() - dt.timedelta(days=2)).timestamp()
    for path in (*there, stray):
        os.utime(path, (long_ago, long_ago))
    assert pack_files.remove_unnamed_packs(timezone.now()) == 1
    assert sorted(stray.parent.iterdir()) == there


def test_a_supplement_that_waits_is_made_anew(meeting: Meeting, improver: User) -> None:
    seated(meeting.board, improver)
    send(kept(meeting, improver), improver)
    PaperFactory(item=meeting.items.first(), title="Late figures")
    kept(meeting, improver)
    PaperFactory(item=meeting.items.first(), title="Later figures")
    pack = kept(meeting, improver)
    assert pack.number == 1
    assert [each["title"] for each in pack.content["plan"]["items"][0]["papers"]] == [
        "Late figures",
        "Later figures",
    ]
