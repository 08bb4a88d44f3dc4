"""Reports and cuts on the administration site: to read, never to change."""

from django.contrib import admin

from core.admin import ReadOnlyAdmin
from reports.models import DataCut, Report


@admin.register(DataCut)
class DataCutAdmin(ReadOnlyAdmin):
    list_display = ["notice", "month", "as_at", "taken_at", "taken_by", "sha256"]
    list_filter = ["notice"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["notice", "month", "version", "status", "number", "signed_by", "issued_at"]
    list_filter = ["notice", "status"]
