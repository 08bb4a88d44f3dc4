"""Evidence, to look at: it is added on its own pages, where it is typed and hashed."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from evidence.models import Evidence, EvidenceVersion

SHOWN = ("number", "filename", "content_type", "size", "sha256", "url", "added_by", "added_at")


class VersionInline(admin.TabularInline):
    model = EvidenceVersion
    extra = 0
    can_delete = False
    readonly_fields = SHOWN
    fields = SHOWN

    def has_add_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ["title", "council", "kind", "effective_on", "recorded_by", "recorded_at"]
    list_filter = ["council", "kind"]
    search_fields = ["title"]
    inlines = [VersionInline]
