"""The evidence pages: who opens them, what they show, how many questions they ask of the database."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import Role, User
from evidence.models import Evidence, EvidenceVersion
from tests import sample_files
from tests.factories import (
    DischargeFactory,
    EvidenceFactory,
    FileVersionFactory,
    LinkVersionFactory,
    MembershipFactory,
)

pytestmark = pytest.mark.django_db

LIST = "/councils/fernshire/evidence/"
ADD = f"{LIST}add/"


def asked(**changes: object) -> dict[str, object]:
    """What somebody fills in to add a link."""
    return {
        "title": "Board minutes",
        "kind": "minutes",
        "effective_on": "10 November 2026",
        "url": "https://intranet.fernshire.example/minutes",
        "confidentiality": "council_only",
        **changes,
    }


@pytest.fixture
def minutes(council, improver):
    """A file of the council's, recorded by the improvement team."""
    evidence = EvidenceFactory(council=council, title="Minutes of October", recorded_by=improver)
    FileVersionFactory(evidence=evidence, content=sample_files.PDF)
    return evidence


def test_the_list_shows_what_the_council_keeps_and_nothing_else(improver, minutes, other_council, client_for):
    LinkVersionFactory(evidence=EvidenceFactory(council=other_council, title="Their minutes"))
    page = client_for(improver).get(LIST).content.decode()
    assert "Minutes of October" in page
    assert "Their minutes" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("title=october", True),
        ("title=march", False),
        ("kind=minutes", True),
        ("kind=plan", False),
        ("since=1/10/2026&until=1/10/2026", True),
        ("since=2/10/2026", False),
        ("until=30 September 2026", False),
    ],
)
def test_the_filters_live_in_the_address(improver, minutes, client_for, query, found):
    page = client_for(improver).get(f"{LIST}?{query}").content.decode()
    assert ("Minutes of October" in page) is found


def test_a_filter_that_cannot_be_read_says_so(improver, minutes, client_for):
    page = client_for(improver).get(f"{LIST}?since=soon&kind=spell&page=x").content.decode()
    assert "Counts from must be a real date" in page
    assert "Choose the kind from the list" in page


def test_the_list_asks_the_same_number_of_questions_for_one_and_for_forty(
    improver, council, client_for, queries_of
):
    client = client_for(improver)
    LinkVersionFactory(evidence__council=council)
    few = queries_of(client, LIST)
    for _ in range(40):
        LinkVersionFactory(evidence__council=council)
    assert queries_of(client, LIST) == few


def test_the_page_of_one_shows_its_versions_their_hashes_and_what_rests_on_it(improver, minutes, client_for):
    DischargeFactory(what="The board met in October").evidence.add(minutes)
    page = client_for(improver).get(f"{LIST}{minutes.pk}/").content.decode()
    assert minutes.versions.get().sha256 in page
    assert "The board met in October" in page


def test_a_download_is_saved_and_never_run(improver, minutes, client_for):
    response = client_for(improver).get(f"{LIST}{minutes.pk}/versions/1/")
    assert b"".join(response.streaming_content) == sample_files.PDF
    assert response.headers["Content-Disposition"] == 'attachment; filename="minutes.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_a_download_of_what_is_not_there_is_a_404(improver, minutes, client_for):
    version = minutes.versions.get()
    client = client_for(improver)
    assert client.get(f"{LIST}{minutes.pk}/versions/2/").status_code == 404
    version.file.storage.delete(version.file.name)
    assert client.get(f"{LIST}{minutes.pk}/versions/1/").status_code == 404


def test_a_file_is_added(improver, client_for):
    upload = SimpleUploadedFile("minutes.pdf", sample_files.PDF)
    response = client_for(improver).post(ADD, asked(url="", file=upload), follow=True)
    evidence = Evidence.objects.get()
    assert (evidence.effective_on, evidence.recorded_by) == (dt.date(2026, 11, 10), improver)
    assert evidence.versions.get().filename == "minutes.pdf"
    assert "The evidence is kept." in response.content.decode()


