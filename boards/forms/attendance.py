"""The form of who was at a meeting: a row for every seat of the day, and rows for whoever else was there."""

from typing import Any

from crispy_forms_gds.layout import Div, Layout
from django import forms
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from boards.models import Attendance, Meeting
from boards.selectors.minutes import AttendanceOnTheDay, SeatOnTheDay
from boards.services.attendance import AlsoThere, SeatFilled
from core.editing import RevisionForm
from core.forms import GovForm

SPARE_ROWS = 3
STATES = [
    (Attendance.State.PRESENT, "Present"),
    (Attendance.State.APOLOGIES, "Apologies"),
    (Attendance.State.SUBSTITUTE, "A substitute came"),
    (Attendance.State.OBSERVER, "In attendance"),
    (Attendance.State.ABSENT, "Absent"),
]


class Markup:
    """A part of a form's layout that is printed as it is: the form pack's own reads names as templates."""

    def __init__(self, html: str) -> None:
        self.html = html

    def render(self, *args: Any, **kwargs: Any) -> str:
        return mark_safe(self.html)  # noqa: S308  # made by `format_html`, or of our own words alone


class AttendanceForm(GovForm, RevisionForm):
    """Every seat on the day with how it was filled, and rows for whoever else was there."""

    submit_label = "Save who was there"

    def __init__(self, *args: Any, meeting: Meeting, found: AttendanceOnTheDay, **kwargs: Any) -> None:
        self.found, self.spare = found, len(found.also) + SPARE_ROWS
        own: Any = self
        # Before the form is made, so that these fields get their messages like any other.
        own.base_fields = {**self.base_fields, **self._of_seats(), **self._of_others(), **_of_quorum(meeting)}
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "revision",
            *(_row(_seat_in_words(each), _names_of(each)) for each in found.seats),
            Markup('<h2 class="govuk-heading-m">Who else was there</h2>'),
            *(
                _row(f"Somebody else, {n + 1}", [f"also_{n}_name", f"also_{n}_role"])
                for n in range(self.spare)
            ),
            *_of_quorum(meeting),
        )

    def _of_seats(self) -> dict[str, forms.Field]:
        return {
            name: field
            for seat in self.found.seats
            for name, field in zip(_names_of(seat), _seat_fields(seat), strict=True)
        }

    def _of_others(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for place in range(self.spare):
            kept = self.found.also[place] if place < len(self.found.also) else None
            found[f"also_{place}_name"] = forms.CharField(
                label="Name", max_length=200, required=False, initial=kept.name if kept else ""
            )
            found[f"also_{place}_role"] = forms.CharField(
                label="Post or organisation",
                max_length=200,
                required=False,
                initial=kept.role if kept else "",
            )
        return found

    def seats(self) -> list[SeatFilled]:
        """Return how each seat was filled as a service takes it."""
        said = self.cleaned_data
        return [
            SeatFilled(
                membership=each.membership,
                role=each.role,
                **{
                    part: said[f"seat_{each.membership.pk}_{part}"]
                    for part in ("state", "name", "substitute")
                },
            )
            for each in self.found.seats
        ]

    def also(self) -> list[AlsoThere]:
        """Return whoever else was there as a service takes it."""
        said = self.cleaned_data
        return [AlsoThere(said[f"also_{n}_name"], said[f"also_{n}_role"]) for n in range(self.spare)]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for place in range(self.spare):
            if cleaned.get(f"also_{place}_role") and not cleaned.get(f"also_{place}_name"):
                self.add_error(f"also_{place}_name", "Enter the name of whoever else was there")
        return cleaned


def _names_of(seat: SeatOnTheDay) -> list[str]:
    return [f"seat_{seat.membership.pk}_{part}" for part in ("state", "name", "substitute")]


def _seat_in_words(seat: SeatOnTheDay) -> str:
    return f"{seat.role}, {seat.membership.get_capacity_display().lower()}"


def _seat_fields(seat: SeatOnTheDay) -> tuple[forms.Field, ...]:
    """Return how a seat was filled, who holds it on the day, and who came instead."""
    who, kept = _seat_in_words(seat), seat.recorded
    return (
        forms.ChoiceField(
            label="How the seat was filled", choices=[("", "Choose"), *STATES], initial=kept.state if kept else "",
            error_messages={"required": f"Choose how the seat was filled: {who}"},
        ),
        forms.CharField(
            label="Who holds it", max_length=200, initial=kept.name if kept else seat.holder,
            error_messages={"required": f"Enter who holds the seat: {who}"},
        ),
        forms.CharField(
            label="Who came instead", max_length=200, required=False, initial=kept.substitute if kept else ""
        ),
    )  # fmt: skip


def _of_quorum(meeting: Meeting) -> dict[str, forms.Field]:
    """Return why the meeting went ahead without its quorum; nothing for a board that has none."""
    if not meeting.board.quorum:
        return {}
    reason = forms.CharField(
        label="Why the meeting went ahead without its quorum", max_length=300, required=False,
        initial=meeting.not_quorate_because, help_text="Needed only where too few were there",
    )  # fmt: skip
    return {"not_quorate_because": reason}


def _row(legend: str, names: list[str]) -> Div:
    """Return fields side by side under a legend: one row of the page."""
    opened = format_html(
        '<fieldset class="govuk-fieldset">'
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{}</legend>',
        legend,
    )
    fields = [Div(name, css_class="board-row__field") for name in names]
    inside = Div(*fields, css_class="board-row__fields")
    return Div(Markup(opened), inside, Markup("</fieldset>"), css_class="board-row")
