"""Views of a list page that a person keeps under a name: saved, opened, renamed, deleted, and nobody else's."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from accounts.list_pages import LIST_PAGES
from accounts.models import SavedView
from accounts.services import LONGEST_NAME, MOST_ON_A_PAGE, save_view
from boards.action_filter import BoardActionFilter
from boards.meeting_filter import MeetingFilter
from boards.models import BoardAction
from core.models import AuditEntry
from core.refusals import Refusal
from digests.filters import DigestFilter
from digests.owed_filter import OwedFilter
from evidence.filters import EvidenceFilter
from evidence.models import Evidence
from improvement_plans.filters import ActionFilter, TimelineFilter
from improvement_plans.models import Action, Source
from improvement_plans.request_filter import RequestFilter
from improvement_plans.risk_filter import RiskFilter
from improvement_plans.source_filters import ClauseFilter, CoverageFilter, SourceFilter
from improvement_plans.voice_filter import VoiceFilter
from notices.filters import DeadlineFilter
from notices.models import Clause, Notice, Obligation
from reports.filters import ReportFilter
from reports.forms.escalations import EscalationFilterForm
from reports.models import Report
from reviews.forms.planning import ReviewFilterForm
from tests.factories import EvidenceFactory, MembershipFactory, NoticeFactory
from tests.factories_boards import BoardFactory
from tests.factories_cycle import UpdateRequestFactory
from tests.factories_plan import IndicatorFactory, PlanFactory
from tests.factories_sources import SourceFactory

pytestmark = pytest.mark.django_db

HOME = "/councils/fernshire/"
EVIDENCE = f"{HOME}evidence/"
SAVE = f"{HOME}people/views/evidence/save/"
PLAN_PAGES = ("plan-by-area", "plan-by-work-stream", "plan-by-owner", "actions")


@pytest.fixture
def plans(council, improver) -> SavedView:
    """The improvement team's view of the evidence that is a plan."""
    return save_view(
        council=council, page=LIST_PAGES["evidence"], query="kind=plan", name="Plans", by=improver
    )


def address_of(view: SavedView, deed: str) -> str:
    return f"{HOME}people/views/{view.pk}/{deed}/"


def errors_of(response) -> str:
    return " ".join(
        str(message) for messages in response.context["form"].errors.values() for message in messages
    )


def test_filters_are_saved_under_a_name_and_the_list_is_as_it_was(improver, council, client_for):
    client = client_for(improver)
    answer = client.post(f"{SAVE}?kind=plan", {"name": "  Plans,   all of them "})
    assert (answer.status_code, answer.url) == (302, f"{EVIDENCE}?kind=plan")
    view = SavedView.objects.get()
    assert (view.person, view.council, view.page) == (improver, council, "evidence")
    assert (view.name, view.query) == ("Plans, all of them", "kind=plan")
    assert "The view “Plans, all of them” is saved." in client.get(answer.url).content.decode()


def test_a_saved_view_leads_from_the_list_to_what_it_shows(improver, council, plans, client_for):
    EvidenceFactory(council=council, kind=Evidence.Kind.PLAN, title="The plan itself")
    EvidenceFactory(council=council, kind=Evidence.Kind.LETTER, title="A letter about it")
    client = client_for(improver)
    whole = client.get(EVIDENCE).content.decode()
    assert '<a class="govuk-link" href="?kind=plan">Plans</a>' in whole
    assert "A letter about it" in whole
    shown = client.get(f"{EVIDENCE}?kind=plan").content.decode()
    assert '<a class="govuk-link" href="?kind=plan" aria-current="true">Plans</a>' in shown
    assert "The plan itself" in shown
    assert "A letter about it" not in shown


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("", False),
        ("?kind=", False),
        ("?page=2", False),
        ("?kind=letter", True),
        # Kept already, in whatever order it is asked for and with whatever beside it.
        ("?kind=plan", False),
        ("?title=&kind=plan&page=3", False),
        ("?kind=plan&title=x", True),
        # A filter that cannot be read is none to keep.
        ("?since=soon", False),
    ],
)
def test_saving_is_offered_for_filters_that_are_not_kept_yet(improver, plans, client_for, query, offered):
    page = client_for(improver).get(f"{EVIDENCE}{query}").content.decode()
    assert ("Save this view" in page) is offered


