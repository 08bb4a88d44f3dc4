"""The plan as a timeline: a bar for each action, by area, work stream or owner."""

from typing import Any

from improvement_plans.filters import TimelineFilter
from improvement_plans.timeline_parts import timeline_page
from improvement_plans.views.overview import PlanOverview

GROUPINGS = (("area", "Area"), ("work-stream", "Work stream"), ("owner", "Owner"))


class Timeline(PlanOverview):
    """Bars from start to due date with the date first agreed beside it; `?by=` says how they are grouped."""

    template_name = "improvement_plans/timeline/timeline.html"
    by = "timeline"
    filter_class = TimelineFilter

    @property
    def grouping(self) -> str:
        asked = self.request.GET.get("by", "")
        return asked if asked in dict(GROUPINGS) else "area"

    def rows_of(self, plan: Any) -> dict[str, Any]:
        found = timeline_page(plan, self.grouping, self.request.GET.get("page"))
        return {
            "timeline": found.parts,
            "page": found.page,
            "grouping": self.grouping,
            "groupings": GROUPINGS,
        }
