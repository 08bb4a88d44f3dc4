"""The agenda of a meeting: built, read, its items added, changed, moved, withdrawn and linked; over HTTP."""

import datetime as dt

import pytest

from boards.models import AgendaItem, AgendaLink, ItemKind
from boards.services.agenda import build_agenda
from boards.services.carrying import carry_forward
from core.models import AuditEntry
from tests.factories import NoticeFactory, PostHoldingFactory
from tests.factories_board_work import (
    HOME,
    AgendaLinkFactory,
    PaperFactory,
    TemplateItemFactory,
    a_board,
    action_of,
    confidential_item,
    held_meeting,
    item_of,
    meeting_on,
    post_of,
    report_to_each_meeting,
)
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)
READERS = ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]


@pytest.fixture
def board(council):
    return a_board(council)


@pytest.fixture
def meeting(board):
    return meeting_on(board, dt.date(2026, 12, 16))


def words(**changes):
    """What somebody fills in for an item."""
    return {
        "title": "Recruitment", "purpose": "decide", "minutes": 25, "presenter_post": "", "presenter": "",
        "summary": "", "confidential_because": "", "clause": "", **changes,
    }  # fmt: skip


def titles(meeting):
    return list(meeting.items.order_by("order").values_list("title", flat=True))


def agenda(meeting):
    return f"{HOME}meetings/{meeting.pk}/agenda/"


# Building


def test_without_a_template_the_standard_agenda_is_built(improver, meeting, client_for):
    client = client_for(improver)
    page = client.post(f"{agenda(meeting)}build/", follow=True).content.decode()
    assert "Added: 9 items" in page
    kinds = list(meeting.items.order_by("order").values_list("kind", flat=True))
    assert kinds == [
        "item",
        "minutes",
        "actions",
        "progress_report",
        "slow",
        "digest",
        "decisions",
        "next",
        "item",
    ]
    assert AuditEntry.objects.filter(action="built the agenda").count() == 1


def test_the_items_are_filled_from_the_case(improver, board, meeting):
    last = held_meeting(board, dt.date(2026, 11, 11))
    action = action_of(item_of(last), words="Bring the workforce plan")
    plan = PlanFactory(notice=board.notice)
    objective = ObjectiveFactory(plan=plan, reference="02", title="Stable teams")
    ActionFactory(objective=objective, original_due_on=dt.date(2026, 10, 1), added_on=dt.date(2026, 3, 1))
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    found = {(each.item.kind, each.kind, each.key) for each in AgendaLink.objects.select_related("item")}
    assert ("minutes", "minutes", last.pk) in found
    assert ("actions", "board_action", action.pk) in found
    assert ("slow", "objective", objective.pk) in found
    slow = AgendaLink.objects.get(kind="objective")
    assert slow.words.endswith(f"Owner: {objective.owner_post}")


def test_building_again_adds_only_what_is_missing_and_leaves_what_people_changed(improver, board, meeting):
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    renamed = meeting.items.get(title="Any other business")
    AgendaItem.objects.filter(pk=meeting.items.get(kind="slow").pk).update(title="Slow ones", minutes=50)
    meeting.items.filter(kind="digest").update(state="withdrawn")
    action_of(item_of(held_meeting(board)), words="Given since")
    built = build_agenda(meeting=meeting, by=improver, today=TODAY)
    assert (built.items, built.links) == (0, 2), "the new action and the minutes of the meeting that gave it"
    assert meeting.items.get(kind="slow").title == "Slow ones"
    assert meeting.items.get(kind="slow").minutes == 50
    assert meeting.items.filter(kind="digest").count() == 1
    assert build_agenda(meeting=meeting, by=improver, today=TODAY).is_nothing
    assert renamed.pk == meeting.items.get(title="Any other business").pk


