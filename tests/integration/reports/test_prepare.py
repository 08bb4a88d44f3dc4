"""/councils/…/reports/prepare/: the month's figures are frozen, a draft opened, its PDF asked for."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.models import Organisation, User
from core.frozen import sha256_of
from core.models import AuditEntry, Job
from core.refusals import Refusal
from digests.models import Reading
from improvement_plans.models import Action
from notices.models import Notice, Obligation, Party, PlannedEvent
from reports.kinds import KINDS, kind_of
from reports.models import DataCut, Report, SectionVersion
from reports.selectors.owed import default_obligation, reporting_obligations
from reports.services import preparing, writing
from tests.conftest import TODAY
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
)
from tests.factories_reports import ReportFactory, issued_report
from tests.integration.reports.conftest import OCTOBER

PREPARE = "/councils/fernshire/reports/prepare/"
ADDRESS = f"{PREPARE}adviser_monthly/"


def test_pressing_the_button_opens_a_draft_and_asks_the_worker(
    month_of_figures: Notice, duty: Obligation, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(ADDRESS, {"month": "2026-10", "obligation": duty.pk})
    report = Report.objects.get()
    assert answer.headers["Location"] == f"/councils/fernshire/reports/{report.pk}/"
    assert (report.kind, report.month, report.discharges) == ("adviser_monthly", OCTOBER, duty)
    assert (report.version, report.sequence) == (1, 1)
    assert [each.key for each in report.sections.order_by("pk")] == ["analysis", "recommendations"]
    assert report.cut.as_at == dt.date(2026, 10, 31)
    assert report.job.state == Job.State.WAITING
    assert AuditEntry.objects.filter(action="prepared a report", actor_name=str(improver)).count() == 1


def test_the_form_offers_the_months_since_the_notice_and_the_duty_to_the_adviser(
    month_of_figures: Notice, duty: Obligation, improver: User, client_for: Callable[..., Client]
) -> None:
    form = client_for(improver).get(ADDRESS).context["form"]
    months = [value for value, _ in form.fields["month"].choices]
    assert (months[0], months[-1]) == ("2026-11", "2026-01")
    assert form.fields["month"].initial == "2026-10"
    assert form.fields["obligation"].initial == duty


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"month": ""}, "Choose a month"),
        ({"month": "2025-12"}, "Choose a month from the list"),
        ({"month": "2026-12"}, "Choose a month from the list"),
        ({"month": "nonsense"}, "Choose a month from the list"),
        ({"month": "2026-10", "obligation": "99999"}, "Choose a duty from the list"),
    ],
)
def test_a_wrong_choice_is_named_and_nothing_is_made(
    asked: dict[str, str],
    message: str,
    month_of_figures: Notice,
    improver: User,
    client_for: Callable[..., Client],
) -> None:
    answer = client_for(improver).post(ADDRESS, asked)
    assert message in answer.content.decode()
    assert not Report.objects.exists()
    assert not Job.objects.exists()


def test_a_second_press_opens_the_same_draft(draft: Report, month_of_figures: Notice, improver: User) -> None:
    again = preparing.prepare(notice=month_of_figures, month=OCTOBER, by=improver, today=TODAY)
    assert again.pk == draft.pk
    assert Report.objects.count() == 1


def test_the_database_itself_keeps_one_draft_a_month(draft: Report) -> None:
    with pytest.raises(IntegrityError):
        Report.objects.create(notice=draft.notice, month=OCTOBER, version=2, cut=draft.cut)


def test_the_running_month_is_cut_as_at_today(month_of_figures: Notice, improver: User) -> None:
    report = preparing.prepare(notice=month_of_figures, month=dt.date(2026, 11, 1), by=improver, today=TODAY)
    assert report.cut.as_at == TODAY


@pytest.mark.parametrize("month", [dt.date(2026, 12, 1), dt.date(2025, 12, 1), dt.date(2026, 10, 2)])
def test_a_month_to_come_or_before_the_notice_or_not_whole_is_refused(
    month: dt.date, month_of_figures: Notice, improver: User
) -> None:
    with pytest.raises(Refusal) as refused:
        preparing.prepare(notice=month_of_figures, month=month, by=improver, today=TODAY)
    assert refused.value.field == "month"
    assert not Report.objects.exists()


def test_the_cut_holds_the_months_facts_and_keeps_them_when_they_change(draft: Report) -> None:
    content = draft.cut.content
    assert content["plan"]["overdue"] == 1
    assert [each["reference"] for each in content["slow"]["objectives"]] == ["O1"]
    line = content["digest"]["lines"][0]
    assert (line["value_words"], line["before_words"], line["word"]) == ("84.0%", "88.0%", "Red: off target")
    Action.objects.update(due_on=dt.date(2027, 1, 1), original_due_on=dt.date(2027, 1, 1))
    Reading.objects.all().delete()
    draft.cut.refresh_from_db()
    assert draft.cut.content == content
    assert draft.cut.sha256 == sha256_of(content)


def test_taking_the_figures_again_gives_a_new_cut_and_keeps_the_old(draft: Report, improver: User) -> None:
    old = draft.cut
    Action.objects.update(due_on=dt.date(2027, 1, 1), original_due_on=dt.date(2027, 1, 1))
    refreshed = preparing.refresh(report=draft, by=improver, today=TODAY)
    assert refreshed.cut_id != old.pk
    assert refreshed.cut.content["plan"]["overdue"] == 0
    assert type(old).objects.filter(pk=old.pk).exists()


TEAM = [kind.title for kind in KINDS if kind.key != "adviser_concern"]
OFFERED = [
    ("improver", TEAM),
    ("chair", ["Progress report to the Secretary of State"]),
    ("adviser", ["Adviser's report to the Department"]),
]


@pytest.mark.parametrize(("who", "titles"), OFFERED)
def test_each_person_is_offered_the_kinds_whose_words_are_theirs(
    who: str,
    titles: list[str],
    notice: Notice,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    answer = client_for(request.getfixturevalue(who)).get(PREPARE)
    assert [kind.title for kind, _ in answer.context["rows"]] == titles


@pytest.mark.parametrize("who", ["owner", "analyst", "department_official", "board_member", "partner"])
def test_nobody_else_prepares_a_report(
    who: str, notice: Notice, request: pytest.FixtureRequest, client_for: Callable[..., Client]
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(PREPARE).status_code == 403
    assert client.post(ADDRESS, {"month": "2026-10"}).status_code == 403
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("who", "kind", "status"),
    [
        ("improver", "adviser_concern", 403),
        ("improver", "state_progress", 200),
        ("chair", "state_progress", 200),
        ("chair", "adviser_monthly", 403),
        ("adviser", "adviser_concern", 200),
        ("adviser", "adviser_monthly", 403),
        ("improver", "nonsense", 404),
        ("outsider", "adviser_monthly", 404),
    ],
)
def test_a_kind_opens_only_for_its_authors(
    who: str,
    kind: str,
    status: int,
    notice: Notice,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(f"{PREPARE}{kind}/").status_code == status
    client.post(f"{PREPARE}{kind}/", {"month": "2026-10"})
    assert Report.objects.filter(kind=kind).count() == (1 if status == 200 else 0)


def test_the_service_itself_refuses_words_that_are_anothers(month_of_figures: Notice, improver: User) -> None:
    with pytest.raises(Refusal, match="The adviser alone writes reports of this kind"):
        preparing.prepare(
            notice=month_of_figures, kind="adviser_concern", month=OCTOBER, by=improver, today=TODAY
        )
    assert not Report.objects.exists()


def test_a_council_under_no_notice_has_nothing_to_report_on(
    council: Organisation, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    assert "under no notice" in client.get(PREPARE).content.decode()
    assert client.get(ADDRESS).status_code == 404


@pytest.mark.parametrize("kind", [kind.key for kind in KINDS if kind.author == "council"])
def test_every_kind_gets_its_sections(kind: str, month_of_figures: Notice, improver: User) -> None:
    september = dt.date(2026, 9, 1)
    report = preparing.prepare(notice=month_of_figures, kind=kind, month=september, by=improver, today=TODAY)
    assert tuple(each.key for each in report.sections.order_by("pk")) == kind_of(kind).section_keys


def test_all_documents_on_a_month_draw_on_one_cut(draft: Report, improver: User, chair: User) -> None:
    others = [
        preparing.prepare(notice=draft.notice, kind=kind, month=OCTOBER, by=by, today=TODAY)
        for kind, by in (("scrutiny_update", improver), ("state_progress", chair))
    ]
    assert [each.cut_id for each in others] == [draft.cut_id, draft.cut_id]
    assert DataCut.objects.count() == 1


def test_taking_the_figures_again_moves_every_draft_of_the_month_with_it(
    draft: Report, improver: User
) -> None:
    other = preparing.prepare(
        notice=draft.notice, kind="scrutiny_update", month=OCTOBER, by=improver, today=TODAY
    )
    jobs = {draft.job_id, other.job_id}
    refreshed = preparing.refresh(report=draft, by=improver, today=TODAY)
    other.refresh_from_db()
    assert other.cut_id == refreshed.cut_id != draft.cut_id
    assert jobs.isdisjoint({other.job_id, refreshed.job_id})


def test_once_a_report_on_the_month_was_issued_another_cut_needs_a_reason(
    issued: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    other = preparing.prepare(
        notice=issued.notice, kind="scrutiny_update", month=OCTOBER, by=improver, today=TODAY
    )
    address, client = f"/councils/fernshire/reports/{other.pk}/refresh/", client_for(improver)
    page = client.post(address, {"reason": " "}).content.decode()
    assert "enter why the figures are taken again" in page
    other.refresh_from_db()
    assert other.cut_id == issued.cut_id
    client.post(address, {"reason": "Two readings were wrong."})
    other.refresh_from_db()
    assert other.cut.number == issued.cut.number + 1
    assert other.cut.reason == "Two readings were wrong."
    assert Report.objects.get(pk=issued.pk).cut_id == issued.cut_id


def test_a_month_whose_report_was_issued_is_corrected_and_not_prepared_again(
    issued: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    page = client_for(improver).post(ADDRESS, {"month": "2026-10"}).content.decode()
    assert "was issued as AR-2026-10 v1. To change it, open that report and correct it" in page
    assert Report.objects.count() == 1


def test_an_occasion_can_have_several_reports_in_a_month(
    notice: Notice, adviser: User, client_for: Callable[..., Client]
) -> None:
    issued_report(adviser, notice=notice, kind="adviser_concern", month=OCTOBER)
    client, address = client_for(adviser), f"{PREPARE}adviser_concern/"
    for _ in range(2):
        client.post(address, {"month": "2026-10"})
    second = Report.objects.exclude(status=Report.Status.ISSUED).get()
    assert (second.sequence, second.version) == (2, 1)
    assert str(second) == "Adviser's report to the Department, October 2026 (2)"


QUARTERS = [
    ("2026-09", "July to September 2026"),
    ("2026-06", "April to June 2026"),
    ("2026-03", "January to March 2026"),
]


def test_a_quarter_is_named_by_its_last_month(
    notice: Notice, improver: User, client_for: Callable[..., Client]
) -> None:
    address, client = f"{PREPARE}cabinet_quarterly/", client_for(improver)
    form = client.get(address).context["form"]
    assert form.fields["month"].choices == QUARTERS
    assert form.fields["month"].initial == "2026-09"
    assert "Choose a month from the list" in client.post(address, {"month": "2026-10"}).content.decode()
    with pytest.raises(Refusal, match="A quarter is named by its last month"):
        preparing.prepare(notice=notice, kind="cabinet_quarterly", month=OCTOBER, by=improver, today=TODAY)
    assert not Report.objects.exists()


def test_a_duty_or_a_meeting_of_another_notice_is_no_choice(
    notice: Notice, duty: Obligation, improver: User, other_council: Organisation
) -> None:
    foreign = ObligationFactory(
        clause=ClauseFactory(notice=NoticeFactory(council=other_council)), kind=Obligation.Kind.REPORT
    )
    meeting = PlannedEventFactory(obligation=foreign, planned_on=dt.date(2026, 12, 1))
    asked = {"notice": notice, "month": OCTOBER, "by": improver, "today": TODAY}
    with pytest.raises(Refusal) as refused:
        preparing.prepare(**asked, obligation=foreign)
    assert refused.value.field == "obligation"
    with pytest.raises(Refusal) as refused:
        preparing.prepare(**asked, obligation=duty, for_event=meeting)
    assert refused.value.field == "for_event"


def test_a_report_owed_to_each_meeting_is_prepared_for_one(
    notice: Notice, duty: Obligation, improver: User, client_for: Callable[..., Client]
) -> None:
    board = ObligationFactory(
        clause=ClauseFactory(notice=notice, number="6"),
        kind=Obligation.Kind.MEETING,
        summary="The board meets",
    )
    CadenceTermsFactory(obligation=duty, part=1, terms={"type": "before_each"}, follows=board)
    meeting = PlannedEventFactory(obligation=board, planned_on=dt.date(2026, 12, 1))
    client = client_for(improver)
    assert "1 December 2026: The board meets" in client.get(ADDRESS).content.decode()
    client.post(ADDRESS, {"month": "2026-10", "obligation": duty.pk, "for_event": meeting.pk})
    assert Report.objects.get().for_event == meeting
    assert PlannedEvent.objects.count() == 1


@pytest.fixture
def duties(notice: Notice) -> dict[str, Obligation]:
    """What the two sample notices ask to be reported, by whom and to whom."""
    said = {
        "5.b": ("report", Party.COUNCIL, Party.ADVISER, "Report to the adviser on progress"),
        "6.b": ("report", Party.COUNCIL, "board, adviser and Department", "Report to each board meeting"),
        "7": ("report", Party.BOARD_CHAIR, Party.SECRETARY_OF_STATE, "Provide a progress report"),
        "11": ("submission", Party.COUNCIL, Party.ADVISER, "Provide its own assessment of improvement"),
        "13": ("report", Party.ADVISER, Party.DEPARTMENT, "Provide regular reports"),
    }
    return {
        number: ObligationFactory(
            clause=ClauseFactory(notice=notice, number=number, order=order),
            kind=kind, duty_holder=holder, recipient=recipient, summary=summary,
        )
        for order, (number, (kind, holder, recipient, summary)) in enumerate(said.items(), start=1)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        ("adviser_monthly", "5.b"),
        ("state_progress", "7"),
        ("adviser_concern", "13"),
        ("self_assessment", "11"),
        ("scrutiny_update", ""),
        ("digest", ""),
        ("lifting", ""),
    ],
)
def test_each_kind_is_preset_to_the_duty_that_it_discharges(
    kind: str, number: str, notice: Notice, duties: dict[str, Obligation]
) -> None:
    found = default_obligation(notice, kind_of(kind))
    assert (found.clause.number if found else "") == number


def test_a_notice_that_has_one_report_go_to_several_has_it_discharged_by_the_monthly_one(
    notice: Notice, duties: dict[str, Obligation]
) -> None:
    duties["5.b"].delete()
    assert default_obligation(notice, kind_of("adviser_monthly")) == duties["6.b"]


def test_no_report_of_the_councils_discharges_what_another_owes(
    notice: Notice, duties: dict[str, Obligation]
) -> None:
    for kind in KINDS:
        holders = {each.duty_holder for each in reporting_obligations(notice, kind)}
        assert holders == {kind.duty_holder}


def test_a_correction_takes_over_the_texts_and_whose_they_are(issued: Report, improver: User) -> None:
    opened = preparing.open_correction(report=issued, reason="A figure was wrong.", by=improver, today=TODAY)
    assert (opened.version, opened.status, opened.correction_reason) == (2, "draft", "A figure was wrong.")
    assert (opened.cut_id, opened.discharges_id) == (issued.cut_id, issued.discharges_id)
    analysis = opened.sections.get(key="analysis")
    assert (analysis.text, analysis.written_by) == ("Visits fell.", improver)
    assert SectionVersion.objects.filter(section=analysis).count() == 1
    writing.write_sections(report=opened, texts={"analysis": "Visits fell by a tenth."}, by=improver)
    assert issued.sections.get(key="analysis").text == "Visits fell."
    again = preparing.open_correction(report=issued, reason="Another.", by=improver, today=TODAY)
    assert again.pk == opened.pk


def test_only_the_newest_issued_version_is_corrected_by_its_authors_with_a_reason(
    issued: Report, draft: Report, improver: User, adviser: User
) -> None:
    for report, reason, by, words in (
        (issued, " ", improver, "Enter why it is issued again"),
        (issued, "Wrong.", adviser, "The improvement team writes reports of this kind"),
        (
            ReportFactory(notice=issued.notice, month=dt.date(2026, 9, 1)),
            "Wrong.",
            improver,
            "Only an issued report",
        ),
    ):
        with pytest.raises(Refusal, match=words):
            preparing.open_correction(report=report, reason=reason, by=by, today=TODAY)
    issued_report(
        improver, notice=issued.notice, month=OCTOBER, cut=issued.cut, version=2, correction_reason="Wrong."
    )
    with pytest.raises(Refusal, match="Version 2 replaced this one"):
        preparing.open_correction(report=issued, reason="Wrong.", by=improver, today=TODAY)
