"""What of one chart or of several has to be explained, and nothing that is not in them."""

from collections.abc import Iterable, Iterator, Sequence

from digests.chart.levels import DASHES, Level, Stretch, Turn
from digests.chart.shapes import (
    BLACK,
    COMMON,
    CONCERN,
    GREEN,
    GREY,
    IMPROVEMENT,
    KEY_HEIGHT,
    KEY_WIDTH,
    NEUTRAL,
    Dot,
    Key,
    cross,
    dot,
)  # fmt: skip

X, Y, RADIUS = KEY_WIDTH / 2, KEY_HEIGHT / 2, 5
POINTS = {
    "No signal: common cause": (COMMON,),
    "Signal of improvement": (IMPROVEMENT,),
    "Signal of concern": (CONCERN,),
    "Signal of change, neither better nor worse": NEUTRAL,
}
LINES = {
    "Mean": Key("Mean", stroke=BLACK),
    "Limits": Key("Limits", stroke=GREY, dash=DASHES["limit"]),
    "Target": Key("Target", stroke=GREEN, dash=DASHES["target"]),
    "Target band": Key("Target band", stroke=GREEN, dash=DASHES["target"], is_band=True),
    "Starts anew": Key("Starts anew", stroke=BLACK, dash=DASHES["turn"]),
    "Suppressed": Key("Suppressed", Dot(X, Y, cross(X, Y, RADIUS), BLACK, "suppressed", ""), is_hidden=True),
}
ORDER = (*POINTS, *LINES)


def keys_of(
    dots: Sequence[Dot],
    levels: Sequence[Level],
    targets: Sequence[Stretch],
    turns: Sequence[Turn],
    hidden: Sequence[Dot],
) -> Iterator[Key]:
    """Yield what a chart that consists of these has to explain, in `ORDER`."""
    meanings = {each.meaning for each in dots}
    for words, which in POINTS.items():
        if meanings & set(which):
            yield Key(words, dot(X, Y, RADIUS, meaning=which[0]))
    has = {
        "Mean": any(level.is_mean for level in levels),
        "Limits": any(not level.is_mean for level in levels),
        "Target": any(target.y2 is None for target in targets),
        "Target band": any(target.y2 is not None for target in targets),
        "Starts anew": bool(turns),
        "Suppressed": bool(hidden),
    }
    yield from (key for words, key in LINES.items() if has[words])


def one_legend(legends: Iterable[Sequence[Key]]) -> tuple[Key, ...]:
    """Return the legend of several charts: each thing once, in `ORDER`."""
    found = {key.words: key for legend in legends for key in legend}
    return tuple(sorted(found.values(), key=lambda key: ORDER.index(key.words)))
