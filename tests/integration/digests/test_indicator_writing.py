"""Adding an indicator by hand, changing it, retiring it and bringing it back: by whom, and with every refusal."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Indicator
from tests.factories import AreaFactory, NoticeFactory, PostFactory
from tests.factories_indicators import as_typed, indicator_typed
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/"
PLACE = f"{HOME}indicators/"


@pytest.fixture
def indicator(council: Organisation) -> Indicator:
    return IndicatorFactory(council=council, code="OWN1", title="Visits in time")


DEEDS = ("change", "define-anew", "retire", "targets/set", "targets/end", "statistics", "statistics/rebase")


@pytest.mark.parametrize(
    "role",
    ["improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "partner"],
)
def test_who_writes_indicators(role, indicator, client_for, request):
    client = client_for(request.getfixturevalue(role))
    may = role in {"improver", "analyst"}
    places = [f"{PLACE}add/", *(f"{PLACE}{indicator.pk}/{deed}/" for deed in DEEDS)]
    assert {client.get(place).status_code for place in places} == {200 if may else 403}
    assert {client.post(place, {}).status_code for place in places} == {200 if may else 403}
    read = {
        client.get(f"{PLACE}{indicator.pk}/{page}/").status_code
        for page in ("definitions", "targets/withdrawn")
    }
    assert read == {403 if role == "partner" else 200}
    assert not AuditEntry.objects.exists()


def test_for_an_outsider_and_in_another_council_nothing_is_there(indicator, analyst, outsider, client_for):
    theirs = IndicatorFactory()
    for deed in DEEDS:
        assert client_for(outsider).post(f"{PLACE}{indicator.pk}/{deed}/").status_code == 404
        assert client_for(analyst).post(f"{PLACE}{theirs.pk}/{deed}/").status_code == 404
    assert client_for(None).post(f"{PLACE}add/", indicator_typed()).status_code == 302
    assert Indicator.objects.count() == 2


def test_an_indicator_is_added_with_everything_that_it_has(council, analyst, client_for):
    area = AreaFactory(notice=NoticeFactory(council=council))
    post = PostFactory(organisation=council)
    typed = indicator_typed(
        owner_post=post.pk, areas=[area.pk], is_key="on", national_code="271", benchmark_key="ReReferral",
        annex_a_measure="re_referrals", data_source="The case system", known_problems="Late keying",
    )  # fmt: skip
    made = client_for(analyst).post(f"{PLACE}add/", typed)
    indicator = Indicator.objects.get()
    assert made["Location"] == f"{PLACE}{indicator.pk}/"
    assert (indicator.code, indicator.owner_post, indicator.is_key) == ("CP08", post, True)
    assert (list(indicator.areas.all()), indicator.reported_from) == ([area], dt.date(2026, 10, 1))
    assert (indicator.annex_a_measure, indicator.changed_by) == ("re_referrals", analyst)
    assert AuditEntry.objects.get().action == "added an indicator"


REFUSED = [
    ({"code": ""}, "Enter the code"),
    ({"code": "own1"}, "own1 is already in use: enter another"),
    ({"code": "x" * 21}, "Code must be 20 characters or fewer"),
    ({"title": " "}, "Enter the title"),
    ({"title": "x" * 5000}, "Title must be 200 characters or fewer"),
    ({"title": "a\x00b"}, "Title holds a character that cannot be kept"),
    ({"meaning": ""}, "Enter what it tells"),
    ({"meaning": "x" * 10_001}, "What it tells must be 10000 characters or fewer"),
    ({"numerator_words": ""}, "Enter what is counted"),
    ({"denominator_words": ""}, "a percentage has a denominator"),
    ({"denominator_words": "", "unit": "rate"}, "a rate has a denominator"),
    ({"unit": ""}, "Choose the unit"),
    ({"unit": "furlongs"}, "Choose the unit from the list"),
    ({"direction": "up"}, "Choose which direction is better from the list"),
    ({"decimals": "5"}, "Decimals must be 4 or less"),
    ({"grace_days": "121"}, "Days until its figure is late must be 120 or less"),
    ({"grace_days": "soon"}, "must be a whole number"),
    ({"reported_from": "soon"}, "First month that is reported must be a month, such as October 2026"),
    ({"reported_from": "January 2199"}, "must be this month or an earlier one"),
    ({"annex_a_measure": "no_such"}, "Choose the measure of Annex A from the list"),
    ({"owner_post": "999999"}, "Choose the owner from the list"),
    ({"areas": ["x"]}, "Choose the areas from the list"),
]


@pytest.mark.parametrize(("wrong", "message"), REFUSED)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(
    indicator, analyst, client_for, wrong, message
):
    AreaFactory(notice=NoticeFactory(council=indicator.council))
    page = client_for(analyst).post(f"{PLACE}add/", indicator_typed(**wrong))
    assert page.status_code == 200
    assert page.content.decode().count(message) == 2, "once in the summary, once at the field"
    assert (Indicator.objects.count(), AuditEntry.objects.count()) == (1, 0)


def test_another_councils_post_and_area_are_none_here(council, analyst, other_council, client_for):
    AreaFactory(notice=NoticeFactory(council=council))
    theirs = {
        "owner_post": PostFactory(organisation=other_council).pk,
        "areas": [AreaFactory(notice=NoticeFactory(council=other_council)).pk],
    }
    page = client_for(analyst).post(f"{PLACE}add/", indicator_typed(**theirs)).content.decode()
    assert "Choose the owner from the list" in page
    assert "Choose the areas from the list" in page
    assert not Indicator.objects.exists()


def test_without_figures_everything_may_be_adapted(indicator, improver, client_for):
    typed = as_typed(
        indicator, title="Others", unit="count", denominator_words="", direction="neither", code="OWN"
    )
    client_for(improver).post(f"{PLACE}{indicator.pk}/change/", typed)
    indicator.refresh_from_db()
    assert (indicator.title, indicator.unit, indicator.direction, indicator.code) == (
        "Others",
        "count",
        "neither",
        "OWN",
    )
    assert (indicator.revision, indicator.changed_by) == (2, improver)
    assert AuditEntry.objects.get().detail["corrected"]["Unit"] == ["Percent", "Count"]


def test_with_figures_words_are_put_better_only_where_they_mean_the_same(indicator, analyst, client_for):
    ReadingFactory(indicator=indicator)
    client, place = client_for(analyst), f"{PLACE}{indicator.pk}/change/"
    shown = client.get(place).content.decode()
    assert "change by defining it anew" in shown
    assert 'name="unit"' not in shown
    typed = as_typed(indicator, title="Visits on time", unit="count")
    assert "Tick that it means the same as before" in client.post(place, typed).content.decode()
    indicator.refresh_from_db()
    assert (indicator.title, indicator.revision) == ("Visits in time", 1)
    client.post(place, {**typed, "means_the_same": "on"})
    indicator.refresh_from_db()
    assert (indicator.title, indicator.unit) == ("Visits on time", "percent"), "the unit was never asked for"
    assert AuditEntry.objects.get().detail["corrected"] == {"Title": ["Visits in time", "Visits on time"]}
    assert list(indicator.history.values_list("title", flat=True)) == ["Visits on time", "Visits in time"]


def test_how_it_is_kept_changes_without_a_word_on_meaning(indicator, analyst, client_for):
    TargetFactory(indicator=indicator)
    typed = as_typed(indicator, grace_days="20", known_problems="Late keying", data_source="The case system")
    client_for(analyst).post(f"{PLACE}{indicator.pk}/change/", typed)
    indicator.refresh_from_db()
    assert (indicator.grace_days, indicator.known_problems) == (20, "Late keying")


def test_the_second_of_two_editors_is_shown_both_versions(indicator, analyst, client_for):
    client, place = client_for(analyst), f"{PLACE}{indicator.pk}/change/"
    client.post(place, as_typed(indicator, title="Theirs first"))
    page = client.post(place, as_typed(indicator, title="Mine second")).content.decode()
    assert "changed this" in page
    assert "Theirs first" in page
    assert 'name="revision" value="2"' in page
    indicator.refresh_from_db()
    assert indicator.title == "Theirs first"


def test_a_retired_indicator_leaves_the_digest_and_comes_back(indicator, analyst, client_for):
    ReadingFactory(indicator=indicator, month=dt.date(2026, 10, 1))
    client, place = client_for(analyst), f"{PLACE}{indicator.pk}/"
    for wrong in ({"reason": " "}, {"reason": "x" * 301}, {"reason": "a\x00"}):
        assert (
            "There is a problem" in client.post(f"{place}retire/", {**wrong, "revision": 1}).content.decode()
        )
    client.post(f"{place}retire/", {"reason": "The system no longer holds it", "revision": 1})
    indicator.refresh_from_db()
    assert indicator.retired_because == "The system no longer holds it"
    assert list(Indicator.objects.reported_in(indicator.retired_on.replace(day=1))) == []
    assert list(Indicator.objects.reported_in(dt.date(2026, 10, 1))) == [indicator]
    assert "It has not been reported since" in client.get(place).content.decode()
    again = client.post(f"{place}retire/", {"reason": "Again", "revision": 2}).content.decode()
    assert "It has not been reported since" in again
    client.post(f"{place}bring-back/", {"revision": 2})
    indicator.refresh_from_db()
    assert (indicator.retired_on, indicator.retired_because) == (None, "")
    assert "nothing to bring back" in client.post(f"{place}bring-back/", {"revision": 3}).content.decode()
    assert [each.action for each in AuditEntry.objects.order_by("pk")] == [
        "retired an indicator", "brought an indicator back",
    ]  # fmt: skip


def test_the_links_are_there_for_those_who_may(indicator, analyst, board_member, client_for):
    place = f"{PLACE}{indicator.pk}/"
    assert "Define it anew" in client_for(analyst).get(place).content.decode()
    read = client_for(board_member).get(place).content.decode()
    assert "Define it anew" not in read
    assert "Set a target" not in read
