"""A month's digest on its way to publication, through HTTP: who may do what, what is refused, what is frozen."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client

from accounts.models import Organisation, User
from core.frozen import sha256_of
from core.models import AuditEntry
from digests.models import Commentary, Indicator, MonthlyDigest
from digests.publication.transitions import TRANSITIONS, as_page, may_follow
from digests.selectors.lateness import late_figures
from digests.services import Given, give_figure
from digests.services.commentary import write_commentary
from tests.conftest import TODAY
from tests.factories_plan import IndicatorFactory
from tests.factories_publication import OCTOBER, SAID, a_month, months_of, published

ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/"
MONTH = f"{HOME}?month=2026-10"
WORDS = {
    "problem": "practice", "cause": "Two teams lost their managers.", "action_taken": "", "expected_effect": "",
    "expected_by": "", "revision": "0",
}  # fmt: skip
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory() -> None:
    """What is sent to the worker goes nowhere."""
    from config.celery import app

    app.conf.broker_url = "memory://"


@pytest.fixture
def month(council: Organisation) -> dict[str, Indicator]:
    return a_month(council)


@pytest.fixture
def draft(month: dict[str, Indicator], analyst: User, client_for: ClientFor) -> MonthlyDigest:
    client_for(analyst).post(f"{HOME}months/2026/10/open/")
    return MonthlyDigest.objects.get()


def comment_on_all(indicators: dict[str, Indicator], by: User) -> None:
    for name in ("worse", "never", "late", "small"):
        write_commentary(indicator=indicators[name], month=OCTOBER, said=SAID, by=by)


def audited() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def test_from_draft_through_commentary_to_publication(
    month: dict[str, Indicator], improver: User, analyst: User, client_for: ClientFor
) -> None:
    team, figures = client_for(improver), client_for(analyst)
    assert "Open the digest of this month" in team.get(MONTH).content.decode()
    page = team.post(f"{HOME}months/2026/10/open/", follow=True).content.decode()
    told = page.split("4 exceptions without commentary:</strong>")[1].split("</p>")[0]
    for name, code in (("worse", "FS01"), ("never", "FS02"), ("late", "FS05"), ("small", "FS06")):
        assert f'href="{HOME}indicators/{month[name].pk}/2026/10/commentary/">{code}<' in told
    digest = MonthlyDigest.objects.get()
    steps = f"{HOME}versions/{digest.pk}/"
    for name in ("worse", "never", "late", "small"):
        answer = team.post(f"{HOME}indicators/{month[name].pk}/2026/10/commentary/", WORDS)
        assert (answer.status_code, answer.url) == (302, MONTH)
    assert "without commentary" not in team.get(MONTH).content.decode()
    assert team.post(f"{steps}commented/").url == MONTH
    assert team.post(f"{steps}publish/").status_code == 403
    answer = figures.post(f"{steps}publish/")
    assert answer.url == f"{HOME}published/{digest.pk}/"
    digest.refresh_from_db()
    assert (digest.status, digest.published_by, digest.commented_by) == ("published", analyst, improver)
    assert digest.sha256 == sha256_of(digest.content) == sha256_of(json.loads(json.dumps(digest.content)))
    assert digest.job is not None
    assert audited() == [
        "opened a digest", *["commented on an indicator"] * 4, "marked a digest as commented", "published a digest",
    ]  # fmt: skip


def codes(lines: Iterable[dict[str, Any]]) -> list[str]:
    return [line["code"] for line in lines]


def test_the_front_page_answers_the_four_questions_and_names_the_rest_once(
    month: dict[str, Indicator], board_member: User, client_for: ClientFor
) -> None:
    answer = client_for(board_member).get(MONTH)
    front = answer.context["front"]
    assert [(group.kind, codes(entry.line for entry in group.entries)) for group in front.answers] == [
        ("concern", ["FS01", "FS06"]),
        ("improvement", ["FS04"]),
        ("failing", ["FS02", "FS06"]),
    ]
    assert codes(front.wobbling) == ["FS03"]
    # All that are off target are told above: worse, or out of reach.
    assert [
        (group.kind, codes(entry.line for entry in group.entries), codes(group.elsewhere))
        for group in front.others
    ] == [("missed", [], ["FS01", "FS02", "FS06"]), ("stale", ["FS05"], [])]
    page = " ".join(answer.content.decode().split())
    for kind, number, words in (
        ("concern", 2, "Really getting worse"), ("improvement", 1, "Really improving"),
        ("failing", 2, "Will not meet the target as things stand"), ("common", 1, "Merely wobbling"),
    ):  # fmt: skip
        tile = f'href="#front-{kind}"><span class="app-count__number">{number}</span> <span class="app-count__words">'
        assert f"{tile}{words}</span>" in page
        assert f'id="front-{kind}"' in page
    assert "Only 3 named above:" in page


def test_a_question_without_an_answer_is_answered_too(
    council: Organisation, board_member: User, client_for: ClientFor
) -> None:
    months_of(IndicatorFactory(council=council, code="FS01"), [50, 51, 50, 51])
    page = " ".join(client_for(board_member).get(MONTH).content.decode().split())
    assert 'href="#front-concern"><span class="app-count__number">0</span>' in page
    assert page.count("None this month.") == 3


def test_an_indicator_stands_once_and_its_other_areas_name_it(
    month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    client = client_for(analyst)
    answer = client.get(MONTH)
    assert [
        (section.heading, codes(section.lines), codes(section.elsewhere), section.in_words)
        for section in answer.context["by_area"]
    ] == [
        ("a: Leadership and governance", ["FS01"], [], "1 indicator: 1 red"),
        ("b: Social work practice", ["FS02"], ["FS01"], "1 indicator: 1 red"),
        ("No area", ["FS03", "FS04", "FS05", "FS06"], [], "4 indicators: 1 red, 2 green, 1 no figure given"),
    ]
    page = answer.content.decode()
    assert "Also serves area b" in page
    assert page.count('<details class="digest-area">') == 3
    assert client.get(f"{MONTH}&areas=open").content.decode().count('<details class="digest-area" open>') == 3
    assert "Fold all areas up" not in page
    assert "Fold all areas up" in client.get(f"{MONTH}&areas=open").content.decode()
    area = month["worse"].areas.get(letter="b")
    chosen = client.get(f"{MONTH}&area={area.pk}")
    assert [(section.letter, codes(section.lines)) for section in chosen.context["by_area"]] == [
        ("b", ["FS01", "FS02"])
    ]
    assert '<details class="digest-area" open>' in chosen.content.decode()


def test_an_indicator_that_begins_this_month_is_not_late_in_the_digest_of_the_last(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    """None but the last has a figure for October, and their grace is over; not all of them owe one."""
    IndicatorFactory(council=council, code="FS01", reported_from=dt.date(2026, 11, 1))
    IndicatorFactory(council=council, code="FS02", reported_from=OCTOBER)
    # Nobody said from when: September was the first figure, so October is owed.
    months_of(IndicatorFactory(council=council, code="FS03"), [50], last=dt.date(2026, 9, 1))
    months_of(IndicatorFactory(council=council, code="FS04"), [50])
    lines = client_for(analyst).get(MONTH).context["content"]["lines"]
    assert [line["code"] for line in lines if line["late_since"]] == ["FS02", "FS03"]
    owed = late_figures(council, today=TODAY)
    assert [each.indicator.code for each in owed if each.month == OCTOBER] == ["FS02", "FS03"]


def test_exceptions_without_commentary_are_named_or_left_out_with_a_reason(
    draft: MonthlyDigest, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    client, address = client_for(analyst), f"{HOME}versions/{draft.pk}/commented/"
    write_commentary(indicator=month["worse"], month=OCTOBER, said=SAID, by=analyst)
    page = client.post(address, {"uncommented_because": " "}).content.decode()
    assert "FS02, FS05, FS06: no commentary yet. Write it, or enter why it is left out." in page
    assert 'href="#id_uncommented_because"' in page
    client.post(address, {"uncommented_because": "The owners are on leave."})
    draft.refresh_from_db()
    assert (draft.status, draft.uncommented_because) == ("commented", "The owners are on leave.")
    client.post(f"{HOME}versions/{draft.pk}/publish/")
    page = client.get(f"{HOME}published/{draft.pk}/").content.decode()
    assert "Some exceptions have no commentary.</strong> The owners are on leave." in page


def test_an_exception_that_came_up_since_stops_the_publication(
    draft: MonthlyDigest, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    comment_on_all(month, analyst)
    client = client_for(analyst)
    client.post(f"{HOME}versions/{draft.pk}/commented/")
    revised = Given(numerator=Decimal(40), denominator=Decimal(100))
    give_figure(
        indicator=month["wobbles"],
        month=OCTOBER,
        given=revised,
        by=analyst,
        today=TODAY,
        revision_reason="Late forms",
    )
    page = client.post(f"{HOME}versions/{draft.pk}/publish/").content.decode()
    assert "FS03: an exception since the digest was marked as commented" in page
    draft.refresh_from_db()
    assert (draft.status, draft.content) == ("commented", None)
    client.post(f"{HOME}versions/{draft.pk}/take-back/")
    draft.refresh_from_db()
    assert (draft.status, draft.commented_by) == ("draft", None)


@pytest.mark.parametrize("role", ["owner", "chair", "adviser", "department_official", "board_member"])
def test_only_those_who_work_on_it_move_it_on(
    role: str,
    draft: MonthlyDigest,
    month: dict[str, Indicator],
    client_for: ClientFor,
    request: pytest.FixtureRequest,
) -> None:
    client = client_for(request.getfixturevalue(role))
    steps = f"{HOME}versions/{draft.pk}/"
    deeds = [
        client.post(f"{HOME}months/2026/9/open/"), client.post(f"{steps}take-back/"), client.post(f"{steps}render/"),
        *(client.get(f"{steps}{deed}/") for deed in ("commented", "publish", "correct")),
        client.get(f"{HOME}indicators/{month['worse'].pk}/2026/10/commentary/"),
    ]  # fmt: skip
    assert {answer.status_code for answer in deeds} == {403}


def test_for_an_outsider_and_with_another_councils_address_nothing_is_there(
    draft: MonthlyDigest, month: dict[str, Indicator], outsider: User, client_for: ClientFor
) -> None:
    client = client_for(outsider)
    for council in ("fernshire", "marlow-vale"):
        home = f"/councils/{council}/digest/"
        addresses = (
            f"versions/{draft.pk}/correct/",
            f"published/{draft.pk}/",
            f"published/{draft.pk}/scrutiny/digest.csv",
        )
        expected = {403, 404} if council == "marlow-vale" else {404}
        assert {client.get(f"{home}{address}").status_code for address in addresses} <= expected
    assert client.post(f"{HOME}months/2026/10/open/").status_code == 404


def test_what_is_being_written_is_for_those_within_until_it_is_published(
    draft: MonthlyDigest,
    month: dict[str, Indicator],
    analyst: User,
    owner: User,
    adviser: User,
    client_for: ClientFor,
) -> None:
    comment_on_all(month, analyst)
    within, outside = (client_for(person).get(MONTH).content.decode() for person in (owner, adviser))
    assert "Two teams lost their managers." in within
    assert "Two teams lost their managers." not in outside
    assert "Two teams" not in client_for(adviser).get(f"{HOME}digest.csv?month=2026-10").content.decode()
    assert client_for(adviser).get(f"{HOME}published/{draft.pk}/").status_code == 404


REFUSED_WORDS = [
    ({"cause": " "}, "Enter what lies behind the figure"),
    ({"cause": ""}, "Enter what lies behind the figure"),
    ({"expected_effect": "Better"}, "Enter by when the effect is expected"),
    ({"expected_by": "30/09/2026"}, "must be in October 2026 or later"),
    (
        {"expected_by": "soon"},
        "Day by which the effect is expected must be a real date, such as 16/12/2026",
    ),
    ({"problem": "weather"}, "Choose the kind of problem from the list"),
    ({"cause": "x" * 4001}, "must be 4000 characters or fewer"),
]


@pytest.mark.parametrize(("changed", "message"), REFUSED_WORDS)
def test_commentary_that_cannot_be_kept_says_why(
    changed: dict[str, str], message: str, draft: MonthlyDigest, month: dict[str, Indicator], analyst: User,
    client_for: ClientFor,
) -> None:  # fmt: skip
    address = f"{HOME}indicators/{month['worse'].pk}/2026/10/commentary/"
    page = client_for(analyst).post(address, WORDS | changed).content.decode()
    assert message in page
    assert not Commentary.objects.exists()


def test_of_two_who_comment_at_once_the_second_is_shown_the_difference(
    draft: MonthlyDigest, month: dict[str, Indicator], analyst: User, improver: User, client_for: ClientFor
) -> None:
    address = f"{HOME}indicators/{month['worse'].pk}/2026/10/commentary/"
    client_for(improver).post(address, WORDS | {"cause": "Sickness."})
    second = client_for(analyst)
    page = second.post(address, WORDS).content.decode()
    assert "Imogen Prowse changed this" in page
    assert "Sickness." in page
    assert Commentary.objects.get().cause == "Sickness."
    second.post(address, WORDS | {"revision": "1"})
    assert Commentary.objects.get().cause == WORDS["cause"]
    stale = client_for(improver).post(address, WORDS | {"revision": "1"}).content.decode()
    assert "Anwen Lyle changed this" in stale
    assert Commentary.objects.get().revision == 2


def test_once_published_its_commentary_waits_for_a_corrected_version(
    council: Organisation, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    digest = published(council, analyst, TODAY)
    client, address = client_for(analyst), f"{HOME}indicators/{month['worse'].pk}/2026/10/commentary/"
    changed = WORDS | {"cause": "It was the weather.", "revision": "1"}
    assert "open a corrected version first" in client.post(address, changed).content.decode()
    correction = f"{HOME}versions/{digest.pk}/correct/"
    assert "Enter why it is published again" in client.post(correction, {"reason": ""}).content.decode()
    assert client.post(correction, {"reason": "The cause was wrong."}).url == MONTH
    assert (
        "Version 2 of this month is being corrected: The cause was wrong."
        in client.get(MONTH).content.decode()
    )
    assert client.post(address, changed).status_code == 302
    second = MonthlyDigest.objects.get(version=2)
    client.post(f"{HOME}versions/{second.pk}/commented/")
    client.post(f"{HOME}versions/{second.pk}/publish/")
    first, again = (client.get(f"{HOME}published/{each.pk}/").content.decode() for each in (digest, second))
    assert "Two teams lost their managers." in first
    assert "It was the weather." not in first
    assert "It was the weather." in again
    assert "It corrects the one before: The cause was wrong." in again
    listed = client.get(f"{HOME}published/").content.decode()
    assert "October 2026, version 2" in listed
    assert f"/published/{digest.pk}/" in listed


REFUSED_STEPS = {
    f"{HOME}months/2026/10/open/": "is published: open a corrected version of it",
    f"{HOME}months/2026/12/open/": "Choose a month that has begun",
    "publish/": "This digest is published by Anwen Lyle: look at it again",
    "commented/": "This digest is published by Anwen Lyle: look at it again",
    "take-back/": "A published digest stays",
    "render/": "The PDF is being made already",
}


def test_what_is_published_stays(
    council: Organisation, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    digest, client = published(council, analyst, TODAY), client_for(analyst)
    before = MonthlyDigest.objects.values().get()
    for address, message in REFUSED_STEPS.items():
        full = address if address.startswith("/") else f"{HOME}versions/{digest.pk}/{address}"
        assert message in client.post(full, follow=True).content.decode(), address
        assert MonthlyDigest.objects.values().get() == before, address


def test_a_draft_cannot_be_published_corrected_or_drawn(
    draft: MonthlyDigest, analyst: User, client_for: ClientFor
) -> None:
    client, steps = client_for(analyst), f"{HOME}versions/{draft.pk}/"
    assert "This digest is draft" in client.post(f"{steps}publish/").content.decode()
    assert "This digest is draft" in client.post(f"{steps}correct/", {"reason": "Why"}).content.decode()
    assert "when the digest is published" in client.post(f"{steps}render/", follow=True).content.decode()
    assert "This digest is draft" in client.post(f"{steps}take-back/", follow=True).content.decode()
    assert MonthlyDigest.objects.get().status == "draft"


def test_opening_a_month_twice_gives_the_same_draft(
    draft: MonthlyDigest, improver: User, client_for: ClientFor
) -> None:
    client_for(improver).post(f"{HOME}months/2026/10/open/")
    assert MonthlyDigest.objects.get().opened_by == draft.opened_by
    for number in ("2026/13", "1/1", "2026/0", "99999/1"):
        assert client_for(improver).post(f"{HOME}months/{number}/open/").status_code == 404


@pytest.mark.parametrize("when", ["2026/12", "2026/13", "1/1", "99999/1"])
def test_there_is_no_commentary_on_a_month_that_is_none_or_has_not_begun(
    when: str, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    address = f"{HOME}indicators/{month['worse'].pk}/{when}/commentary/"
    assert client_for(analyst).get(address).status_code == 404


@pytest.mark.parametrize("address", ["months/2026/10/open/", "versions/{}/take-back/", "versions/{}/render/"])
def test_what_changes_something_is_never_done_by_a_link(
    address: str, draft: MonthlyDigest, analyst: User, client_for: ClientFor
) -> None:
    assert client_for(analyst).get(f"{HOME}{address.format(draft.pk)}").status_code == 405


def test_the_diagram_is_the_table_and_the_table_has_every_status(settings: Any, tmp_path: Path) -> None:
    page = django_settings.BASE_DIR / "docs" / "digest-status.md"
    assert page.read_text(encoding="utf-8") == as_page(), "Run python manage.py draw_digest_status"
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("draw_digest_status")
    assert (tmp_path / "docs" / "digest-status.md").read_text(encoding="utf-8") == as_page()
    named = {status for each in TRANSITIONS for status in (each.before, each.after)}
    assert named == set(MonthlyDigest.Status.values)
    assert not may_follow("draft", "published")
