"""An administrator enters people, gives them posts and roles, and each deed is in the audit trail."""

import pytest
from django.core import mail
from django.db import transaction
from django.urls import reverse

from accounts.models import Membership, User
from core import audit
from core.models import AuditEntry
from tests.factories import MembershipFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db

ADD = "/administration/accounts/user/add/"
NO_ROWS = {
    f"{prefix}-{name}": "0"
    for prefix in ("holdings", "memberships")
    for name in ("TOTAL_FORMS", "INITIAL_FORMS")
}


@pytest.fixture
def staff(client_for):
    """Signed in with the right to open the administration."""
    return client_for(UserFactory(name="Ada Minchin", is_staff=True, is_superuser=True))


def new_person(**changes: str) -> dict[str, str]:
    return {
        "email": "new@fernshire.example",
        "name": "Nell Ashworth",
        "organisation": "",
        **NO_ROWS,
        **changes,
    }


def test_a_person_is_entered_and_chooses_a_password_by_the_link(staff, client_for):
    staff.post(ADD, new_person())
    person = User.objects.get(email="new@fernshire.example")
    assert not person.is_staff
    client_for().post(reverse("account_reset_password"), {"email": "new@fernshire.example"})
    assert [letter.to for letter in mail.outbox] == [["new@fernshire.example"]]
    entry = AuditEntry.objects.get(action="added user")
    assert (entry.actor_name, entry.subject_name) == ("Ada Minchin", "Nell Ashworth")


def test_the_same_address_in_another_case_is_the_same_person(staff):
    UserFactory(email="new@fernshire.example")
    answer = staff.post(ADD, new_person(email="NEW@fernshire.example"))
    assert answer.status_code == 200
    assert User.objects.filter(email__iexact="new@fernshire.example").count() == 1


def test_a_role_and_a_post_are_given_with_the_person(staff, council):
    post = PostFactory(organisation=council)
    rows = {
        "holdings-TOTAL_FORMS": "1",
        "holdings-0-post": str(post.pk),
        "holdings-0-started_on": "1/11/2026",
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-council": str(council.pk),
        "memberships-0-role": "analyst",
        "memberships-0-started_on": "1/11/2026",
    }
    answer = staff.post(ADD, new_person(**rows))
    assert answer.status_code == 302, answer.context["errors"]
    person = User.objects.get(email="new@fernshire.example")
    assert person.holdings.get().post == post
    assert person.memberships.get().role == "analyst"
    assert AuditEntry.objects.filter(action="set membership", scope="fernshire").exists()


def test_an_end_before_the_start_is_refused(staff, council):
    rows = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-council": str(council.pk),
        "memberships-0-role": "analyst",
        "memberships-0-started_on": "2/11/2026",
        "memberships-0-ended_on": "1/11/2026",
    }
    page = staff.post(ADD, new_person(**rows)).content.decode()
    assert "Enter an end date that is on or after the start date" in page
    assert not Membership.objects.exists()
    assert not User.objects.filter(email="new@fernshire.example").exists()


def test_nobody_is_deleted(staff, improver):
    assert (
        staff.post(f"/administration/accounts/user/{improver.pk}/delete/", {"post": "yes"}).status_code == 403
    )
    assert User.objects.filter(pk=improver.pk).exists()


def test_the_password_is_not_to_be_read(staff, improver):
    page = staff.get(f"/administration/accounts/user/{improver.pk}/change/").content.decode()
    assert improver.password not in page


def test_a_role_in_a_recovery_opens_no_administration(administrator, client_for):
    assert client_for(administrator).get("/administration/").status_code == 302


@pytest.mark.parametrize("model", ["organisation", "user", "post", "postholding", "membership"])
def test_every_list_and_form_opens(staff, improver, council, model):
    PostFactory(organisation=council)
    assert staff.get(f"/administration/accounts/{model}/").status_code == 200
    assert staff.get(f"/administration/accounts/{model}/?q=a").status_code == 200
    assert staff.get(f"/administration/accounts/{model}/add/").status_code == 200


@pytest.fixture
def keeper(administrator, client_for):
    """The administrator of Fernshire, let into this site by whoever runs the service."""
    administrator.is_staff = True
    administrator.save()
    return client_for(administrator)


def test_an_administrator_enters_somebody_with_a_role_in_their_own_council(keeper, council):
    rows = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-council": str(council.pk),
        "memberships-0-role": "analyst",
        "memberships-0-started_on": "1/11/2026",
    }
    keeper.post(ADD, new_person(organisation=str(council.pk), **rows))
    assert User.objects.get(email="new@fernshire.example").memberships.get().council == council


def test_an_administrator_gives_no_role_in_another_council(keeper, other_council):
    rows = {
        "memberships-TOTAL_FORMS": "1",
        "memberships-0-council": str(other_council.pk),
        "memberships-0-role": "analyst",
        "memberships-0-started_on": "1/11/2026",
    }
    assert keeper.post(ADD, new_person(**rows)).status_code == 200
    assert not User.objects.filter(email="new@fernshire.example").exists()
    adding = {"council": str(other_council.pk), "person": "1", "role": "analyst", "started_on": "1/11/2026"}
    assert keeper.post("/administration/accounts/membership/add/", adding).status_code == 200
    assert not Membership.objects.filter(council=other_council).exists()


def test_people_of_another_council_are_neither_shown_nor_changed(keeper, outsider):
    assert outsider.email not in keeper.get("/administration/accounts/user/").content.decode()
    answer = keeper.post(
        f"/administration/accounts/user/{outsider.pk}/change/",
        {"email": "taken@fernshire.example", "name": "Taken", "is_active": "on", **NO_ROWS},
    )
    assert answer.status_code == 302
    outsider.refresh_from_db()
    assert outsider.email == "improvement_team@marlow-vale.example"


def test_somebody_with_a_role_in_two_councils_is_not_an_administrators_to_change(
    keeper, adviser, other_council
):
    page = f"/administration/accounts/user/{adviser.pk}/change/"
    assert keeper.get(page).status_code == 200
    MembershipFactory(council=other_council, person=adviser)
    assert keeper.get(page).status_code == 302


def test_an_administrator_lets_nobody_into_this_site(keeper, improver):
    asked = {
        "email": improver.email,
        "name": "Imogen P",
        "is_active": "on",
        "is_staff": "on",
        "is_superuser": "on",
        **NO_ROWS,
    }
    asked |= {"organisation": str(improver.organisation_id), "memberships-TOTAL_FORMS": "0"}
    keeper.post(f"/administration/accounts/user/{improver.pk}/change/", asked)
    improver.refresh_from_db()
    assert (improver.name, improver.is_staff, improver.is_superuser) == ("Imogen P", False, False)


def test_an_administrator_reads_the_audit_trail_of_their_own_council(
    keeper, improver, outsider, council, other_council
):
    with transaction.atomic():
        audit.record(by=improver, action="did it here", subject=council, scope="fernshire")
        audit.record(by=outsider, action="did it there", subject=other_council, scope="marlow-vale")
    page = keeper.get("/administration/core/auditentry/").content.decode()
    assert "did it here" in page
    assert "did it there" not in page


def test_an_administrator_enters_no_council(keeper):
    assert keeper.get("/administration/accounts/organisation/add/").status_code == 403


def test_who_keeps_no_council_keeps_nothing(improver, client_for):
    improver.is_staff = True
    improver.save()
    for model in ("user", "post", "postholding", "membership"):
        assert client_for(improver).get(f"/administration/accounts/{model}/").status_code == 403
