"""Reads the values of a JSON object one by one, and says which of them is wrong and what it must be."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from typing import Any

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MONTH = re.compile(r"\d{4}-\d{2}")


class FieldError(ValueError):
    """A value that cannot be read; its one-line message names the field and what it must be."""


class Fields:
    """A JSON object whose absent fields and nulls are the same thing.

    `where` goes in front of each field's name in a message (`events[2].`). Every method raises `FieldError`.
    """

    def __init__(self, source: object, where: str = "") -> None:
        if not isinstance(source, Mapping):
            raise FieldError(f"{where.rstrip('.') or 'it'} must be an object, not {_shown(source)}")
        self.source: Mapping[str, Any] = source
        self.where = where

    def has(self, name: str) -> bool:
        return self.source.get(name) is not None

    def wrong(self, name: str, must_be: str) -> FieldError:
        """The error for one field: `must_be` completes "the field must be ..."."""
        value = self.source.get(name)
        found = "it is missing" if value is None else f"not {_shown(value)}"
        return FieldError(f"{self.where}{name} must be {must_be}, {found}")

    def day(self, name: str) -> dt.date:
        """A required date, written YYYY-MM-DD."""
        value = self.source.get(name)
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                raise self.wrong(name, "a day that exists") from None
        raise self.wrong(name, "a date written YYYY-MM-DD")

    def optional_day(self, name: str) -> dt.date | None:
        return self.day(name) if self.has(name) else None

    def month(self, name: str) -> str:
        """A required month, written YYYY-MM."""
        value = self.source.get(name)
        if isinstance(value, str) and _ISO_MONTH.fullmatch(value):
            try:
                dt.date.fromisoformat(f"{value}-01")
            except ValueError:
                raise self.wrong(name, "a month that exists") from None
            return value
        raise self.wrong(name, "a month written YYYY-MM")

    def number(self, name: str, *, least: int) -> int:
        """A required whole number of `least` or more."""
        value = self.source.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and value >= least:
            return value
        raise self.wrong(name, f"a whole number of {least} or more")

    def optional_number(self, name: str, *, least: int) -> int | None:
        return self.number(name, least=least) if self.has(name) else None

    def numbers(self, name: str) -> tuple[int, ...]:
        """A required list of whole numbers of 1 or more, in rising order and each once."""
        value = self.source.get(name)
        if not isinstance(value, list | tuple) or not value:
            raise self.wrong(name, "a list of whole numbers such as [3, 6, 12]")
        if not all(isinstance(n, int) and not isinstance(n, bool) and n >= 1 for n in value):
            raise self.wrong(name, "a list of whole numbers of 1 or more")
        return tuple(sorted(set(value)))

    def text(self, name: str) -> str:
        value = self.source.get(name)
        if isinstance(value, str) and value.strip():
            return value
        raise self.wrong(name, "a name")

    def optional_text(self, name: str) -> str | None:
        return self.text(name) if self.has(name) else None

    def one_of(self, name: str, choices: Collection[str]) -> str:
        value = self.source.get(name)
        if isinstance(value, str) and value in choices:
            return value
        raise self.wrong(name, f"one of {', '.join(choices)}")

    def flag(self, name: str, *, default: bool) -> bool:
        """True or false; `default` where it is absent."""
        if not self.has(name):
            return default
        value = self.source[name]
        if isinstance(value, bool):
            return value
        raise self.wrong(name, "true or false")

    def objects(self, name: str) -> tuple["Fields", ...]:
        """A list of objects, empty where it is absent."""
        value = self.source.get(name) or []
        if not isinstance(value, list | tuple):
            raise self.wrong(name, "a list")
        return tuple(Fields(each, f"{self.where}{name}[{place}].") for place, each in enumerate(value))

    def inner(self, name: str) -> "Fields":
        """A required object within this one."""
        if not self.has(name):
            raise self.wrong(name, "an object")
        return Fields(self.source[name], f"{self.where}{name}.")


def _shown(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 40 else f"{shown[:37]}..."