@pytest.mark.parametrize("has_template", [True, False])
def test_an_item_added_by_hand_goes_before_a_last_any_other_business(
    improver, board, meeting, client_for, has_template
):
    if has_template:
        TemplateItemFactory(board=board, title="Voices of children", order=1)
        TemplateItemFactory(board=board, title="Any other business", order=2)
    client = client_for(improver)
    client.post(f"{agenda(meeting)}build/")
    before = titles(meeting)
    client.post(f"{agenda(meeting)}add/", words(title="Recruitment"))
    client.post(f"{agenda(meeting)}add/", words(title="Budget"))
    assert titles(meeting) == [*before[:-1], "Recruitment", "Budget", "Any other business"]
    orders = list(meeting.items.values_list("order", flat=True))
    assert len(set(orders)) == len(orders)


def test_an_item_carried_onto_a_built_agenda_goes_before_any_other_business(improver, board, meeting):
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    carry_forward(item=item_of(held_meeting(board), title="Budget"), because="No time was left", by=improver)
    assert titles(meeting)[-2:] == ["Budget", "Any other business"]


def test_an_item_goes_last_where_any_other_business_does_not_stand_last(improver, meeting, client_for):
    client = client_for(improver)
    client.post(f"{agenda(meeting)}build/")
    other = meeting.items.get(title="Any other business")
    client.post(f"{HOME}items/{other.pk}/withdraw/")
    client.post(f"{agenda(meeting)}add/", words(title="Recruitment"))
    assert titles(meeting)[-2:] == ["Any other business", "Recruitment"]
    client.post(f"{HOME}items/{other.pk}/restore/")
    client.post(f"{agenda(meeting)}add/", words(title="Budget"))
    assert titles(meeting)[-2:] == ["Recruitment", "Budget"]


def test_an_item_of_a_template_is_known_under_another_title(improver, board, meeting):
    TemplateItemFactory(board=board, title="Voices of children", order=1)
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    meeting.items.update(title="What children say")
    assert build_agenda(meeting=meeting, by=improver, today=TODAY).is_nothing
    assert titles(meeting) == ["What children say"]


def test_a_link_that_somebody_took_off_does_not_come_back(improver, board, meeting, client_for):
    action_of(item_of(held_meeting(board)))
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    link = AgendaLink.objects.get(kind="board_action")
    page = client_for(improver).post(f"{HOME}links/{link.pk}/remove/", follow=True).content.decode()
    assert "Building the agenda again does not bring it back" in page
    build_agenda(meeting=meeting, by=improver, today=TODAY)
    assert not AgendaLink.objects.filter(kind="board_action").exists()


def test_what_the_notice_requires_and_no_item_carries_is_named(improver, board, meeting, client_for):
    duty = report_to_each_meeting(board.notice, meeting)
    item_of(meeting)
    client = client_for(improver)
    lacks = "Clause 6.b: The council reports to each board meeting; no item carries it"
    assert lacks in client.get(agenda(meeting)).content.decode()
    client.post(f"{agenda(meeting)}build/")
    assert meeting.items.get(kind=ItemKind.PROGRESS_REPORT).clause == duty.clause
    assert lacks not in client.get(agenda(meeting)).content.decode()
    meeting.items.filter(kind=ItemKind.PROGRESS_REPORT).update(state="withdrawn")
    assert lacks in client.get(agenda(meeting)).content.decode()


@pytest.mark.parametrize(
    ("status", "held_on", "says"),
    [
        ("minutes_drafted", dt.date(2026, 11, 20), "are drafted, so its agenda and papers no longer change"),
        ("minutes_agreed", dt.date(2026, 11, 20), "are agreed, so nothing in them changes"),
        ("cancelled", None, "was cancelled"),
    ],
)
def test_it_is_not_built_once_the_agenda_may_not_change(improver, meeting, client_for, status, held_on, says):
    type(meeting).objects.filter(pk=meeting.pk).update(status=status, held_on=held_on)
    page = client_for(improver).post(f"{agenda(meeting)}build/", follow=True).content.decode()
    assert says in page
    assert not meeting.items.exists()


# Times


