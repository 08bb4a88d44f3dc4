"""Finds which rows of a sheet in the wide form are of which indicator, and which are none of any, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.importing.cells import words_of
from core.importing.columns import plain
from core.importing.names import Register
from core.importing.sheet import Sheet, is_blank
from digests.importing.month_names import month_in
from digests.importing.wide_layout import Layout
from digests.importing.wide_words import Part, part_at_the_end, part_in

LONGEST_SHOWN = 90
SECTION, NOTE, AGAIN, BY_HAND = (
    "a heading between the rows", "a note under the table", "the headings again", "left out by you",
)  # fmt: skip
# Rows below an indicator that hold what its figures are compared with.
COMPARISONS = frozenset(
    "target|targets|rag|rag rating|status|benchmark|england|england average|national|national average|london|"
    "london average|regional average|statistical neighbours|statistical neighbour average|sn average|neighbours|"
    "direction of travel|ytd|year to date".split("|")
)


@dataclass(frozen=True)
class UnreadRow:
    """A row that is not read (its number as a spreadsheet shows it), and why."""

    number: int
    words: str
    why: str


@dataclass
class NamedRows:
    """The rows of one indicator, counted from 0, by the part that each holds; None where the row says no part.

    `indicator` is its key, None while nobody knows which one `words` mean. `number` is the row that names it.
    """

    number: int
    words: str
    indicator: int | None
    rows: dict[Part | None, int] = field(default_factory=dict)

    @property
    def first(self) -> int:
        return min(self.rows.values(), default=self.number - 1)


@dataclass(frozen=True)
class Rows:
    """The rows of a sheet: those of indicators, those that are not read, and those with figures and no name."""

    named: tuple[NamedRows, ...]
    unread: tuple[UnreadRow, ...]
    nameless: tuple[int, ...]


def rows_of(
    sheet: Sheet,
    layout: Layout,
    known: Register,
    *,
    called: Mapping[str, int] | None = None,
    left_out: frozenset[int] = frozenset(),
) -> Rows:
    """Return what each row below the headings is.

    `called` gives the indicator that a person said some words mean, by the words as `plain` has them; `left_out` holds
    the numbers of rows that a person left out.
    """
    finder = _Finder(sheet, layout, known, called or {})
    for row in range(layout.below, len(sheet.rows)):
        if row + 1 in left_out:
            finder.leave_out(row, BY_HAND)
        else:
            finder.look_at(row)
    return finder.found()


class _Finder:
    """Goes through the rows from the top; `current` is the indicator that was named last."""

    def __init__(self, sheet: Sheet, layout: Layout, known: Register, called: Mapping[str, int]) -> None:
        self.sheet, self.layout, self.known, self.called = sheet, layout, known, called
        self.named: list[NamedRows] = []
        self.unread: list[UnreadRow] = []
        self.nameless: list[int] = []
        self.places = [each.place for each in layout.months]
        self.current: NamedRows | None = None

    def look_at(self, row: int) -> None:
        """Say what a row is."""
        has_figures = any(
            not is_blank(self.sheet.at(row, place)) for place in self.places
        ) or self._has_formulas(row)
        words, part = self._said(row)
        if has_figures and self._is_headings(row):
            self.leave_out(row, AGAIN)
        elif words and plain(words) in COMPARISONS and self._find(row, words) is None:
            self.leave_out(row, "a target or a comparison")
        elif not words and part is not None:
            self._belongs_to_the_last(row, part, has_figures)
        elif words:
            self._names(row, words, part, has_figures)
        elif has_figures:
            self._without_name(row)
        else:
            self._without_figures(row)

    def leave_out(self, row: int, why: str) -> None:
        words = next((words_of(value) for value in self.sheet.rows[row] if not is_blank(value)), "")
        self.unread.append(UnreadRow(row + 1, words[:LONGEST_SHOWN], why))

    def found(self) -> Rows:
        """Return what was found; a row of words alone is a heading, or a note once no figures follow it."""
        last = max((row for each in self.named for row in each.rows.values()), default=-1)
        named, words = [], []
        for each in self.named:
            if each.rows or each.indicator is not None:
                named.append(each)
            else:
                why = SECTION if each.number - 1 < last else NOTE
                words.append(UnreadRow(each.number, each.words[:LONGEST_SHOWN], why))
        unread = sorted((*self.unread, *words), key=lambda each: each.number)
        return Rows(tuple(named), tuple(unread), tuple(self.nameless))

    def _said(self, row: int) -> tuple[str, Part | None]:
        """Return how a row names its indicator ("" for one that does not), and the part that it holds."""
        code, title = self._words_in(row, self.layout.code), self._words_in(row, self.layout.title)
        part = part_in(self._words_in(row, self.layout.part)) if self.layout.part is not None else None
        for words in (title, code):
            if part is None and words and part_in(words) is not None and self._find(row, words) is None:
                part = part_in(words)
                # The part stands where the name would: what is left is the name, if anything is.
                title, code = (title if words is not title else ""), (code if words is not code else "")
        if part is None and title and self._lookup(code) is None and self._lookup(title) is None:
            found = part_at_the_end(title)
            if found is not None:
                title, part = found
        return f"{code} {title}".strip(), part

    def _words_in(self, row: int, place: int | None) -> str:
        value = "" if place is None else self.sheet.at(row, place)
        return "" if is_blank(value) else words_of(value)

    def _lookup(self, words: str) -> int | None:
        if not words:
            return None
        if plain(words) in self.called:
            return self.called[plain(words)]
        entry = self.known.find(words)
        return int(entry.key) if entry else None

    def _find(self, row: int, words: str) -> int | None:
        """Return the indicator that a row names: by all its words, its code, or its title with or without a part."""
        title = self._words_in(row, self.layout.title)
        shortened = part_at_the_end(title)
        asked = (words, self._words_in(row, self.layout.code), title, shortened[0] if shortened else "")
        return next((key for each in asked if (key := self._lookup(each)) is not None), None)

    def _names(self, row: int, words: str, part: Part | None, has_figures: bool) -> None:
        indicator, current = self._find(row, words), self.current
        is_same = current is not None and (
            current.indicator == indicator if indicator is not None else plain(current.words) == plain(words)
        )
        if not is_same or current is None or (has_figures and part in current.rows):
            current = NamedRows(row + 1, words, indicator)
            self.named.append(current)
            self.current = current
        if has_figures:
            current.rows[part] = row

    def _belongs_to_the_last(self, row: int, part: Part, has_figures: bool) -> None:
        if self.current is None or part in self.current.rows:
            if has_figures:
                self.nameless.append(row)
        elif has_figures:
            self.current.rows[part] = row

    def _without_name(self, row: int) -> None:
        """Figures without a name: unless only words stand there, as in a note that runs over the columns."""
        values = [self.sheet.at(row, place) for place in self.places]
        if all(isinstance(value, str) and len(value) > 20 for value in values if not is_blank(value)):
            self.leave_out(row, NOTE)
        else:
            self.nameless.append(row)

    def _without_figures(self, row: int) -> None:
        if any(not is_blank(value) for value in self.sheet.rows[row]):
            last = any(each.rows for each in self.named)
            self.leave_out(row, NOTE if last else SECTION)

    def _is_headings(self, row: int) -> bool:
        months = sum(month_in(self.sheet.at(row, place)) is not None for place in self.places)
        filled = sum(not is_blank(self.sheet.at(row, place)) for place in self.places)
        return months > 0 and months * 2 > filled and (months > 1 or filled == 1)

    def _has_formulas(self, row: int) -> bool:
        broken = self.sheet.formulas | self.sheet.errors
        return bool(broken) and any((row, place) in broken for place in self.places)
