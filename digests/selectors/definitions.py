"""Answers what an indicator meant on a day, and how its definitions differ: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from digests.models import Definition, EarlierDefinition, Indicator

DEFINED = tuple(field.name for field in Definition._meta.get_fields())
"""The names of the fields that make up a definition."""


@dataclass(frozen=True)
class Definitions:
    """What some indicators meant at any time; asked once for all of them."""

    earlier: Mapping[int, tuple[EarlierDefinition, ...]]

    def on(self, indicator: Indicator, day: dt.date) -> Definition:
        """Return what `indicator` meant on `day`: an earlier definition, or the one that holds today."""
        kept = self.earlier.get(indicator.pk, ())
        return next((each for each in kept if day < each.replaced_from), indicator)


def definitions_of(indicators: Iterable[Indicator]) -> Definitions:
    """Return everything that `indicators` ever meant."""
    earlier: dict[int, tuple[EarlierDefinition, ...]] = defaultdict(tuple)
    kept = EarlierDefinition.objects.filter(indicator__in=[each.pk for each in indicators])
    for each in kept.select_related("replaced_by").order_by("replaced_from"):
        earlier[each.indicator_id] += (each,)
    return Definitions(dict(earlier))


def definition_on(indicator: Indicator, day: dt.date) -> Definition:
    """Return what `indicator` meant on `day`."""
    return definitions_of([indicator]).on(indicator, day)


@dataclass(frozen=True)
class Differing:
    """One field in which a definition differs from the one before it, both in words."""

    label: str
    before: str
    now: str


@dataclass(frozen=True)
class DefinitionVersion:
    """One definition of an indicator: from when, until the day before when, why it came, and what it changed.

    `replaced` is the definition before it, which also says who defined it anew and why; None for the first.
    """

    definition: Definition
    effective_from: dt.date | None
    until: dt.date | None
    replaced: EarlierDefinition | None
    differences: tuple[Differing, ...]


def versions_of_definition(indicator: Indicator) -> list[DefinitionVersion]:
    """Return every definition of `indicator` with what it changed, the newest first."""
    earlier = definitions_of([indicator]).earlier.get(indicator.pk, ())
    every: list[Definition] = [*earlier, indicator]
    found = []
    for place, definition in enumerate(every):
        replaced = earlier[place - 1] if place else None
        found.append(
            DefinitionVersion(
                definition=definition,
                effective_from=replaced.replaced_from if replaced else _beginning(indicator, earlier),
                until=earlier[place].replaced_from - dt.timedelta(days=1) if place < len(earlier) else None,
                replaced=replaced,
                differences=tuple(differences(replaced, definition)) if replaced else (),
            )
        )
    return found[::-1]


def _beginning(indicator: Indicator, earlier: Sequence[EarlierDefinition]) -> dt.date | None:
    """Return from when the first definition held; None where it has always been so."""
    return earlier[0].effective_from if earlier else indicator.defined_from


def differences(before: Definition, now: Definition) -> list[Differing]:
    """Return the fields in which two definitions differ, in words."""
    return [
        Differing(label_of(name), in_words(before, name), in_words(now, name))
        for name in DEFINED
        if getattr(before, name) != getattr(now, name)
    ]


def label_of(name: str) -> str:
    """Return what a field of a definition is called."""
    label = str(Definition._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return f"{label[:1].upper()}{label[1:]}"


def in_words(definition: Definition, name: str) -> str:
    """Return a field of a definition as people read it."""
    display = getattr(definition, f"get_{name}_display", None)
    return str(display() if display else getattr(definition, name)) or "None"