def test_a_page_without_filters_and_without_views_says_nothing_of_them(improver, client_for):
    assert "app-saved" not in client_for(improver).get(EVIDENCE).content.decode()


def test_what_is_offered_carries_the_filters_to_the_form(improver, client_for):
    client = client_for(improver)
    asked = "title=a+%26+b&kind=letter"
    assert (
        f'href="{SAVE}?{asked.replace("&", "&amp;")}"' in client.get(f"{EVIDENCE}?{asked}").content.decode()
    )
    form = client.get(f"{SAVE}?{asked}")
    assert form.status_code == 200
    assert f'href="{EVIDENCE}?{asked.replace("&", "&amp;")}"' in form.content.decode()
    assert client.post(f"{SAVE}?{asked}", {"name": "Letters"}).url == f"{EVIDENCE}?{asked}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Enter a name for this view"),
        ("   ", "Enter a name for this view"),
        ("x" * (LONGEST_NAME + 1), "A name for this view must be 60 characters or fewer"),
        ("Plans", "You already have a view of this page called “Plans”: enter another name"),
        (" pLANS ", "You already have a view of this page called “pLANS”: enter another name"),
    ],
    ids=["empty", "blank", "too long", "taken", "taken in another case"],
)
@pytest.mark.parametrize("deed", ["save", "rename"])
def test_a_name_that_will_not_do_is_refused_on_its_field(
    improver, council, plans, client_for, name, words, deed
):
    other = save_view(
        council=council, page=LIST_PAGES["evidence"], query="kind=letter", name="Letters", by=improver
    )
    before, recorded = set(SavedView.objects.values_list("pk", "name")), AuditEntry.objects.count()
    address = f"{SAVE}?kind=minutes" if deed == "save" else address_of(other, "rename")
    answer = client_for(improver).post(address, {"name": name})
    assert answer.status_code == 200
    assert answer.context["form"].errors["name"] == [words]
    assert set(SavedView.objects.values_list("pk", "name")) == before
    assert AuditEntry.objects.count() == recorded


def test_a_name_of_sixty_characters_is_kept(improver, client_for):
    client_for(improver).post(f"{SAVE}?kind=plan", {"name": "n" * 60})
    assert SavedView.objects.get().name == "n" * 60


def test_the_same_name_serves_on_another_page_for_another_person_and_in_another_council(
    improver, owner, council, other_council, plans
):
    given = {"query": "kind=plan", "name": "Plans"}
    save_view(council=council, page=LIST_PAGES["deadlines"], by=improver, **given)
    save_view(council=council, page=LIST_PAGES["evidence"], by=owner, **given)
    save_view(council=other_council, page=LIST_PAGES["evidence"], by=improver, **given)
    assert SavedView.objects.filter(name="Plans").count() == 4


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("kind=plan&next=https://elsewhere.example/", "kind=plan"),
        ("kind=plan&page=4&csrfmiddlewaretoken=abc&name=Mine", "kind=plan"),
        ("kind=plan&title=//elsewhere.example/", "title=%2F%2Felsewhere.example%2F&kind=plan"),
        ("kind=plan&title=a%0D%0ALocation:%20x", "title=a%0D%0ALocation%3A+x&kind=plan"),
        ("title=%22%3E%3Cscript%3E", "title=%22%3E%3Cscript%3E"),
        ("title=%FF%00", "title=%EF%BF%BD%00"),
    ],
)
def test_only_the_page_s_own_parameters_are_kept_and_never_an_address(improver, client_for, query, kept):
    client = client_for(improver)
    answer = client.post(f"{SAVE}?{query}", {"name": "Mine"})
    assert (answer.status_code, answer.url) == (302, f"{EVIDENCE}?{kept}")
    assert SavedView.objects.get().query == kept
    assert "<script>" not in client.get(EVIDENCE).content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "Apply a filter before you save a view"),
        ("?page=2&next=/", "Apply a filter before you save a view"),
        (f"?title={'w' * 1001}", "These filters are too long to save"),
    ],
)
def test_without_filters_or_with_too_many_nothing_is_saved(improver, client_for, query, words):
    answer = client_for(improver).post(f"{SAVE}{query}", {"name": "Everything"})
    assert answer.status_code == 200
    assert words in errors_of(answer)
    assert not SavedView.objects.exists()


