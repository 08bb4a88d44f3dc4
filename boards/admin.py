"""Boards, their members and meetings, kept on the administration site for now."""

from django.contrib import admin
from simple_history.admin import SimpleHistoryAdmin

from boards.models import Board, BoardMembership, Meeting


class BoardMembershipInline(admin.TabularInline):
    model = BoardMembership
    extra = 0


@admin.register(Board)
class BoardAdmin(admin.ModelAdmin):
    list_display = ["name", "notice", "quorum"]
    inlines = [BoardMembershipInline]


@admin.register(Meeting)
class MeetingAdmin(SimpleHistoryAdmin):
    list_display = ["board", "planned_event", "venue"]
    list_filter = ["board"]
