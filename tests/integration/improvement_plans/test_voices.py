"""What was said: written down, put right, tied to what changed, told back; as at a day, by whom, and how shown."""

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from accounts.models import Organisation, User
from core.models import AuditEntry
from evidence.models import Evidence
from improvement_plans.models import Plan, Voice
from improvement_plans.selectors.voices import area_hearings, group_hearings, voices_as_at, voices_of_action
from tests.factories import AreaFactory, EvidenceFactory, NoticeFactory
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory
from tests.factories_voices import ChangedVoiceFactory, VoiceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
LIST = "/councils/fernshire/plan/voices/"
YOU_SAID = "/councils/fernshire/plan/you-said/"
TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def plan(council: Organisation) -> Plan:
    plan = PlanFactory(notice=NoticeFactory(council=council))
    AreaFactory(notice=plan.notice, letter="a", title="Front door")
    AreaFactory(notice=plan.notice, letter="d", title="Direct work")
    return plan


def said(plan: Plan, **changes: Any) -> dict[str, Any]:
    """What somebody fills in to write down a voice."""
    return {
        "heard_on": "1 October 2026",
        "setting": "Group evening",
        "group": "young_people",
        "theme": "Being seen alone",
        "words": "Nobody asks me without my mum in the room.",
        "areas": [area.pk for area in plan.notice.areas.filter(letter="d")],
        **changes,
    }


CHANGE = {
    "what_changed": "Workers agree with the child where they meet.",
    "changed_on": "20/10/2026",
    "practice_standard": "Standard 3",
    "actions": "",
    "revision": 1,
}
TOLD = {"told_back_on": "5/11/2026", "told_back_how": "At the next evening", "revision": 1}


