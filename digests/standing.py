"""A digest and its lines as a month shows them: what selectors give and screens and reports draw."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Organisation
from digests.models import Definition, Indicator, Reading, Target
from digests.rating import Figure, Movement, Rated, Standing, TargetTerms, as_printed
from digests.reckoning import Reckoning, Statistic
from digests.spc import Analysis
from digests.telling import UNTESTED, signal_in_words, statistics_in_words


@dataclass(frozen=True)
class Point:
    """One indicator in one month. Without a `reading` nobody has given a figure for the month.

    `definition` is what the indicator meant in it. `statistic` is what the statistics of the whole series say of it,
    None where they say nothing. `turn` says why limits or meaning are others from this month on, empty where they are
    not.
    """

    month: dt.date
    definition: Definition
    reading: Reading | None
    target: TargetTerms | None
    rated: Rated
    statistic: Statistic | None = None
    turn: str = ""

    @property
    def value(self) -> Decimal | None:
        return None if self.reading is None else self.reading.value

    @property
    def parts_in_words(self) -> str:
        """The numerator and denominator as "41 of 52", or nothing where there is no denominator."""
        if self.reading is None or self.reading.numerator is None or self.reading.denominator is None:
            return ""
        return f"{plain(self.reading.numerator)} of {plain(self.reading.denominator)}"

    @property
    def signal_in_words(self) -> str:
        """What the statistics say of the month ("Run above the mean: improvement"), or nothing."""
        return signal_in_words(self.statistic.signal, self.statistic.meaning) if self.statistic else ""


@dataclass(frozen=True)
class Line:
    """One indicator's line in the digest of a month; its `series` ends with that month.

    `reckoning` is its whole series up to that month with the statistics, None where there are none. `first_given` is
    the first month, up to that one, for which a figure was given.
    """

    indicator: Indicator
    series: tuple[Point, ...]
    target: Target | None
    movement: Movement | None
    before: Point | None
    reckoning: Reckoning | None = None
    first_given: dt.date | None = None

    @property
    def now(self) -> Point:
        return self.series[-1]

    @property
    def definition(self) -> Definition:
        """What the indicator meant in the month."""
        return self.now.definition

    @property
    def rated(self) -> Rated:
        return self.now.rated

    @property
    def reading(self) -> Reading | None:
        return self.now.reading

    @property
    def value_in_words(self) -> str:
        return in_words(self.now.value, self.definition) if self.now.value is not None else self.rated.word

    @property
    def before_in_words(self) -> str:
        if self.before is None:
            return "None"
        return (
            in_words(self.before.value, self.before.definition)
            if self.before.value is not None
            else self.before.rated.word
        )

    @property
    def reading_before(self) -> Point | None:
        """The newest month before this one, of those in the series, for which a figure was given."""
        earlier = [point for point in (*self.series[:-1], self.before) if point and point.reading is not None]
        return max(earlier, key=lambda point: point.month, default=None)

    @property
    def rating_before_in_words(self) -> str:
        """The reading before this one with its month and its rating ("80.0% in August 2026, Red: off target")."""
        point = self.reading_before
        if point is None:
            return "none"
        value = f"{in_words(point.value, point.definition)} in " if point.value is not None else ""
        return f"{value}{point.month:%B %Y}, {point.rated.word}"

    @property
    def parts_in_words(self) -> str:
        return self.now.parts_in_words

    @property
    def analysis(self) -> Analysis | None:
        return self.reckoning.analysis if self.reckoning else None

    @property
    def assurance(self) -> str:
        """Whether the target is in reach as things stand, by its key in `digests.telling.ASSURANCES`, or nothing."""
        return self.reckoning.assurance if self.reckoning else ""

    @property
    def statistics_in_words(self) -> str:
        """What the statistics say of the months of the series, as sentences; or why they say nothing."""
        if self.reckoning is None:
            return self.untested_because
        return statistics_in_words(self.reckoning, since=self.series[0].month)

    @property
    def untested_because(self) -> str:
        """Why no statistics are worked out for a series of this type; empty where they are."""
        return UNTESTED.get(self.definition.period_type, "")

    @property
    def target_in_words(self) -> str:
        return target_in_words(self.target, self.definition)

    @property
    def distance_in_words(self) -> str:
        """How far from the target ("3.2 points below"), or nothing where there is no distance."""
        return distance_in_words(self.rated, self.definition)

    @property
    def movement_in_words(self) -> str:
        return MOVEMENTS[self.movement] if self.movement else "Nothing to compare"


@dataclass(frozen=True)
class Digest:
    """The digest of a council for a month, as known on a day (None: today): its key indicators come first."""

    council: Organisation
    month: dt.date
    known_on: dt.date | None
    lines: tuple[Line, ...]

    @property
    def key_lines(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.indicator.is_key)

    @property
    def by_standing(self) -> dict[Standing, int]:
        """How many indicators stand how, every standing named, the worst first."""
        order = (
            Standing.OFF_TARGET, Standing.NEAR_TARGET, Standing.ON_TARGET, Standing.NO_TARGET,
            Standing.TOO_FEW, Standing.NO_VALUE, Standing.SUPPRESSED, Standing.NOT_GIVEN,
        )  # fmt: skip
        return {standing: sum(line.rated.standing == standing for line in self.lines) for standing in order}

    @property
    def not_given(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.reading is None)


MOVEMENTS = {
    Movement.IMPROVED: "Improved",
    Movement.WORSENED: "Worse",
    Movement.UNCHANGED: "No change",
    Movement.ROSE: "Rose",
    Movement.FELL: "Fell",
}
SIGNS = {"percent": "%", "days": " days"}


def in_words(value: Decimal | None, definition: Definition) -> str:
    """Return a value as the digest prints it, with its sign: "84.6%", "1,204", "31 days"."""
    if value is None:
        return "No value"
    printed = f"{as_printed(value, definition.decimals):,f}"
    if definition.unit == Definition.Unit.DAYS and printed == "1":
        return "1 day"
    return f"{printed}{SIGNS.get(definition.unit, '')}"


def plain(number: Decimal) -> str:
    """Return a numerator or denominator without needless zeros: "41", "1,204", "12.5"."""
    return f"{number:,f}".rstrip("0").rstrip(".") if number % 1 else f"{number:,.0f}"


def target_in_words(target: Target | TargetTerms | None, definition: Definition) -> str:
    """Return a target as "at least 90.0%", "at most 10.0%", "40.0% to 45.0%" or "No target"."""
    if target is None or (target.at_least is None and target.at_most is None):
        return "No target"
    if target.at_least is not None and target.at_most is not None:
        return f"{in_words(target.at_least, definition)} to {in_words(target.at_most, definition)}"
    if target.at_least is not None:
        return f"At least {in_words(target.at_least, definition)}"
    return f"At most {in_words(target.at_most, definition)}"


def distance_in_words(rated: Rated, definition: Definition) -> str:
    """Return the distance from target as "3.2 points below", "on the target" or "" where there is none."""
    if rated.distance is None:
        return ""
    if rated.distance == 0:
        return "In the band" if definition.direction == Definition.Direction.BAND else "On the target"
    points = "" if definition.unit != Definition.Unit.PERCENT else " points"
    size = f"{as_printed(abs(rated.distance), definition.decimals):,f}{points}"
    return f"{size} {'above' if rated.distance > 0 else 'below'}"


def figure_of(reading: Reading | None) -> Figure | None:
    """Return what the rating needs of a reading."""
    return None if reading is None else Figure(reading.value, reading.denominator, reading.is_suppressed)


def terms_of(target: Target | None) -> TargetTerms | None:
    """Return what the rating needs of a target."""
    if target is None:
        return None
    return TargetTerms(target.at_least, target.at_most, target.tolerance, target.minimum_denominator)


def in_force_on(targets: Iterable[Target], month: dt.date) -> Target | None:
    """Return the target of the first day of `month`: one set during a month holds from the next.

    None as well where the newest says that from its day on there is no target.
    """
    standing = [target for target in targets if target.effective_from <= month]
    newest = max(standing, key=lambda target: target.effective_from, default=None)
    return newest if newest is not None and newest.has_bound else None
