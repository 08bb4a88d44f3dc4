"""The form for the figures of the groups of one dimension: a row for each group, and some to add to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms

from core.forms import GovForm, worded_errors, worded_validator
from digests.forms.numbers import FigureField
from digests.models import Definition, Reading
from digests.rating import PER_UNIT
from digests.services.parts import LONGEST_GROUP, Part
from digests.services.readings import Given, given_in
from digests.standing import plain

ROWS_TO_ADD = 5
MOST_ROWS = 200


@dataclass(frozen=True)
class Row:
    """The fields of one group; `name` is that of a group that there is already, and "" for one to add."""

    name: str
    group: forms.BoundField
    numerator: forms.BoundField
    denominator: forms.BoundField | None


class PartsForm(GovForm, forms.Form):
    """A row for each group that there is, or that there was the month before, and `more` empty ones."""

    submit_label = "Record these figures"
    draws_tag = False
    revision_reason = forms.CharField(
        required=False, max_length=300, label="Why figures are revised or taken back",
        help_text="Needed where a figure that was given before is changed or emptied",
    )  # fmt: skip
    seen = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)
    asks: ClassVar[dict[str, str]] = {"revision_reason": "why figures are revised"}

    def __init__(
        self,
        *args: Any,
        definition: Definition,
        readings: Sequence[Reading],
        groups: Sequence[str],
        more: int = ROWS_TO_ADD,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.standing = {reading.group: reading for reading in readings}
        self.has_denominator = bool(definition.denominator_words) or definition.unit in PER_UNIT
        self.names = list(dict.fromkeys([*self.standing, *groups]))
        # What comes back is read by the rows that it was typed in, whatever another person has added since.
        typed = [self.data.get(f"group_{row}") for row in range(MOST_ROWS)] if self.is_bound else []
        self.groups = [group for group in typed if group is not None] or [*self.names, *[""] * more]
        for row, group in enumerate(self.groups):
            self._add(row, group if group in self.names else "")

    def _add(self, row: int, group: str) -> None:
        kept = self.standing.get(group)
        box = forms.TextInput(attrs={"class": "govuk-input--width-20", "autocomplete": "off"})
        named = f"Group {row + 1}"
        self.fields[f"group_{row}"] = _worded(
            forms.CharField(
                required=False, max_length=LONGEST_GROUP, label=named, initial=group,
                widget=forms.HiddenInput() if group else box,
            )
        )  # fmt: skip
        for part in ("numerator", "denominator") if self.has_denominator else ("numerator",):
            label = f"{part.capitalize()} of {group or named.lower()}"
            self.fields[f"{part}_{row}"] = _worded(
                FigureField(required=False, label=label, initial=_typed(kept, part))
            )

    def rows(self) -> list[Row]:
        """Return the fields, group by group."""
        return [
            Row(
                group if group in self.names else "",
                self[f"group_{row}"],
                self[f"numerator_{row}"],
                self[f"denominator_{row}"] if self.has_denominator else None,
            )
            for row, group in enumerate(self.groups)
        ]

    def kept(self) -> dict[str, str]:
        """Return what is stored now, by the names of the fields, to hold against what was typed."""
        return {
            f"{part}_{row}": _typed(self.standing.get(group), part)
            for row, group in enumerate(self.groups)
            for part in ("numerator", "denominator")
            if group in self.names
        }

    def parts(self) -> list[Part]:
        """Return what was typed, row by row, as the service takes it."""
        return [self._part(row) for row in range(len(self.groups))]

    def _part(self, row: int) -> Part:
        asked = self.cleaned_data
        group = asked[f"group_{row}"].strip()
        numerator, denominator = asked[f"numerator_{row}"], asked.get(f"denominator_{row}")
        if numerator is None and denominator is None:
            return Part(group, None)
        kept = self.standing.get(group)
        before = given_in(kept) if kept else Given()
        if before.value is not None and (numerator, denominator) == (before.value, None):
            return Part(group, before)
        typed = (numerator, denominator)
        return Part(
            group,
            Given(
                numerator=None if isinstance(numerator, str) else numerator,
                denominator=None if isinstance(denominator, str) else denominator,
                is_suppressed=FigureField.SUPPRESSED in typed,
                has_no_value=FigureField.NO_VALUE in typed,
                quality_note=before.quality_note,
                quality=before.quality,
                problem=before.problem,
            ),
        )


def _worded(field: forms.Field) -> forms.Field:
    """Return a field with the messages that the house's forms give to those that they have from the first."""
    what = str(field.label)
    field.error_messages |= worded_errors(field, what)
    field.validators = [worded_validator(each, what) for each in field.validators]
    return field


def _typed(reading: Reading | None, part: str) -> str:
    """Return what somebody would type to give the very number that is kept."""
    if reading is None:
        return ""
    number = getattr(reading, part)
    if number is not None:
        return plain(number)
    if part == "denominator":
        return ""
    if reading.value is not None:
        return plain(reading.value)
    return "c" if reading.is_suppressed else "n/a"
