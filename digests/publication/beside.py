"""What stands beside a figure as the frozen content of a digest keeps it: groups, benchmarks, commentary, actions."""

from collections.abc import Iterable
from typing import Any

from digests.benchmarking.chart import decimals_of, printed
from digests.benchmarking.comparing import Comparison, Dated, Mean
from digests.benchmarking.matching import Benchmark
from digests.models import Commentary, Definition, Reading
from digests.publication.series import as_kept
from digests.standing import in_words, plain
from improvement_plans.models import Action, Rating


def breakdowns_of(readings: Iterable[Reading], definition: Definition) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for reading in readings:
        found.setdefault(reading.dimension, []).append(_group(reading, definition))
    return [
        {"dimension": key, "word": Reading.Dimension(key).label, "groups": groups}
        for key, groups in found.items()
    ]


def _group(reading: Reading, definition: Definition) -> dict[str, Any]:
    numbers = (reading.numerator, reading.denominator)
    parts = "" if None in numbers else " of ".join(plain(number) for number in numbers if number is not None)
    words = "Suppressed" if reading.is_suppressed else in_words(reading.value, definition)
    return {
        "group": reading.group,
        "numerator": as_kept(reading.numerator),
        "denominator": as_kept(reading.denominator),
        "value": as_kept(reading.value),
        "value_words": words,
        "parts": parts,
        "is_hidden": reading.is_suppressed,
    }


def benchmark_of(benchmark: Benchmark | None) -> dict[str, Any] | None:
    """Return the published figures beside the indicator, each with its year; None where there is no comparison."""
    if benchmark is None or benchmark.measure is None or benchmark.comparison is None:
        return None
    found = benchmark.comparison
    rank = f"{found.rank.place} of {found.rank.of}, the best first" if found.rank else ""
    return {
        "measure": benchmark.measure.title,
        "release": benchmark.measure.release,
        "year": found.year,
        "lag": benchmark.lag,
        "rows": list(_compared(found)),
        "rank": rank,
    }


def _compared(found: Comparison) -> Iterable[dict[str, Any]]:
    dated: list[tuple[str, Dated | Mean | None]] = [
        ("England", found.country), ("Region", found.region), ("Statistical neighbours, mean", found.neighbours),
        ("Neighbours chosen, mean", found.subset), ("This council, as published", found.own),
    ]  # fmt: skip
    decimals = decimals_of([each.value for _, each in dated if isinstance(each, Dated)])
    for label, each in dated:
        if each is not None:
            places = max(decimals, 1) if isinstance(each, Mean) else decimals
            counted = f", of {each.counted} of {each.of}" if isinstance(each, Mean) else ""
            yield {"label": label, "words": f"{printed(each.value, places)}{counted}", "year": each.year}


def commentary_of(commentary: Commentary) -> dict[str, Any]:
    return {
        "problem": commentary.get_problem_display(),
        "cause": commentary.cause,
        "action_taken": commentary.action_taken,
        "expected_effect": commentary.expected_effect,
        "expected_by": commentary.expected_by.isoformat() if commentary.expected_by else None,
        "by": str(commentary.changed_by or ""),
        "on": commentary.changed_at.date().isoformat(),
    }


def action_of(action: Action) -> dict[str, Any]:
    """Return a linked action as it stood; its queryset was asked with `standing_on`."""
    rating = Rating(action.rated_then)  # type: ignore[attr-defined]
    return {
        "key": action.pk,
        "reference": action.reference,
        "title": action.title,
        "due_on": action.due_then.isoformat(),  # type: ignore[attr-defined]
        "rating": rating.value,
        "word": rating.label,
    }
