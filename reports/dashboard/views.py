"""The page of the dashboard."""

from typing import Any
from urllib.parse import urlencode

from django.views.generic import TemplateView

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from improvement_plans.roll_up import RULE as ROLL_UP
from reports.dashboard.around import around_of
from reports.dashboard.movers import RULE as MOVED
from reports.dashboard.selectors import SHOWN, dashboard_of


class DashboardPage(AsAtMixin, CouncilPage, TemplateView):
    """Where the recovery stands on one screen, as at any day."""

    permission = "reports.view_dashboard"
    template_name = "reports/dashboard/dashboard.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = dashboard_of(self.council, self.as_at, known_on=self.known_on, today=self.today)
        return super().get_context_data(
            page=found,
            around=around_of(self.person, self.council, self.as_at, today=self.today) if found else None,
            first=f":{SHOWN}",
            plan_days=self.query_with(plan=found.plan.plan.pk if found and found.plan else None),
            notice_days=self.query_with(notice=found.notice.pk if found else None),
            rules={"roll_up": ROLL_UP, "moved": MOVED},
            **kwargs,
        )

    def query_with(self, **asked: int | None) -> str:
        """Return the query that leads to the same plan or notice on the same day; more can be appended to it."""
        days = {"as_at": None if self.as_at == self.today else self.as_at, "known_on": self.known_on}
        return "?" + urlencode({name: value for name, value in {**asked, **days}.items() if value})
