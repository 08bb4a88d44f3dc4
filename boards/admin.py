"""Boards, seats and meetings on the administration site: to read, for they are kept on the board's own pages."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from boards.models import Board, BoardMembership, Invitation, Meeting, MeetingSeries, RequiredSeat
from core.admin import ReadOnlyAdmin


class ReadOnlyInline(admin.TabularInline):
    """Rows that nobody may add, change or delete by hand: no audit entry would be written."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RequiredSeatInline(ReadOnlyInline):
    model = RequiredSeat


class BoardMembershipInline(ReadOnlyInline):
    model = BoardMembership


class InvitationInline(ReadOnlyInline):
    model = Invitation


@admin.register(Board)
class BoardAdmin(ReadOnlyAdmin):
    list_display = ["name", "notice", "quorum"]
    inlines = [RequiredSeatInline, BoardMembershipInline]


@admin.register(MeetingSeries)
class MeetingSeriesAdmin(ReadOnlyAdmin):
    list_display = ["board", "obligation", "weekday", "starts_at"]


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ["board", "planned_event", "status", "venue"]
    list_filter = ["board", "status"]
    inlines = [InvitationInline]