def test_a_page_has_room_for_so_many_views(improver, council):
    page = LIST_PAGES["evidence"]
    for number in range(MOST_ON_A_PAGE):
        save_view(council=council, page=page, query=f"title={number}", name=f"View {number}", by=improver)
    with pytest.raises(Refusal, match="You have 20 views of this page"):
        save_view(council=council, page=page, query="title=more", name="One more", by=improver)
    save_view(council=council, page=LIST_PAGES["reports"], query="year=2026", name="One more", by=improver)
    assert SavedView.objects.filter(page="evidence").count() == MOST_ON_A_PAGE


def test_a_view_is_renamed_and_may_change_only_its_case(improver, plans, client_for):
    client = client_for(improver)
    assert 'value="Plans"' in client.get(address_of(plans, "rename")).content.decode()
    for name in ("PLANS", "Every plan"):
        answer = client.post(address_of(plans, "rename"), {"name": name})
        assert (answer.status_code, answer.url) == (302, f"{EVIDENCE}?kind=plan")
        plans.refresh_from_db()
        assert plans.name == name


def test_a_view_is_deleted_by_its_button_and_never_by_a_link(improver, plans, client_for):
    EvidenceFactory(council=plans.council, kind=Evidence.Kind.PLAN)
    client = client_for(improver)
    assert "Delete the view “Plans”?" in client.get(address_of(plans, "delete")).content.decode()
    assert SavedView.objects.filter(pk=plans.pk).exists()
    answer = client.post(address_of(plans, "delete"))
    assert (answer.status_code, answer.url) == (302, f"{EVIDENCE}?kind=plan")
    assert not SavedView.objects.exists()
    assert Evidence.objects.count() == 1
    assert client.post(address_of(plans, "delete")).status_code == 404


def test_what_is_done_to_a_view_is_in_the_audit_trail(improver, plans, client_for):
    client = client_for(improver)
    client.post(address_of(plans, "rename"), {"name": "Every plan"})
    client.post(address_of(plans, "delete"))
    entries = AuditEntry.objects.filter(subject_kind="accounts.savedview").order_by("pk")
    assert [(entry.action, entry.subject_name, entry.scope) for entry in entries] == [
        ("saved a view", "Plans", "fernshire"),
        ("renamed a view", "Every plan", "fernshire"),
        ("deleted a view", "Every plan", "fernshire"),
    ]
    assert entries[1].detail["earlier_name"] == "Plans"
    assert {entry.actor_name for entry in entries} == {"Imogen Prowse"}


def test_a_colleague_s_views_are_neither_shown_nor_there(owner, plans, client_for):
    client = client_for(owner)
    assert "Plans</a>" not in client.get(EVIDENCE).content.decode()
    for deed in ("rename", "delete"):
        assert client.get(address_of(plans, deed)).status_code == 404
        assert client.post(address_of(plans, deed), {"name": "Mine now"}).status_code == 404
    plans.refresh_from_db()
    assert plans.name == "Plans"


def test_a_view_of_one_council_is_not_there_in_another(improver, other_council, plans, client_for):
    MembershipFactory(council=other_council, person=improver)
    client = client_for(improver)
    theirs = HOME.replace("fernshire", "marlow-vale")
    assert "Plans</a>" not in client.get(f"{theirs}evidence/").content.decode()
    for deed in ("rename", "delete"):
        assert client.post(f"{theirs}people/views/{plans.pk}/{deed}/", {"name": "x"}).status_code == 404
    assert SavedView.objects.get().name == "Plans"


def test_for_an_outsider_nothing_is_there_and_a_stranger_signs_in_first(outsider, plans, client_for):
    for address in (f"{SAVE}?kind=plan", address_of(plans, "rename"), address_of(plans, "delete")):
        assert client_for(outsider).get(address).status_code == 404
        assert client_for(outsider).post(address, {"name": "x"}).status_code == 404
        answer = client_for().post(address, {"name": "x"})
        assert answer.status_code == 302
        assert answer.url.startswith("/accounts/login/")
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Plans"]


@pytest.mark.parametrize("page", ["minutes", "https", "evidence-list"])
def test_a_page_that_keeps_no_views_is_not_there(improver, client_for, page):
    address = f"{HOME}people/views/{page}/save/?kind=plan"
    assert client_for(improver).get(address).status_code == 404
    assert client_for(improver).post(address, {"name": "x"}).status_code == 404


