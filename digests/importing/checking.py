"""Checks the figures of a file against the council's indicators and against the figures that stand."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from core.importing.checked import Checked, Existing, Line, Trouble
from core.importing.columns import Meaning
from digests.importing.figures import (
    PERCENT,
    SOUND,
    Impossible,
    KnownDigest,
    KnownIndicator,
    Numbers,
    Quality,
    SaidFigure,
    Spot,
    Standing,
    figure_in,
    in_words,
    is_same,
    plain,
)
from digests.months import month_of

WHAT = "figure"


@dataclass(frozen=True)
class FigureLine(Line):
    """One figure to load: where it belongs, what it is, and the version that it would replace or follow."""

    spot: Spot = field(kw_only=True)
    numbers: Numbers = field(kw_only=True)
    quality: Quality = field(kw_only=True)
    standing: Standing | None = field(kw_only=True)


@dataclass(frozen=True)
class CheckedFigures(Checked):
    """The figures of a whole file."""

    @property
    def figures(self) -> tuple[FigureLine, ...]:
        return self.lines  # type: ignore[return-value]  # check_figures makes no others

    @property
    def digest(self) -> str:
        seen = hashlib.sha256()
        for line in self.figures:
            version = line.standing.version if line.standing else 0
            seen.update(repr((*line.spot, *line.numbers, *line.quality, version, line.state)).encode())
        seen.update(repr([(each.sheet, each.row, each.cell, each.words) for each in self.errors]).encode())
        return seen.hexdigest()


def check_figures(
    figures: Sequence[SaidFigure], troubles: Iterable[Trouble], known: KnownDigest, *, today: dt.date
) -> CheckedFigures:
    """Return what can be loaded of a file, and what is wrong with the rest; `troubles` is what reading it found."""
    check = _Check(known, month_of(today), list(troubles))
    lines = []
    for said in check.without_doubles(figures):
        line = check.line(said)
        if line is not None:
            lines.append(line)
    return CheckedFigures(tuple(lines), tuple(check.troubles))


@dataclass
class _Check:
    known: KnownDigest
    this_month: dt.date
    troubles: list[Trouble]

    def tell(self, said: SaidFigure, words: str, *, stops: bool = True) -> None:
        self.troubles.append(Trouble(said.sheet, said.row, said.cell, words, stops))

    def without_doubles(self, figures: Sequence[SaidFigure]) -> Iterator[SaidFigure]:
        """Yield each spot once: where several cells say the same it does no harm, where they differ none counts."""
        by_spot: dict[Spot, list[SaidFigure]] = defaultdict(list)
        for said in figures:
            by_spot[said.spot].append(said)
        for same in by_spot.values():
            if len(same) > 1 and not self._agree(same):
                continue
            yield same[0]

    def _agree(self, same: list[SaidFigure]) -> bool:
        agree = len({each[4:] for each in same}) == 1
        where = _places([_place(each, beside=same[0]) for each in same])
        indicator = self.known.indicators[same[0].spot.indicator]
        what = f"{indicator.code} for {same[0].spot.month:%B %Y}"
        for said in same[1:] if agree else same:
            if agree:
                self.tell(
                    said, f"{what} stands in {where}, with the same figure: it is read once", stops=False
                )
            else:
                self.tell(said, f"{what} stands in {where}, with different figures: leave it in one of them")
        return agree

    def line(self, said: SaidFigure) -> FigureLine | None:
        """Return the line of a figure, or None after its trouble was noted."""
        indicator = self.known.indicators[said.spot.indicator]
        month = said.spot.month
        if month > self.this_month:
            self.tell(said, f"{month:%B %Y} has not begun: a figure is of this month or an earlier one")
            return None
        unit = indicator.unit_in(month)
        try:
            numbers = figure_in(said, unit)
        except Impossible as impossible:
            self.tell(said, f"{indicator.code}, {month:%B %Y}: {impossible}")
            return None
        standing = self.known.standing.get(said.spot)
        kept = standing if standing is not None and standing.key is not None else None
        line = _line(said, indicator, numbers, standing, kept)
        if line.state != "same":
            self._look_at(said, numbers, indicator, unit)
        return line

    def _look_at(self, said: SaidFigure, numbers: Numbers, indicator: KnownIndicator, unit: str) -> None:
        """Tell what is worth a look, and stops nothing."""
        value, month = numbers.value, said.spot.month
        if indicator.last_month is not None and month > indicator.last_month:
            self.tell(
                said,
                f"{indicator.code} is not reported after {indicator.last_month:%B %Y}: it was retired",
                stops=False,
            )
        if value is None:
            return
        if unit == PERCENT and not said.is_percent and numbers.numerator is None and 0 < value <= 1:
            self.tell(
                said,
                f"{plain(value)} is read as {plain(value)}%. If {plain(value * 100)}% is meant, show the cell as a "
                "percentage",
                stops=False,
            )
        limits = indicator.limits_in(month)
        if limits is not None and not said.spot.dimension and not limits.lower <= value <= limits.upper:
            self.tell(
                said,
                f"{indicator.code}, {month:%B %Y}: {plain(value)} lies outside the control limits, "
                f"{limits.lower:,.{indicator.decimals}f} to {limits.upper:,.{indicator.decimals}f}. Is it right?",
                stops=False,
            )


def _line(
    said: SaidFigure,
    indicator: KnownIndicator,
    numbers: Numbers,
    standing: Standing | None,
    kept: Standing | None,
) -> FigureLine:
    quality = said.quality if said.quality is not None else kept.quality if kept is not None else SOUND
    changes: dict[str, tuple[Meaning | None, Meaning]] = {}
    if kept is not None:
        if not is_same(numbers, kept.numbers):
            changes["figure"] = (in_words(kept.numbers), in_words(numbers))
        if quality.flag != kept.quality.flag:
            changes["quality"] = (kept.quality.flag or "sound", quality.flag or "sound")
        if quality.note != kept.quality.note:
            changes["note"] = (kept.quality.note, quality.note)
        if "figure" not in changes:
            numbers = kept.numbers
    return FigureLine(
        what=WHAT,
        sheet=said.sheet,
        row=said.row,
        identity=(),
        label=f"{indicator.code}, {said.spot.month:%B %Y}"
        + (f", {said.spot.group}" if said.spot.group else ""),
        given={},
        existing=None if kept is None else Existing(kept.key or 0, "", {}),
        changes=changes,
        spot=said.spot,
        numbers=numbers,
        quality=quality,
        standing=standing,
    )


def _place(said: SaidFigure, *, beside: SaidFigure) -> str:
    where = said.cell or f"row {said.row}"
    return where if said.sheet == beside.sheet else f"{where} of “{said.sheet}”"


def _places(places: Sequence[str]) -> str:
    return f"{', '.join(places[:-1])} and {places[-1]}"