def test_each_item_begins_when_the_ones_before_it_end_and_too_much_is_warned_of(
    improver, meeting, client_for
):
    item_of(meeting, minutes=25)
    item_of(meeting, minutes=30)
    item_of(meeting, minutes=70)
    page = client_for(improver).get(agenda(meeting))
    starts = [each.starts_at for each in page.context["agenda"].items]
    assert starts == [dt.time(14), dt.time(14, 25), dt.time(14, 55)]
    text = page.content.decode()
    assert "14:25" in text
    assert "The items take 125 minutes and the meeting lasts 120: 5 too many" in text


# Items


def test_an_item_is_added_at_the_end_with_its_presenter(improver, board, meeting, client_for):
    post = post_of(board, title="Head of Care")
    PostHoldingFactory(post=post, person__name="Cleo Marsh")
    item_of(meeting)
    client = client_for(improver)
    client.post(f"{agenda(meeting)}add/", words(presenter_post=post.pk))
    item = meeting.items.get(title="Recruitment")
    assert (item.order, item.purpose, item.minutes, item.changed_by) == (2, "decide", 25, improver)
    assert "Head of Care (Cleo Marsh)" in client.get(agenda(meeting)).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"title": ""}, "Enter the title"),
        ({"title": "a\x00b"}, "Title holds a character that cannot be kept: type it again"),
        ({"title": "x" * 201}, "Title must be 200 characters or fewer"),
        ({"purpose": ""}, "Choose what it wants of the board"),
        ({"purpose": "x"}, "Choose what it wants of the board from the list"),
        ({"minutes": "0"}, "Minutes that it takes must be 1 or more"),
        ({"minutes": "9" * 30}, "Minutes that it takes must be 480 or less"),
        ({"is_confidential": "on"}, "Enter why it is confidential"),
        ({"clause": "9" * 30}, "Choose the clause that requires it from the list"),
        ({"presenter_post": "x"}, "Choose the post that presents it from the list"),
    ],
)
def test_what_is_wrong_with_an_item_is_said_at_its_field(improver, meeting, client_for, changes, message):
    page = client_for(improver).post(f"{agenda(meeting)}add/", words(**changes)).content.decode()
    assert page.count(message) == 2, "once in the summary, once at the field"
    assert not meeting.items.exists()


def test_the_second_of_two_editors_is_shown_both_versions(improver, meeting, client_for):
    item = item_of(meeting)
    client, address = client_for(improver), f"{HOME}items/{item.pk}/edit/"
    client.post(address, words(title="Theirs first", revision=1))
    page = client.post(address, words(title="Mine second", revision=1)).content.decode()
    assert "changed this while you were editing" in page
    assert "Theirs first" in page
    item.refresh_from_db()
    assert (item.title, item.revision) == ("Theirs first", 2)


def test_items_move_up_and_down_without_scripts(improver, meeting, client_for):
    first, second, third = (item_of(meeting, title=name) for name in ("A", "B", "C"))
    client = client_for(improver)
    client.post(f"{HOME}items/{third.pk}/up/")
    assert titles(meeting) == ["A", "C", "B"]
    client.post(f"{HOME}items/{first.pk}/down/")
    assert titles(meeting) == ["C", "A", "B"]
    client.post(f"{HOME}items/{third.pk}/up/")
    client.post(f"{HOME}items/{second.pk}/down/")
    assert titles(meeting) == ["C", "A", "B"], "there is no place above the first or below the last"


def test_an_item_that_is_withdrawn_is_passed_over_and_can_be_put_back(improver, meeting, client_for):
    item_of(meeting, title="A")
    gone = item_of(meeting, title="B")
    last = item_of(meeting, title="C")
    client = client_for(improver)
    client.post(f"{HOME}items/{gone.pk}/withdraw/")
    page = client.get(agenda(meeting))
    assert [each.title for each in page.context["agenda"].items] == ["A", "C"]
    client.post(f"{HOME}items/{last.pk}/up/")
    assert titles(meeting) == ["C", "B", "A"]
    client.post(f"{HOME}items/{gone.pk}/put-back/")
    gone.refresh_from_db()
    assert gone.state == "open"
    said = client.post(f"{HOME}items/{gone.pk}/put-back/", follow=True).content.decode()
    assert "stands on the agenda already" in said


