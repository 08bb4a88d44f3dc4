"""Plans, objectives and actions on the administration site; what was said of them is only read there."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from improvement_plans.models import (
    Action,
    ActionUpdate,
    DueDateChange,
    Objective,
    Plan,
    PlanVersion,
    WorkStream,
)


class PlanVersionInline(admin.TabularInline):
    model = PlanVersion
    extra = 0


class WorkStreamInline(admin.TabularInline):
    model = WorkStream
    extra = 0
    filter_horizontal = ["areas"]


@admin.register(Plan)
class PlanAdmin(admin.ModelAdmin):
    list_display = ["title", "notice"]
    inlines = [PlanVersionInline, WorkStreamInline]


@admin.register(Objective)
class ObjectiveAdmin(SimpleHistoryAdmin):
    list_display = ["reference", "title", "owner_post", "plan"]
    list_filter = ["plan"]
    search_fields = ["reference", "title"]
    filter_horizontal = ["areas", "work_streams"]


class ReadOnlyInline(admin.TabularInline):
    """Rows that are only ever added by the pages that audit them."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ActionUpdateInline(ReadOnlyInline):
    model = ActionUpdate


class DueDateChangeInline(ReadOnlyInline):
    model = DueDateChange


@admin.register(Action)
class ActionAdmin(SimpleHistoryAdmin):
    """An action's words and owner. Its due date moves on its own page, where the reason is asked for."""

    list_display = ["reference", "title", "owner_post", "due_on"]
    list_filter = ["objective__plan"]
    search_fields = ["reference", "title"]
    filter_horizontal = ["partner_agencies", "evidence"]
    exclude = ["revision", "changed_by", "changed_at"]
    inlines = [ActionUpdateInline, DueDateChangeInline]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["original_due_on", "due_on"] if obj else []
