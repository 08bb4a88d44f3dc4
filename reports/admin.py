"""Reports, cuts, chains and escalations on the administration site: to read, never to change.

A report that only its own author may read before it is issued is not there before: the site makes no exception.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from core.admin import ReadOnlyAdmin
from reports.models import ChainStep, DataCut, Delivery, Escalation, Report
from reports.selectors.chains import kinds_along_a_chain


@admin.register(DataCut)
class DataCutAdmin(ReadOnlyAdmin):
    list_display = ["notice", "month", "number", "as_at", "taken_at", "taken_by", "sha256"]
    list_filter = ["notice"]


@admin.register(Report)
class ReportAdmin(ReadOnlyAdmin):
    list_display = ["notice", "kind", "month", "version", "status", "number", "signed_by", "issued_at"]
    list_filter = ["notice", "kind", "status"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        of_the_council = [kind.key for kind in kinds_along_a_chain()]
        shown = Q(status=Report.Status.ISSUED) | Q(kind__in=of_the_council)
        return super().get_queryset(request).filter(shown)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = ["report", "recipient", "role", "email", "sent_at", "first_read_at"]


@admin.register(ChainStep)
class ChainStepAdmin(ReadOnlyAdmin):
    list_display = ["council", "kind", "order", "post", "deputy_post"]
    list_filter = ["council", "kind"]


@admin.register(Escalation)
class EscalationAdmin(ReadOnlyAdmin):
    list_display = ["notice", "raised_on", "what", "raised_to", "closed_on"]
    list_filter = ["notice"]
