"""Two people edit one thing: one wins, the other is told who was first and what differs."""

import pytest
from django import forms
from django.db import transaction
from django.http import QueryDict
from django.template.loader import render_to_string

from core import audit
from core.editing import ChangedMeanwhile, RevisionForm, claim_revision, show_conflict
from core.forms import GovForm
from notices.models import NoticeDraft
from tests.factories import NoticeDraftFactory

pytestmark = pytest.mark.django_db


class NameForm(GovForm, RevisionForm, forms.Form):
    source_name = forms.CharField(label="Name of the document")


@pytest.fixture
def draft(council):
    return NoticeDraftFactory(council=council, source_name="first.txt")


def saved_by(draft: NoticeDraft, person, name: str) -> None:
    with transaction.atomic():
        claim_revision(draft, seen=draft.revision)
        NoticeDraft.objects.filter(pk=draft.pk).update(source_name=name)
        audit.record(by=person, action="renamed", subject=draft)


def test_who_saw_the_newest_revision_saves(draft):
    assert claim_revision(draft, seen=1) == 2
    draft.refresh_from_db()
    assert draft.revision == 2


def test_the_second_of_two_is_refused_and_told_who_was_first(draft, improver):
    saved_by(draft, improver, "theirs.txt")
    with pytest.raises(
        ChangedMeanwhile, match="Imogen Prowse changed this while you were editing"
    ) as refusal:
        claim_revision(draft, seen=1)
    assert refusal.value.revision == 2
    draft.refresh_from_db()
    assert (draft.revision, draft.source_name) == (2, "theirs.txt")


def test_the_page_shows_both_versions_and_keeps_what_was_typed(draft, improver):
    saved_by(draft, improver, "theirs.txt")
    form = NameForm(QueryDict("revision=1&source_name=mine.txt"))
    assert form.is_valid()
    with pytest.raises(ChangedMeanwhile) as refusal:
        claim_revision(draft, seen=form.cleaned_data["revision"])
    show_conflict(form, refusal.value, kept={"source_name": "theirs.txt"})
    page = render_to_string("govuk/_conflict.html", {"form": form})
    assert "theirs.txt" in page
    assert "mine.txt" in page
    assert "Imogen Prowse" in page
    assert "Saving it replaces their version." in page
    assert 'value="mine.txt"' in str(form["source_name"])


def test_saving_again_after_the_warning_goes_through(draft, improver):
    saved_by(draft, improver, "theirs.txt")
    form = NameForm(QueryDict("revision=1&source_name=mine.txt"))
    assert form.is_valid()
    show_conflict(form, ChangedMeanwhile(revision=2, changed_by="", changed_at=None), kept={})
    again = NameForm(form.data)
    assert again.is_valid()
    assert claim_revision(draft, seen=again.cleaned_data["revision"]) == 3
