"""Evidence put to an action at any time: kept already, a file or a link; by whom, and whole or not at all."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from core.models import AuditEntry
from evidence.models import Evidence
from evidence.services import About
from improvement_plans import services
from improvement_plans.services.proofs import NewEvidence
from tests import sample_files
from tests.factories import EvidenceFactory, NoticeFactory, PostHoldingFactory
from tests.factories_plan import ActionFactory, CompletionFactory, PlanFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def action(council, owner):
    """An action of the post that `owner` holds."""
    action = ActionFactory(objective__plan=PlanFactory(notice=NoticeFactory(council=council)))
    PostHoldingFactory(post=action.owner_post, person=owner)
    return action


def address(action) -> str:
    return f"/councils/fernshire/plan/actions/{action.pk}/evidence/"


NEW = {
    "title": "Audit of supervision",
    "kind": "audit",
    "effective_on": "1 October 2026",
    "shows": "Seven in ten look back.",
    "confidentiality": "may_leave",
}


@pytest.mark.parametrize("person", ["improver", "owner"])
def test_a_file_is_added_and_counts_from_its_own_day(person, request, action, client_for):
    client = client_for(request.getfixturevalue(person))
    client.post(address(action), NEW | {"file": SimpleUploadedFile("audit.pdf", sample_files.PDF)})
    piece = action.evidence.get()
    assert (piece.effective_on, piece.shows, piece.may_leave) == (dt.date(2026, 10, 1), NEW["shows"], True)
    assert piece.versions.get().filename == "audit.pdf"


def test_evidence_that_is_kept_already_is_put_to_the_action(owner, council, action, client_for):
    piece = EvidenceFactory(council=council)
    client = client_for(owner)
    client.post(address(action), {"evidence": piece.pk})
    assert list(action.evidence.all()) == [piece]
    assert (AuditEntry.objects.get().action, AuditEntry.objects.get().subject_key) == (
        "added evidence",
        str(action.pk),
    )
    page = client.post(address(action), {"evidence": piece.pk}).content.decode()
    assert "That evidence is already there: choose another" in page


def test_a_link_without_a_word_on_confidentiality_stays_within_the_council(owner, action, client_for):
    asked = {**NEW, "url": "https://intranet.fernshire.example/audit"}
    del asked["confidentiality"]
    client_for(owner).post(address(action), asked)
    assert not action.evidence.get().may_leave


def test_an_action_that_is_done_takes_more_evidence(owner, council, action, client_for):
    CompletionFactory(action=action)
    piece = EvidenceFactory(council=council)
    client_for(owner).post(address(action), {"evidence": piece.pk})
    assert list(action.evidence.all()) == [piece]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "Choose evidence that is kept already, or add a file or a link"),
        ({"url": "https://x.example/", "title": ""}, "Enter the title of the evidence"),
        ({"url": "https://x.example/", "kind": ""}, "Choose what the evidence is"),
        ({"url": "https://x.example/", "effective_on": ""}, "Enter the day from which it counts"),
        ({"url": "https://x.example/", "expires_on": "1/9/2026"}, "must be after 1 October 2026"),
        (
            {"file": SimpleUploadedFile("a.pdf", sample_files.PROGRAM)},
            "The file must be one of these",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(owner, action, client_for, settings, changes, message):
    page = client_for(owner).post(address(action), NEW | changes).content.decode()
    assert message in page
    assert (Evidence.objects.count(), action.evidence.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_evidence_of_another_council_is_refused(owner, other_council, action, client_for):
    theirs = EvidenceFactory(council=other_council)
    client_for(owner).post(address(action), {"evidence": theirs.pk})
    assert not action.evidence.exists()


class BreaksOff(ContentFile):
    """An upload whose sender goes away in the middle."""

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        yield sample_files.PDF
        raise ConnectionResetError("the sender went away")


def test_an_upload_that_breaks_off_leaves_nothing(owner, action, settings):
    new = NewEvidence(
        "Audit", "audit", dt.date(2026, 10, 1), About(), upload=BreaksOff(b"", name="audit.pdf")
    )
    with pytest.raises(ConnectionResetError):
        services.add_evidence(action=action, by=owner, new=new)
    assert (Evidence.objects.count(), action.evidence.count(), AuditEntry.objects.count()) == (0, 0, 0)
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("person", ["analyst", "chair", "adviser", "department_official", "board_member"])
def test_others_add_nothing(person, request, council, action, client_for):
    client, piece = client_for(request.getfixturevalue(person)), EvidenceFactory(council=council)
    assert client.get(address(action)).status_code == 403
    assert client.post(address(action), {"evidence": piece.pk}).status_code == 403
    assert not action.evidence.exists()


def test_an_owner_adds_nothing_to_another_posts_action(owner, council, action, client_for):
    other = ActionFactory(objective=action.objective, owner_post__organisation=council)
    other.owner_post = type(other.owner_post).objects.create(organisation=council, title="Another post")
    other.save()
    assert client_for(owner).get(address(other)).status_code == 403


def test_for_another_council_it_does_not_exist(outsider, action, client_for):
    assert client_for(outsider).get(address(action)).status_code == 404


def test_the_action_leads_there_and_marks_what_has_expired(owner, council, action, client_for):
    action.evidence.add(
        EvidenceFactory(
            council=council,
            effective_on=dt.date(2020, 1, 1),
            expires_on=dt.date(2021, 1, 1),
            title="Old audit",
        )
    )
    page = client_for(owner).get(f"/councils/fernshire/plan/actions/{action.pk}/").content.decode()
    assert f'href="{address(action)}"' in page
    assert "Expired" in page
