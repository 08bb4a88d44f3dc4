"""What a spreadsheet of figures can say, column by column, in the long form and in the wide one."""

from core.importing.columns import Column, Table
from core.importing.sheet import Limits

INTO = "the digest"
LIMITS = Limits("digest", rows=120_000, columns=150)
LONG_KIND, WIDE_KIND = "long", "wide"

LONG = Table(
    "long",
    "Figures",
    (
        Column(
            "indicator", "Indicator", "The code or the title of the indicator.", "SG14", required=True,
            register="indicators",
            also=("indicator code", "code", "ref", "reference", "kpi", "measure", "pi", "indicator ref", "metric"),
        ),
        Column(
            "month", "Month", "The month that it is of: any day in it, or April 2026, Apr-26, 2026-04.", "April 2026",
            required=True, also=("period", "date", "reporting month", "month ending", "reporting period"),
        ),
        Column(
            "numerator", "Numerator", "How many, of those that the denominator counts; or the whole figure of a count.",
            "41", also=("num", "n", "count", "number"),
        ),
        Column(
            "denominator", "Denominator", "Of how many. 0 means no value.", "52",
            also=("den", "denom", "d", "out of", "total"),
        ),
        Column(
            "value", "Value", "The figure itself. With both numbers it is only held against them.", "78.8",
            also=("figure", "result", "percentage", "percent", "rate", "performance", "actual", "outturn"),
        ),
        Column(
            "dimension", "Broken down by", "Team, Area, Age band, Sex or Ethnicity; empty for the whole council.",
            "Team",
            also=("dimension", "breakdown", "breakdown by", "split", "category"),
        ),
        Column(
            "group", "Group", "Which team, area, age band …; empty for the whole council.", "North team", longest=80,
            also=("breakdown value", "subgroup", "team", "sub group"),
        ),
        Column(
            "quality", "Data quality", "Provisional, Incomplete or Doubtful; empty for a sound figure.", "Provisional",
            also=("quality", "status", "data quality flag", "dq"),
        ),
        Column(
            "note", "Note on data quality", "Needed for a figure that is incomplete or doubtful.",
            "One team recorded late", longest=300, also=("note", "notes", "comment", "data quality note"),
        ),
        Column(
            "suppressed", "Suppressed", "Yes where the figure is too small to show: then no number is read.", "",
            also=("is suppressed", "suppress"),
        ),
    ),
    into=INTO,
    one_of=(("numerator", "value"),),
)  # fmt: skip

WIDE = Table(
    "wide",
    "Figures by month",
    (
        Column(
            "code", "Code", "The code of the indicator.", "SG14",
            also=("ref", "reference", "indicator code", "kpi", "pi", "no", "id", "indicator ref", "kpi ref", "pi ref",
                  "measure ref", "number", "kpi no", "pi no", "indicator no"),
        ),
        Column(
            "title", "Indicator", "Its title, where the sheet has one.", "Conferences that end in a plan",
            also=("title", "indicator title", "indicator name", "measure", "description", "performance indicator",
                  "name", "performance measure", "metric", "kpi description", "what we measure", "pi description"),
        ),
        Column(
            "part", "Numerator, denominator or value", "What a row has, where an indicator has several rows.",
            "Numerator", is_in_template=False,
            also=("numerator denominator", "num den", "component", "element", "data item", "part", "type", "row",
                  "measure type"),
        ),
    ),
    into=INTO,
    one_of=(("code", "title"),),
)  # fmt: skip

FIGURE = Table(
    "figure",
    "Figures",
    (
        Column("figure", "Figure", "The figure.", ""),
        Column("quality", "Data quality", "How far it can be trusted.", ""),
        Column("note", "Note on data quality", "What is wrong with it.", ""),
    ),
    into=INTO,
)
"""The fields in which a figure of a file can differ from the one that stands."""

TABLES_OF_KIND = {LONG_KIND: (LONG,), WIDE_KIND: (WIDE,)}
