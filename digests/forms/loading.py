"""The forms of an import of figures: the file, how a sheet is read, and what is to happen with figures that stand."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from core.forms import GovForm
from core.importing import forms as wizard_forms
from core.importing.cells import words_of
from core.importing.columns import plain
from core.importing.names import Register
from core.importing.sheet import column_name, is_blank
from digests.importing.columns import INTO
from digests.importing.month_names import month_in
from digests.importing.wide_layout import layout_of
from digests.importing.wide_rows import NamedRows
from digests.importing.wide_said import SheetSaid, said_of
from digests.models import FigureImport

SAMPLE = 24
# A form is taken in with a thousand fields at most.
MOST_UNKNOWN = 200
LONGEST_LIST = 400
NAMING = ("code", "title", "part")
NOT_IN_SHEET = ("", "Not in the sheet")


class UploadForm(wizard_forms.UploadForm):
    """Which file, and in which form."""

    kind = wizard_forms.kind_field(FigureImport.Kind.choices)


class LoadForm(wizard_forms.LoadForm):
    """What is to happen with figures that stand already, and with what has errors."""

    submit_label: ClassVar[str] = "Load into the digest"
    field_order = ["on_existing", "revision_reason", "leaves_out_errors"]
    on_existing = wizard_forms.on_existing_field(INTO)
    revision_reason = forms.CharField(
        required=False, max_length=300, label="Why the figures are revised",
        help_text="Needed for an update. It stands beside every figure that the file revises",
    )  # fmt: skip
    asks: ClassVar[dict[str, str]] = {"revision_reason": "why the figures are revised"}

    def __init__(self, *args: Any, revised: int, is_wide: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not revised:
            del self.fields["revision_reason"]
        if is_wide and "leaves_out_errors" in self.fields:
            self.fields[
                "leaves_out_errors"
            ].label = "Leave out the cells that have errors, and load the others"
        self.helper = self.form_helper()


class MonthField(forms.CharField):
    """A month as people write it; empty for a column that is not read."""

    def clean(self, value: Any) -> dt.date | None:
        typed = super().clean(value)
        found = month_in(typed) if typed else None
        if typed and not isinstance(found, dt.date):
            raise forms.ValidationError(
                f"{self.label}: enter a month with its year, such as April 2026, or nothing"
            )
        return found if isinstance(found, dt.date) else None


class RowsField(forms.CharField):
    """Numbers of rows: 4, 9, 20-25."""

    def clean(self, value: Any) -> list[int]:
        typed = super().clean(value)
        rows: list[int] = []
        for piece in filter(None, re.split(r"[,;\s]+", re.sub(r"\s*[-–]\s*", "-", typed))):
            found = re.fullmatch(r"([0-9]{1,6})(?:-([0-9]{1,6}))?", piece)
            first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
            if first > last or last - first > 10_000:
                raise forms.ValidationError("Rows to leave out must be numbers of rows, such as 4, 9, 20-25")
            rows.extend(range(first, last + 1))
        return sorted(set(rows))


class SheetForm(GovForm, forms.Form):
    """How one sheet is read: its row of months, the columns, and what rows mean that nobody knows."""

    submit_label: ClassVar[str] = "Save"
    is_read = forms.BooleanField(required=False, label="Read this sheet")
    headings = forms.IntegerField(
        label="Row of the months; after a change the columns are looked for anew",
        min_value=1,
    )
    code = forms.ChoiceField(required=False, label="Column of the codes")
    title = forms.ChoiceField(required=False, label="Column of the titles")
    part = forms.ChoiceField(required=False, label="Column that says numerator, denominator or value")
    left_out = RowsField(
        required=False,
        max_length=LONGEST_LIST,
        label="Rows to leave out, such as 4, 9, 20-25",
    )
    asks: ClassVar[dict[str, str]] = {
        "headings": "the number of the row with the months", "code": "the column of the codes",
        "title": "the column of the titles", "part": "the column that says what a row holds",
        "left_out": "the rows to leave out",
    }  # fmt: skip

    def __init__(
        self, *args: Any, said: Mapping[str, Any], sheet: SheetSaid, register: Register, **kwargs: Any
    ) -> None:
        self.said, self.sheet, self.register = said, sheet, register
        super().__init__(*args, **kwargs)
        for key in NAMING:
            self.fields[key].choices = [NOT_IN_SHEET, *self._columns()]
        self.fields["headings"].max_value = len(sheet.sheet.rows)
        for place in self._month_places():
            self.fields[f"month-{place}"] = MonthField(
                required=False, max_length=40, label=self._named(place)
            )
        for row in self._unknown():
            self.fields[f"called-{row.number}"] = forms.CharField(
                required=False, max_length=200, label=f"Row {row.number}: {row.words[:80]}"
            )

    @staticmethod
    def kept(said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what is kept of a sheet, by the names of the fields."""
        columns = {key: str(said["columns"].get(key, "")) for key in NAMING}
        months = {
            f"month-{place}": f"{dt.date.fromisoformat(month + '-01'):%B %Y}"
            for place, month in said["months"].items()
        }
        left_out = ", ".join(map(str, said["left_out"]))
        return {
            "is_read": said["is_read"],
            "headings": said["headings"] + 1,
            "left_out": left_out,
            **columns,
            **months,
        }

    @property
    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("headings", *NAMING, "left_out")]

    @property
    def month_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("month-")]

    @property
    def called_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("called-")]

    def clean(self) -> dict[str, Any]:
        asked = super().clean() or self.cleaned_data
        if asked.get("headings", 0) > len(self.sheet.sheet.rows):
            self.add_error("headings", f"The sheet has {len(self.sheet.sheet.rows)} rows: enter one of them")
        for row in self._unknown():
            typed = asked.get(f"called-{row.number}", "")
            if typed and self.register.find(typed) is None:
                self.add_error(f"called-{row.number}", self.register.trouble_with(typed))
        chosen = [asked[key] for key in NAMING if asked.get(key)]
        if len(set(chosen)) < len(chosen):
            self.add_error("title", "A column says one thing: choose another one for each")
        return asked

    def chosen(self) -> dict[str, Any]:
        """Return the sheet as the service keeps it."""
        asked = self.cleaned_data
        if asked["headings"] - 1 != self.said["headings"]:
            layout = layout_of(self.sheet.sheet, asked["headings"] - 1, self.register)
            return {**said_of(self.sheet.sheet, layout), "is_read": asked["is_read"] and bool(layout.months)}
        columns = {key: int(asked[key]) for key in NAMING if asked[key]}
        months = {
            place: month
            for place in self._month_places()
            if (month := asked[f"month-{place}"]) is not None and place not in columns.values()
        }
        called = dict(self.said["called"])
        for row in self._unknown():
            entry = self.register.find(asked[f"called-{row.number}"])
            if entry is not None:
                called[plain(row.words)] = int(entry.key)
        return {
            **self.said,
            "is_read": asked["is_read"],
            "columns": columns,
            "months": {str(place): f"{month:%Y-%m}" for place, month in months.items()},
            "parts": {place: part for place, part in self.said["parts"].items() if int(place) in months},
            "left_out": asked["left_out"],
            "called": called,
            "unread": [str(place) for place in self._month_places() if place not in months],
        }

    def _columns(self) -> list[tuple[str, str]]:
        months = {each.place for each in self.sheet.layout.months}
        return [(str(place), self._named(place)) for place in range(self._width()) if place not in months]

    def _month_places(self) -> list[int]:
        naming = set(self.sheet.layout.columns.values())
        return [place for place in range(self._width()) if place not in naming]

    def _unknown(self) -> list[NamedRows]:
        return [each for each in self.sheet.rows.named if each.indicator is None][:MOST_UNKNOWN]

    def _width(self) -> int:
        return max((len(row) for row in self.sheet.sheet.rows), default=0)

    def _named(self, place: int) -> str:
        sheet, layout = self.sheet.sheet, self.sheet.layout
        heading = next((each.heading for each in layout.unread if each.place == place), "")
        if not heading:
            value = sheet.at(layout.headings, place)
            heading = f"{value:%B %Y}" if isinstance(value, dt.date) else words_of(value)
        below = (sheet.at(row, place) for row in range(layout.below, len(sheet.rows)))
        first = next((words_of(value) for value in below if not is_blank(value)), "")
        return f"{column_name(place)}: {heading[:40]}" + (f" (“{first[:SAMPLE]}”)" if first else "")
