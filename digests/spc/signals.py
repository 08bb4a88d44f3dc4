"""The four rules of special cause over many stretches at once, and which of them a point is known by."""

import numpy as np
from numpy.typing import NDArray

from digests.spc.levels import LIMIT, NEAR_LIMIT, Flags, Floats, Levels, exceeds, steps
from digests.spc.series import Signal

Codes = NDArray[np.int8]

SIGNALS: tuple[Signal | None, ...] = (None, *Signal)
"""What a code means: 0 is common cause, the rest are the signals, those that go before others first."""

WINDOW, ENOUGH_IN_WINDOW = 3, 2


def codes_of(values: Floats, levels: Levels, run_length: int) -> Codes:
    """Return for each value its place in `SIGNALS`."""
    above, below = _beyond(values, levels, 0.0)
    outside_high, outside_low = _beyond(values, levels, LIMIT)
    near_high, near_low = _beyond(values, levels, NEAR_LIMIT)
    trend_up, trend_down = _trends(steps(values), run_length)
    flags = {
        Signal.ABOVE_LIMIT: outside_high,
        Signal.BELOW_LIMIT: outside_low,
        Signal.TREND_UP: trend_up,
        Signal.TREND_DOWN: trend_down,
        Signal.TWO_IN_THREE_HIGH: _two_in_three(near_high & ~outside_high, above),
        Signal.TWO_IN_THREE_LOW: _two_in_three(near_low & ~outside_low, below),
        Signal.RUN_ABOVE: _covered(above, run_length, run_length),
        Signal.RUN_BELOW: _covered(below, run_length, run_length),
    }
    codes: Codes = np.zeros(values.shape, dtype=np.int8)
    for code, signal in reversed(list(enumerate(Signal, start=1))):
        codes[flags[signal]] = code
    return codes


def _beyond(values: Floats, levels: Levels, spreads: float) -> tuple[Flags, Flags]:
    """Whether each value lies above the level so far above the mean, and below the one so far below it."""
    size = levels.size[:, None]
    high, low = ((levels.at(sign * spreads) if spreads else levels.mean)[:, None] for sign in (1, -1))
    return exceeds(values, high, size), exceeds(low, values, size)


def _trends(moves: Floats, run_length: int) -> tuple[Flags, Flags]:
    """Which points are in a trend that is called up, and which in one that is called down."""
    up = moves > 0
    # A trend of seven points is six moves; each stretch of moves covers one point more than itself.
    inside = _covered(up, run_length - 1, run_length) | _covered(moves < 0, run_length - 1, run_length)
    no_move = np.zeros((len(up), 1), dtype=np.bool_)
    from_before, to_next = np.hstack([no_move, up]), np.hstack([up, no_move])
    next_inside = np.hstack([inside[:, 1:], no_move])
    called_up = np.where(next_inside, to_next, from_before)
    return inside & called_up, inside & ~called_up


def _two_in_three(near: Flags, side: Flags) -> Flags:
    """Which near points are in three neighbours, all on this side of the mean, of which two at least are near."""
    if side.shape[1] < WINDOW:
        return np.zeros_like(side)
    all_on_side = side[:, :-2] & side[:, 1:-1] & side[:, 2:]
    nears = near[:, :-2].astype(np.int8) + near[:, 1:-1] + near[:, 2:]
    return near & _covered(all_on_side & (nears >= ENOUGH_IN_WINDOW), 1, WINDOW)


def _covered(flags: Flags, need: int, cover: int) -> Flags:
    """Which points lie under a stretch of `need` flags in a row, each such stretch covering `cover` points."""
    rows, columns = flags.shape
    width = columns + cover - need
    if columns < need:
        return np.zeros((rows, width), dtype=np.bool_)
    so_far = np.zeros((rows, columns + 1), dtype=np.int32)
    np.cumsum(flags, axis=1, out=so_far[:, 1:])
    whole = so_far[:, need:] - so_far[:, : columns + 1 - need] == need
    # Each whole stretch opens at its first point and closes after its last: open ones are counted along.
    change = np.zeros((rows, width + 1), dtype=np.int32)
    change[:, : whole.shape[1]] += whole
    change[:, cover:] -= whole
    return np.cumsum(change, axis=1)[:, :width] > 0