def test_a_link_is_added(owner, client_for):
    client_for(owner).post(ADD, asked())
    assert EvidenceVersion.objects.get().url == "https://intranet.fernshire.example/minutes"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter the title of the evidence"),
        ({"title": "x" * 201}, "Title of the evidence must be 200 characters or fewer"),
        ({"kind": ""}, "Choose what the evidence is"),
        ({"effective_on": ""}, "Enter the day from which it counts"),
        ({"effective_on": "31/2/2026"}, "Day from which it counts must be a real date"),
        ({"url": ""}, "Choose a file, or enter a link to where the evidence is kept"),
        ({"url": "javascript:alert(1)"}, "Link must be a web address"),
        (
            {"file": SimpleUploadedFile("a.pdf", sample_files.PDF)},
            "Choose a file or enter a link, and not both",
        ),
        (
            {"url": "", "file": SimpleUploadedFile("a.pdf", sample_files.PROGRAM)},
            "The file must be one of these",
        ),
        ({"url": "", "file": SimpleUploadedFile("a.pdf", b"")}, "The file that you chose is empty"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(improver, client_for, changes, message):
    page = client_for(improver).post(ADD, asked(**changes)).content.decode()
    assert "There is a problem" in page
    assert page.count(message) == 2, "once in the summary, once at the field"
    assert "<title>Error: " in page
    assert not Evidence.objects.exists()


def test_a_later_version_is_added_by_whoever_recorded_the_first(improver, minutes, client_for):
    upload = SimpleUploadedFile("signed.pdf", sample_files.PDF)
    client_for(improver).post(f"{LIST}{minutes.pk}/add-version/", {"file": upload})
    assert minutes.versions.count() == 2


@pytest.mark.parametrize("person", ["owner", "adviser", "department_official"])
def test_none_follows_somebody_elses_evidence(person, request, minutes, client_for):
    client = client_for(request.getfixturevalue(person))
    address = f"{LIST}{minutes.pk}/add-version/"
    assert client.get(address).status_code == 403
    assert client.post(address, {"url": "https://fernshire.example/x"}).status_code == 403
    assert minutes.versions.count() == 1


def is_downloaded(client, evidence) -> bool:
    """Whether the file comes; a refusal says that it is not theirs, and nothing else may happen."""
    response = client.get(f"{LIST}{evidence.pk}/versions/1/")
    if response.status_code == 403:
        return False
    return b"".join(response.streaming_content) == sample_files.PDF


@pytest.mark.parametrize("person", ["department_official", "board_member", "administrator"])
def test_who_has_nothing_to_prove_reads_and_does_not_add(person, request, minutes, client_for):
    Evidence.objects.update(confidentiality="may_leave")
    client = client_for(request.getfixturevalue(person))
    assert client.get(LIST).status_code == 200
    assert is_downloaded(client, minutes)
    assert client.post(ADD, asked(title="Not theirs")).status_code == 403
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("person", "opens"),
    [
        ("improver", True),
        ("owner", True),
        ("analyst", True),
        ("chair", True),
        ("adviser", True),
        ("administrator", True),
        ("department_official", False),
        ("board_member", False),
    ],
)
def test_what_stays_within_the_council_is_opened_by_its_people_and_the_adviser(
    person, opens, request, minutes, client_for
):
    LinkVersionFactory(evidence=minutes, number=2, url="https://intranet.fernshire.example/secret")
    client = client_for(request.getfixturevalue(person))
    page = client.get(f"{LIST}{minutes.pk}/").content.decode()
    assert is_downloaded(client, minutes) is opens
    assert (f"{LIST}{minutes.pk}/versions/1/" in page) is opens
    assert ("https://intranet.fernshire.example/secret" in page) is opens
    assert "Partners, the Department and board members may not." in page


def test_a_second_role_opens_what_the_first_does_not(department_official, council, minutes, client_for):
    client = client_for(department_official)
    assert not is_downloaded(client, minutes)
    MembershipFactory(council=council, person=department_official, role=Role.ANALYST)
    assert is_downloaded(client_for(User.objects.get(pk=department_official.pk)), minutes)


def test_a_partner_opens_no_evidence(council, minutes, client_for):
    Evidence.objects.update(confidentiality="may_leave")
    partner = MembershipFactory(council=council, role=Role.PARTNER).person
    assert client_for(partner).get(LIST).status_code == 403
    assert not is_downloaded(client_for(partner), minutes)


def test_for_another_council_none_of_it_exists(outsider, minutes, client_for):
    client = client_for(outsider)
    for address in (
        LIST,
        ADD,
        f"{LIST}{minutes.pk}/",
        f"{LIST}{minutes.pk}/versions/1/",
        f"{LIST}{minutes.pk}/add-version/",
        f"{LIST}{minutes.pk}/edit/",
        f"{LIST}{minutes.pk}/look-again/",
        f"{LIST}evidence.csv",
    ):
        assert client.get(address).status_code == 404
    theirs = reverse("evidence:detail", args=["marlow-vale", minutes.pk])
    assert client.get(theirs).status_code == 404
    assert client_for().get(LIST).status_code == 302
