"""The versions of the plan: opened, submitted, judged, put in force, and held against each other."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from evidence.models import Evidence
from improvement_plans.models import Action, Plan, PlanVersion, VersionLine
from improvement_plans.plan_transitions import as_page
from improvement_plans.selectors.versions import version_in_force, versions_as_at
from notices.models import Discharge, Obligation
from tests.conftest import TODAY
from tests.factories import AreaFactory, CadenceTermsFactory, ClauseFactory, ObligationFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory, PlanVersionFactory
from tests.factories_text import VersionLineFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
VERSIONS = "/councils/fernshire/plan/versions/"
Status = PlanVersion.Status
DAY = f"{TODAY:%d/%m/%Y}"


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def action(plan: Plan) -> Action:
    area = AreaFactory(notice=plan.notice, letter="a")
    return ActionFactory(
        objective=ObjectiveFactory(plan=plan, reference="02", areas=[area]),
        reference="02.1",
        title="Agree a standard",
    )


@pytest.fixture
def draft(plan: Plan, action: Action) -> PlanVersion:
    return PlanVersionFactory(
        plan=plan, number=1, status=Status.DRAFT, submitted_on=None, opened_on=dt.date(2026, 11, 2)
    )


def submitted(version: PlanVersion, status: str = Status.SUBMITTED, **days: Any) -> PlanVersion:
    PlanVersion.objects.filter(pk=version.pk).update(
        status=status, submitted_on=dt.date(2026, 11, 10), **days
    )
    version.refresh_from_db()
    return version


@pytest.fixture
def duty(plan: Plan) -> Obligation:
    """The notice's duty to submit the plan by a day that has not come."""
    duty = ObligationFactory(clause=ClauseFactory(notice=plan.notice), kind=Obligation.Kind.SUBMISSION)
    CadenceTermsFactory(obligation=duty, terms={"type": "by_date", "date": "2026-12-15"})
    return duty


def page_of(client: Client, address: str, sent: dict[str, Any]) -> str:
    return client.post(f"{VERSIONS}{address}", sent, follow=True).content.decode()


def test_one_draft_is_opened_at_a_time(plan: Plan, improver: User, client_for: ClientFor) -> None:
    client = client_for(improver)
    assert "The draft is open." in page_of(client, "open/", {"what_changed": "Area g"})
    version = PlanVersion.objects.get()
    assert (version.number, version.status, version.opened_on, version.what_changed) == (
        1, Status.DRAFT, TODAY, "Area g",
    )  # fmt: skip
    assert "Version 1 is in draft already" in page_of(client, "open/", {})
    assert PlanVersion.objects.count() == 1
    assert "Open the next version" not in client.get(VERSIONS).content.decode()


def test_submitting_freezes_the_words(
    draft: PlanVersion, action: Action, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    page = page_of(client, f"{draft.pk}/submit/", {"submitted_on": DAY, "what_changed": "The first version"})
    draft.refresh_from_db()
    line = VersionLine.objects.get()
    assert (draft.status, draft.submitted_on, draft.submitted_by) == (Status.SUBMITTED, TODAY, improver)
    assert (line.action, line.reference, line.title, line.areas, line.due_on) == (
        action, "02.1", "Agree a standard", "a", dt.date(2026, 12, 31),
    )  # fmt: skip
    assert "Its words no longer change" in page
    Action.objects.update(title="Something else")
    shown = client.get(f"{VERSIONS}{draft.pk}/").content.decode()
    assert "Agree a standard" in shown
    assert "Something else" not in shown
    assert AuditEntry.objects.get().action == "submitted a version of the plan"


def test_submitting_can_discharge_the_duty_of_the_notice_with_its_evidence(
    draft: PlanVersion, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    sent = {
        "submitted_on": DAY, "what_changed": "All of it", "obligation": duty.pk,
        "url": "https://intranet.example/plan",
    }  # fmt: skip
    client, where = client_for(improver), f"{draft.pk}/submit/"
    assert "Duty that this discharges" in client.get(VERSIONS + where).content.decode()
    page_of(client, where, sent)
    discharge = Discharge.objects.get()
    assert (discharge.obligation, discharge.effective_on, discharge.recorded_by) == (duty, TODAY, improver)
    assert discharge.what == "Version 1 of the improvement plan submitted"
    assert [piece.effective_on for piece in discharge.evidence.all()] == [TODAY]
    assert "Duty that this discharges" not in client.get(VERSIONS + where).content.decode()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"submitted_on": "01/01/2100"}, "The date it was submitted must be today or earlier"),
        ({"submitted_on": "01/11/2026"}, "on or after 2 November 2026, when this version was opened"),
        ({"submitted_on": ""}, "Enter the date it was submitted"),
        ({"what_changed": " "}, "Enter what is new in this version"),
        ({"url": "https://intranet.example/plan"}, "Choose the duty that the evidence is for"),
        ({"obligation": "999"}, "Choose the duty that this discharges from the list"),
    ],
)
def test_a_refused_submission_leaves_nothing(
    wrong: dict[str, str],
    message: str,
    draft: PlanVersion,
    duty: Obligation,
    improver: User,
    client_for: ClientFor,
) -> None:
    sent = {"submitted_on": DAY, "what_changed": "All of it"} | wrong
    assert message in page_of(client_for(improver), f"{draft.pk}/submit/", sent)
    draft.refresh_from_db()
    assert (draft.status, VersionLine.objects.count(), Discharge.objects.count()) == (Status.DRAFT, 0, 0)


