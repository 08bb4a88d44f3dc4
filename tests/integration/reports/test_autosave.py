"""/councils/…/reports/…/write/…/keep/: what is typed is kept by itself, one's own, and over nobody's words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import Role, User
from core.models import AuditEntry
from reports.models import Report, ReportSection, SectionDraft
from reports.services import writing
from tests.factories import MembershipFactory, UserFactory
from tests.factories_reports import section_of


@pytest.fixture
def analysis(draft: Report, improver: User) -> ReportSection:
    """The analysis with something saved in it, at revision 2."""
    return writing.write_section(section=section_of(draft, "analysis"), text="Saved.", seen=1, by=improver)


@pytest.fixture
def colleague(improver: User) -> User:
    """Another of the improvement team."""
    person: User = UserFactory(name="Iris Colley", organisation=improver.organisation)
    MembershipFactory(council=improver.organisation, person=person, role=Role.IMPROVEMENT_TEAM)
    return person


@pytest.fixture
def mine(improver: User, client_for: Callable[..., Client]) -> Client:
    return client_for(improver)


def place(section: ReportSection, deed: str = "") -> str:
    return f"/councils/fernshire/reports/{section.report_id}/write/{section.key}/{deed}"


def keep(
    client: Client, section: ReportSection, text: str, revision: Any = 2, kept: str = ""
) -> HttpResponse:
    return client.post(place(section, "keep/"), {"text": text, "revision": revision, "kept": kept})


def test_what_is_typed_is_kept_apart_and_changes_nothing(
    analysis: ReportSection, mine: Client, improver: User
) -> None:
    before = AuditEntry.objects.count()
    said = keep(mine, analysis, "Saved. And more").json()
    kept = SectionDraft.objects.get()
    assert (kept.person, kept.text, kept.based_on) == (improver, "Saved. And more", 2)
    assert (said["kept"], said["words"], said["apart"]) == (kept.kept_at.isoformat(), 3, "")
    assert said["at"]
    analysis.refresh_from_db()
    assert (analysis.text, analysis.revision) == ("Saved.", 2)
    assert AuditEntry.objects.count() == before


def test_a_window_goes_on_keeping_over_its_own_words(analysis: ReportSection, mine: Client) -> None:
    first = keep(mine, analysis, "One").json()["kept"]
    assert keep(mine, analysis, "One two", kept=first).status_code == 200
    assert SectionDraft.objects.get().text == "One two"


def test_another_window_does_not_overwrite_what_the_first_one_kept(
    analysis: ReportSection, mine: Client
) -> None:
    keep(mine, analysis, "From the first window")
    answer = keep(mine, analysis, "From the second window")
    assert answer.status_code == 409
    assert "You have other unsaved words in this section" in answer.json()["message"]
    assert SectionDraft.objects.get().text == "From the first window"


def test_a_message_that_got_lost_on_the_way_back_can_be_sent_again(
    analysis: ReportSection, mine: Client
) -> None:
    keep(mine, analysis, "One")
    assert keep(mine, analysis, "One").status_code == 200


def test_typing_back_to_what_is_saved_leaves_nothing_unsaved(analysis: ReportSection, mine: Client) -> None:
    first = keep(mine, analysis, "Saved. And more").json()["kept"]
    said = keep(mine, analysis, "Saved.", kept=first).json()
    assert (said["at"], said["kept"]) == ("", "")
    assert not SectionDraft.objects.exists()


def test_when_a_colleague_has_saved_since_the_words_are_kept_apart_and_said_to_be(
    analysis: ReportSection, mine: Client, colleague: User
) -> None:
    writing.write_section(section=analysis, text="Theirs.", seen=2, by=colleague)
    said = keep(mine, analysis, "Mine").json()
    assert said["apart"] == "Iris Colley"
    assert SectionDraft.objects.get().text == "Mine"
    assert section_of(analysis.report, "analysis").text == "Theirs."


def test_after_a_crash_the_words_are_offered_again_and_gone_on_with(
    analysis: ReportSection, mine: Client, improver: User, client_for: Callable[..., Client]
) -> None:
    token = keep(mine, analysis, "Saved. Half a").json()["kept"]
    later = client_for(improver)
    page = later.get(place(analysis))
    assert "You have unsaved words from" in page.content.decode()
    assert page.context["form"]["text"].value() == "Saved."
    opened = later.get(place(analysis, "?unsaved=1"))
    form = opened.context["form"]
    assert (form["text"].value(), form["revision"].value(), form["kept"].value()) == (
        "Saved. Half a",
        2,
        token,
    )
    assert "You have unsaved words from" not in opened.content.decode()
    later.post(place(analysis), {"text": "Saved. Half a thought.", "revision": 2, "kept": token})
    assert section_of(analysis.report, "analysis").text == "Saved. Half a thought."
    assert not SectionDraft.objects.exists()


def test_the_overview_tells_of_unsaved_words(analysis: ReportSection, mine: Client) -> None:
    keep(mine, analysis, "Saved. Half a")
    page = mine.get(place(analysis).removesuffix("analysis/")).content.decode()
    assert "You have unsaved words from" in page
    assert f"{place(analysis)}?unsaved=1" in page


def test_going_on_after_a_colleague_saved_shows_the_difference_and_overwrites_nothing(
    analysis: ReportSection, mine: Client, colleague: User
) -> None:
    token = keep(mine, analysis, "Mine, half").json()["kept"]
    writing.write_section(section=analysis, text="Theirs, whole.", seen=2, by=colleague)
    assert "Iris Colley has saved this section since" in mine.get(place(analysis)).content.decode()
    answer = mine.post(place(analysis), {"text": "Mine, half", "revision": 2, "kept": token})
    page = answer.content.decode()
    assert "Theirs, whole." in page
    assert "Mine, half" in page
    assert section_of(analysis.report, "analysis").text == "Theirs, whole."
    assert SectionDraft.objects.get().text == "Mine, half"
    mine.post(place(analysis), {"text": "Theirs, whole. Mine, half", "revision": 3, "kept": token})
    assert section_of(analysis.report, "analysis").text == "Theirs, whole. Mine, half"
    assert not SectionDraft.objects.exists()


def test_saving_from_another_window_leaves_what_was_kept_unsaved(
    analysis: ReportSection, mine: Client
) -> None:
    keep(mine, analysis, "Half a thought, from before")
    mine.post(place(analysis), {"text": "Something else.", "revision": 2, "kept": ""})
    assert SectionDraft.objects.get().text == "Half a thought, from before"


def test_unsaved_words_are_dropped_when_asked(analysis: ReportSection, mine: Client) -> None:
    keep(mine, analysis, "Half a")
    answer = mine.post(place(analysis, "drop/"))
    assert answer.headers["Location"] == place(analysis)
    assert not SectionDraft.objects.exists()
    assert mine.post(place(analysis, "drop/")).status_code == 302


def test_nobody_elses_words_are_ever_shown_kept_or_dropped(
    analysis: ReportSection, mine: Client, colleague: User, client_for: Callable[..., Client]
) -> None:
    token = keep(mine, analysis, "Mine and nobody else's").json()["kept"]
    theirs = client_for(colleague)
    for deed in ("", "?unsaved=1", "versions/", "comments/"):
        assert "Mine and nobody" not in theirs.get(place(analysis, deed)).content.decode()
    assert "Mine and nobody" not in theirs.get(place(analysis).removesuffix("analysis/")).content.decode()
    assert keep(theirs, analysis, "Theirs", kept=token).status_code == 200
    theirs.post(place(analysis, "drop/"))
    assert [each.text for each in SectionDraft.objects.all()] == ["Mine and nobody else's"]


@pytest.mark.parametrize("revision", ["", "nonsense", "0", "-1", "99999999999999999999", "3"])
def test_a_revision_that_never_was_is_refused(revision: str, analysis: ReportSection, mine: Client) -> None:
    answer = keep(mine, analysis, "x", revision)
    assert answer.status_code in (400, 409)
    assert answer.json()["message"].startswith("Not kept")
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize("text", ["a" * 20_001, "a\0b"])
def test_words_that_cannot_be_kept_are_refused(text: str, analysis: ReportSection, mine: Client) -> None:
    answer = keep(mine, analysis, text)
    assert answer.status_code == 400
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize("kept", ["nonsense", "x" * 41, "2026-11-22T12:00:00+00:00"])
def test_a_token_that_is_none_overwrites_nothing(kept: str, analysis: ReportSection, mine: Client) -> None:
    keep(mine, analysis, "First")
    assert keep(mine, analysis, "Second", kept=kept).status_code in (400, 409)
    assert SectionDraft.objects.get().text == "First"


def test_nothing_is_kept_in_a_report_that_can_no_longer_be_written(submitted: Report, mine: Client) -> None:
    section = section_of(submitted, "analysis")
    answer = keep(mine, section, "Late", section.revision)
    assert answer.status_code == 409
    assert "can no longer be changed" in answer.json()["message"]
    assert not SectionDraft.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [("chair", 403), ("analyst", 403), ("adviser", 404), ("board_member", 403), ("outsider", 404)],
)
def test_who_may_not_write_keeps_nothing(
    who: str,
    status: int,
    analysis: ReportSection,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert keep(client, analysis, "x").status_code == status
    assert client.post(place(analysis, "drop/")).status_code == status
    assert not SectionDraft.objects.exists()


def test_a_page_only_keeps_by_post(analysis: ReportSection, mine: Client) -> None:
    assert mine.get(place(analysis, "keep/")).status_code == 405
    assert mine.get(place(analysis, "drop/")).status_code == 405
