"""What a performance digest is made of: indicators, figures, targets, benchmarks, commentary, and what is published."""

from digests.models.annex_a import AnnexALoad
from digests.models.benchmark import (
    BenchmarkMeasure,
    BenchmarkRelease,
    BenchmarkValue,
    Neighbour,
    NeighbourModel,
)
from digests.models.chasing import FigureReminder
from digests.models.indicator import Definition, EarlierDefinition, Indicator, Rebase
from digests.models.load import FigureImport, FigureMapping
from digests.models.publication import Commentary, MonthlyDigest
from digests.models.reading import Problem, Reading, ReadingQuerySet
from digests.models.target import Target

__all__ = [
    "AnnexALoad",
    "BenchmarkMeasure",
    "BenchmarkRelease",
    "BenchmarkValue",
    "Commentary",
    "Definition",
    "EarlierDefinition",
    "FigureImport",
    "FigureMapping",
    "FigureReminder",
    "Indicator",
    "MonthlyDigest",
    "Neighbour",
    "NeighbourModel",
    "Problem",
    "Reading",
    "ReadingQuerySet",
    "Rebase",
    "Target",
]