def test_what_the_notice_refuses_takes_the_submission_back(
    draft: PlanVersion, duty: Obligation, improver: User, client_for: ClientFor
) -> None:
    """A discharge before the notice was in force is refused, and with it the submission that it was part of."""
    notice = draft.plan.notice
    notice.in_force_from = TODAY
    notice.save()
    sent = {"submitted_on": "10/11/2026", "what_changed": "All of it", "obligation": duty.pk}
    page = page_of(client_for(improver), f"{draft.pk}/submit/", sent)
    assert "when the notice came into force" in page
    draft.refresh_from_db()
    counts = (VersionLine.objects.count(), Discharge.objects.count(), AuditEntry.objects.count())
    assert (draft.status, *counts, Evidence.objects.count()) == (Status.DRAFT, 0, 0, 0, 0)


def test_an_empty_plan_is_not_submitted(plan: Plan, improver: User, client_for: ClientFor) -> None:
    version = PlanVersionFactory(plan=plan, status=Status.DRAFT, submitted_on=None, opened_on=TODAY)
    sent = {"submitted_on": DAY, "what_changed": "Nothing"}
    assert "The plan has no action yet" in page_of(client_for(improver), f"{version.pk}/submit/", sent)


def test_a_version_is_submitted_once(draft: PlanVersion, improver: User, client_for: ClientFor) -> None:
    submitted(draft)
    page = page_of(
        client_for(improver), f"{draft.pk}/submit/", {"submitted_on": DAY, "what_changed": "Again"}
    )
    assert "Only a draft is submitted. Version 1: submitted." in page
    assert VersionLine.objects.count() == 0


JUDGED = {
    "judgement": "not_fit",
    "judged_on": DAY,
    "recommendations": "Say how workers are kept.\nMeasure area g.",
}


def test_the_adviser_judges_and_each_recommendation_is_listed(
    draft: PlanVersion, adviser: User, client_for: ClientFor
) -> None:
    submitted(draft)
    page = page_of(client_for(adviser), f"{draft.pk}/judge/", JUDGED)
    draft.refresh_from_db()
    assert (draft.status, draft.judged_on, draft.judged_by) == (Status.NOT_FIT, TODAY, adviser)
    assert '<li class="app-words">Measure area g.</li>' in page
    assert "?origin=diagnostic" in page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"judgement": ""}, "Choose whether the plan is fit for purpose"),
        ({"judgement": "in_force"}, "Choose whether the plan is fit for purpose from the list"),
        ({"recommendations": " "}, "Enter what the plan needs to become fit for purpose"),
        ({"judged_on": "09/11/2026"}, "on or after 10 November 2026, when the version was submitted"),
        ({"judged_on": "01/01/2100"}, "The date of the judgement must be today or earlier"),
    ],
)
def test_a_refused_judgement_says_why(
    wrong: dict[str, str], message: str, draft: PlanVersion, adviser: User, client_for: ClientFor
) -> None:
    submitted(draft)
    assert message in page_of(client_for(adviser), f"{draft.pk}/judge/", JUDGED | wrong)
    draft.refresh_from_db()
    assert (draft.status, draft.judged_on) == (Status.SUBMITTED, None)


