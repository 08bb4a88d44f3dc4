"""What a point looks like: a colour and a shape for each meaning, so that neither has to be seen alone."""

from dataclasses import dataclass

COMMON, IMPROVEMENT, CONCERN = "common", "improvement", "concern"
NEUTRAL = ("neutral_high", "neutral_low")
GREY, BLUE, ORANGE, PURPLE, BLACK, GREEN = "#6f777b", "#1d70b8", "#b85400", "#4c2c92", "#0b0c0c", "#00703c"
FILLS = {IMPROVEMENT: BLUE, CONCERN: ORANGE, **dict.fromkeys(NEUTRAL, PURPLE)}
LOW_SIGNALS = frozenset({"below_limit", "trend_down", "two_in_three_low", "run_below"})
KEY_WIDTH, KEY_HEIGHT = 30, 18


@dataclass(frozen=True)
class Dot:
    """A point: the outline of its shape around (`x`, `y`), its colour, and the words that a reader gets on it."""

    x: float
    y: float
    path: str
    fill: str
    meaning: str
    words: str


@dataclass(frozen=True)
class Key:
    """One thing that a legend explains, drawn in a box of `KEY_WIDTH` by `KEY_HEIGHT`: a dot, a line or a band."""

    words: str
    dot: Dot | None = None
    stroke: str = ""
    dash: str = ""
    is_band: bool = False
    is_hidden: bool = False


def dot(x: float, y: float, radius: float, *, meaning: str, signal: str = "", words: str = "") -> Dot:
    """Return the point of a month: no signal a grey circle, better a blue triangle that points to where it went,
    worse an orange diamond, neither a purple square."""
    return Dot(x, y, _path(x, y, radius, meaning, signal), FILLS.get(meaning, GREY), meaning, words)


def cross(x: float, y: float, radius: float) -> str:
    """Return the outline of the cross that stands for a suppressed figure."""
    left, right, top, foot = (f"{each:.1f}" for each in (x - radius, x + radius, y - radius, y + radius))
    return f"M{left},{top}L{right},{foot}M{left},{foot}L{right},{top}"


def _path(x: float, y: float, radius: float, meaning: str, signal: str) -> str:
    if meaning == IMPROVEMENT:
        up = 1.0 if signal not in LOW_SIGNALS else -1.0
        wide, tip, foot = 1.3 * radius, 1.35 * radius * up, 0.95 * radius * up
        return _outline((x, y - tip), (x + wide, y + foot), (x - wide, y + foot))
    if meaning == CONCERN:
        reach = 1.4 * radius
        return _outline((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    if meaning in NEUTRAL:
        reach = 1.05 * radius
        return _outline(
            (x - reach, y - reach), (x + reach, y - reach), (x + reach, y + reach), (x - reach, y + reach)
        )
    across = f"a{radius:.1f},{radius:.1f} 0 1 0 "
    return f"M{x - radius:.1f},{y:.1f}{across}{2 * radius:.1f},0{across}{-2 * radius:.1f},0z"


def _outline(*corners: tuple[float, float]) -> str:
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in corners) + "z"
