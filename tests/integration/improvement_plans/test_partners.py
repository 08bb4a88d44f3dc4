"""What a partner agency sees of the plan: its own actions whole enough to help with them, and nothing else."""

import datetime as dt
from typing import Any

import pytest

from accounts.models import Organisation, Role, User
from evidence.models import Evidence
from improvement_plans.models import Action, Contribution
from tests.factories import (
    EvidenceFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)
from tests.factories_plan import ActionFactory, ActionUpdateFactory, ObjectiveFactory, PlanFactory

HOME = "/councils/fernshire/"
OWN = f"{HOME}plan/contributions/"


@pytest.fixture
def objective(council: Organisation) -> Any:
    return ObjectiveFactory(plan=PlanFactory(notice=NoticeFactory(council=council)))


@pytest.fixture
def shared(objective: Any, agency: Organisation) -> Action:
    """An action to which the partner's agency contributes."""
    action = ActionFactory(objective=objective, title="See every child in hospital")
    action.partner_agencies.add(agency)
    return action


@pytest.fixture
def kept(objective: Any) -> Action:
    """An action that is the council's alone."""
    return ActionFactory(objective=objective, title="Reorganise the front door")


def page_of(action: Action) -> str:
    return f"{HOME}plan/actions/{action.pk}/"


def test_the_list_has_what_the_agency_contributes_to_and_nothing_else(
    shared: Action, kept: Action, partner: User, client_for: Any
) -> None:
    page = client_for(partner).get(OWN).content.decode()
    assert "See every child in hospital" in page
    assert "Reorganise the front door" not in page


@pytest.mark.parametrize("tie", ["contributes", "owns"])
def test_a_post_that_the_partner_holds_opens_its_actions(
    tie: str, kept: Action, council: Organisation, partner: User, client_for: Any
) -> None:
    post = PostFactory(organisation=council) if tie == "contributes" else kept.owner_post
    if tie == "contributes":
        kept.contributing_posts.add(post)
    client = client_for(partner)
    assert client.get(page_of(kept)).status_code == 404
    holding = PostHoldingFactory(post=post, person=partner, started_on=dt.date(2026, 1, 1))
    assert client_for(partner).get(page_of(kept)).status_code == 200
    holding.ended_on = dt.date(2026, 6, 30)
    holding.save()
    assert client_for(partner).get(page_of(kept)).status_code == 404


def test_an_action_of_others_does_not_exist_for_a_partner(
    shared: Action, kept: Action, partner: User, client_for: Any
) -> None:
    client = client_for(partner)
    assert client.get(page_of(shared)).status_code == 200
    answer = client.get(page_of(kept))
    assert answer.status_code == 404
    assert "Reorganise" not in answer.content.decode()


def test_the_same_agency_in_another_councils_plan_opens_nothing_here(
    shared: Action, agency: Organisation, other_council: Organisation, partner: User, client_for: Any
) -> None:
    elsewhere = ActionFactory(objective__plan__notice__council=other_council)
    elsewhere.partner_agencies.add(agency)
    client = client_for(partner)
    assert client.get(f"/councils/marlow-vale/plan/actions/{elsewhere.pk}/").status_code == 404
    assert client.get(page_of(elsewhere)).status_code == 404
    assert elsewhere.title not in client.get(OWN).content.decode()


def test_the_page_shows_only_evidence_that_may_leave_and_counts_on_the_day(
    shared: Action, council: Organisation, partner: User, client_for: Any
) -> None:
    may_leave = Evidence.Confidentiality.MAY_LEAVE
    for title, more in {
        "Ward round notes": {"confidentiality": may_leave},
        "Staffing review": {"confidentiality": Evidence.Confidentiality.COUNCIL_ONLY},
        "Old protocol": {"confidentiality": may_leave, "expires_on": dt.date(2026, 11, 1)},
        "Protocol to come": {"confidentiality": may_leave, "effective_on": dt.date(2026, 12, 1)},
    }.items():
        kept: dict[str, Any] = {"effective_on": dt.date(2026, 2, 1), **more}
        shared.evidence.add(EvidenceFactory(council=council, title=title, **kept))
    page = client_for(partner).get(f"{page_of(shared)}?as_at=2026-11-22").content.decode()
    assert "Ward round notes" in page
    assert not [title for title in ("Staffing review", "Old protocol", "Protocol to come") if title in page]


