"""What the notice requires of a report and the draft lacks: computed from cut and text, never ticked by hand."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

FRESH_DAYS = 35


class State(StrEnum):
    """Whether what is required is there."""

    THERE = "there"
    STALE = "stale"
    WANTING = "wanting"
    MISSING = "missing"

    @property
    def word(self) -> str:
        return {"there": "There", "stale": "Out of date", "wanting": "Incomplete", "missing": "Missing"}[
            self.value
        ]

    @property
    def colour(self) -> str:
        return {"there": "green", "stale": "yellow", "wanting": "yellow", "missing": "red"}[self.value]


@dataclass(frozen=True)
class Requirement:
    """One thing that a progress report must have; `mend` names the place where a lack is mended."""

    title: str
    state: State
    words: str
    mend: str


def requirements(
    content: Mapping[str, Any], *, analysis: str, recommendations: str, today: dt.date
) -> list[Requirement]:
    """Return what a progress report to the adviser must have and whether this one has it, in the order of the notice.

    `content` is a data cut (`reports.cut`). The requirements are those of the clauses on evidence of progression:
    progress against the plan, analysis, recommendations, performance trends, slow objectives.
    """
    return [
        _freshness(content, today),
        _progress(content),
        _updates(content),
        _text("Analysis", analysis, "analysis"),
        _text("Recommendations for action", recommendations, "recommendations"),
        _trends(content),
        _figures(content),
        _slow(content),
        *_explanations(content),
    ]


def is_ready(found: list[Requirement]) -> bool:
    """Whether nothing is missing; what is out of date or incomplete is said and does not hold a report up."""
    return all(each.state is not State.MISSING for each in found)


def _freshness(content: Mapping[str, Any], today: dt.date) -> Requirement:
    known_on = dt.date.fromisoformat(content["known_on"])
    if known_on >= today - dt.timedelta(days=7):
        return Requirement("An up-to-date cut", State.THERE, f"Cut taken on {known_on:%-d %B %Y}", "cut")
    return Requirement(
        "An up-to-date cut", State.STALE, f"The cut was taken on {known_on:%-d %B %Y}: take it again", "cut"
    )


def _progress(content: Mapping[str, Any]) -> Requirement:
    plan = content["plan"]
    title = "Progress against the plan's objectives"
    if plan is None or not plan["total"]:
        return Requirement(title, State.MISSING, "The plan has no actions", "plan")
    return Requirement(title, State.THERE, f"{plan['done']} of {plan['total']} actions done", "plan")


def _updates(content: Mapping[str, Any]) -> Requirement:
    title, as_at = "Updates by the owners", dt.date.fromisoformat(content["as_at"])
    actions = {
        each["reference"]: each
        for area in (content["plan"] or {"areas": []})["areas"]
        for each in area["actions"]
        if each["done_on"] is None
    }
    silent = [
        each for each in actions.values()
        if each["said_on"] is None or (as_at - dt.date.fromisoformat(each["said_on"])).days > FRESH_DAYS
    ]  # fmt: skip
    if not silent:
        return Requirement(
            title, State.THERE, "Every live action has an update of the last five weeks", "plan"
        )
    words = f"{len(silent)} of {len(actions)} live actions have no update of the last five weeks"
    return Requirement(title, State.STALE, words, "plan")


def _text(title: str, words: str, mend: str) -> Requirement:
    count = len(words.split())
    if not count:
        return Requirement(title, State.MISSING, "Nothing has been written", mend)
    return Requirement(title, State.THERE, _counted(count, "word"), mend)


def _trends(content: Mapping[str, Any]) -> Requirement:
    title, lines = "Performance trends", content["digest"]["lines"]
    charted = [line for line in lines if line["is_key"] and _points(line) > 1]
    if not charted:
        return Requirement(title, State.MISSING, "No key indicator has figures for two months", "digest")
    return Requirement(
        title, State.THERE, f"{_counted(len(charted), 'key indicator')} with a trend", "digest"
    )


def _figures(content: Mapping[str, Any]) -> Requirement:
    title, lines = "Figures for the month", content["digest"]["lines"]
    absent = [line["code"] for line in lines if line["standing"] == "not_given"]
    if not lines:
        return Requirement(title, State.MISSING, "There are no indicators", "digest")
    if absent:
        words = f"No figure for {len(absent)} of {len(lines)} indicators: {', '.join(absent)}"
        return Requirement(title, State.STALE if len(absent) < len(lines) else State.MISSING, words, "digest")
    return Requirement(title, State.THERE, f"All {len(lines)} indicators have one", "digest")


def _slow(content: Mapping[str, Any]) -> Requirement:
    slow = content["slow"]
    words = (
        f"{_counted(len(slow['objectives']), 'slow objective')} and "
        f"{_counted(len(slow['contributions']), 'weak contribution')}, by rule"
    )
    return Requirement("Slow objectives and weak contributions", State.THERE, words, "plan")


def _explanations(content: Mapping[str, Any]) -> list[Requirement]:
    """Return whether each slow objective is explained; a cut of format 1 holds no explanations to look for."""
    slow = content["slow"]["objectives"]
    if content.get("format", 1) < 2 or not slow:
        return []
    title, as_at = "Explanations of what is slow", dt.date.fromisoformat(content["as_at"])
    without = [each["reference"] for each in slow if not each["explanation"]]
    if without:
        return [Requirement(title, State.WANTING, f"Nobody has explained {', '.join(without)}", "slow")]
    old = [
        each["reference"]
        for each in slow
        if (as_at - dt.date.fromisoformat(each["explained_on"])).days > FRESH_DAYS
    ]
    if old:
        words = f"Explained more than five weeks ago: {', '.join(old)}"
        return [Requirement(title, State.STALE, words, "slow")]
    words = f"{_counted(len(slow), 'slow objective')}, each with its explanation and corrective step"
    return [Requirement(title, State.THERE, words, "slow")]


def _points(line: Mapping[str, Any]) -> int:
    return sum(each["value"] is not None for each in line["series"])


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