def test_a_voice_is_written_down(improver, plan, client_for):
    page = client_for(improver).post(f"{LIST}add/", said(plan), follow=True).content.decode()
    voice = Voice.objects.get()
    assert (voice.heard_on, voice.group, voice.recorded_by) == (
        dt.date(2026, 10, 1),
        "young_people",
        improver,
    )
    assert [area.letter for area in voice.areas.all()] == ["d"]
    assert "The voice is kept." in page
    assert (AuditEntry.objects.get().action, AuditEntry.objects.get().actor_name) == (
        "recorded a voice",
        "Imogen Prowse",
    )


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"heard_on": ""}, "Enter the day they were heard"),
        ({"heard_on": "1/1/2199"}, "The day they were heard must be today or earlier"),
        ({"group": ""}, "Choose who spoke"),
        ({"theme": ""}, "Enter the theme"),
        ({"words": " "}, "Enter what they said"),
        ({"areas": []}, "Choose at least one area that it speaks to"),
        ({"words": "Ask Mrs Harding"}, "“Mrs Harding” looks like a name. Take it out"),
        ({"words": "Ring me on 07700 900123"}, "looks like a telephone number. Take it out"),
        ({"theme": "sam@mail.example"}, "looks like an e-mail address. Take it out"),
        ({"setting": "Visit to 943 476 5919"}, "looks like an NHS number. Take it out"),
        ({"words": "I was born on 3 March 2012"}, "looks like a date of birth. Take it out"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(improver, plan, client_for, changes, message):
    page = client_for(improver).post(f"{LIST}add/", said(plan, **changes)).content.decode()
    assert page.count(message) == 2, "once in the summary, once at the field"
    assert not Voice.objects.exists()
    assert not AuditEntry.objects.exists()


def test_an_area_of_another_council_is_refused(improver, plan, other_council, client_for):
    theirs = AreaFactory(notice=NoticeFactory(council=other_council))
    client_for(improver).post(f"{LIST}add/", said(plan, areas=[theirs.pk]))
    assert not Voice.objects.exists()


def test_the_form_says_never_a_name_and_that_the_check_cannot_find_every_one(improver, plan, client_for):
    VoiceFactory(plan=plan, theme="Waiting")
    page = client_for(improver).get(f"{LIST}add/").content.decode()
    assert "Never a name" in page
    assert "It cannot find every name" in page
    assert '<option value="Waiting">' in page


def test_a_voice_is_put_right(improver, plan, client_for):
    voice = VoiceFactory(plan=plan)
    client_for(improver).post(f"{LIST}{voice.pk}/edit/", said(plan, theme="Time alone", revision=1))
    voice.refresh_from_db()
    assert (voice.theme, voice.revision) == ("Time alone", 2)
    assert [area.letter for area in voice.areas.all()] == ["d"]


def test_the_second_of_two_editors_is_shown_both_versions(improver, plan, client_for):
    voice = VoiceFactory(plan=plan)
    client, address = client_for(improver), f"{LIST}{voice.pk}/edit/"
    client.post(address, said(plan, theme="Time alone", revision=1))
    page = client.post(address, said(plan, theme="Another theme", revision=1)).content.decode()
    assert "changed this" in page
    assert "Time alone" in page
    voice.refresh_from_db()
    assert voice.theme == "Time alone"


def test_a_voice_cannot_be_heard_after_it_changed_something(improver, plan, client_for):
    voice = ChangedVoiceFactory(plan=plan)
    page = (
        client_for(improver)
        .post(f"{LIST}{voice.pk}/edit/", said(plan, heard_on="21/10/2026", revision=1))
        .content.decode()
    )
    assert "must be on or before 20 October 2026, when something changed" in page


def test_what_changed_is_recorded_with_its_actions_and_evidence(improver, plan, council, client_for):
    voice = VoiceFactory(plan=plan)
    action = ActionFactory(objective=ObjectiveFactory(plan=plan), reference="09.2")
    piece = EvidenceFactory(council=council)
    asked = CHANGE | {"actions": "09.2", "evidence": piece.pk}
    client_for(improver).post(f"{LIST}{voice.pk}/changed/", asked)
    voice.refresh_from_db()
    assert (voice.changed_on, voice.practice_standard) == (dt.date(2026, 10, 20), "Standard 3")
    assert voice.changed_recorded_at is not None
    assert list(voice.actions.all()) == [action]
    assert list(voice.evidence.all()) == [piece]
    assert AuditEntry.objects.get().action == "recorded what a voice changed"


def test_a_link_becomes_evidence_that_counts_from_the_day_of_the_change(improver, plan, client_for):
    voice = VoiceFactory(plan=plan)
    asked = CHANGE | {"url": "https://intranet.fernshire.example/standard"}
    client_for(improver).post(f"{LIST}{voice.pk}/changed/", asked)
    assert voice.evidence.get().effective_on == dt.date(2026, 10, 20)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"what_changed": ""}, "Enter what changed because of it"),
        ({"changed_on": "30/9/2026"}, "must be on or after 1 October 2026, when they were heard"),
        ({"changed_on": "1/1/2199"}, "The day it changed must be today or earlier"),
        ({"practice_standard": ""}, "Enter the practice standard that it changed, or choose the actions"),
        ({"actions": "99.9"}, "The plan has no action 99.9"),
        ({"what_changed": "Mr Banks apologised"}, "looks like a name"),
    ],
)
def test_a_change_that_cannot_be_is_refused(improver, plan, client_for, changes, message):
    voice = VoiceFactory(plan=plan)
    page = client_for(improver).post(f"{LIST}{voice.pk}/changed/", CHANGE | changes).content.decode()
    assert message in page
    voice.refresh_from_db()
    assert (voice.what_changed, voice.revision) == ("", 1)


def test_an_action_of_another_plan_changes_nothing(improver, plan, other_council, client_for):
    voice = VoiceFactory(plan=plan)
    ActionFactory(objective__plan__notice__council=other_council, reference="77.7")
    page = client_for(improver).post(f"{LIST}{voice.pk}/changed/", CHANGE | {"actions": "77.7"})
    assert "The plan has no action 77.7" in page.content.decode()


def test_they_are_told_back(improver, plan, client_for):
    voice = VoiceFactory(plan=plan)
    client_for(improver).post(f"{LIST}{voice.pk}/told/", TOLD)
    voice.refresh_from_db()
    assert (voice.told_back_on, voice.told_back_how) == (dt.date(2026, 11, 5), "At the next evening")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"told_back_how": ""}, "Enter how they were told"),
        ({"told_back_on": "30/9/2026"}, "must be on or after 1 October 2026"),
        ({"told_back_how": "Wrote to Mrs Harding"}, "looks like a name"),
    ],
)
def test_telling_back_has_its_refusals(improver, plan, client_for, changes, message):
    voice = VoiceFactory(plan=plan)
    assert message in client_for(improver).post(f"{LIST}{voice.pk}/told/", TOLD | changes).content.decode()
    voice.refresh_from_db()
    assert voice.told_back_on is None


