"""The pages of the digest, a module for each thing that somebody does there."""

from digests.views.figure import GiveFigure
from digests.views.indicator import IndicatorPage
from digests.views.month import DigestExport, MonthDigest
from digests.views.movers import MovedBy

__all__ = ["DigestExport", "GiveFigure", "IndicatorPage", "MonthDigest", "MovedBy"]
