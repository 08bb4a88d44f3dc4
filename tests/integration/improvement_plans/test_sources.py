"""Sources: the list with its filters and exports, typing one and several, editing, and who may do which."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Organisation, User
from core.clock import today
from core.models import AuditEntry
from improvement_plans.models import Action, Answer, Plan, Source
from tests.factories import AreaFactory, MembershipFactory
from tests.factories_plan import ActionFactory, CompletionFactory, PlanFactory
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
QueriesOf = Callable[[Client, str], int]
HOME = "/councils/fernshire/plan/"
READERS = [
    "improver",
    "owner",
    "analyst",
    "chair",
    "adviser",
    "department_official",
    "board_member",
    "administrator",
]
SHARED = {
    "origin": "inspection",
    "kind": "recommendation",
    "addressee": "childrens_services",
    "document": "Inspection report, 12 May 2026",
    "received_on": "12 May 2026",
}
ONE = {**SHARED, "reference": "R3", "words": "See every child alone."}


@pytest.fixture
def plan(council: Organisation) -> Plan:
    return PlanFactory(notice__council=council)


@pytest.fixture
def source(plan: Plan, improver: User) -> Source:
    return SourceFactory(plan=plan, reference="R1", words="Make visits in time", recorded_by=improver)


def page(client: Client, address: str) -> str:
    return client.get(HOME + address).content.decode()


def sheet(client: Client, query: str) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(client.get(f"{HOME}sources.xlsx?{query}").content))
    return list(book.active.iter_rows(min_row=2, values_only=True))


@pytest.mark.parametrize("role", READERS)
def test_everybody_in_the_recovery_reads_the_sources(
    role: str, source: Source, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    for address in ("sources/", f"sources/{source.pk}/", "sources.csv", "sources.xlsx"):
        assert client.get(HOME + address).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["sources/", "sources/{pk}/", "sources.csv", "sources/add/", "sources/add-several/", "sources/{pk}/edit/",
     "sources/{pk}/answer/", "sources/{pk}/actions/"],
)  # fmt: skip
def test_for_an_outsider_nothing_is_there(
    address: str, source: Source, outsider: User, client_for: ClientFor
) -> None:
    assert client_for(outsider).get(HOME + address.format(pk=source.pk)).status_code == 404
    assert client_for(None).get(HOME + address.format(pk=source.pk)).status_code == 302


def test_another_councils_source_is_not_there(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    PlanFactory(notice__council=council)
    elsewhere, client = SourceFactory(), client_for(improver)
    for deed in ("", "edit/", "answer/", "actions/"):
        assert client.get(f"{HOME}sources/{elsewhere.pk}/{deed}").status_code == 404


def test_without_a_plan_the_list_says_so_and_nothing_can_be_added(
    council: Organisation, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert "There is no improvement plan yet" in page(client, "sources/")
    assert {client.get(HOME + each).status_code for each in ("sources.csv", "sources/add/")} == {404}


def test_filters_narrow_page_and_export_alike(plan: Plan, improver: User, client_for: ClientFor) -> None:
    area = AreaFactory(notice=plan.notice, letter="b")
    first = SourceFactory(plan=plan, reference="R2", words="See children", areas=[area])
    SourceFactory(plan=plan, reference="R10", addressee="safeguarding_board", words="Hold the board")
    SourceFactory(plan=plan, reference="Q1", origin="department_letter", kind="question", words="Why late?")
    AnsweringFactory(source=first, action=ActionFactory(objective__plan=plan, reference="b2.1"))
    AnswerFactory(source=Source.objects.get(reference="Q1"), kind="not_planned", reason="Answered by letter")
    expected = {
        "": ["R2", "R10", "Q1"],
        "origin=department_letter": ["Q1"],
        "kind=recommendation": ["R2", "R10"],
        "addressee=safeguarding_board": ["R10"],
        f"area={area.pk}": ["R2"],
        "state=planned": ["R2"],
        "state=unanswered": ["R10"],
        "state=not_planned": ["Q1"],
        "state=done": [],
        "words=children": ["R2"],
        "words=inspection": [],
        "as_at=2026-05-11": [],
        "origin=inspection&state=unanswered": ["R10"],
    }
    client = client_for(improver)
    for query, references in expected.items():
        assert [row[0] for row in sheet(client, query)] == references, query
        shown = page(client, f"sources/?{query}")
        assert [f">{each}</a> " in shown for each in ("R2", "R10", "Q1")] == [
            each in references for each in ("R2", "R10", "Q1")
        ], query


def test_counts_open_the_list_behind_them(plan: Plan, improver: User, client_for: ClientFor) -> None:
    SourceFactory.create_batch(2, plan=plan)
    shown = page(client_for(improver), "sources/?origin=inspection&state=done")
    opened = 'href="?origin=inspection&amp;state=unanswered">Unanswered</a>'
    assert f'>2</span><a class="govuk-link app-count__words" {opened}' in shown
    assert "No source is like that" in shown


@pytest.mark.parametrize(
    "query", ["origin=x", "area=9999999", "area=x", "state=x", "page=99", "as_at=soon", "words=%00", "plan="]
)
def test_a_query_that_cannot_be_read_is_never_an_error_of_ours(
    query: str, source: Source, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    for address in ("sources/", "sources.csv"):
        assert client.get(f"{HOME}{address}?{query}").status_code == 200


def test_the_export_says_how_each_is_answered_and_makes_formulas_inert(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    AnsweringFactory(source=source, action=ActionFactory(objective__plan=source.plan, reference="a1.1"))
    Source.objects.update(words="=HYPERLINK(1)")
    text = client_for(improver).get(f"{HOME}sources.csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "R1" in text
    assert "Planned" in text
    assert "a1.1" in text


def test_one_source_shows_words_actions_and_answers_in_order(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    action = ActionFactory(objective__plan=source.plan, title="Visit every child")
    AnsweringFactory(source=source, action=action)
    AnswerFactory(
        source=source, kind=Answer.Kind.NOT_PLANNED, reason="No money", given_on=dt.date(2026, 5, 20)
    )
    AnswerFactory(source=source, given_on=dt.date(2026, 6, 2), given_by=improver)
    shown = page(client_for(improver), f"sources/{source.pk}/")
    assert "Make visits in time" in shown
    assert "Visit every child" in shown
    assert shown.index("No money") < shown.index("The actions linked to it")


def test_an_earlier_day_shows_what_stood_then(source: Source, improver: User, client_for: ClientFor) -> None:
    AnsweringFactory(
        source=source, action=ActionFactory(objective__plan=source.plan, title="Visit every child"),
        linked_on=dt.date(2026, 6, 1), unlinked_on=dt.date(2026, 7, 1),
    )  # fmt: skip
    AnswerFactory(source=source, given_on=dt.date(2026, 6, 2))
    client = client_for(improver)
    states = {
        "2026-05-31": (False, "Unanswered"),
        "2026-06-01": (True, "Planned"),
        "2026-06-30": (True, "Planned"),
        "2026-07-01": (False, "no action is linked to it any longer"),
    }
    for day, (is_linked, words) in states.items():
        shown = page(client, f"sources/{source.pk}/?as_at={day}")
        assert ("Visit every child" in shown, words in shown) == (is_linked, True), day
    assert client.get(f"{HOME}sources/{source.pk}/?as_at=2026-05-11").status_code == 404
    yesterday = today() - dt.timedelta(days=1)
    assert client.get(f"{HOME}sources/{source.pk}/?known_on={yesterday}").status_code == 404


# Typing


WHO_ADDS = {"improver", "adviser"}


@pytest.mark.parametrize("role", READERS)
@pytest.mark.parametrize("deed", ["add", "add-several"])
def test_the_team_and_the_adviser_add_sources(
    deed: str, role: str, plan: Plan, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    typed = {**ONE, "origin": "diagnostic", "lines": "R3 See every child alone."}
    shown, sent = client.get(f"{HOME}sources/{deed}/"), client.post(f"{HOME}sources/{deed}/", typed)
    expected = (200, 302, 1) if role in WHO_ADDS else (403, 403, 0)
    assert (shown.status_code, sent.status_code, Source.objects.count()) == expected


def test_what_is_typed_is_kept_with_its_author(plan: Plan, improver: User, client_for: ClientFor) -> None:
    area = AreaFactory(notice=plan.notice)
    answer = client_for(improver).post(f"{HOME}sources/add/", {**ONE, "areas": [area.pk]})
    source = Source.objects.get()
    assert answer["Location"] == f"{HOME}sources/{source.pk}/"
    assert (source.reference, source.words, source.received_on) == (
        "R3", "See every child alone.", dt.date(2026, 5, 12),
    )  # fmt: skip
    assert (source.recorded_by, list(source.areas.all()), source.revision) == (improver, [area], 1)
    entry = AuditEntry.objects.get(action="added a source")
    assert (entry.actor_name, entry.scope, entry.detail["reference"]) == ("Imogen Prowse", "fernshire", "R3")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"reference": ""}, "Enter the reference"),
        ({"reference": "R1"}, "The plan already has a source with the reference R1: enter another"),
        ({"reference": "R" * 31}, "Reference must be 30 characters or fewer"),
        ({"words": " "}, "Enter the exact words"),
        ({"received_on": "soon"}, "must be a real date"),
        ({"received_on": "1 January 2199"}, "The day it was received must be today or earlier"),
        ({"origin": "rumour"}, "Choose the origin from the list"),
        ({"areas": ["999999"]}, "from the list"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    change: dict[str, Any], message: str, source: Source, improver: User, client_for: ClientFor
) -> None:
    AreaFactory(notice=source.plan.notice)
    answer = client_for(improver).post(f"{HOME}sources/add/", {**ONE, **change})
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert Source.objects.count() == 1


def test_the_adviser_adds_only_a_diagnostic(plan: Plan, adviser: User, client_for: ClientFor) -> None:
    client = client_for(adviser)
    assert client.post(f"{HOME}sources/add/", ONE).status_code == 200
    assert not Source.objects.exists()
    assert client.post(f"{HOME}sources/add/", {**ONE, "origin": "diagnostic"}).status_code == 302
    assert Source.objects.get().recorded_by == adviser


def test_several_are_typed_at_once(plan: Plan, improver: User, client_for: ClientFor) -> None:
    lines = "R1 See every child\n\n2. Hold the board\nQ7: Why was it late?\n"
    answer = client_for(improver).post(f"{HOME}sources/add-several/", {**SHARED, "lines": lines})
    assert answer["Location"] == f"{HOME}sources/?origin=inspection"
    assert list(Source.objects.order_by("pk").values_list("reference", "words")) == [
        ("R1", "See every child"), ("2", "Hold the board"), ("Q7", "Why was it late?"),
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="added a source").count() == 3


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "Enter the sources, one on each line"),
        ("R2 Two\nno reference here", "Line 2 must begin with a reference"),
        ("R2 Two\nR2 Again", "Line 2 has the same reference as line 1, R2"),
        ("R2 Two\nR1 One", "The plan already has R1"),
    ],
)
def test_of_several_all_are_added_or_none(
    lines: str, message: str, source: Source, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(f"{HOME}sources/add-several/", {**SHARED, "lines": lines})
    assert message in answer.content.decode()
    assert Source.objects.count() == 1
    assert not AuditEntry.objects.exists()


# Editing


def edit(client: Client, source: Source, **change: Any) -> Any:
    typed = {**ONE, "reference": source.reference, "origin": source.origin, "revision": source.revision}
    return client.post(f"{HOME}sources/{source.pk}/edit/", {**typed, **change})


def test_the_team_edits_and_the_earlier_words_stay(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    assert edit(client_for(improver), source, words="Make every visit in time").status_code == 302
    source.refresh_from_db()
    assert (source.words, source.revision, source.changed_by) == ("Make every visit in time", 2, improver)
    assert list(source.history.values_list("words", flat=True)) == [
        "Make every visit in time", "Make visits in time",
    ]  # fmt: skip
    assert AuditEntry.objects.get().action == "edited a source"


@pytest.mark.parametrize("role", [each for each in READERS if each != "improver"])
def test_nobody_else_edits_what_the_team_entered(
    role: str, source: Source, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    Source.objects.update(origin="diagnostic")
    client = client_for(request.getfixturevalue(role))
    assert client.get(f"{HOME}sources/{source.pk}/edit/").status_code == 403
    assert edit(client, source, words="Other words").status_code == 403
    source.refresh_from_db()
    assert source.words == "Make visits in time"


def test_the_adviser_edits_his_own_recommendation_and_the_team_does_not(
    plan: Plan, adviser: User, improver: User, client_for: ClientFor
) -> None:
    own = SourceFactory(plan=plan, origin="diagnostic", recorded_by=adviser)
    assert edit(client_for(improver), own, words="The team's words").status_code == 403
    assert "Edit</a>" not in page(client_for(improver), f"sources/{own.pk}/")
    assert edit(client_for(adviser), own, words="The adviser's better words").status_code == 302
    own.refresh_from_db()
    assert own.words == "The adviser's better words"


def test_an_adviser_does_not_edit_another_advisers_recommendation(
    plan: Plan, adviser: User, client_for: ClientFor
) -> None:
    former = MembershipFactory(council=plan.notice.council, role="adviser")
    other = SourceFactory(plan=plan, origin="diagnostic", recorded_by=former.person)
    assert edit(client_for(adviser), other).status_code == 403


def test_the_second_of_two_at_once_is_shown_the_difference(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    edit(client, source, words="The first words")
    answer = edit(client, source, words="The second words")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "after you had opened it" in shown
    assert "The first words" in shown
    assert "The second words" in shown
    source.refresh_from_db()
    assert source.words == "The first words"


def test_a_second_source_cannot_take_the_reference_of_the_first(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    other = SourceFactory(plan=source.plan, reference="R9")
    shown = edit(client_for(improver), other, reference="R1").content.decode()
    assert "The plan already has a source with the reference R1" in shown
    other.refresh_from_db()
    assert (other.reference, other.revision) == ("R9", 1)


def test_an_earlier_day_shows_the_words_of_that_day_and_the_history_what_changed(
    source: Source, improver: User, client_for: ClientFor
) -> None:
    area = AreaFactory(notice=source.plan.notice, letter="c")
    long_ago = dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    source.history.update(history_date=long_ago)
    Source.objects.update(recorded_at=long_ago)
    client = client_for(improver)
    edit(client, source, words="Make every visit in time", areas=[area.pk])
    earlier = today() - dt.timedelta(days=1)
    then, now = (page(client, f"sources/{source.pk}/{query}") for query in (f"?as_at={earlier}", ""))
    assert ("Make visits in time" in then, "Make every visit in time" in then) == (True, False)
    assert "<del>Make visits in time</del>" in now
    assert "<ins>Make every visit in time</ins>" in now
    assert "<dt>Areas</dt>" in now
    assert [row[1] for row in sheet(client, f"as_at={earlier}")] == ["Make visits in time"]


# Size


@pytest.mark.parametrize("address", ["sources/", "sources.csv"])
def test_forty_sources_take_as_many_queries_as_three(
    address: str, plan: Plan, improver: User, client_for: ClientFor, queries_of: QueriesOf
) -> None:
    client = client_for(improver)
    area = AreaFactory(notice=plan.notice)

    def more(number: int) -> None:
        for _ in range(number):
            source = SourceFactory(plan=plan, areas=[area])
            link = AnsweringFactory(source=source, action=ActionFactory(objective__plan=plan))
            CompletionFactory(action=link.action)
            AnswerFactory(source=source)

    more(3)
    client.get(HOME + address)
    few = queries_of(client, HOME + address)
    more(37)
    assert queries_of(client, HOME + address) == few
    assert Action.objects.count() == 40


def test_one_source_with_forty_actions_takes_as_many_queries_as_with_three(
    source: Source, improver: User, client_for: ClientFor, queries_of: QueriesOf
) -> None:
    client, address = client_for(improver), f"{HOME}sources/{source.pk}/"
    for _ in range(3):
        AnsweringFactory(source=source, action=ActionFactory(objective__plan=source.plan))
    client.get(address)
    few = queries_of(client, address)
    for _ in range(37):
        AnsweringFactory(source=source, action=ActionFactory(objective__plan=source.plan))
    assert queries_of(client, address) == few