def test_what_something_came_of_is_not_withdrawn(improver, board, client_for):
    item = item_of(held_meeting(board))
    action_of(item)
    page = client_for(improver).post(f"{HOME}items/{item.pk}/withdraw/", follow=True).content.decode()
    assert "Something came of this item" in page
    item.refresh_from_db()
    assert item.state == "open"


# Links


def test_an_item_is_linked_to_what_the_search_finds(improver, board, meeting, client_for):
    plan = PlanFactory(notice=board.notice)
    wanted = ObjectiveFactory(plan=plan, title="Stable teams")
    ObjectiveFactory(plan=plan, title="Warm homes")
    item, client = item_of(meeting), client_for(improver)
    address = f"{HOME}items/{item.pk}/link/?kind=objective"
    page = client.get(f"{address}&words=stable").content.decode()
    assert "Stable teams" in page
    assert "Warm homes" not in page
    client.post(address, {"keys": [wanted.pk]})
    assert list(item.links.values_list("kind", "key", "words")) == [("objective", wanted.pk, str(wanted))]
    shown = client.get(f"{HOME}items/{item.pk}/").content.decode()
    assert f'href="/councils/fernshire/plan/objectives/{wanted.pk}/"' in shown


@pytest.mark.parametrize("keys", [[], ["x"], ["9" * 30], ["0"]])
def test_only_what_is_offered_is_linked(improver, board, meeting, client_for, keys):
    ObjectiveFactory(plan=PlanFactory(notice=board.notice))
    item = item_of(meeting)
    page = client_for(improver).post(f"{HOME}items/{item.pk}/link/?kind=objective", {"keys": keys})
    assert page.status_code == 200
    assert not AgendaLink.objects.exists()


def test_another_councils_things_are_not_offered(improver, other_council, meeting, client_for):
    theirs = ObjectiveFactory(plan=PlanFactory(notice=NoticeFactory(council=other_council)))
    item = item_of(meeting)
    client_for(improver).post(f"{HOME}items/{item.pk}/link/?kind=objective", {"keys": [theirs.pk]})
    assert not AgendaLink.objects.exists()


@pytest.mark.parametrize("kind", ["nonsense", "%00", "a" * 300])
def test_a_kind_that_nobody_registered_is_not_there(improver, meeting, client_for, kind):
    assert client_for(improver).get(f"{HOME}items/{item_of(meeting).pk}/link/?kind={kind}").status_code == 404


def test_every_kind_can_be_looked_through(improver, meeting, client_for):
    item, client = item_of(meeting), client_for(improver)
    for kind in (
        "action", "board_action", "digest", "duty", "finding", "indicator", "item", "minutes", "objective", "report"
    ):  # fmt: skip
        assert client.get(f"{HOME}items/{item.pk}/link/?kind={kind}&words=x").status_code == 200, kind


def test_a_link_outlives_what_it_led_to(improver, board, meeting, client_for):
    item = item_of(meeting)
    AgendaLinkFactory(item=item, kind="objective", key=999_999, words="02 Stable teams")
    AgendaLinkFactory(item=item, kind="gone", key=1, words="Something of a kind that is gone")
    page = client_for(improver).get(f"{HOME}items/{item.pk}/").content.decode()
    assert "02 Stable teams" in page
    assert "Something of a kind that is gone" in page
    assert "/plan/objectives/999999/" not in page


def test_what_became_confidential_is_named_in_no_link(board_member, board, meeting, client_for):
    item, last = item_of(meeting), held_meeting(board)
    before = item_of(last, title="SECRET", is_confidential=True, confidential_because="It is")
    AgendaLinkFactory(item=item, kind="item", key=before.pk, words="SECRET as it was called")
    AgendaLinkFactory(item=item, kind="board_action", key=action_of(before).pk, words="SECRET action")
    for address in (f"{HOME}items/{item.pk}/", agenda(meeting)):
        page = client_for(board_member).get(address).content.decode()
        assert "SECRET" not in page
        assert "Confidential item" in page


