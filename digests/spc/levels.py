"""The mean and the process limits of many stretches at once: one row of an array each, a missing month as NaN.

NaN also stands for a level that is undefined: no comparison with it holds, so nothing is flagged by it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

LIMIT = 2.66
"""Average moving ranges from the mean to a limit: the published constant, not 3 / 1.128."""
NEAR_LIMIT = 2 * LIMIT / 3
SCREEN = 3.267
TOLERANCE = 1e-9


@dataclass(frozen=True)
class Levels:
    """Mean, average moving range, number of values behind them and their mean size, one of each for a row."""

    mean: Floats
    spread: Floats
    counted: NDArray[np.int_]
    size: Floats

    def at(self, spreads: float) -> Floats:
        """Return the level that lies so many average moving ranges above the mean, or below it."""
        return self.mean + spreads * self.spread


def levels_of(values: Floats, base_rows: NDArray[np.int_], screened: Flags) -> Levels:
    """Return the levels of each row of `values` by its first `base_rows`.

    Where `screened`, moving ranges from 3.267 times their average on are left out once; the mean keeps every value.
    """
    base = np.where(np.arange(values.shape[1]) < base_rows[:, None], values, np.nan)
    ranges = np.abs(steps(base))
    spread = _mean(ranges)
    usual = np.where(exceeds(SCREEN * spread[:, None], ranges, 0.0), ranges, np.nan)
    return Levels(
        mean=_exact_mean(base),
        spread=np.where(screened, _mean(usual), spread),
        counted=np.count_nonzero(~np.isnan(base), axis=1),
        size=_mean(np.abs(base)),
    )


def steps(values: Floats) -> Floats:
    """Return the move from each row to the next, exactly zero for a tie and NaN beside a missing month."""
    move = np.diff(values, axis=1)
    size = np.abs(values)
    tied = np.abs(move) <= TOLERANCE * np.maximum(size[:, 1:], size[:, :-1])
    return np.where(tied, 0.0, move)


def exceeds(upper: Floats, lower: Floats, size: Floats | float) -> Flags:
    """Whether `upper` is larger than `lower`, by more than noise in numbers of their own size or of `size`."""
    noise = TOLERANCE * np.maximum(np.maximum(np.abs(upper), np.abs(lower)), size)
    return upper - lower > noise


def _mean(values: Floats) -> Floats:
    """Return the mean of each row without its NaNs; NaN where there is nothing else."""
    there = ~np.isnan(values)
    counted = np.count_nonzero(there, axis=1)
    total = np.where(there, values, 0.0).sum(axis=1)
    mean: Floats = np.divide(total, counted, out=np.full(total.shape, np.nan), where=counted > 0)
    return mean


def _exact_mean(values: Floats) -> Floats:
    """Return the mean with what rounding took from the sum put back, so that it prints as it would by hand."""
    mean = _mean(values)
    return mean + _mean(values - mean[:, None])
