"""What an indicator's page says of its statistics in plain English: level, limits, signals, how worked out."""

from dataclasses import dataclass

from digests.reckoning import Era, Fired, Reckoning
from digests.standing import Line, in_words
from digests.telling import (
    assurance_in_words,
    fired_in_words,
    latest_in_words,
    limits_explained,
    trial_in_words,
)


@dataclass(frozen=True)
class EraInWords:
    """The months over which one mean and one pair of limits hold, their numbers as they are printed."""

    era: Era
    mean: str
    lower_limit: str
    upper_limit: str


@dataclass(frozen=True)
class FiredInWords:
    """A signal of some months in a row with its words."""

    fired: Fired
    words: str


@dataclass(frozen=True)
class StatisticsInWords:
    """The box: sentences on the latest month and its target, the stretches of mean and limits, and the signals shown.

    Both lists have the latest first.
    """

    latest: str
    target: str
    trial: str
    eras: tuple[EraInWords, ...]
    signals: tuple[FiredInWords, ...]
    explained: tuple[str, ...]

    @property
    def now(self) -> EraInWords:
        return self.eras[0]


def statistics_of(line: Line) -> StatisticsInWords | None:
    """Return the box of a line; None for a series without statistics."""
    reckoning = line.reckoning
    if reckoning is None:
        return None
    indicator = line.indicator
    latest = latest_in_words(reckoning)
    return StatisticsInWords(
        latest=f"{latest[:1].upper()}{latest[1:]}.",
        target=assurance_in_words(reckoning),
        trial=trial_in_words(reckoning),
        eras=tuple(_era(era, line) for era in reckoning.eras()),
        signals=tuple(_signals(reckoning, line)),
        explained=tuple(
            limits_explained(
                reckoning,
                baseline_points=indicator.baseline_points,
                screens_outliers=indicator.screens_outliers,
                run_length=indicator.run_length,
            )
        ),
    )


def _era(era: Era, line: Line) -> EraInWords:
    return EraInWords(
        era,
        *(
            "None" if level is None else in_words(level, line.definition)
            for level in (era.mean, era.lower_limit, era.upper_limit)
        ),
    )


def _signals(reckoning: Reckoning, line: Line) -> list[FiredInWords]:
    return [
        FiredInWords(fired, fired_in_words(fired)) for fired in reckoning.fired_since(line.series[0].month)
    ]