def test_a_correction_of_the_words_keeps_the_moment_and_another_day_takes_a_new_one(
    improver, plan, client_for
):
    voice = ChangedVoiceFactory(plan=plan)
    then = voice.changed_recorded_at
    client, address = client_for(improver), f"{LIST}{voice.pk}/changed/"
    client.post(address, CHANGE | {"what_changed": "They agree where they meet."})
    voice.refresh_from_db()
    assert (voice.what_changed, voice.changed_recorded_at) == ("They agree where they meet.", then)
    client.post(address, CHANGE | {"changed_on": "21/10/2026", "revision": 2})
    voice.refresh_from_db()
    assert voice.changed_recorded_at > then


@pytest.mark.parametrize(
    ("as_at", "changed", "told"),
    [
        (dt.date(2026, 10, 19), None, None),
        (dt.date(2026, 10, 20), dt.date(2026, 10, 20), None),
        (dt.date(2026, 11, 5), dt.date(2026, 10, 20), dt.date(2026, 11, 5)),
    ],
)
def test_a_day_shows_what_had_come_of_it_by_then(plan, as_at, changed, told):
    ChangedVoiceFactory(plan=plan)
    voice = voices_as_at(plan, as_at).get()
    assert (voice.changed_then, voice.told_then) == (changed, told)


def test_what_was_recorded_later_was_not_known_before(plan):
    late = dt.datetime(2026, 11, 10, 9, tzinfo=dt.UTC)
    ChangedVoiceFactory(
        plan=plan, recorded_at=dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC), changed_recorded_at=late
    )
    VoiceFactory(plan=plan, recorded_at=late)
    known = voices_as_at(plan, TODAY, known_on=dt.date(2026, 11, 9))
    assert [voice.changed_then for voice in known] == [None]
    assert voices_as_at(plan, TODAY, known_on=dt.date(2026, 11, 10)).count() == 2


