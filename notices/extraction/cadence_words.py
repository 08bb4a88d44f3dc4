"""The words that cadence rules share: dates and deadlines, what they count from, names of intervals."""

from __future__ import annotations

import re

from notices.extraction.dates import MONTH
from notices.extraction.wording import NUMBER

DATE = (
    rf"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
    rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)?\s+(?:day\s+)?(?:of\s+)?{MONTH},?\s+\d{{4}}|"
    rf"{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}-\d\d-\d\d)"
)
MONTH_YEAR = rf"{MONTH},?\s+\d{{4}}"
BY = (
    r"\b(?:by\s+(?:\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)|noon|midday|midnight|cop)(?:\s+on)?|"
    r"by\s+no\s+later\s+than|(?:by|no|not)\s+later\s+than|by\s+close\s+of\s+(?:play|business)(?:\s+on)?|"
    r"on\s+or\s+before|"
    r"(?:by|before|prior\s+to))"
)
END = r"(?:the\s+)?(?:very\s+)?(?:end|close|last\s+(?:working\s+)?day)\s+of\s+"
LIST_GAP = r"(?:\s*,\s*(?:and\s+)?|\s+and\s+(?:by\s+)?|\s*;\s*(?:and\s+)?)"
AFTER = r"(?:of|after|from|following|since|(?:beginning|starting|commencing)\s+(?:with|on|from))"
THE_NOTICE = (
    r"(?:the\s+)?(?:(?:date|day|issue|publication|receipt)\s+of\s+(?:(?:the\s+)?(?:issue|publication|"
    r"receipt)\s+of\s+)?)?(?:this|the)\s+(?:improvement\s+)?notice\b(?!\s+(?:is|was|being|taking))|"
    r"(?:the\s+)?(?:date|day)\s+on\s+which\s+this\s+notice\s+(?:(?:is|was)\s+(?:published|issued)|"
    r"takes\s+effect|comes\s+into\s+force)\b"
)
ANCHOR = (
    rf"(?P<anchor>{THE_NOTICE}|"
    r"[^.;,:]{2,90}?)(?=[.;,:]|$|\s+by\s+\d|\s+and\s+(?!families|publication)|\s+to\s+(?:the|take|"
    r"ensure)\b|\s+(?:on|setting|which|that|who|for|at|in)\s+|(?<=notice)\s|(?<=takes effect))"
)

# Standards for single cases ("within 10 working days of referral") are measures, not the notice's deadlines.
CASE = re.compile(
    r"\b(?:referrals?|contacts?|placement|strategy (?:discussion|meeting)|becoming looked after|allocation|"
    r"the request for (?:an )?assessment|statutory timescales?|case|initial assessment|conference|birth)\b",
    re.I,
)

MEASURE = re.compile(
    r"(?:%|\bper\s?cent\b)[^.;]*$|"
    r"\b(?:assessments?|referrals?|visits?|cases?|children|conferences?|checks?)\b[^,.;]{0,40}"
    r"\b(?:completed|finished|seen|visited|reviewed|allocated|held|made|done)\s*$",
    re.I,
)

AT_LEAST = (
    r"\b(?:at\s+least|(?:at\s+)?(?:a\s+)?minimum(?:\s+of)?|no(?:t)?\s+less(?:\s+(?:frequently|often|"
    r"regularly))?\s+than|"
    r"at\s+the\s+(?:very\s+)?least|not?\s+fewer\s+than)\s*,?\s+(?:at\s+)?(?:be\s+)?(?:on\s+)?(?:an?\s+)?"
)

# One word for an interval, and its length.
ADVERBS = {
    "daily": (1, "days"),
    "weekly": (1, "weeks"),
    "fortnightly": (2, "weeks"),
    "monthly": (1, "months"),
    "quarterly": (3, "months"),
    "half-yearly": (6, "months"),
    "half yearly": (6, "months"),
    "biannually": (6, "months"),
    "bi-annually": (6, "months"),
    "six-monthly": (6, "months"),
    "six monthly": (6, "months"),
    "annually": (1, "years"),
    "annual basis": (1, "years"),
    "annual report": (1, "years"),
    "annual progress report": (1, "years"),
    "annual update": (1, "years"),
    "yearly": (1, "years"),
}
ADVERB = r"(?P<adverb>" + "|".join(sorted(ADVERBS, key=len, reverse=True)).replace(" ", r"\s") + r")"
N_LY = rf"(?P<n>{NUMBER})[\s-]?(?P<unit>weekly|monthly|yearly)"
N_LY_UNITS = {"weekly": "weeks", "monthly": "months", "yearly": "years"}
TIMES = {"once": 1, "twice": 2, "three times": 3, "four times": 4, "six times": 6, "twelve times": 12}
