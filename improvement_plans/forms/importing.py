"""The forms of an import into the plan: what a file may hold, and what to do with what the plan has."""

from typing import ClassVar

from core.importing import forms
from improvement_plans.models import PlanImport

INTO = "the plan"


class UploadForm(forms.UploadForm):
    """Which file, and what it holds."""

    kind = forms.kind_field(PlanImport.Kind.choices)


class LoadForm(forms.LoadForm):
    """What is to happen with what the plan has already, and with rows that have errors."""

    submit_label: ClassVar[str] = "Load into the plan"
    on_existing = forms.on_existing_field(INTO)
