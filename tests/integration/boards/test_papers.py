"""The papers of an item: uploaded, chosen, described, moved, replaced, withdrawn, late; over HTTP."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from boards.models import Pack, Paper
from evidence.models import Evidence
from tests import sample_files
from tests.factories import EvidenceFactory, FileVersionFactory, LinkVersionFactory
from tests.factories_board_work import HOME, PaperFactory, a_board, item_of, meeting_on
from tests.factories_packs import paper_pdf, protected_pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(council):
    return meeting_on(a_board(council), dt.date(2026, 12, 16))


@pytest.fixture
def item(meeting):
    return item_of(meeting, title="Workforce")


def upload(content=sample_files.PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def add(client, item, **changes):
    given = {"title": "Workforce plan", "file": upload(), **changes}
    return client.post(f"{HOME}items/{item.pk}/papers/add/", given, follow=True).content.decode()


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_pdf_becomes_a_paper_and_is_taken_away_by_whoever_reads_the_board(
    improver, board_member, item, client_for
):
    assert "The paper is added." in add(client_for(improver), item)
    paper = Paper.objects.get()
    assert (paper.title, paper.was_uploaded, paper.added_by) == ("Workforce plan", True, improver)
    assert (paper.version.filename, paper.version.content_type) == ("plan.pdf", "application/pdf")
    assert paper.version.evidence.confidentiality == Evidence.Confidentiality.MAY_LEAVE
    answer = client_for(board_member).get(f"{HOME}papers/{paper.pk}/download/")
    assert body(answer) == sample_files.PDF
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    page = client_for(board_member).get(f"{HOME}meetings/{item.meeting_id}/papers/").content.decode()
    assert "Workforce plan" in page


def test_a_word_document_is_kept_and_said_to_be_apart_from_the_pack(improver, item, client_for):
    client = client_for(improver)
    said = add(client, item, file=upload(sample_files.word_document(), "plan.pdf"))
    assert "it is not in the pack" in said
    assert "Not in the pack: download apart" in client.get(f"{HOME}items/{item.pk}/").content.decode()


def test_a_pdf_that_no_pack_can_be_made_with_is_told_of_at_once(improver, item, client_for):
    client, bound = client_for(improver), paper_pdf("Workforce plan")
    assert "no pack can be made" not in add(client, item, file=upload(bound))
    said = add(client, item, title="Locked", file=upload(protected_pdf(bound)))
    assert "The paper is added. But no pack can be made with it: it is protected by a password" in said
    paper = Paper.objects.get(title="Locked")
    page = client.post(f"{HOME}papers/{paper.pk}/replace/", {"file": upload(b"%PDF-1.7 half")}, follow=True)
    assert "it is a damaged PDF" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter the title of the paper"),
        ({"file": ""}, "Choose the file of the paper"),
        ({"file": upload(b"", "empty.pdf")}, "The file that you chose is empty"),
        ({"file": upload(sample_files.PROGRAM, "plan.pdf")}, "PDF, Word, Excel"),
        ({"file": upload(sample_files.with_macros(), "plan.docx")}, "PDF, Word, Excel"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(improver, item, client_for, changes, message):
    assert message in add(client_for(improver), item, **changes)
    assert (Paper.objects.count(), Evidence.objects.count()) == (0, 0)


def test_evidence_that_is_kept_is_chosen_and_stays_as_it_was(improver, council, item, client_for):
    evidence = EvidenceFactory(council=council, title="Audit of October")
    FileVersionFactory(evidence=evidence, number=1)
    newest = FileVersionFactory(evidence=evidence, number=2, content=b"%PDF-1.7 two")
    EvidenceFactory(council=council, title="Other")
    client, address = client_for(improver), f"{HOME}items/{item.pk}/papers/choose/"
    page = client.get(f"{address}?words=audit").content.decode()
    assert page.count("Audit of October") == 1, "its newest version alone"
    client.post(address, {"version": newest.pk, "title": ""})
    paper = Paper.objects.get()
    assert (paper.title, paper.version, paper.was_uploaded) == ("Audit of October", newest, False)
    evidence.refresh_from_db()
    assert evidence.confidentiality == Evidence.Confidentiality.COUNCIL_ONLY
    again = client.post(address, {"version": newest.pk, "title": ""}).content.decode()
    assert "The item has this paper already" in again


def test_neither_a_link_nor_another_councils_file_can_be_chosen(
    improver, council, other_council, item, client_for
):
    link = LinkVersionFactory(evidence__council=council)
    theirs = FileVersionFactory(evidence__council=other_council)
    for version in (link, theirs):
        page = client_for(improver).post(f"{HOME}items/{item.pk}/papers/choose/", {"version": version.pk})
        assert page.status_code == 200
    assert not Paper.objects.exists()


def test_papers_are_put_in_order(improver, item, client_for):
    first, second = PaperFactory(item=item, order=1), PaperFactory(item=item, order=1)
    client = client_for(improver)
    client.post(f"{HOME}papers/{second.pk}/up/")
    assert list(item.papers.order_by("order")) == [second, first]
    client.post(f"{HOME}papers/{second.pk}/up/")
    client.post(f"{HOME}papers/{second.pk}/down/")
    assert list(item.papers.order_by("order")) == [first, second]


def test_a_later_version_takes_the_place_of_a_paper_and_the_one_before_stays_on_record(
    improver, item, client_for
):
    client = client_for(improver)
    add(client, item)
    paper = Paper.objects.get()
    address = f"{HOME}papers/{paper.pk}/replace/"
    same = client.post(address, {"file": upload()}).content.decode()
    assert "This is the file that is there already" in same
    client.post(address, {"file": upload(sample_files.PDF + b"\n% later", "plan-2.pdf")})
    paper.refresh_from_db()
    assert (paper.version.number, paper.version.filename) == (2, "plan-2.pdf")
    assert paper.version.evidence.versions.count() == 2


def test_replacing_chosen_evidence_leaves_that_evidence_alone(improver, council, item, client_for):
    version = FileVersionFactory(evidence__council=council)
    paper = PaperFactory(item=item, version=version, was_uploaded=False)
    client_for(improver).post(f"{HOME}papers/{paper.pk}/replace/", {"file": upload(name="later.pdf")})
    paper.refresh_from_db()
    assert paper.was_uploaded
    assert paper.version.evidence != version.evidence
    assert version.evidence.versions.count() == 1


def test_a_paper_is_withdrawn_with_its_reason(improver, board_member, item, client_for):
    paper, client = PaperFactory(item=item, title="Costs"), client_for(improver)
    address = f"{HOME}papers/{paper.pk}/withdraw/"
    assert "Enter why it is withdrawn" in client.post(address, {"because": " "}).content.decode()
    client.post(address, {"because": "The figures are wrong"})
    paper.refresh_from_db()
    assert paper.withdrawn_because == "The figures are wrong"
    assert "The figures are wrong" in client.get(f"{HOME}items/{item.pk}/").content.decode()
    assert "This paper was withdrawn" in client.post(address, {"because": "Again"}).content.decode()
    reader = client_for(board_member)
    assert "Costs" not in reader.get(f"{HOME}items/{item.pk}/").content.decode()
    assert reader.get(f"{HOME}papers/{paper.pk}/download/").status_code == 404


def test_each_paper_says_where_the_board_finds_it(improver, item, client_for):
    now, client, page = timezone.now(), client_for(improver), f"{HOME}meetings/{item.meeting_id}/papers/"
    day = dt.timedelta(days=1)

    def places():
        return [each.place for each in client.get(page).context["agenda"].items[0].papers]

    PaperFactory(item=item, order=1, added_at=now - 9 * day)
    assert places() == ["Yes, once it is made"]
    pack = Pack.objects.create(meeting=item.meeting, made_at=now - 8 * day)
    PaperFactory(item=item, order=2, added_at=now - 7 * day)
    assert places() == ["Yes", "Once the pack is made again"]
    assert ">Late<" not in client.get(page).content.decode(), "nobody has been sent anything yet"
    Pack.objects.filter(pk=pack.pk).update(sent_at=now - 6 * day, sent_by=improver)
    assert places() == ["Yes", "In the next supplement"]
    assert client.get(page).content.decode().count(">Late<") == 1
    Pack.objects.create(meeting=item.meeting, number=1, made_at=now - 5 * day)
    PaperFactory(item=item, order=3, added_at=now - day)
    assert places() == ["Yes", "In supplement 1", "In the next supplement"]
    assert client.get(page).content.decode().count(">Late<") == 2


@pytest.mark.parametrize("place", ["edit", "replace", "withdraw"])
def test_once_the_minutes_are_drafted_no_paper_changes(improver, item, client_for, place):
    paper = PaperFactory(item=item, title="As it was")
    type(item.meeting).objects.update(status="minutes_drafted", held_on=dt.date(2026, 11, 20))
    given = {"title": "New", "because": "Why", "file": upload()}
    page = client_for(improver).post(f"{HOME}papers/{paper.pk}/{place}/", given).content.decode()
    assert "are drafted, so its agenda and papers no longer change" in page
    paper.refresh_from_db()
    assert (paper.title, paper.withdrawn_at, paper.version.number) == ("As it was", None, 1)


@pytest.mark.parametrize(
    "person", ["owner", "analyst", "chair", "adviser", "department_official", "board_member"]
)
def test_everybody_takes_papers_away_and_only_the_team_brings_them(person, request, item, client_for):
    paper, client = PaperFactory(item=item), client_for(request.getfixturevalue(person))
    answer = client.get(f"{HOME}papers/{paper.pk}/download/")
    assert answer.status_code == 200
    assert body(answer)
    for place in (f"items/{item.pk}/papers/add", f"items/{item.pk}/papers/choose", f"papers/{paper.pk}/edit",
                  f"papers/{paper.pk}/replace", f"papers/{paper.pk}/withdraw"):  # fmt: skip
        assert client.get(f"{HOME}{place}/").status_code == 403
        assert client.post(f"{HOME}{place}/", {"file": upload()}).status_code == 403
    assert client.post(f"{HOME}papers/{paper.pk}/up/").status_code == 403


def test_for_an_outsider_no_paper_is_there(outsider, item, client_for):
    paper, client = PaperFactory(item=item), client_for(outsider)
    for council in ("fernshire", "marlow-vale"):
        for place in ("download", "edit", "withdraw"):
            assert client.get(f"/councils/{council}/board/papers/{paper.pk}/{place}/").status_code == 404