def test_a_draft_is_never_judged(draft: PlanVersion, adviser: User, client_for: ClientFor) -> None:
    page = page_of(client_for(adviser), f"{draft.pk}/judge/", JUDGED)
    assert "Only a version that was submitted and not yet judged is judged. Version 1: draft." in page


def test_a_version_in_force_supersedes_the_earlier_ones(
    plan: Plan, draft: PlanVersion, improver: User, client_for: ClientFor
) -> None:
    submitted(draft, Status.IN_FORCE, judged_on=dt.date(2026, 11, 11), in_force_from=dt.date(2026, 11, 12))
    unjudged = submitted(PlanVersionFactory(plan=plan, number=2, status=Status.SUPERSEDED))
    unfit = submitted(PlanVersionFactory(plan=plan, number=3, status=Status.SUPERSEDED), Status.NOT_FIT)
    fit = submitted(
        PlanVersionFactory(plan=plan, number=4, status=Status.SUPERSEDED),
        Status.FIT,
        judged_on=dt.date(2026, 11, 15),
    )
    where, client = f"{fit.pk}/in-force/", client_for(improver)
    early = page_of(client, where, {"from_day": "14/11/2026"})
    assert "on or after 15 November 2026, when it was judged" in early
    page_of(client, where, {"from_day": "20/11/2026"})
    for version in (draft, unjudged, unfit, fit):
        version.refresh_from_db()
    assert [each.status for each in (draft, unjudged, unfit, fit)] == [
        Status.SUPERSEDED, Status.SUPERSEDED, Status.NOT_FIT, Status.IN_FORCE,
    ]  # fmt: skip
    assert (draft.superseded_on, fit.in_force_from) == (dt.date(2026, 11, 20), dt.date(2026, 11, 20))
    numbers = [
        found.version.number if (found := version_in_force(plan, day)) else None
        for day in (
            dt.date(2026, 11, 11),
            dt.date(2026, 11, 12),
            dt.date(2026, 11, 19),
            dt.date(2026, 11, 20),
        )
    ]
    assert numbers == [None, 1, 1, 4]
    assert "In force from 12 November 2026 until 19 November 2026" in client.get(VERSIONS).content.decode()


def test_only_what_was_judged_fit_comes_into_force(
    draft: PlanVersion, improver: User, client_for: ClientFor
) -> None:
    submitted(draft)
    page = page_of(client_for(improver), f"{draft.pk}/in-force/", {"from_day": DAY})
    assert "Only a version that was judged fit for purpose comes into force" in page
    draft.refresh_from_db()
    assert draft.status == Status.SUBMITTED


def test_on_an_earlier_day_a_version_is_what_it_was(
    draft: PlanVersion, board_member: User, client_for: ClientFor
) -> None:
    version = submitted(
        draft, Status.NOT_FIT, judged_on=dt.date(2026, 11, 15), recommendations="Measure area g."
    )
    client = client_for(board_member)
    page = client.get(f"{VERSIONS}{version.pk}/?as_at=2026-11-12").content.decode()
    assert "Submitted" in page
    assert "Measure area g." not in page
    assert "Measure area g." in client.get(f"{VERSIONS}{version.pk}/").content.decode()
    assert client.get(f"{VERSIONS}{version.pk}/?as_at=2026-11-01").status_code == 404


def test_what_was_not_recorded_by_a_day_was_not_known_on_it(draft: PlanVersion, plan: Plan) -> None:
    yesterday = TODAY - dt.timedelta(days=1)
    assert versions_as_at(plan, TODAY, known_on=yesterday) == ()
    record = draft.history.get()
    type(record).objects.update(history_date=record.history_date - dt.timedelta(days=5))
    draft.status, draft.submitted_on = Status.SUBMITTED, dt.date(2026, 11, 10)
    draft.save()
    assert [each.status for each in versions_as_at(plan, TODAY, known_on=yesterday)] == [Status.DRAFT]
    assert [each.status for each in versions_as_at(plan, TODAY)] == [Status.SUBMITTED]


