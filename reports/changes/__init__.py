"""What changed between two cuts: positions, dates, actions, areas, slow objectives, indicators and risks.

Nothing is judged to be worth telling or not: whatever is another than it was is listed, and read the other way round
the same list comes out with everything turned.
"""

from reports.changes import figures, plan, register
from reports.changes.change import Change, Changes, Cut, Kind, Turn

__all__ = [
    "ACTIONS",
    "AREAS",
    "DATES",
    "INDICATORS",
    "POSITION",
    "RISKS",
    "SLOW",
    "Change",
    "Changes",
    "Kind",
    "Turn",
    "changes",
]

POSITION = "Position of duties"
DATES = "Dates of the notice"
ACTIONS = "Actions of the plan"
AREAS = "Areas of the plan"
SLOW = "Slow objectives"
INDICATORS = "Indicators"
RISKS = "Risks"


def changes(before: Cut, now: Cut) -> Changes:
    """Return what is another in `now` than it was in `before`. Between a cut and itself nothing is."""
    found = (
        (POSITION, register.positions(before, now)),
        (DATES, register.dates(before, now)),
        (AREAS, plan.areas(before, now)),
        (ACTIONS, plan.actions(before, now)),
        (SLOW, plan.slow(before, now)),
        (INDICATORS, figures.indicators(before, now)),
        (RISKS, figures.risks(before, now)),
    )
    kinds = (Kind(heading, tuple(each)) for heading, each in found)
    return Changes(tuple(kind for kind in kinds if kind.changes))