def test_the_page_shows_the_owners_updates_and_the_agencys_own_words_only(
    shared: Action, agency: Organisation, council: Organisation, partner: User, client_for: Any
) -> None:
    ActionUpdateFactory(action=shared, narrative="Two wards agreed.")
    post = PostFactory(organisation=council)
    for words, whose in (("Rota agreed", {"for_agency": agency}), ("Budget row", {"for_post": post})):
        Contribution.objects.create(
            action=shared, narrative=words, given_on=dt.date(2026, 11, 2), given_by=partner, **whose
        )
    page = client_for(partner).get(page_of(shared)).content.decode()
    assert "Two wards agreed." in page
    assert "Rota agreed" in page
    assert "Budget row" not in page


def test_no_link_on_a_partners_pages_leads_to_a_closed_door(
    shared: Action, kept: Action, partner: User, client_for: Any
) -> None:
    client = client_for(partner)
    for address in (HOME, OWN, page_of(shared), f"{HOME}plan/asked/"):
        page = client.get(address).content.decode()
        for link in {part.split('"')[0] for part in page.split('href="')[1:]}:
            if link.startswith(HOME):
                assert client.get(link.replace("&amp;", "&")).status_code == 200, (address, link)


def test_the_header_offers_a_partner_only_what_opens(
    shared: Action, partner: User, improver: User, client_for: Any
) -> None:
    page = client_for(partner).get(HOME).content.decode()
    assert f'href="{HOME}plan/contributions/"' in page
    for closed in ("notices/", "plan/", "digest/", "board/", "reviews/", "reports/", "dashboard/"):
        assert f'href="{HOME}{closed}"' not in page
    everything = client_for(improver).get(HOME).content.decode()
    assert f'href="{HOME}dashboard/"' in everything
    assert f'href="{HOME}plan/contributions/"' not in everything


def test_the_partners_home_says_nothing_of_the_notice_the_programme_or_the_reports(
    shared: Action, kept: Action, partner: User, client_for: Any
) -> None:
    ObligationFactory(clause__notice=shared.objective.plan.notice, summary="Hold the board")
    page = client_for(partner).get(HOME).content.decode()
    for words in (
        "Hold the board",
        "The whole programme",
        "Newest report",
        "Reorganise",
        "Position",
    ):
        assert words not in page


def test_somebody_with_a_second_role_reads_all(
    kept: Action, council: Organisation, partner: User, client_for: Any
) -> None:
    MembershipFactory(council=council, person=partner, role=Role.BOARD_MEMBER)
    client = client_for(partner)
    assert client.get(page_of(kept)).status_code == 200
    assert client.get(f"{HOME}plan/").status_code == 200


def test_once_the_role_has_ended_nothing_is_there(shared: Action, partner: User, client_for: Any) -> None:
    membership = partner.memberships.get()
    membership.ended_on = membership.started_on
    membership.save()
    assert client_for(partner).get(page_of(shared)).status_code == 404


def test_forty_actions_take_no_more_queries_than_three(
    objective: Any, agency: Organisation, partner: User, client_for: Any, queries_of: Any
) -> None:
    client = client_for(partner)
    for action in ActionFactory.create_batch(3, objective=objective):
        action.partner_agencies.add(agency)
    few = queries_of(client, OWN)
    for action in ActionFactory.create_batch(37, objective=objective):
        action.partner_agencies.add(agency)
    assert queries_of(client, OWN) == few
