"""The register on the administration site: parties and words can be corrected there, facts only read.

What happened is recorded through the pages, where it is checked and written into the audit trail.
"""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from core.admin import ReadOnlyAdmin
from notices.models import (
    Appointment,
    Area,
    Assessment,
    CadenceTerms,
    Clause,
    Discharge,
    Notice,
    NoticeDraft,
    Obligation,
    PlannedEvent,
    Request,
    Variation,
)


class CorrectableAdmin(SimpleHistoryAdmin):
    """Rows that came to be when a draft was confirmed: they are corrected, never added or deleted by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Notice)
class NoticeAdmin(CorrectableAdmin):
    list_display = ["title", "council", "service_area", "issued_on", "status", "ended_on"]
    list_filter = ["council", "status"]
    readonly_fields = [
        "council", "status", "ended_on", "ended_recorded_at", "superseded_by", "source_text", "source_name",
        "source_sha256", "confirmed_by", "confirmed_at",
    ]  # fmt: skip


@admin.register(Clause)
class ClauseAdmin(CorrectableAdmin):
    list_display = ["number", "notice", "section"]
    list_filter = ["notice"]
    search_fields = ["number", "words"]
    readonly_fields = ["notice", "parent"]


@admin.register(Obligation)
class ObligationAdmin(CorrectableAdmin):
    list_display = ["summary", "clause", "kind", "duty_holder", "owed_by_council", "owner_post"]
    list_filter = ["clause__notice", "kind", "duty_holder"]
    search_fields = ["summary", "words"]
    list_select_related = ["clause", "owner_post"]
    readonly_fields = ["clause"]
    raw_id_fields = ["part_of"]


@admin.register(Appointment)
class AppointmentAdmin(SimpleHistoryAdmin):
    list_display = ["party", "post", "organisation", "notice", "started_on", "ended_on"]
    list_filter = ["notice", "party"]


@admin.register(Area, CadenceTerms, Discharge, PlannedEvent, Request, Variation, Assessment, NoticeDraft)
class FactAdmin(ReadOnlyAdmin):
    """What the pages write, to read."""
