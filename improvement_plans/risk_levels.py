"""The one rule by which a risk has its level: likelihood times impact, 1 to 5 each, in four bands."""

from dataclasses import dataclass
from enum import StrEnum

HIGHEST = 5
LIKELIHOOD = {1: "Rare", 2: "Unlikely", 3: "Possible", 4: "Likely", 5: "Almost certain"}
IMPACT = {1: "Slight", 2: "Minor", 3: "Moderate", 4: "Major", 5: "Critical"}

LIKELIHOOD_MEANS = {
    1: "It would surprise everybody",
    2: "It could happen, and it is not expected",
    3: "As likely as not",
    4: "It is expected to happen",
    5: "It is happening, or is bound to",
}
IMPACT_MEANS = {
    1: "Hardly felt; no date of the plan moves",
    2: "One action is late; children notice nothing",
    3: "An objective is late, or some children wait longer",
    4: "An area fails its objective, or many children are served worse",
    5: "Children come to harm, or the council loses the service",
}

LIKELIHOODS = tuple((n, word, LIKELIHOOD_MEANS[n]) for n, word in LIKELIHOOD.items())
IMPACTS = tuple((n, word, IMPACT_MEANS[n]) for n, word in IMPACT.items())
"""Each number with its word and what it means, for the pages that explain a score."""


class Level(StrEnum):
    """How bad a score is, in words that are always shown."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    SEVERE = "severe"

    @property
    def word(self) -> str:
        return self.value.capitalize()


BANDS = {Level.LOW: (1, 4), Level.MEDIUM: (5, 9), Level.HIGH: (10, 15), Level.SEVERE: (16, 25)}
"""The first and the last score of each level."""

RULE = "A score is likelihood times impact, 1 to 5 each: " + "; ".join(
    f"{first} to {last} is {level}" for level, (first, last) in BANDS.items()
)


@dataclass(frozen=True)
class Score:
    """A likelihood and an impact, 1 to 5 each."""

    likelihood: int
    impact: int

    @property
    def number(self) -> int:
        return self.likelihood * self.impact

    @property
    def level(self) -> Level:
        return level_of(self.number)

    @property
    def words(self) -> str:
        """The score with everything that it is made of."""
        return (
            f"{self.number}, {self.level}: {LIKELIHOOD[self.likelihood].lower()} ({self.likelihood})"
            f" × {IMPACT[self.impact].lower()} ({self.impact})"
        )


def level_of(number: int) -> Level:
    """Return the level of a score from 1 to 25; raises ValueError outside."""
    for level, (first, last) in BANDS.items():
        if first <= number <= last:
            return level
    raise ValueError(f"A score runs from 1 to {HIGHEST * HIGHEST}, not {number}")
