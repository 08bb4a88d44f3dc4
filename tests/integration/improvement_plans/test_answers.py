"""How sources and clauses are answered and linked to actions through the pages, with every refusal."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.clock import today
from core.models import AuditEntry
from improvement_plans.answering import State
from improvement_plans.models import Action, Answer, Answering, Plan, Source
from improvement_plans.selectors.clauses import standing_about
from notices.models import Clause, Obligation
from tests.factories import AreaFactory, ClauseFactory, EvidenceFactory, ObligationFactory
from tests.factories_plan import ActionFactory, CompletionFactory, ObjectiveFactory, PlanFactory
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/plan/"
OTHERS = ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def source(plan: Plan) -> Source:
    return SourceFactory(plan=plan, reference="R1")


@pytest.fixture
def clause(plan: Plan) -> Clause:
    clause = ClauseFactory(notice=plan.notice, number="4.a")
    ObligationFactory(clause=clause, kind=Obligation.Kind.CONTENT)
    return clause


@pytest.fixture
def action(plan: Plan) -> Action:
    return ActionFactory(objective__plan=plan, reference="a1.1", title="Visit every child")


def places(source: Source, clause: Clause) -> dict[str, tuple[str, Source | Clause]]:
    return {
        "source": (f"{HOME}sources/{source.pk}/", source),
        "clause": (f"{HOME}coverage/clauses/{clause.pk}/", clause),
    }


def state_of(about: Source | Clause, plan: Plan) -> State:
    return standing_about(about, plan, today()).state


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("kind", ["source", "clause"])
def test_only_the_team_answers_and_links(
    kind: str,
    role: str,
    source: Source,
    clause: Clause,
    action: Action,
    client_for: ClientFor,
    request: pytest.FixtureRequest,
) -> None:
    client = client_for(request.getfixturevalue(role))
    place, _ = places(source, clause)[kind]
    for address in (f"{place}answer/", f"{place}actions/", f"{HOME}actions/{action.pk}/sources/"):
        assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)


@pytest.mark.parametrize("kind", ["source", "clause"])
def test_linking_an_action_answers_it_planned(
    kind: str,
    source: Source,
    clause: Clause,
    plan: Plan,
    action: Action,
    improver: User,
    client_for: ClientFor,
) -> None:
    place, about = places(source, clause)[kind]
    client = client_for(improver)
    assert "Visit every child" in client.get(f"{place}actions/").content.decode()
    answer = client.post(f"{place}actions/", {"actions": [action.pk], "actions_seen": ""})
    assert answer["Location"] == place
    link = Answering.objects.get()
    assert (getattr(link, kind), link.action, link.linked_on, link.linked_by) == (
        about, action, today(), improver,
    )  # fmt: skip
    assert (Answer.objects.get().kind, state_of(about, plan)) == ("planned", State.PLANNED)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", flat=True)) == [
        "linked an action",
        "linked to R1" if kind == "source" else "linked to clause 4.a",
        "answered: Planned",
    ]


def test_what_was_not_planned_is_planned_once_linked_and_what_was_done_stays_done(
    plan: Plan, source: Source, action: Action, improver: User, client_for: ClientFor
) -> None:
    done = SourceFactory(plan=plan)
    AnswerFactory(source=source, kind="not_planned", reason="No money")
    AnswerFactory(source=done, kind="done").evidence.add(EvidenceFactory(council=plan.notice.council))
    for each in (source, done):
        client_for(improver).post(f"{HOME}sources/{each.pk}/actions/", {"actions": [action.pk]})
    assert (state_of(source, plan), state_of(done, plan)) == (State.PLANNED, State.DONE)
    assert [each.kind for each in source.answers.all()] == ["not_planned", "planned"]


def test_a_link_that_is_taken_away_stays_on_record_and_the_source_says_so(
    source: Source, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    AnsweringFactory(source=source, action=action)
    AnswerFactory(source=source)
    client = client_for(improver)
    client.post(f"{HOME}sources/{source.pk}/actions/", {"actions_seen": str(action.pk)})
    assert Answering.objects.get().unlinked_on == today()
    shown = client.get(f"{HOME}sources/{source.pk}/").content.decode()
    assert "Answered planned on 2 June 2026, but no action is linked to it any longer." in shown
    assert AuditEntry.objects.filter(action="took an action away").count() == 1


def test_what_a_person_did_not_see_ticked_is_not_taken_away(
    source: Source, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    """A colleague linked `action` after this page was opened without it."""
    AnsweringFactory(source=source, action=action)
    other = ActionFactory(objective__plan=plan)
    client_for(improver).post(
        f"{HOME}sources/{source.pk}/actions/", {"actions": [other.pk], "actions_seen": ""}
    )
    assert set(Answering.objects.filter(unlinked_on=None).values_list("action", flat=True)) == {
        action.pk, other.pk,
    }  # fmt: skip


def test_an_action_can_be_linked_again_on_the_day_it_was_taken_away(
    source: Source, action: Action, improver: User, client_for: ClientFor
) -> None:
    client, place = client_for(improver), f"{HOME}sources/{source.pk}/actions/"
    for ticked, seen in (([action.pk], ""), ([], str(action.pk)), ([action.pk], "")):
        assert client.post(place, {"actions": ticked, "actions_seen": seen}).status_code == 302
    assert Answering.objects.filter(unlinked_on=None).count() == 1
    assert Answering.objects.count() == 2


def test_only_actions_in_this_plan_can_be_linked(
    source: Source, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    left = ActionFactory(objective__plan=plan, left_on=dt.date(2026, 5, 1), left_because="Merged")
    client = client_for(improver)
    for stranger in (ActionFactory(), left):
        answer = client.post(f"{HOME}sources/{source.pk}/actions/", {"actions": [stranger.pk]})
        assert "is no longer offered" in answer.content.decode()
    assert not Answering.objects.exists()


def test_the_search_finds_one_among_many_and_keeps_what_is_ticked_in_sight(
    source: Source, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    objective = ObjectiveFactory(plan=plan)
    ActionFactory.create_batch(50, objective=objective)
    rare = ActionFactory(objective=objective, title="Hold a summit", reference="z9")
    AnsweringFactory(source=source, action=action)
    client = client_for(improver)
    everything = client.get(f"{HOME}sources/{source.pk}/actions/").content.decode()
    assert everything.count('type="checkbox"') == 1 + 40
    assert "The first 40 are listed" in everything
    found = client.get(f"{HOME}sources/{source.pk}/actions/?words=summit").content.decode()
    assert found.count('type="checkbox"') == 1 + 1
    assert f'value="{rare.pk}"' in found
    assert "checked" in found


def test_one_action_is_linked_to_sources_and_clauses_from_its_own_page(
    source: Source, clause: Clause, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    gone = AnsweringFactory(action=action, source=SourceFactory(plan=plan))
    client = client_for(improver)
    typed = {
        "sources": [source.pk],
        "sources_seen": str(gone.source_id),
        "clauses": [clause.pk],
        "clauses_seen": "",
    }
    assert client.post(f"{HOME}actions/{action.pk}/sources/", typed).status_code == 302
    standing = Answering.objects.filter(unlinked_on=None)
    assert set(standing.values_list("source", "clause")) == {(source.pk, None), (None, clause.pk)}
    shown = client.get(f"{HOME}actions/{action.pk}/").content.decode()
    assert f'href="{HOME}sources/{source.pk}/"' in shown
    assert f'href="{HOME}coverage/clauses/{clause.pk}/"' in shown
    assert f'href="{HOME}actions/{action.pk}/sources/"' in shown


# Answering


def give(client: Client, place: str, **typed: Any) -> Any:
    return client.post(f"{place}answer/", {"reason": "", "url": "", **typed})


@pytest.mark.parametrize("kind", ["source", "clause"])
@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Choose how it is answered"),
        ({"kind": "ignored"}, "Choose how it is answered from the list"),
        ({"kind": "planned"}, "Link at least one action of the plan first"),
        ({"kind": "done"}, "Give evidence that it is done: no action is linked to it"),
        ({"kind": "not_planned"}, "Enter why it is not planned"),
        ({"kind": "not_planned", "reason": "  "}, "Enter why it is not planned"),
        ({"kind": "done", "url": "not an address"}, "must be a web address"),
    ],
)
def test_an_answer_that_rests_on_nothing_is_refused(
    typed: dict[str, Any],
    message: str,
    kind: str,
    source: Source,
    clause: Clause,
    improver: User,
    client_for: ClientFor,
) -> None:
    answer = give(client_for(improver), places(source, clause)[kind][0], **typed)
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert not Answer.objects.exists()


def test_done_waits_for_every_linked_action(
    source: Source, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    other = ActionFactory(objective__plan=plan, reference="b2.2")
    for each in (action, other):
        AnsweringFactory(source=source, action=each)
    client, place = client_for(improver), f"{HOME}sources/{source.pk}/"
    CompletionFactory(action=action)
    assert "Still open: b2.2" in give(client, place, kind="done").content.decode()
    CompletionFactory(action=other)
    assert give(client, place, kind="done").status_code == 302
    assert state_of(source, plan) is State.DONE


def test_done_by_evidence_that_is_kept_or_linked_to(
    source: Source, clause: Clause, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    kept = EvidenceFactory(council=plan.notice.council, title="Audit of visits")
    client = client_for(improver)
    give(client, f"{HOME}sources/{source.pk}/", kind="done", evidence=kept.pk)
    give(client, f"{HOME}coverage/clauses/{clause.pk}/", kind="done", url="https://intranet.example/a")
    assert (state_of(source, plan), state_of(clause, plan)) == (State.DONE, State.DONE)
    assert list(source.answers.get().evidence.all()) == [kept]
    assert clause.answers.get().evidence.get().effective_on == today()
    assert "Audit of visits" in client.get(f"{HOME}sources/{source.pk}/").content.decode()


def test_another_councils_evidence_is_not_offered(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    answer = give(
        client_for(improver), f"{HOME}sources/{source.pk}/", kind="done", evidence=EvidenceFactory().pk
    )
    assert answer.status_code == 200
    assert not Answer.objects.exists()


def test_evidence_that_expires_no_longer_answers(source: Source, plan: Plan) -> None:
    piece = EvidenceFactory(council=plan.notice.council, expires_on=dt.date(2026, 11, 1))
    AnswerFactory(source=source, kind="done", given_on=dt.date(2026, 10, 2)).evidence.add(piece)
    states = [standing_about(source, plan, dt.date(2026, *day)).state for day in ((10, 31), (11, 1))]
    assert states == [State.DONE, State.UNANSWERED]


def test_not_planned_keeps_its_reason_and_its_author(
    clause: Clause, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    place = f"{HOME}coverage/clauses/{clause.pk}/"
    give(client_for(improver), place, kind="not_planned", reason="The register shows each discharge.")
    given = clause.answers.get()
    assert (given.reason, given.given_by, given.given_on) == (
        "The register shows each discharge.", improver, today(),
    )  # fmt: skip
    shown = client_for(improver).get(place).content.decode()
    assert "The register shows each discharge." in shown
    assert AuditEntry.objects.get().action == "answered: Not planned, because"


def test_answers_are_only_added_and_the_same_again_is_refused(
    source: Source, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    client, place = client_for(improver), f"{HOME}sources/{source.pk}/"
    give(client, place, kind="not_planned", reason="No money")
    again = give(client, place, kind="not_planned", reason="No money")
    assert "It is answered that way already" in again.content.decode()
    give(client, place, kind="not_planned", reason="The grant was refused")
    assert [each.reason for each in source.answers.all()] == ["No money", "The grant was refused"]


def test_a_source_whose_actions_all_left_the_plan_is_unanswered_again(
    source: Source, plan: Plan, action: Action, improver: User, client_for: ClientFor
) -> None:
    AnsweringFactory(source=source, action=action)
    AnswerFactory(source=source)
    Action.objects.update(left_on=dt.date(2026, 9, 1), left_because="Merged into another")
    before, after = (standing_about(source, plan, dt.date(2026, *day)) for day in ((8, 31), (9, 1)))
    assert (before.state, after.state) == (State.PLANNED, State.UNANSWERED)
    shown = client_for(improver).get(f"{HOME}sources/{source.pk}/").content.decode()
    assert "no longer in the plan: a1.1" in shown
    assert "left on 1 September 2026: Merged into another" in shown


def test_as_at_and_as_known_on_an_earlier_day(source: Source, plan: Plan, action: Action) -> None:
    link = AnsweringFactory(source=source, action=action, linked_on=dt.date(2026, 6, 1))
    Source.objects.update(recorded_at=dt.datetime(2026, 5, 12, tzinfo=dt.UTC))
    Answering.objects.update(recorded_at=dt.datetime(2026, 6, 5, tzinfo=dt.UTC))
    link.refresh_from_db()
    link.unlinked_on = dt.date(2026, 8, 1)
    link.save()
    june, july, august = dt.date(2026, 6, 3), dt.date(2026, 7, 1), dt.date(2026, 8, 1)
    cases = [
        (june, None, State.PLANNED),
        (june, dt.date(2026, 6, 4), State.UNANSWERED),
        (june, dt.date(2026, 6, 5), State.PLANNED),
        (august, None, State.UNANSWERED),
        (august, july, State.PLANNED),
        (july, august, State.PLANNED),
    ]
    found = [standing_about(source, plan, day, known_on=known).state for day, known, _ in cases]
    assert found == [state for _, _, state in cases]


def test_an_area_that_a_clause_names_covers_it_while_it_has_an_active_action(
    clause: Clause, plan: Plan, improver: User, client_for: ClientFor
) -> None:
    area = AreaFactory(notice=plan.notice, clause=clause)
    assert state_of(clause, plan) is State.UNANSWERED
    action = ActionFactory(objective=ObjectiveFactory(plan=plan, areas=[area]))
    shown = client_for(improver).get(f"{HOME}coverage/clauses/{clause.pk}/").content.decode()
    assert "Covered by the 1 active action of its area." in shown
    CompletionFactory(action=action)
    assert state_of(clause, plan) is State.UNANSWERED
