"""Reviews and what belongs to them on the administration site: to read, for they are kept on their own pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from reviews.models import (
    CountingRule,
    Finding,
    InformationRequest,
    Preparation,
    Question,
    Review,
    SelfAssessment,
    SignOfRecovery,
)


class ReadOnlyInline(admin.TabularInline):
    """Rows that nobody may add, change or delete by hand: no audit entry would be written."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class FindingInline(ReadOnlyInline):
    model = Finding


class InformationRequestInline(ReadOnlyInline):
    model = InformationRequest


class PreparationInline(ReadOnlyInline):
    model = Preparation


class QuestionInline(ReadOnlyInline):
    model = Question


class SignOfRecoveryInline(ReadOnlyInline):
    model = SignOfRecovery


@admin.register(CountingRule)
class CountingRuleAdmin(ReadOnlyAdmin):
    list_display = ["notice", "kind", "counts", "obligation"]
    list_filter = ["notice"]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    list_display = ["kind", "notice", "planned_on", "held_on", "cancelled_on"]
    list_filter = ["notice", "kind"]
    inlines = [
        PreparationInline,
        InformationRequestInline,
        FindingInline,
        QuestionInline,
        SignOfRecoveryInline,
    ]


@admin.register(SelfAssessment)
class SelfAssessmentAdmin(ReadOnlyAdmin):
    list_display = ["review", "submitted_at", "submitted_by"]
