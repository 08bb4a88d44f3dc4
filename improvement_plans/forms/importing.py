"""The forms of an import, one decision each: which file, which column says what, what to do with what is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms_gds.layout import Layout
from django import forms
from django.utils.text import Truncator

from core.forms import GovForm
from improvement_plans.importing.cells import words_of
from improvement_plans.importing.columns import TABLES, Column
from improvement_plans.importing.mapping import headings_of
from improvement_plans.importing.sheet import Sheet, column_name, is_blank
from improvement_plans.importing.sheets import NAMES
from improvement_plans.models import PlanImport

ROWS_SAMPLED = 20
SAMPLE = 40
NOT_IN_FILE = [("", "Not in the file")]
ON_EXISTING = [
    ("stop", "Stop: load only if nothing that is in the plan already differs"),
    ("skip", "Skip: load what is new, and leave what is in the plan as it is"),
    ("update", "Update: load what is new, and change what differs, field by field"),
]


class UploadForm(GovForm, forms.Form):
    """Which file, and what it holds."""

    submit_label: ClassVar[str] = "Upload this file"
    kind = forms.ChoiceField(
        label="What does the file hold?", choices=PlanImport.Kind.choices, widget=forms.RadioSelect
    )
    file = forms.FileField(label="File", help_text=NAMES, max_length=500)
    asks: ClassVar[dict[str, str]] = {"kind": "what the file holds", "file": "the file"}


@dataclass(frozen=True)
class Group:
    """The columns of one sheet: those that the file has or must have, those that it could have, what nobody reads."""

    words: str
    sheet: str
    wanted: list[forms.BoundField]
    others: list[forms.BoundField]
    unread: list[str]


class MappingForm(GovForm, forms.Form):
    """Which column of the file says what. `mapping` gives by table the sheet and the columns that are chosen now."""

    submit_label: ClassVar[str] = "Check the file"

    def __init__(
        self, *args: Any, mapping: Mapping[str, Any], sheets: Mapping[str, Sheet], **kwargs: Any
    ) -> None:
        self.mapping, self.sheets = mapping, sheets
        super().__init__(*args, **kwargs)
        self.headings = {
            key: headings_of(sheets[said["sheet"]], TABLES[key]) for key, said in mapping.items()
        }
        for key, said in mapping.items():
            options = self._options(key, sheets[said["sheet"]])
            for column in TABLES[key].columns:
                self.fields[f"{key}-{column.key}"] = _choice(column, options, said["columns"].get(column.key))

    def _options(self, key: str, sheet: Sheet) -> list[tuple[str, str]]:
        """Return the columns of the sheet by letter and heading, each with the first thing that stands below it."""
        headings = self.headings[key]
        below = range(headings.row + 1, min(headings.row + 1 + ROWS_SAMPLED, len(sheet.rows)))
        options = []
        for place, words in headings.words.items():
            first = next((sheet.at(row, place) for row in below if not is_blank(sheet.at(row, place))), "")
            sample = Truncator(words_of(first).replace("\n", " ")).chars(SAMPLE)
            said = f" (“{sample}”)" if sample else ""
            options.append((str(place), f"{column_name(place)}: {Truncator(words).chars(SAMPLE)}{said}"))
        return options

    @property
    def groups(self) -> list[Group]:
        """The fields as the page shows them, sheet by sheet."""
        return [self._group(key, said) for key, said in self.mapping.items()]

    def _group(self, key: str, said: Mapping[str, Any]) -> Group:
        table = TABLES[key]
        bound = {column.key: self[f"{key}-{column.key}"] for column in table.columns}
        wanted = [
            column.key
            for column in table.columns
            if column.required or bound[column.key].value() or bound[column.key].errors
        ]
        read = {bound[name].value() for name in wanted}
        unread = [
            f"{column_name(place)}: {words}"
            for place, words in self.headings[key].words.items()
            if str(place) not in read
        ]
        others = [field for name, field in bound.items() if name not in wanted]
        return Group(table.words, said["sheet"], [bound[name] for name in wanted], others, unread)

    def chosen(self) -> dict[str, dict[str, Any]]:
        """Return the mapping that was chosen, as the service takes it."""
        return {
            key: {
                "sheet": said["sheet"],
                "columns": {
                    column.key: int(self.cleaned_data[f"{key}-{column.key}"])
                    for column in TABLES[key].columns
                    if self.cleaned_data[f"{key}-{column.key}"]
                },
            }
            for key, said in self.mapping.items()
        }


def _choice(column: Column, options: list[tuple[str, str]], chosen: int | None) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=column.heading + (" (needed)" if column.required else ""),
        help_text=column.means,
        choices=[*NOT_IN_FILE, *options],
        required=False,
        initial="" if chosen is None else str(chosen),
        error_messages={"invalid_choice": f"Choose a column of the file for {column.heading}"},
    )


class LoadForm(GovForm, forms.Form):
    """What is to happen with what the plan has already, and with rows that have errors."""

    submit_label: ClassVar[str] = "Load into the plan"
    on_existing = forms.ChoiceField(
        label="What is to happen where the plan has something already?",
        choices=ON_EXISTING,
        widget=forms.RadioSelect,
        initial="stop",
    )
    leaves_out_errors = forms.BooleanField(required=False)
    asks: ClassVar[dict[str, str]] = {"on_existing": "what is to happen where the plan has something already"}

    def __init__(self, *args: Any, error_rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = "1 row that has" if error_rows == 1 else f"{error_rows} rows that have"
        self.fields["leaves_out_errors"].label = f"Leave out the {rows} errors, and load the others"
        if not error_rows:
            del self.fields["leaves_out_errors"]
            self.helper.layout = Layout("on_existing")
