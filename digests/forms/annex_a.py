"""The form on which an Annex A workbook is uploaded: its day, the council's standards, the file."""

from typing import Any, ClassVar

from django import forms

from core.forms import DayField, GovForm
from digests.services.annex_a import MOST_DAYS, Standards

WORKING, CALENDAR = "working", "calendar"


class WorkbookForm(GovForm, forms.Form):
    """Which workbook, of which day, held against which standards."""

    submit_label: ClassVar[str] = "Upload and work out"
    extract_on = DayField(label="Day of the extract", help_text="The day for which the lists were drawn")
    file = forms.FileField(
        label="Annex A workbook",
        help_text="An Excel workbook with the lists in sheets of their own. It is read once and not kept",
        max_length=500,
    )
    cp_visit_days = forms.IntegerField(
        label="Days within which a child on a plan is visited", min_value=1, max_value=MOST_DAYS,
    )  # fmt: skip
    cp_visit_counted_in = forms.ChoiceField(
        label="These days are", choices=[(WORKING, "Working days"), (CALENDAR, "Calendar days")],
        widget=forms.RadioSelect,
    )  # fmt: skip
    cin_seen_days = forms.IntegerField(
        label="Days within which a child in need is seen", min_value=1, max_value=MOST_DAYS
    )
    asks: ClassVar[dict[str, str]] = {
        "extract_on": "the day of the extract", "file": "the workbook",
        "cp_visit_days": "the days within which a child on a plan is visited",
        "cp_visit_counted_in": "whether these are working days",
        "cin_seen_days": "the days within which a child in need is seen",
    }  # fmt: skip

    @staticmethod
    def usual() -> dict[str, Any]:
        """Return the usual standards, by the form's field names."""
        usual = Standards()
        return {
            "cp_visit_days": usual.cp_visit_days,
            "cp_visit_counted_in": WORKING if usual.cp_visit_in_working_days else CALENDAR,
            "cin_seen_days": usual.cin_seen_days,
        }

    def standards(self) -> Standards:
        """Return what the service takes."""
        asked = self.cleaned_data
        in_working_days = asked["cp_visit_counted_in"] == WORKING
        return Standards(asked["cp_visit_days"], in_working_days, asked["cin_seen_days"])
