"""Statistical process control: XmR charts as NHS England's Making Data Count draws them, by NHSRplotthedots. Pure.

What that method leaves open, and what is done here:

- "On the mean", a tie and "on the limit" mean within a relative 1e-9, so that what the binary form of a decimal adds
  or takes away makes no signal.
- A missing month breaks a run, a trend and a window of three, as it does in NHSRplotthedots: whether the month would
  have been part of them is not known. Among the first rows that a baseline counts, a missing one counts as a row.
- The label of a trend follows the package to the letter: it tells the move to the next point where that one is in a
  trend too, and what is not up is called down. So the last point of a rise that ends in a tie with the first of a fall
  is called down, and so is the last of a rise that drops once before the next rise.
- A segment is trial while its limits rest on fewer than 12 values: the package's text says so, its code warns below 13.
- A baseline may be of any length; the package refuses one below 12, here the limits are trial.
- A band is not part of the method. Its signals are neutral, since either way may lead into it or out of it. Its
  assurance is hitting where both limits lie strictly within the band, and failing where both lie on one side of it.
"""

from digests.spc.analysis import analyse, analyse_many
from digests.spc.series import (
    LARGEST,
    RUN_LENGTH,
    Analysis,
    Assurance,
    Direction,
    Meaning,
    Point,
    Segment,
    Series,
    Signal,
)

__all__ = [
    "LARGEST",
    "RUN_LENGTH",
    "Analysis",
    "Assurance",
    "Direction",
    "Meaning",
    "Point",
    "Segment",
    "Series",
    "Signal",
    "analyse",
    "analyse_many",
]
