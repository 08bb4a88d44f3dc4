"""The forms of the digest's pages."""

from digests.forms.figure import FigureForm

__all__ = ["FigureForm"]
