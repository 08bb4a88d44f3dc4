"""The frozen content of a month's digest: everything that its page, its PDF and its files show, as plain JSON.

The shape (format 1), dates as ISO strings, numbers as strings, words as they are printed::

    {"format": 1, "council", "month", "version", "correction_reason", "as_at", "uncommented_because",
     "suppressed": null, or in the copy for scrutiny {"threshold", "rule": [sentences]},
     "lines": [{"key", "code", "title", "is_key", "owner", "areas": [{"letter", "title"}],
         "unit", "unit_word", "direction", "direction_word", "decimals", "period_type", "period_word",
         "definition": [{"label", "words"}], "is_hidden", "is_withheld",
         "value", "numerator", "denominator", "value_words", "parts", "standing", "word",
         "target", "target_since", "tolerance", "minimum_denominator", "distance", "distance_words",
         "before", "before_words", "rated_before", "movement", "late_since",
         "quality": {"word", "problem", "note"},
         "statistics": null or {"meaning", "signal", "word", "assurance", "assurance_word", "mean", "limits",
             "eras": [{"first", "last", "points", "mean", "limits", "is_trial", "reason"}]}, "untested_because",
         "summary", "series": [{the month as `digests.chart.mark_to_json` keeps it, "unit", "figure", "numerator",
             "denominator", "value_words", "standing", "word",
             "quality", "problem", "note"}],
         "earlier": [[month, unit, numerator, denominator, value]],
         "breakdowns": [{"dimension", "word", "groups": [{"group", "numerator", "denominator", "value", "value_words",
             "parts", "is_hidden"}]}], "breakdown_left_out",
         "benchmarks": null or {"measure", "release", "year", "lag", "rows": [{"label", "words", "year"}], "rank"},
         "commentary": null or {"problem", "cause", "action_taken", "expected_effect", "expected_by", "by", "on"},
         "objectives": [{"key", "reference", "title"}],
         "actions": [{"key", "reference", "title", "due_on", "rating", "word"}],
         "exceptions": [{"kind", "words", "beside", "needs_commentary"}]}]}

A month's `value` is what the chart draws; `figure` is the figure itself, also where it was counted in another unit.
`earlier` holds the figures before the series that its mean and limits rest on, or that its year adds up from: nobody is
shown them; the copy for scrutiny needs them to tell what would give a small number away.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from digests.benchmarking.matching import Benchmark
from digests.exceptions import Judged, exceptions_of
from digests.lateness import is_owed, late_since
from digests.models import Commentary, Definition, Reading
from digests.publication.beside import action_of, benchmark_of, breakdowns_of, commentary_of
from digests.publication.series import (
    as_kept,
    level_in_words,
    limits_in_words,
    quality_of,
    series_of,
    statistics_of,
)
from digests.standing import Digest, Line, in_words
from digests.telling import latest_in_words
from improvement_plans.models import Action

FORMAT = 1


@dataclass(frozen=True)
class Beside:
    """What stands beside the figures, by the indicator's primary key."""

    commentaries: Mapping[int, Commentary] = field(default_factory=dict)
    parts: Mapping[int, Sequence[Reading]] = field(default_factory=dict)
    benchmarks: Mapping[int, Benchmark] = field(default_factory=dict)
    actions: Mapping[int, Sequence[Action]] = field(default_factory=dict)


def content_of(digest: Digest, beside: Beside, *, as_at: dt.date) -> dict[str, Any]:
    """Return what the digest of a month shows as at a day; the lines carry their whole series."""
    return {
        "format": FORMAT,
        "council": digest.council.name,
        "month": digest.month.isoformat(),
        "version": 1,
        "correction_reason": "",
        "as_at": as_at.isoformat(),
        "uncommented_because": "",
        "suppressed": None,
        "lines": [line_content(line, beside, as_at=as_at) for line in digest.lines],
    }


