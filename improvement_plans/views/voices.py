"""The pages of what was said: the list, one voice, and *you said, we did*."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from core.audit import entries_about
from core.exports import csv_response, xlsx_response
from improvement_plans.hearing import RULE, gaps
from improvement_plans.models import Plan, Voice
from improvement_plans.selectors.voices import area_hearings, group_hearings, voices_as_at
from improvement_plans.views.base import PlanPage
from improvement_plans.voice_filter import VoiceFilter
from improvement_plans.voice_listing import COLUMNS, by_theme, export_rows

ROWS_ON_A_PAGE = 50


class VoicesPage(PlanPage):
    """A page of the voices of the chosen plan, narrowed by the filters in its address."""

    section = "voices"

    def voice_filter(self, plan: Plan) -> VoiceFilter:
        return VoiceFilter(self.request.GET, plan=plan, as_at=self.as_at, known_on=self.known_on)

    def listed(self, plan: Plan, **facts: Any) -> dict[str, Any]:
        """Return the filters, the page of voices that they let through, and `facts`."""
        filters = self.voice_filter(plan)
        page = Paginator(filters.qs, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return {"form": filters.form, "page": page, "is_narrowing": filters.is_narrowing, **facts}


class VoiceList(VoicesPage, TemplateView):
    """What was said, what changed because of it, and who has not been heard."""

    template_name = "improvement_plans/voices/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        days: dict[str, Any] = {"as_at": self.as_at, "known_on": self.known_on}
        shown = self.listed(
            self.chosen,
            silent_areas=gaps(area_hearings(self.chosen, **days)),
            silent_groups=gaps(group_hearings(self.chosen, **days)),
            hearing_rule=RULE,
        )
        return super().get_context_data(**shown, **kwargs)


class VoiceExport(VoicesPage):
    """The voices that the list shows, as CSV or XLSX."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponse:
        found = self.voice_filter(self.chosen).qs if self.chosen else Voice.objects.none()
        answer = csv_response if kind == "csv" else xlsx_response
        return answer(f"voices-as-at-{self.as_at.isoformat()}", COLUMNS, export_rows(found))


class YouSaid(VoicesPage, TemplateView):
    """What was said and what came of it by theme, in words to show to those who spoke."""

    template_name = "improvement_plans/voices/you_said.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(**kwargs)
        filters = self.voice_filter(self.chosen)
        found = filters.qs.order_by("theme", "-heard_on", "-pk")
        page = Paginator(found, ROWS_ON_A_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            form=filters.form,
            page=page,
            themes=by_theme(page),
            changed=filters.qs.filter(changed_then__isnull=False).count(),
            **kwargs,
        )


class VoicePage(PlanPage, TemplateView):
    """One voice: what was said, what changed, when they were told."""

    section = "voices"
    template_name = "improvement_plans/voices/voice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kept = get_object_or_404(
            Voice.objects.select_related("plan__notice"),
            plan__notice__council=self.council,
            pk=self.kwargs["pk"],
        )
        found = voices_as_at(kept.plan, self.as_at, known_on=self.known_on).select_related("recorded_by")
        voice: Any = get_object_or_404(found, pk=kept.pk)
        entries = entries_about(voice).filter(at__date__lte=self.known_on or self.as_at)
        evidence = voice.evidence.counting_on(self.as_at) if voice.changed_then else []
        return super().get_context_data(voice=voice, evidence=evidence, entries=entries, **kwargs)