@pytest.mark.parametrize("key", LIST_PAGES)
def test_every_page_with_filters_offers_to_keep_them_and_shows_what_is_kept(
    improver, council, client_for, key
):
    plan = PlanFactory(notice=NoticeFactory(council=council))
    UpdateRequestFactory(cycle__plan=plan, action__objective__plan=plan)
    SourceFactory(plan=plan)
    IndicatorFactory(council=council)
    page, client = LIST_PAGES[key], client_for(improver)
    own = {
        "evidence": "kind=plan", "reports": "year=2026", "deadlines": "sort=due", "coverage": "origin=inspection",
        "meetings": "when=ahead", "reviews": "kind=peer",
    }  # fmt: skip
    asked = own.get(key, "words=visit")
    address = page.address(council.slug, asked)
    assert f'href="{HOME}people/views/{key}/save/?{asked}"' in client.get(address).content.decode()
    save_view(council=council, page=page, query=asked, name="Mine", by=improver)
    assert f'href="?{asked}" aria-current="true">Mine</a>' in client.get(address).content.decode()
    assert f'href="?{asked}">Mine</a>' in client.get(page.address(council.slug)).content.decode()


def test_every_filter_of_a_page_can_be_kept_and_nothing_else(council):
    """The parameters are written down below the applications that have them: here they are held against them."""
    plan = PlanFactory(notice=NoticeFactory(council=council))
    # A filter by board is offered where there are several.
    for name in ("Improvement Board", "Partnership Board"):
        BoardFactory(notice=plan.notice, name=name)
    day = dt.date(2026, 11, 22)
    of_plan = ActionFilter({}, plan=plan, as_at=day, known_on=None)
    days = {"as_at", "known_on"}
    fields = {
        "deadlines": {
            *DeadlineFilter({}, queryset=Obligation.objects.all(), notices=Notice.objects.all()).form.fields,
            *days,
        },
        **{
            key: {*DigestFilter({}, council=council, months=[], today=day).form.fields}
            for key in ("digest", "digest-charts")
        },
        "figures-owed": {*OwedFilter({}, months=[], owners=[]).form.fields},
        "evidence": {*EvidenceFilter({}, queryset=Evidence.objects.all(), today=day).form.fields},
        "meetings": {*MeetingFilter({}, council=council, today=day).form.fields},
        "board-actions": {
            *BoardActionFilter({}, queryset=BoardAction.objects.all(), council=council, today=day).form.fields
        },
        "voices": {*VoiceFilter({}, plan=plan, as_at=day, known_on=None).form.fields},
        "risks": {*RiskFilter({}, plan=plan, as_at=day, known_on=None).form.fields},
        "reviews": {*ReviewFilterForm().fields, *days},
        "escalations": {*EscalationFilterForm().fields},
        "reports": {*ReportFilter({}, queryset=Report.objects.all()).form.fields},
        "sources": {*SourceFilter({}, queryset=Source.objects.all(), plan=plan).form.fields},
        "clauses": {*ClauseFilter({}, queryset=Clause.objects.all()).form.fields},
        "coverage": {*CoverageFilter({}, queryset=Action.objects.all(), plan=plan).form.fields},
        "updates": {*RequestFilter({}, cycles=[], requests=[]).form.fields},
        "plan-timeline": {*TimelineFilter({}, plan=plan, as_at=day, known_on=None).form.fields},
        **{key: {*of_plan.form.fields, *days, "plan"} for key in PLAN_PAGES},
    }
    assert {key: set(page.parameters) for key, page in LIST_PAGES.items()} == fields


def test_the_list_asks_the_same_number_of_questions_for_few_views_and_for_many(
    improver, council, plans, client_for, queries_of
):
    client = client_for(improver)
    few = queries_of(client, EVIDENCE)
    for number in range(15):
        save_view(
            council=council,
            page=LIST_PAGES["evidence"],
            query=f"title={number}",
            name=f"View {number}",
            by=improver,
        )
    assert queries_of(client, EVIDENCE) == few


@pytest.mark.parametrize("wrong", [{"name": ""}, {"query": ""}, {"page": "elsewhere"}, {"name": "pLANS"}])
def test_the_database_keeps_the_rules_as_well(improver, council, plans, wrong):
    row = {"person": improver, "council": council, "page": "evidence", "name": "Other", "query": "kind=plan"}
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.create(**row | wrong)
    assert SavedView.objects.count() == 1
