"""On the administration site reviews are to read: what is changed there passes by the services and their audit."""

import pytest
from django.contrib import admin
from django.http import HttpRequest
from django.test import RequestFactory

from accounts.models import User
from reviews.models import CountingRule, Finding, Question, Review, SelfAssessment

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_a_superuser(rf: RequestFactory, improver: User) -> HttpRequest:
    improver.is_staff = improver.is_superuser = True
    improver.save()
    request = rf.get("/")
    request.user = improver
    return request


@pytest.mark.parametrize("model", [Review, CountingRule, SelfAssessment])
def test_nothing_of_a_review_is_added_changed_or_deleted_by_hand(
    model: type, request_of_a_superuser: HttpRequest
) -> None:
    site = admin.site.get_model_admin(model)
    request = request_of_a_superuser
    assert site.has_view_permission(request)
    assert not site.has_add_permission(request)
    assert not site.has_change_permission(request)
    assert not site.has_delete_permission(request)


def test_neither_are_its_findings_and_questions(request_of_a_superuser: HttpRequest) -> None:
    inlines = admin.site.get_model_admin(Review).get_inline_instances(request_of_a_superuser)
    assert {Finding, Question} <= {each.model for each in inlines}
    for each in inlines:
        assert not each.has_add_permission(request_of_a_superuser, None)
        assert not each.has_change_permission(request_of_a_superuser)
        assert not each.has_delete_permission(request_of_a_superuser)