def test_a_draft_is_held_against_the_version_in_force(
    plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    held = PlanVersionFactory(plan=plan, number=1, in_force_from=dt.date(2026, 3, 1))
    draft = PlanVersionFactory(
        plan=plan, number=2, status=Status.DRAFT, submitted_on=None, opened_on=dt.date(2026, 11, 2)
    )
    VersionLineFactory(version=held, action=action, title="Write a standard")
    left = ActionFactory(objective=action.objective, title="Gone", left_on=TODAY, left_because="Not wanted")
    VersionLineFactory(version=held, action=left)
    ActionFactory(objective=action.objective, title="Brand new")
    client, where = client_for(improver), f"{VERSIONS}{draft.pk}/"
    changed = client.get(f"{where}?show=changed").content.decode()
    assert "<del>Write a standard</del>" in changed
    assert "<ins>Agree a standard</ins>" in changed
    assert "Brand new" in client.get(f"{where}?show=added").content.decode()
    assert "Gone" in client.get(f"{where}?show=dropped").content.decode()
    assert "No action is in this group." in client.get(f"{where}?show=carried").content.decode()


def test_a_version_in_force_is_held_against_the_one_in_force_before_it(
    plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    days = {"in_force_from": dt.date(2026, 3, 1), "superseded_on": dt.date(2026, 11, 20)}
    held = PlanVersionFactory(plan=plan, number=1, status=Status.SUPERSEDED, **days)
    unfit = PlanVersionFactory(plan=plan, number=2, status=Status.NOT_FIT, judged_on=dt.date(2026, 11, 12))
    new = PlanVersionFactory(plan=plan, number=3, in_force_from=dt.date(2026, 11, 20))
    for version in (held, unfit, new):
        VersionLineFactory(version=version, action=action)
    client = client_for(improver)
    assert client.get(f"{VERSIONS}{new.pk}/").context["against"].version == held
    assert client.get(f"{VERSIONS}{unfit.pk}/").context["against"].version == held
    assert client.get(f"{VERSIONS}{new.pk}/?against=2").context["against"].version == unfit


def test_a_version_asks_the_same_for_three_actions_and_for_forty(
    draft: PlanVersion,
    action: Action,
    improver: User,
    client_for: ClientFor,
    queries_of: Callable[[Client, str], int],
) -> None:
    client, where = client_for(improver), f"{VERSIONS}{draft.pk}/"
    client.get(where)
    few = queries_of(client, where)
    ActionFactory.create_batch(39, objective=action.objective)
    assert (queries_of(client, where), Action.objects.count()) == (few, 40)


DEEDS = {
    "open/": "improver", "{}/submit/": "improver", "{}/judge/": "adviser", "{}/in-force/": "improver",
}  # fmt: skip


@pytest.mark.parametrize(
    "role",
    [
        "improver",
        "owner",
        "analyst",
        "chair",
        "adviser",
        "department_official",
        "board_member",
        "administrator",
    ],
)
def test_who_may_do_what_with_a_version(
    role: str, draft: PlanVersion, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    assert {client.get(VERSIONS + page).status_code for page in ("", f"{draft.pk}/")} == {200}
    for deed, who in DEEDS.items():
        expected = 200 if role == who else 403
        address = VERSIONS + deed.format(draft.pk)
        assert client.get(address).status_code == expected, deed
        assert client.post(address, {"judgement": "x"}).status_code in (
            {200, 302} if role == who else {403}
        ), deed


def test_for_an_outsider_there_is_no_version(
    draft: PlanVersion, outsider: User, improver: User, client_for: ClientFor
) -> None:
    addresses = ["", f"{draft.pk}/", *(deed.format(draft.pk) for deed in DEEDS)]
    client = client_for(outsider)
    assert {client.get(VERSIONS + address).status_code for address in addresses} == {404}
    other = PlanVersionFactory()
    assert client_for(improver).get(f"{VERSIONS}{other.pk}/").status_code == 404


def test_the_command_draws_the_page_of_the_documents(settings: Any, tmp_path: Path) -> None:
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("draw_plan_version_status", stdout=io.StringIO())
    assert (tmp_path / "docs" / "plan-version-status.md").read_text(encoding="utf-8") == as_page()
