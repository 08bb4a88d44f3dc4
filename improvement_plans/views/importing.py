"""The import wizard of the plan: the steps of `core.importing`, for those who keep the plan."""

from typing import Any

from django.db.models import QuerySet

from core.importing.views import results, steps
from core.refusals import Refusal
from improvement_plans.forms.importing import LoadForm, UploadForm
from improvement_plans.import_wizard import PLAN_IMPORTS
from improvement_plans.models import Action, Objective, Plan, PlanImport, Source
from improvement_plans.selectors.importing import imports_of
from improvement_plans.services.importing import opened_plan
from improvement_plans.views.base import PlanPage
from notices.selectors import current_notice


class ImportPage(PlanPage):
    """A page of the wizard."""

    permission = "improvement_plans.import_plan"
    wizard = PLAN_IMPORTS
    namespace = "plan"
    page_base = "improvement_plans/importing/base.html"

    def imports(self) -> QuerySet[PlanImport]:
        return imports_of(self.council)


class ImportList(ImportPage, steps.ImportList):
    """The imports of a council, and the templates to fill in."""

    template_name = "improvement_plans/importing/list.html"

    def new_address(self) -> str:
        """Return the address for the plan that is looked at."""
        new = super().new_address()
        return f"{new}?plan={self.chosen.pk}" if self.chosen else new


class ImportTemplate(ImportPage, steps.ImportTemplate):
    """An empty spreadsheet with the headings."""


class NewImport(ImportPage, steps.NewImport):
    """Choose the file. A council under a notice without a plan opens its plan with the first file."""

    form_class = UploadForm
    template_name = "improvement_plans/importing/new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        can_import = self.chosen is not None or current_notice(self.council, self.today) is not None
        return super().get_context_data(can_import=can_import, **kwargs)

    def plan(self) -> Plan:
        """Return the chosen plan, or that of the current notice; raises Refusal without a notice."""
        if self.chosen is not None:
            return self.chosen
        notice = current_notice(self.council, self.today)
        if notice is None:
            raise Refusal("A plan stands under a notice: add the notice first")
        return opened_plan(notice=notice, by=self.person)

    def new_import(self, kind: str) -> PlanImport:
        return PlanImport(plan=self.plan(), kind=kind)


class MapColumns(ImportPage, steps.MapColumns):
    """Say which column holds what."""


class CheckImport(ImportPage, steps.CheckImport):
    """What the dry run found, and what is to happen."""

    form_class = LoadForm


class ImportTroubles(ImportPage, steps.ImportTroubles):
    """Everything that the dry run says of cells."""


class CheckAgain(ImportPage, results.CheckAgain):
    """Make the dry run again."""


class DropImport(ImportPage, results.DropImport):
    """Give the import up."""


class ImportResult(ImportPage, results.ImportResult):
    """One import: its progress while it is loaded, then what it brought."""

    shown_at = {
        Objective._meta.label_lower: "objective",
        Action._meta.label_lower: "action",
        Source._meta.label_lower: "source",
    }


class ImportProgress(ImportPage, results.ImportProgress):
    """The progress bar alone."""


class UndoImport(ImportPage, results.UndoImport):
    """Take the import back, or see what stands in the way."""