def test_nobody_heard_is_computed_by_area_and_by_group(plan):
    areas = list(plan.notice.areas.order_by("letter"))
    VoiceFactory(plan=plan, areas=areas[:1])
    VoiceFactory(plan=plan, areas=areas[1:], heard_on=dt.date(2026, 3, 3), group=Voice.Group.STAFF)
    assert [each.words for each in area_hearings(plan, TODAY)] == [
        "Last voice heard in area a on 1 October 2026",
        "No voice heard in area d since 3 March 2026",
    ]
    words = [each.words for each in group_hearings(plan, TODAY)]
    assert "No voice heard from frontline staff since 3 March 2026" in words
    assert "No voice ever heard from care leavers" in words
    assert area_hearings(plan, dt.date(2026, 2, 1))[1].last_heard_on is None


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Alone", "Waiting"}),
        ("group=staff", {"Waiting"}),
        ("theme=Alone", {"Alone"}),
        ("changed=yes", {"Alone"}),
        ("changed=no", {"Waiting"}),
        ("told=yes", {"Alone"}),
        ("told=no&as_at=2026-11-21", {"Waiting"}),
        ("changed=yes&as_at=2026-10-19", set()),
        ("since=2/10/2026", {"Waiting"}),
        ("words=inbox", {"Waiting"}),
        ("changed=maybe", {"Alone", "Waiting"}),
    ],
)
def test_the_filters_live_in_the_address_and_the_exports_follow(improver, plan, client_for, query, found):
    ChangedVoiceFactory(plan=plan, theme="Alone")
    VoiceFactory(
        plan=plan,
        theme="Waiting",
        group="staff",
        heard_on=dt.date(2026, 10, 9),
        words="Five people, one inbox",
    )
    client = client_for(improver)
    page = client.get(f"{LIST}?{query}")
    assert {voice.theme for voice in page.context["page"]} == found
    rows = client.get(f"/councils/fernshire/plan/voices.csv?{query}").content.decode("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(found)
    book = client.get(f"/councils/fernshire/plan/voices.xlsx?{query}").content
    assert len(list(load_workbook(BytesIO(book)).active.rows)) == 1 + len(found)


def test_words_that_look_like_a_formula_are_exported_inert(improver, plan, client_for):
    VoiceFactory(plan=plan, words='=HYPERLINK("x")')
    content = client_for(improver).get("/councils/fernshire/plan/voices.csv").content.decode()
    assert "'=HYPERLINK" in content


def test_you_said_we_did_shows_what_changed_and_honestly_what_has_not(board_member, plan, client_for):
    ChangedVoiceFactory(plan=plan, theme="Alone")
    VoiceFactory(plan=plan, theme="Alone", words="I waited for weeks.")
    page = client_for(board_member).get(YOU_SAID).content.decode()
    assert "You told us 2 things. 1 of them has changed something so far." in page
    assert "You were told in November 2026: At the next group evening." in page
    assert "Nothing has changed because of this so far." in page
    assert page.index("Workers now agree") < page.index("I waited for weeks")


def test_you_said_we_did_of_an_earlier_day_does_not_look_ahead(improver, plan, client_for):
    ChangedVoiceFactory(plan=plan)
    page = client_for(improver).get(f"{YOU_SAID}?as_at=2026-10-19").content.decode()
    assert "Workers now agree" not in page
    page = client_for(improver).get(f"{YOU_SAID}?as_at=2026-10-21").content.decode()
    assert "Workers now agree" in page
    assert "We have not told you yet" in page


def test_an_action_shows_the_voices_that_led_to_it(improver, plan, client_for):
    action = ActionFactory(objective=ObjectiveFactory(plan=plan))
    voice = ChangedVoiceFactory(plan=plan)
    voice.actions.add(action)
    page = client_for(improver).get(f"/councils/fernshire/plan/actions/{action.pk}/").content.decode()
    assert "Being seen alone" in page
    assert list(voices_of_action(action, dt.date(2026, 10, 19))) == []
    assert list(voices_of_action(action, dt.date(2026, 10, 20))) == [voice]


DEEDS = ["", "edit/", "changed/", "told/"]


@pytest.mark.parametrize(
    "person", ["owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator"]
)
def test_everybody_reads_and_only_the_team_writes(person, request, plan, client_for):
    client, voice = client_for(request.getfixturevalue(person)), VoiceFactory(plan=plan)
    assert client.get(LIST).status_code == client.get(f"{LIST}{voice.pk}/").status_code == 200
    assert "Add a voice" not in client.get(LIST).content.decode()
    for address, asked in (
        (f"{LIST}add/", said(plan)),
        (f"{LIST}{voice.pk}/edit/", said(plan, revision=1)),
        (f"{LIST}{voice.pk}/changed/", CHANGE),
        (f"{LIST}{voice.pk}/told/", TOLD),
    ):
        assert client.get(address).status_code == client.post(address, asked).status_code == 403
    voice.refresh_from_db()
    assert (Voice.objects.count(), voice.revision) == (1, 1)


@pytest.mark.parametrize("deed", DEEDS)
def test_for_another_council_none_of_it_exists(outsider, plan, client_for, deed):
    voice = VoiceFactory(plan=plan)
    assert client_for(outsider).get(f"{LIST}{voice.pk}/{deed}").status_code == 404
    PlanFactory(notice__council=outsider.organisation)
    assert client_for(outsider).get(f"/councils/marlow-vale/plan/voices/{voice.pk}/{deed}").status_code == 404


def test_without_a_plan_the_pages_say_so(improver, client_for):
    for address in (LIST, YOU_SAID):
        assert "There is no improvement plan yet" in client_for(improver).get(address).content.decode()


def test_the_pages_ask_the_same_number_of_questions_for_three_voices_and_for_forty(
    improver, plan, client_for, queries_of
):
    client, area = client_for(improver), plan.notice.areas.get(letter="d")
    action = ActionFactory(objective=ObjectiveFactory(plan=plan))

    def some(number: int) -> None:
        for n in range(number):
            ChangedVoiceFactory(plan=plan, areas=[area], theme=f"Theme {n}").actions.add(action)

    addresses = (LIST, YOU_SAID, "/councils/fernshire/plan/voices.csv")
    some(3)
    few = [queries_of(client, address) for address in addresses]
    some(37)
    assert [queries_of(client, address) for address in addresses] == few


def test_evidence_of_another_council_is_refused(improver, plan, other_council, client_for):
    voice = VoiceFactory(plan=plan)
    theirs = EvidenceFactory(council=other_council)
    client_for(improver).post(f"{LIST}{voice.pk}/changed/", CHANGE | {"evidence": theirs.pk})
    voice.refresh_from_db()
    assert voice.changed_on is None
    assert Evidence.objects.count() == 1