def line_content(line: Line, beside: Beside, *, as_at: dt.date) -> dict[str, Any]:
    """Return one indicator of a month as its digest shows it."""
    indicator, definition, key = line.indicator, line.definition, line.indicator.pk
    commentary = beside.commentaries.get(key)
    return {
        "key": key,
        "code": indicator.code,
        "title": definition.title,
        "is_key": indicator.is_key,
        "owner": str(indicator.owner_post or ""),
        "areas": [{"letter": area.letter, "title": area.title} for area in indicator.areas.all()],
        **_terms(definition),
        "definition": _definition(line),
        "is_hidden": False,
        "is_withheld": False,
        **_now(line, as_at),
        **statistics_of(line),
        **series_of(line),
        "breakdowns": breakdowns_of(beside.parts.get(key, ()), definition),
        "breakdown_left_out": False,
        "benchmarks": benchmark_of(beside.benchmarks.get(key)),
        "commentary": commentary and commentary_of(commentary),
        "objectives": [
            {"key": each.pk, "reference": each.reference, "title": each.title}
            for each in indicator.objectives.all()
        ],
        "actions": [action_of(each) for each in beside.actions.get(key, ())],
        "exceptions": [
            {
                "kind": found.kind.value,
                "words": found.words,
                "beside": found.beside,
                "needs_commentary": found.needs_commentary,
            }
            for found in exceptions_of(judged(line, as_at))
        ],
    }


def _terms(definition: Definition) -> dict[str, Any]:
    return {
        "unit": definition.unit,
        "unit_word": definition.get_unit_display(),
        "direction": definition.direction,
        "direction_word": definition.get_direction_display(),
        "decimals": definition.decimals,
        "period_type": definition.period_type,
        "period_word": definition.get_period_type_display(),
    }


def _definition(line: Line) -> list[dict[str, str]]:
    """Return what the indicator meant in the month, a row each."""
    meant = line.definition
    rows = [
        ("Meaning", meant.meaning),
        ("Numerator", meant.numerator_words),
        ("Denominator", meant.denominator_words or "None: it is a plain count"),
        ("Unit and period", f"{meant.get_unit_display()}, {meant.get_period_type_display().lower()}"),
        ("Better is", meant.get_direction_display()),
        ("Data source", meant.data_source or "Not stated"),
        ("Known problems of data quality", meant.known_problems or "None known"),
        ("National code", line.indicator.national_code or "None"),
        ("Owner", str(line.indicator.owner_post or "Nobody yet")),
    ]
    return [{"label": label, "words": words} for label, words in rows]


def _now(line: Line, as_at: dt.date) -> dict[str, Any]:
    """Return the figure of the month, what it is held against, and the one before it."""
    reading, target, before = line.reading, line.target, line.before
    late = lateness_of(line, as_at)
    return {
        "value": as_kept(line.now.value),
        "numerator": as_kept(reading.numerator if reading else None),
        "denominator": as_kept(reading.denominator if reading else None),
        "value_words": line.value_in_words,
        "parts": line.parts_in_words,
        "standing": line.rated.standing.value,
        "word": line.rated.word,
        "target": line.target_in_words,
        "target_since": target.effective_from.isoformat() if target else None,
        "tolerance": in_words(target.tolerance, line.definition) if target else "",
        "minimum_denominator": target.minimum_denominator if target else 0,
        "distance": as_kept(line.rated.distance),
        "distance_words": line.distance_in_words,
        "before": as_kept(before.value if before else None),
        "before_words": line.before_in_words,
        "rated_before": line.rating_before_in_words,
        "movement": line.movement_in_words,
        "late_since": late.isoformat() if late else None,
        "quality": dict(zip(("word", "problem", "note"), quality_of(reading), strict=True)),
    }


def lateness_of(line: Line, as_at: dt.date) -> dt.date | None:
    """Return the first day on which the month's figure was late; None where it is there, not owed or still in time."""
    month, indicator = line.now.month, line.indicator
    late = late_since(month, indicator.grace_days)
    if line.reading is not None or late > as_at:
        return None
    owed = is_owed(
        month, reported_from=indicator.reported_from, first_given=line.first_given,
        retired_on=indicator.retired_on, today=as_at,
    )  # fmt: skip
    return late if owed else None


def judged(line: Line, as_at: dt.date) -> Judged:
    """Return a line as the rules for exceptions see it."""
    found = line.reckoning
    latest = found.latest if found else None
    return Judged(
        value=line.value_in_words,
        target=line.target_in_words,
        distance=line.distance_in_words,
        standing=line.rated.standing.value,
        signal=latest_in_words(found) if found else "",
        meaning=(latest.meaning if latest else "") or "common",
        mean=level_in_words(latest.mean if latest else None, line.definition),
        limits=limits_in_words(latest.lower_limit, latest.upper_limit, line.definition) if latest else "",
        assurance=line.assurance or None,
        late_since=lateness_of(line, as_at),
    )
