"""What the pages of one section share: it is found in a report that the person may write, or speak about."""

from functools import cached_property
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse

from reports.kinds import SectionKind
from reports.models import Report, ReportSection
from reports.views.one_report import ReportPage

COMMENT = "reports.comment_on_this_report"


class DraftPage(ReportPage):
    """A page on what is written in a report, for those who see reports of its kind while they are written."""

    needs: ClassVar[str] = COMMENT
    kwargs: dict[str, Any]

    @property
    def kept(self) -> Report:
        """The report in the address."""
        return self.report()


class SectionPage(DraftPage):
    """A page on one section of a report."""

    @cached_property
    def section(self) -> ReportSection:
        """The section in the address; raises Http404 for a key that the report's kind does not have."""
        found = self.kept.sections.select_related("written_by").filter(key=self.kwargs["key"]).first()
        if found is None or found.key not in self.kept.what.section_keys:
            raise Http404("This kind of report has no such section")
        found.report = self.kept
        return found

    @property
    def what(self) -> SectionKind:
        return self.kept.what.section(self.section.key)

    def address(self, name: str, *more: Any) -> str:
        """Return the address of another page of this section."""
        return reverse(f"reports:{name}", args=[self.council.slug, self.kept.pk, self.section.key, *more])
