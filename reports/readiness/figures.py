"""Whether a report has the month's figures: trends, the month itself, the published digest, and what changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from reports.readiness.requirement import Requirement, State, counted, some_of

BETTER = "Improved"
"""How the digest says that a figure moved the right way (`digests.standing.MOVEMENTS`)."""


def trends(content: Mapping[str, Any], clauses: tuple[str, ...]) -> Requirement:
    """Return whether a key indicator has figures for two months at least."""
    title, lines = "Performance trends", content["digest"]["lines"]
    charted = [line for line in lines if line["is_key"] and _points(line) > 1]
    if not charted:
        words = "No key indicator has figures for two months"
        return Requirement(title, State.MISSING, words, "digest", clauses)
    words = f"{counted(len(charted), 'key indicator')} with a trend"
    return Requirement(title, State.THERE, words, "digest", clauses)


def of_the_month(content: Mapping[str, Any], clauses: tuple[str, ...]) -> Requirement:
    """Return whether every indicator has a figure for the month."""
    title, lines = "Figures for the month", content["digest"]["lines"]
    absent = [line["code"] for line in lines if line["standing"] == "not_given"]
    if not lines:
        return Requirement(title, State.MISSING, "There are no indicators", "digest", clauses)
    if absent:
        words = f"No figure for {len(absent)} of {counted(len(lines), 'indicator')}: {some_of(absent)}"
        state = State.STALE if len(absent) < len(lines) else State.MISSING
        return Requirement(title, state, words, "digest", clauses)
    words = f"All {len(lines)} indicators have one" if len(lines) > 1 else "The one indicator has one"
    return Requirement(title, State.THERE, words, "digest", clauses)


def published(content: Mapping[str, Any], newest: int) -> Iterator[Requirement]:
    """Say whether the figures are those of the newest published digest; a cut of formats 1 and 2 cannot tell."""
    if "published" not in content["digest"]:
        return
    title, taken = "The month's published digest", content["digest"]["published"]
    if newest and (taken is None or taken["version"] < newest):
        words = "The digest was published after the cut was taken: take the figures again"
        yield Requirement(title, State.STALE, words, "cut")
    elif taken is None:
        words = "The month's digest is not published yet, so its figures may still change"
        yield Requirement(title, State.WANTING, words, "digest")
    else:
        yield Requirement(title, State.THERE, f"Version {taken['version']} of the digest", "digest")


def impact(content: Mapping[str, Any], clauses: tuple[str, ...], *, mend: str) -> Requirement:
    """Return whether anything in the cut shows what changed for children and families."""
    title = "Evidence of what changed for children and families"
    better = [line["code"] for line in content["digest"]["lines"] if line["movement"] == BETTER]
    changed = [row for row in (content.get("voices") or {"rows": []})["rows"] if row["what_changed"]]
    if not better and not changed:
        words = "No indicator moved the right way and nothing that was heard changed practice: say what did change"
        return Requirement(title, State.WANTING, words, mend, clauses)
    shown = [
        *([f"{counted(len(better), 'indicator')} moved the right way"] if better else []),
        *([f"{counted(len(changed), 'voice')} changed practice"] if changed else []),
    ]
    return Requirement(title, State.THERE, ", ".join(shown), mend, clauses)


def _points(line: Mapping[str, Any]) -> int:
    return sum(each["value"] is not None for each in line["series"])
