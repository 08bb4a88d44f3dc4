"""Days as people type them: one field for every date that a form asks for."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString

EARLIEST = dt.date(1900, 1, 1)
LATEST = dt.date(2199, 12, 31)
# Days come first, as in British usage; 03/04/2026 is the third of April.
WRITTEN_AS = ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%d %B %Y", "%d %b %Y", "%d/%m/%y")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


def day_from_words(words: str) -> dt.date | None:
    """Return the day that somebody typed (16/12/2026, 16 December 2026, 2026-12-16, 16.12.2026), or None.

    A day before 1900 or after 2199 is a slip of the keyboard and gives None too.
    """
    plain = " ".join(_ORDINAL.sub("", words).replace(",", " ").split())
    if not plain.isascii():
        return None
    for pattern in WRITTEN_AS:
        try:
            day = dt.datetime.strptime(plain, pattern).date()  # noqa: DTZ007  a calendar day has no zone
        except ValueError:
            continue
        return day if EARLIEST <= day <= LATEST else None
    return None


class DayInput(forms.DateInput):
    """A text box that the Ministry of Justice date picker grows from where scripts run."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        narrow = {"class": "govuk-input moj-js-datepicker-input govuk-input--width-10", "autocomplete": "off"}
        super().__init__(attrs={**narrow, **(attrs or {})}, format="%d/%m/%Y")

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        box = super().render(name, value, attrs, renderer)
        return format_html('<div class="moj-datepicker" data-module="moj-date-picker">{}</div>', box)


class DayField(forms.DateField):
    """A calendar day; its errors are worded by the form that it stands in (`core.forms.GovForm`)."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "For example, 16/12/2026")
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        day = day_from_words(str(value))
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        if self.disabled:
            return False
        try:
            return bool(initial != self.to_python(data))
        except forms.ValidationError:
            return True
