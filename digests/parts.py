"""Whether the figures of teams, areas or age bands add up to the whole council's: told, never refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Counted:
    """The two numbers of a figure; None for one that is suppressed, has no value, or was given as a value alone."""

    numerator: Decimal | None
    denominator: Decimal | None


@dataclass(frozen=True)
class AddedUp:
    """What the parts come to beside the whole, numerators and denominators; None where it cannot be said."""

    numerator: Decimal | None
    denominator: Decimal | None
    numerator_differs_by: Decimal | None
    denominator_differs_by: Decimal | None

    @property
    def can_be_said(self) -> bool:
        return self.numerator_differs_by is not None or self.denominator_differs_by is not None

    @property
    def agrees(self) -> bool:
        return self.can_be_said and not self.numerator_differs_by and not self.denominator_differs_by


def add_up(parts: Sequence[Counted], whole: Counted | None) -> AddedUp:
    """Return what `parts` come to and by how much that is more (positive) or less than `whole`.

    One part without a number leaves the sum open: it could be anything.
    """
    numerator = _sum([part.numerator for part in parts])
    denominator = _sum([part.denominator for part in parts])
    return AddedUp(
        numerator,
        denominator,
        _difference(numerator, whole.numerator if whole else None),
        _difference(denominator, whole.denominator if whole else None),
    )


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [number for number in numbers if number is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(numbers) else None


def _difference(parts: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if parts is None or whole is None else parts - whole
