"""The rules of a target: which bounds its indicator's direction needs, and that they can be met."""

from dataclasses import dataclass
from decimal import Decimal

BOUNDS_WANTED = {
    "higher": ("at_least",),
    "lower": ("at_most",),
    "band": ("at_least", "at_most"),
    "neither": (),
}
"""By direction, the bounds that a target has. Where neither direction is better there is none to set."""

BOUND_WORDS = {"at_least": "At least", "at_most": "At most"}
LARGEST_PERCENT = Decimal(100)


@dataclass(frozen=True)
class Wrong:
    """What is wrong with a target: words for a person, and the field that they belong to."""

    message: str
    field: str


def what_is_wrong(
    *, direction: str, unit: str, at_least: Decimal | None, at_most: Decimal | None, tolerance: Decimal
) -> Wrong | None:
    """Return what keeps these bounds from being a target of an indicator of `direction` and `unit`, or None."""
    given = {"at_least": at_least, "at_most": at_most}
    wanted = BOUNDS_WANTED[direction]
    if not wanted:
        return Wrong("An indicator of which neither direction is better has no target", "at_least")
    for name, bound in given.items():
        if name in wanted and bound is None:
            return Wrong(f"Enter the bound “{BOUND_WORDS[name].lower()}”", name)
        if name not in wanted and bound is not None:
            return Wrong(f"Leave “{BOUND_WORDS[name].lower()}” empty: {_better(direction)} is better", name)
        if bound is not None and bound < 0:
            return Wrong(f"“{BOUND_WORDS[name]}” must be 0 or more", name)
        if bound is not None and unit == "percent" and bound > LARGEST_PERCENT:
            return Wrong(f"“{BOUND_WORDS[name]}” must be 100 or less: it is a percentage", name)
    if at_least is not None and at_most is not None and at_most < at_least:
        return Wrong("The band must end at or above where it begins", "at_most")
    if tolerance < 0:
        return Wrong("The tolerance must be 0 or more", "tolerance")
    return None


def fits(direction: str, *, at_least: Decimal | None, at_most: Decimal | None) -> bool:
    """Whether a target has the very bounds that `direction` needs; one that says "no target" fits every one."""
    given = tuple(name for name, bound in (("at_least", at_least), ("at_most", at_most)) if bound is not None)
    return not given or given == BOUNDS_WANTED[direction]


def _better(direction: str) -> str:
    return "a higher figure" if direction == "higher" else "a lower figure"
