"""Geometry of the digest's charts: dataclasses that one template draws as SVG, in a page and in a PDF alike. Pure."""

from digests.chart.axis import NARROW, PAPER, SMALL, UNBOUNDED, WIDE, Bounds, Label, Layout
from digests.chart.drawing import Chart, spc_chart
from digests.chart.legend import one_legend
from digests.chart.levels import Level, Stretch, Turn, runs
from digests.chart.marks import Mark, mark_from_json, mark_to_json
from digests.chart.shapes import Dot, Key, dot
from digests.chart.sparkline import Sparkline, sparkline

__all__ = [
    "NARROW",
    "PAPER",
    "SMALL",
    "UNBOUNDED",
    "WIDE",
    "Bounds",
    "Chart",
    "Dot",
    "Key",
    "Label",
    "Layout",
    "Level",
    "Mark",
    "Sparkline",
    "Stretch",
    "Turn",
    "dot",
    "mark_from_json",
    "mark_to_json",
    "one_legend",
    "runs",
    "sparkline",
    "spc_chart",
]
