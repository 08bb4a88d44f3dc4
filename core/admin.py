"""The audit trail and the jobs, to read and not to change."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from core.models import AuditEntry, Job


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows that nobody may add, change or delete by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_name", "scope", "action", "subject_kind", "subject_key", "subject_name"]
    list_filter = ["scope", "action"]
    search_fields = ["actor_name", "subject_name", "=subject_key"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["requested_at", "kind", "scope", "state", "percent", "message"]
    list_filter = ["kind", "state"]
