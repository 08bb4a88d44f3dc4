"""/councils/…/reports/…/write/: the sections of a report, one in its editor, and two people who write at once."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role, User
from core.models import AuditEntry
from core.refusals import Refusal
from reports.markdown import as_html
from reports.models import Report, ReportSection, SectionDraft, SectionVersion
from reports.services import preparing, writing
from tests.conftest import TODAY
from tests.factories import MembershipFactory, UserFactory
from tests.factories_reports import ReportFactory, SectionDraftFactory, issued_report, section_of

REPORTS = "/councils/fernshire/reports/"


@pytest.fixture
def sections(draft: Report) -> str:
    return f"{REPORTS}{draft.pk}/write/"


@pytest.fixture
def address(sections: str) -> str:
    return f"{sections}analysis/"


@pytest.fixture
def analysis(draft: Report) -> ReportSection:
    return section_of(draft, "analysis")


@pytest.fixture
def colleague(improver: User) -> User:
    """Another of the improvement team."""
    person: User = UserFactory(name="Iris Colley", organisation=improver.organisation)
    MembershipFactory(council=improver.organisation, person=person, role=Role.IMPROVEMENT_TEAM)
    return person


def typed(text: str, revision: Any = 1, **more: Any) -> dict[str, Any]:
    return {"text": text, "revision": revision, "kept": "", **more}


def test_what_is_written_is_kept_with_its_author_and_audited(
    address: str, sections: str, analysis: ReportSection, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(address, typed(" Visits **fell**.\r\n\r\nElsewhere not. "))
    analysis.refresh_from_db()
    assert answer.headers["Location"] == sections
    assert (analysis.text, analysis.revision) == ("Visits **fell**.\n\nElsewhere not.", 2)
    assert analysis.written_by == improver
    version = SectionVersion.objects.get()
    assert (version.section, version.revision, version.written_by) == (analysis, 2, improver)
    entry = AuditEntry.objects.get(action="wrote a section of a report")
    assert (entry.actor_name, entry.detail["section"]) == (str(improver), "analysis")


def test_the_sections_show_what_is_written_as_it_will_be_read(
    written: Report, sections: str, improver: User, client_for: Callable[..., Client]
) -> None:
    writing.write_sections(report=written, texts={"analysis": "# Visits\n\n**Fell**."}, by=improver)
    page = client_for(improver).get(sections).content.decode()
    assert "<h3>Visits</h3>" in page
    assert "<strong>Fell</strong>" in page
    assert "2 words" in page
    assert "Written by Imogen Prowse" in page


def test_saving_what_is_there_already_makes_no_version(
    address: str, written: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    before = SectionVersion.objects.count()
    assert client_for(improver).post(address, typed("Visits fell.\r\n", 2)).status_code == 302
    assert SectionVersion.objects.count() == before
    assert section_of(written, "analysis").revision == 2


def test_the_second_of_two_writers_sees_both_versions_and_loses_nothing(
    address: str, analysis: ReportSection, improver: User, colleague: User, client_for: Callable[..., Client]
) -> None:
    writing.write_section(section=analysis, text="Theirs first.", seen=1, by=colleague)
    client = client_for(improver)
    answer = client.post(address, typed("Mine second."))
    page = answer.content.decode()
    analysis.refresh_from_db()
    assert analysis.text == "Theirs first."
    for words in ("Theirs first.", "Mine second.", "Iris Colley changed this"):
        assert words in page
    assert answer.context["form"]["revision"].value() == "2"
    client.post(address, typed("Both, put together.", 2))
    analysis.refresh_from_db()
    assert (analysis.text, analysis.revision) == ("Both, put together.", 3)
    assert [each.text for each in analysis.versions.order_by("revision")] == [
        "Theirs first.", "Both, put together.",
    ]  # fmt: skip


def test_two_sections_are_written_at_once_without_a_conflict(
    address: str, draft: Report, improver: User, colleague: User, client_for: Callable[..., Client]
) -> None:
    other = section_of(draft, "recommendations")
    writing.write_section(section=other, text="Fill the post.", seen=1, by=colleague)
    assert client_for(improver).post(address, typed("Visits fell.")).status_code == 302


@pytest.mark.parametrize("revision", ["", "nonsense", "0", "-1", "99999999999999999999", "7"])
def test_a_revision_that_is_none_changes_nothing(
    revision: str, address: str, analysis: ReportSection, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(address, typed("x", revision))
    analysis.refresh_from_db()
    assert answer.status_code == 200
    assert analysis.text == ""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a" * 20_001, "What you wrote must be 20000 characters or fewer"),
        ("a\0b", "What you wrote holds a character that cannot be kept"),
    ],
)
def test_text_that_cannot_be_kept_is_named_and_stays_in_the_form(
    text: str,
    message: str,
    address: str,
    analysis: ReportSection,
    improver: User,
    client_for: Callable[..., Client],
) -> None:
    page = client_for(improver).post(address, typed(text)).content.decode()
    analysis.refresh_from_db()
    assert message in page
    assert text in page
    assert analysis.text == ""


def test_a_preview_shows_the_text_and_saves_nothing(
    address: str, analysis: ReportSection, improver: User, client_for: Callable[..., Client]
) -> None:
    text = "# Visits\n\n<script>alert(1)</script> [x](javascript:alert(1))"
    page = client_for(improver).post(address, typed(text, preview=1)).content.decode()
    analysis.refresh_from_db()
    assert "<h3>Visits</h3>" in page
    assert "<script>alert(1)</script>" not in page
    assert 'href="javascript' not in page
    assert (analysis.text, analysis.revision) == ("", 1)


def test_the_report_before_stands_beside_and_is_begun_from_without_overwriting(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    september = dt.date(2026, 9, 1)
    issued_report(
        improver, notice=draft.notice, month=september, texts={"analysis": "In September **rose**."}
    )
    client = client_for(improver)
    page = client.get(address).content.decode()
    assert "September 2026, AR-2026-09 v1" in page
    assert "In September <strong>rose</strong>." in page
    answer = client.post(address, typed("Typed already.", begin=1))
    assert answer.context["form"]["text"].value() == "Typed already.\n\nIn September **rose**."
    assert section_of(draft, "analysis").text == ""
    assert (
        client.post(address, typed("", begin=1)).context["form"]["text"].value() == "In September **rose**."
    )


def test_the_report_before_is_the_newest_version_of_the_nearest_month_of_the_same_kind(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    asked = {"notice": draft.notice, "month": dt.date(2026, 8, 1)}
    issued_report(improver, **asked, texts={"analysis": "August, first."})
    issued_report(
        improver, **asked, version=2, correction_reason="Wrong.", texts={"analysis": "August, corrected."}
    )
    issued_report(improver, notice=draft.notice, month=dt.date(2026, 7, 1), texts={"analysis": "July."})
    ReportFactory(
        notice=draft.notice, kind="scrutiny_update", month=dt.date(2026, 9, 1), texts={"summary": "S"}
    )
    ReportFactory(notice=draft.notice, month=dt.date(2026, 11, 1), texts={"analysis": "November."})
    previous = client_for(improver).get(address).context["previous"]
    assert (previous.text, previous.name) == ("August, corrected.", "August 2026, AR-2026-08 v2")


def test_the_facts_of_the_cut_stand_beside(
    address: str, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(address).content.decode()
    assert "FS01 Visits in time: 84.0%, red: off target" in page
    assert "O1 Steady management" in page
    assert "There are no earlier figures to compare with." in page


def test_a_section_that_the_kind_does_not_have_does_not_exist(
    sections: str, draft: Report, improver: User, outsider: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    assert client.get(f"{sections}case/").status_code == 404
    assert client.post(f"{sections}case/", typed("x")).status_code == 404
    assert client_for(outsider).get(f"{sections}analysis/").status_code == 404


@pytest.mark.parametrize(
    ("who", "overview", "editor"),
    [
        ("improver", 200, 200),
        ("chair", 200, 403),
        ("analyst", 200, 403),
        ("owner", 200, 403),
        ("adviser", 404, 404),
        ("department_official", 404, 403),
        ("board_member", 404, 403),
        ("partner", 403, 403),
    ],
)
def test_who_reads_and_who_writes_a_draft_of_the_councils(
    who: str,
    overview: int,
    editor: int,
    sections: str,
    analysis: ReportSection,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(sections).status_code == overview
    assert client.get(f"{sections}analysis/").status_code == editor
    if editor != 200:
        assert client.post(f"{sections}analysis/", typed("Mine.")).status_code == editor
        assert section_of(analysis.report, "analysis").text == ""


def test_the_advisers_own_words_are_closed_to_the_council(
    draft: Report, adviser: User, improver: User, chair: User, client_for: Callable[..., Client]
) -> None:
    own = ReportFactory(notice=draft.notice, kind="adviser_concern", texts={"advice": "Vacancies."})
    places = ["", "advice/", "advice/versions/", "advice/comments/"]
    for person in (improver, chair):
        client = client_for(person)
        for place in places:
            assert client.get(f"{REPORTS}{own.pk}/write/{place}").status_code in (403, 404)
        for deed in ("advice/", "advice/keep/", "advice/drop/", "advice/comments/"):
            answer = client.post(f"{REPORTS}{own.pk}/write/{deed}", typed("Ours.", words="x"))
            assert answer.status_code in (403, 404)
    assert [client_for(adviser).get(f"{REPORTS}{own.pk}/write/{each}").status_code for each in places] == [
        200
    ] * 4
    assert section_of(own, "advice").text == "Vacancies."


def test_once_issued_the_advisers_words_are_read_by_all_and_changed_by_none(
    draft: Report, adviser: User, improver: User, client_for: Callable[..., Client]
) -> None:
    own = issued_report(adviser, notice=draft.notice, kind="adviser_concern", texts={"advice": "Vacancies."})
    assert "Vacancies." in client_for(improver).get(f"{REPORTS}{own.pk}/").content.decode()
    assert client_for(improver).get(f"{REPORTS}{own.pk}/write/").status_code == 403
    for person, status in ((improver, 403), (adviser, 200)):
        answer = client_for(person).post(f"{REPORTS}{own.pk}/write/advice/", typed("Ours."))
        assert answer.status_code == status
    assert section_of(own, "advice").text == "Vacancies."


def test_a_report_before_its_signing_post_is_not_written_any_more(
    submitted: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    address, client = f"{REPORTS}{submitted.pk}/write/analysis/", client_for(improver)
    page = client.post(address, typed("Another thing.", 2)).content.decode()
    assert "awaiting sign-off, so it can no longer be changed" in page
    assert "Another thing." in page
    assert section_of(submitted, "analysis").text == "Visits fell."
    closed = client.get(address).content.decode()
    assert "can no longer be changed" in closed
    assert "<textarea" not in closed


def test_what_was_never_saved_stays_readable_for_its_author_alone(
    submitted: Report, improver: User, colleague: User, client_for: Callable[..., Client]
) -> None:
    SectionDraftFactory(section=section_of(submitted, "analysis"), person=improver, text="Half a thought")
    address = f"{REPORTS}{submitted.pk}/write/analysis/"
    assert "Half a thought" in client_for(improver).get(address).content.decode()
    assert "Half a thought" not in client_for(colleague).get(address).content.decode()
    assert SectionDraft.objects.count() == 1


def test_nor_are_its_figures_taken_again(submitted: Report, improver: User) -> None:
    with pytest.raises(Refusal, match="can no longer be changed"):
        preparing.refresh(report=submitted, by=improver, today=TODAY)


def test_taking_the_figures_again_replaces_the_cut_and_asks_for_a_pdf(
    rendered: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    before = (rendered.cut_id, rendered.job_id)
    client_for(improver).post(f"{REPORTS}{rendered.pk}/refresh/")
    rendered.refresh_from_db()
    assert rendered.cut_id != before[0]
    assert rendered.job_id != before[1]


def test_who_wrote_what_is_shown_save_by_save(
    address: str, analysis: ReportSection, improver: User, colleague: User, client_for: Callable[..., Client]
) -> None:
    writing.write_section(section=analysis, text="Visits fell in May", seen=1, by=improver)
    writing.write_section(section=analysis, text="Visits fell in May and June again", seen=2, by=colleague)
    page = client_for(improver).get(f"{address}versions/")
    saves = page.context["saves"]
    assert [str(each.version.written_by) for each in saves] == ["Iris Colley", "Imogen Prowse"]
    assert [(run.kind, run.words) for run in saves[0].changes] == [
        ("same", "Visits fell in May"),
        ("added", "and June again"),
    ]
    assert "Words by Imogen Prowse (57%), Iris Colley (43%)." in page.content.decode()
    overview = client_for(improver).get(address.removesuffix("analysis/")).content.decode()
    assert "Written by Imogen Prowse and Iris Colley, last changed by Iris Colley" in overview


def test_a_section_that_nobody_wrote_says_so(
    address: str, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).get(f"{address}versions/").content.decode()
    assert "Nobody has saved anything in this section yet." in page


def test_the_overview_asks_the_same_however_much_was_written(
    sections: str,
    analysis: ReportSection,
    improver: User,
    colleague: User,
    client_for: Callable[..., Client],
    queries_of: Callable[[Client, str], int],
) -> None:
    client = client_for(improver)
    writing.write_section(section=analysis, text="One.", seen=1, by=improver)
    few = queries_of(client, sections)
    for seen in range(2, 12):
        by = colleague if seen % 2 else improver
        writing.write_section(section=analysis, text=f"One. {seen}", seen=seen, by=by)
    assert queries_of(client, sections) == few


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("".join(f"{'  ' * depth}- step {depth}\n" for depth in range(10)), "inside one another"),
        (f"{'>' * 20} Visits fell.", "inside one another"),
        (f"|{'visits|' * 15}\n|{'-|' * 15}\n", "15 columns"),
    ],
)
def test_what_no_page_can_print_is_refused_and_stays_in_the_form(
    text: str,
    named: str,
    address: str,
    analysis: ReportSection,
    improver: User,
    client_for: Callable[..., Client],
) -> None:
    """The parser drops what stands too deep, and a table of very many columns has one letter in each line."""
    answer = client_for(improver).post(address, typed(text))
    analysis.refresh_from_db()
    assert (answer.status_code, analysis.revision) == (200, 1)
    (error,) = answer.context["form"].errors["text"]
    assert named in error
    assert answer.context["form"]["text"].value() == text


def test_what_is_just_narrow_and_shallow_enough_is_kept_whole(
    address: str, analysis: ReportSection, improver: User, client_for: Callable[..., Client]
) -> None:
    lists = "".join(f"{'  ' * depth}- step {depth}\n" for depth in range(9))
    client_for(improver).post(address, typed(f"{lists}\n|{'visits|' * 14}\n|{'-|' * 14}\n"))
    analysis.refresh_from_db()
    assert analysis.revision == 2
    assert "step 8" in as_html(analysis.text)
