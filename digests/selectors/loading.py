"""Answers what a load of figures needs to know: the council's indicators, the figures that stand, how loads went."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.models import Organisation
from core.importing.cells import Reading as Registers
from core.importing.findings import Sort
from core.importing.names import Named, Register, choices
from core.importing.rows import Mapped
from core.importing.sheet import Sheet
from digests.importing.checking import WHAT, CheckedFigures, check_figures
from digests.importing.columns import FIGURE, LONG
from digests.importing.figures import (
    KnownDigest,
    KnownIndicator,
    Limits,
    Numbers,
    Quality,
    SaidFigure,
    Spot,
    Standing,
)
from digests.importing.long_form import Choices, Found, read_long
from digests.importing.wide_form import read_wide
from digests.importing.wide_said import SheetSaid, found_in, headings_digest, sheet_said
from digests.models import FigureImport, FigureMapping, Indicator, Reading
from digests.months import month_of, months_on
from digests.selectors.definitions import definitions_of
from digests.selectors.series import known_series, reckonings_of

SORTS = {WHAT: Sort("Figures", FIGURE)}
NOTHING_LOOKED_UP = Registers({})
NO_INDICATORS = "The council has no indicators yet: choose them from the library, or add them"


def imports_of(council: Organisation) -> QuerySet[FigureImport]:
    """Return the imports of a council's figures, newest first, those that were dropped left out."""
    return (
        FigureImport.objects.filter(council=council)
        .exclude(state=FigureImport.State.DROPPED)
        .select_related("council", "uploaded_by", "loaded_by", "job")
    )


def indicators_of(council: Organisation) -> list[Indicator]:
    """Return every indicator of a council, the retired ones too, by code."""
    return list(Indicator.objects.filter(council=council).order_by("code"))


def register_of(indicators: Iterable[Indicator]) -> Register:
    """Return how a file may name the indicators: by code, by title, or by both."""
    named = [Named(each.pk, str(each), (each.code, each.title)) for each in indicators]
    return Register("indicator", named, NO_INDICATORS)


def sheets_as_said(
    imported: FigureImport, sheets: Sequence[Sheet], register: Register
) -> dict[str, SheetSaid]:
    """Return each sheet in the wide form as the mapping says that it is to be read."""
    by_name = {sheet.name: sheet for sheet in sheets}
    return {
        part: sheet_said(by_name[said["sheet"]], said, register)
        for part, said in imported.mapping.items()
        if said["sheet"] in by_name
    }


