"""The forms of an import, one decision each: which file, which column says what, what to do with what is there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms_gds.layout import Layout
from django import forms
from django.utils.text import Truncator

from core.forms import GovForm
from core.importing.cells import words_of
from core.importing.columns import Column, Table
from core.importing.sheet import Sheet, column_name, is_blank
from core.importing.sheets import NAMES
from core.importing.wizard import Wizard

ROWS_SAMPLED = 20
SAMPLE = 40
NOT_IN_FILE = [("", "Not in the file")]


def kind_field(choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """Return the field `kind` of an upload: what the file holds."""
    return forms.ChoiceField(
        label="What does the file hold?", choices=list(choices), widget=forms.RadioSelect
    )


def on_existing_field(into: str) -> forms.ChoiceField:
    """Return the field `on_existing` of a load into `into`, as in "the plan"."""
    return forms.ChoiceField(
        label=f"What is to happen where {into} has something already?",
        choices=[
            ("stop", f"Stop: load only if nothing that is in {into} already differs"),
            ("skip", f"Skip: load what is new, and leave what is in {into} as it is"),
            ("update", "Update: load what is new, and change what differs, field by field"),
        ],
        widget=forms.RadioSelect,
        initial="stop",
    )


class UploadForm(GovForm, forms.Form):
    """Which file, and what it holds: an application's own form adds `kind` (`kind_field`)."""

    submit_label: ClassVar[str] = "Upload this file"
    field_order = ["kind", "file"]
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
    """Which column of the file says what. `mapping` gives by part the sheet and the columns that are chosen now."""

    submit_label: ClassVar[str] = "Check the file"

    def __init__(
        self,
        *args: Any,
        wizard: Wizard[Any],
        kind: str,
        mapping: Mapping[str, Any],
        sheets: Mapping[str, Sheet],
        **kwargs: Any,
    ) -> None:
        self.mapping = mapping
        super().__init__(*args, **kwargs)
        self.tables: dict[str, Table] = {part: wizard.table_of(kind, part) for part in mapping}
        self.headings = {
            part: wizard.headings_of(sheets[said["sheet"]], self.tables[part])
            for part, said in mapping.items()
        }
        for part, said in mapping.items():
            options = self._options(part, sheets[said["sheet"]])
            for column in self.tables[part].columns:
                chosen = said["columns"].get(column.key)
                self.fields[f"{part}-{column.key}"] = _choice(column, options, chosen)

    def _options(self, part: str, sheet: Sheet) -> list[tuple[str, str]]:
        """Return the columns of the sheet by letter and heading, each with the first thing that stands below it."""
        headings = self.headings[part]
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
        return [self._group(part, said) for part, said in self.mapping.items()]

    @property
    def doubled(self) -> list[str]:
        """The headings that stand more than once, with where."""
        return [words for headings in self.headings.values() for words in headings.doubled]

    def _group(self, part: str, said: Mapping[str, Any]) -> Group:
        table = self.tables[part]
        bound = {column.key: self[f"{part}-{column.key}"] for column in table.columns}
        wanted = [
            column.key
            for column in table.columns
            if column.required or bound[column.key].value() or bound[column.key].errors
        ]
        read = {bound[name].value() for name in wanted}
        unread = [
            f"{column_name(place)}: {words}"
            for place, words in self.headings[part].words.items()
            if str(place) not in read
        ]
        others = [field for name, field in bound.items() if name not in wanted]
        return Group(table.words, said["sheet"], [bound[name] for name in wanted], others, unread)

    def chosen(self) -> dict[str, dict[str, Any]]:
        """Return the mapping that was chosen, as the service takes it."""
        return {
            part: {
                "sheet": said["sheet"],
                "columns": {
                    column.key: int(self.cleaned_data[f"{part}-{column.key}"])
                    for column in self.tables[part].columns
                    if self.cleaned_data[f"{part}-{column.key}"]
                },
            }
            for part, said in self.mapping.items()
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
    """What is to happen with what is there already, and with rows that have errors.

    An application's own form adds `on_existing` (`on_existing_field`) and what its button says.
    """

    field_order = ["on_existing", "leaves_out_errors"]
    leaves_out_errors = forms.BooleanField(required=False)

    def __init__(self, *args: Any, error_rows: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = "1 row that has" if error_rows == 1 else f"{error_rows} rows that have"
        self.fields["leaves_out_errors"].label = f"Leave out the {rows} errors, and load the others"
        if not error_rows:
            del self.fields["leaves_out_errors"]
            self.helper.layout = Layout("on_existing")