# Who may what


@pytest.mark.parametrize("reader", READERS)
def test_everybody_in_the_recovery_reads_and_only_the_team_writes(reader, request, meeting, client_for):
    item, link = item_of(meeting), AgendaLinkFactory(item__meeting=meeting, item__order=9)
    client = client_for(request.getfixturevalue(reader))
    assert client.get(agenda(meeting)).status_code == client.get(f"{HOME}items/{item.pk}/").status_code == 200
    for place in (f"{agenda(meeting)}add/", f"{HOME}items/{item.pk}/edit/", f"{HOME}items/{item.pk}/link/"):
        assert client.get(place).status_code == 403, place
        assert client.post(place, words()).status_code == 403, place
    for place in ("withdraw", "put-back", "up", "down"):
        assert client.post(f"{HOME}items/{item.pk}/{place}/").status_code == 403, place
    assert client.post(f"{agenda(meeting)}build/").status_code == 403
    assert client.post(f"{HOME}links/{link.pk}/remove/").status_code == 403
    assert titles(meeting) == [item.title, link.item.title]


def test_a_partner_reads_it_only_with_a_seat(partner, agency, board, meeting, client_for):
    from tests.factories_boards import seated_for

    client = client_for(partner)
    assert client.get(agenda(meeting)).status_code == 403
    seated_for(board, partner, agency)
    assert client_for(partner).get(agenda(meeting)).status_code == 200


def test_for_an_outsider_none_of_it_is_there(outsider, meeting, client_for):
    item = item_of(meeting)
    client = client_for(outsider)
    for council in ("fernshire", "marlow-vale"):
        base = f"/councils/{council}/board/"
        assert client.get(f"{base}meetings/{meeting.pk}/agenda/").status_code == 404
        assert client.get(f"{base}items/{item.pk}/").status_code == 404
        assert client.post(f"{base}items/{item.pk}/withdraw/").status_code == 404
        assert client.post(f"{base}meetings/{meeting.pk}/agenda/build/").status_code == 404
    assert client_for(None).get(agenda(meeting)).status_code == 302


def test_keys_out_of_range_are_not_there(improver, meeting, client_for):
    client = client_for(improver)
    for place in (f"items/{10**30}/", f"meetings/{10**30}/agenda/", f"items/{10**30}/edit/"):
        assert client.get(f"{HOME}{place}").status_code == 404
    assert client.post(f"{HOME}items/{10**30}/up/").status_code == 404
    assert client.get(f"{HOME}items/{item_of(meeting).pk}/up/").status_code == 405


# How many queries


def test_an_agenda_of_forty_items_takes_as_many_queries_as_one_of_five(
    improver, board, meeting, client_for, queries_of
):
    client, plan = client_for(improver), PlanFactory(notice=board.notice)

    def fill(number):
        for _ in range(number):
            item = item_of(meeting, presenter_post=post_of(board))
            PaperFactory(item=item)
            AgendaLinkFactory(item=item, key=ObjectiveFactory(plan=plan).pk)
            AgendaLinkFactory(item=item, kind="board_action", key=action_of(item_of(held_meeting(board))).pk)
        client.get(agenda(meeting))
        return queries_of(client, agenda(meeting)), queries_of(client, f"{HOME}meetings/{meeting.pk}/papers/")

    held = {"n": 0}

    def held_meeting(board, day=None):
        held["n"] += 1
        from tests.factories_board_work import held_meeting as made

        return made(board, dt.date(2026, 1, 1) + dt.timedelta(days=held["n"]))

    few = fill(5)
    assert fill(35) == few


def test_a_confidential_item_counts_in_the_times_and_shows_nothing(board_member, meeting, client_for):
    confidential_item(meeting, minutes=20)
    item_of(meeting, title="After it")
    page = client_for(board_member).get(agenda(meeting))
    assert "SECRET" not in page.content.decode()
    assert [each.starts_at for each in page.context["agenda"].items] == [dt.time(14), dt.time(14, 20)]