def guessed_layouts(imported: FigureImport, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Return how each sheet that names a month is laid out, by rule and as the last one with such headings was read."""
    register = register_of(indicators_of(imported.council))
    digests = {sheet.name: headings_digest(sheet, register) for sheet in sheets}
    kept = FigureMapping.objects.filter(
        council=imported.council, kind=imported.kind, headings__in=set(digests.values())
    )
    remembered = {each.headings: each.mapping for each in kept}
    found = {
        f"s{place}": found_in(sheet, register, remembered.get(digests[sheet.name]))
        for place, sheet in enumerate(sheets)
    }
    return {part: said for part, said in found.items() if said is not None}


def check_with(
    imported: FigureImport, sheets: Sequence[Sheet], mapped: Mapping[str, Mapped], *, today: dt.date
) -> CheckedFigures:
    """Return what a file would do to the digest; `mapped` holds the sheet of the long form."""
    indicators = indicators_of(imported.council)
    register = register_of(indicators)
    earlier = definitions_of(indicators)
    by_key = {
        each.pk: _known(
            each, tuple((kept.replaced_from, kept.unit) for kept in earlier.earlier.get(each.pk, ()))
        )
        for each in indicators
    }
    known = KnownDigest(by_key, register)
    found = _read(imported, sheets, mapped, known)
    named = {said.spot.indicator for said in found.figures}
    limits = _limits([each for each in indicators if each.pk in named], today)
    known = KnownDigest(
        {key: _with_limits(each, limits.get(key, ())) for key, each in by_key.items()},
        register,
        _standing(imported.council, found.figures),
    )
    return check_figures(found.figures, found.troubles, known, today=today)


def _read(
    imported: FigureImport, sheets: Sequence[Sheet], mapped: Mapping[str, Mapped], known: KnownDigest
) -> Found:
    if imported.kind == FigureImport.Kind.LONG:
        return read_long(mapped[LONG.key], known, fixed_choices())
    found = [
        read_wide(said.sheet, said.layout, said.rows, known)
        for said in sheets_as_said(imported, sheets, known.register).values()
        if said.is_read
    ]
    return Found(
        [figure for each in found for figure in each.figures],
        [trouble for each in found for trouble in each.troubles],
    )


def fixed_choices() -> Choices:
    """Return what figures can be broken down by, and the flags of quality."""
    sound = ("", "Sound")
    return Choices(
        choices("breakdown", Reading.Dimension.choices),
        choices("flag of data quality", [sound, *(each for each in Reading.Quality.choices if each[0])]),
    )


def _known(indicator: Indicator, earlier_units: tuple[tuple[dt.date, str], ...]) -> KnownIndicator:
    retired = indicator.retired_on
    return KnownIndicator(
        key=indicator.pk,
        code=indicator.code,
        title=indicator.title,
        unit=indicator.unit,
        decimals=indicator.decimals,
        earlier_units=earlier_units,
        last_month=None if retired is None else months_on(month_of(retired), -1),
    )


def _with_limits(known: KnownIndicator, limits: tuple[tuple[dt.date, Limits | None], ...]) -> KnownIndicator:
    return KnownIndicator(
        known.key,
        known.code,
        known.title,
        known.unit,
        known.decimals,
        known.earlier_units,
        known.last_month,
        limits,
    )


def _limits(
    indicators: Sequence[Indicator], today: dt.date
) -> dict[int, tuple[tuple[dt.date, Limits | None], ...]]:
    """Return the control limits of the figures that stand, by the month from which they hold."""
    month = month_of(today)
    known = known_series(indicators, month)
    return {
        each.indicator.pk: tuple(
            (era.first, Limits(era.lower_limit, era.upper_limit))
            if era.lower_limit is not None and era.upper_limit is not None
            else (era.first, None)
            for era in reckoning.eras()
        )
        for each, reckoning in zip(known, reckonings_of(known, month), strict=True)
        if reckoning is not None
    }


def _standing(council: Organisation, figures: Sequence[SaidFigure]) -> dict[Spot, Standing]:
    """Return the newest version of each figure of the months that a file speaks of."""
    if not figures:
        return {}
    months = {said.spot.month for said in figures}
    rows = Reading.objects.filter(indicator__council=council, month__gte=min(months), month__lte=max(months))
    found = {}
    for (
        indicator, month, dimension, group, key, version, superseded_at, numerator, denominator, value, is_suppressed,
        flag, note, problem,
    ) in rows.order_by("version").values_list(
        "indicator_id", "month", "dimension", "group", "pk", "version", "superseded_at", "numerator", "denominator",
        "value", "is_suppressed", "quality", "quality_note", "problem",
    ):  # fmt: skip
        found[Spot(indicator, month, dimension, group)] = Standing(
            key if superseded_at is None else None,
            version,
            Numbers(numerator, denominator, value, is_suppressed),
            Quality(flag, note),
            problem,
        )
    return found


@dataclass
class Brought:
    """One indicator of which an import brought figures: its key, how many in words, and whether none was revised."""

    key: int
    name: str
    is_new: bool
    url: str = ""


def brought_by(imported: FigureImport) -> list[Brought]:
    """Return the indicators of which an import brought figures, by code."""
    found = Indicator.objects.filter(readings__load=imported).annotate(
        new=Count("readings", filter=Q(readings__version=1)),
        revised=Count("readings", filter=Q(readings__version__gt=1)),
    )
    return [
        Brought(each.pk, f"{each}: {_counts(each.new, each.revised)}", is_new=not each.revised)
        for each in found.order_by("code")
    ]


def _counts(new: int, revised: int) -> str:
    said = [f"{new} new"] if new else []
    return ", ".join([*said, f"{revised} revised"] if revised else said)
