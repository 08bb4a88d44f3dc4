"""What the pages of one report share: it is found within the council, a draft only by those who may see one."""

from django.shortcuts import get_object_or_404

from accounts.access import CouncilPage
from reports.models import Report
from reports.selectors import reports_of


class ReportPage(CouncilPage):
    """A page of one report, at `self.report()`."""

    def report(self) -> Report:
        """Return the report in the address; raises Http404 for another council's, and for a draft one may not see."""
        with_drafts = self.person.has_perm("reports.view_drafts", self.council)
        return get_object_or_404(reports_of(self.council, with_drafts=with_drafts), pk=self.kwargs["pk"])
