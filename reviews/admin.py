"""Reviews and what belongs to them, kept on the administration site for now."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from reviews.models import Finding, InformationRequest, Question, Review, SelfAssessment, SignOfRecovery


class FindingInline(admin.TabularInline):
    model = Finding
    extra = 0


class InformationRequestInline(admin.TabularInline):
    model = InformationRequest
    extra = 0


class QuestionInline(admin.TabularInline):
    model = Question
    extra = 0


class SignOfRecoveryInline(admin.TabularInline):
    model = SignOfRecovery
    extra = 0


@admin.register(Review)
class ReviewAdmin(SimpleHistoryAdmin):
    list_display = ["kind", "notice", "planned_on", "held_on"]
    list_filter = ["notice", "kind"]
    inlines = [InformationRequestInline, FindingInline, QuestionInline, SignOfRecoveryInline]


@admin.register(SelfAssessment)
class SelfAssessmentAdmin(SimpleHistoryAdmin):
    list_display = ["review", "submitted_at", "submitted_by"]
