"""Whether a cut holds what a report stands on: fresh facts, the plan, explanations, voices, areas, judgements."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from reports.readiness.requirement import FRESH_DAYS, Requirement, State, counted, some_of

CUT_DAYS = 7
"""How old a cut may be before it should be taken again."""

Content = Mapping[str, Any]
Clauses = tuple[str, ...]


def freshness(content: Content, today: dt.date, newer_on: dt.date | None) -> Requirement:
    """Return whether the cut is of the last week, and the newest of its month."""
    title, known_on = "An up-to-date cut", dt.date.fromisoformat(content["known_on"])
    if newer_on is not None:
        words = f"Another cut of the month was taken on {newer_on:%-d %B %Y}: documents on it will disagree"
        return Requirement(title, State.STALE, words, "cut")
    if known_on >= today - dt.timedelta(days=CUT_DAYS):
        return Requirement(title, State.THERE, f"Cut taken on {known_on:%-d %B %Y}", "cut")
    words = f"The cut was taken on {known_on:%-d %B %Y}: take it again"
    return Requirement(title, State.STALE, words, "cut")


def progress(content: Content, clauses: Clauses) -> Requirement:
    """Return whether there is a plan to report progress against."""
    plan, title = content["plan"], "Progress against the plan's objectives"
    if plan is None or not plan["total"]:
        return Requirement(title, State.MISSING, "The plan has no actions", "plan", clauses)
    words = f"{plan['done']} of {counted(plan['total'], 'action')} done"
    return Requirement(title, State.THERE, words, "plan", clauses)


def updates(content: Content, clauses: Clauses) -> Requirement:
    """Return whether every live action was said something of in the five weeks before the cut."""
    title, as_at = "Updates by the owners", dt.date.fromisoformat(content["as_at"])
    live = {
        each["reference"]: each["said_on"]
        for area in (content["plan"] or {"areas": []})["areas"]
        for each in area["actions"]
        if each["done_on"] is None
    }
    silent = [reference for reference, said_on in live.items() if not _is_fresh(said_on, as_at)]
    if not silent:
        words = "Every live action has an update of the last five weeks"
        return Requirement(title, State.THERE, words, "updates", clauses)
    have = "has" if len(silent) == 1 else "have"
    words = f"{len(silent)} of {counted(len(live), 'live action')} {have} no update of the last five weeks"
    return Requirement(title, State.STALE, words, "updates", clauses)


def slow(content: Content, clauses: Clauses) -> Requirement:
    """Return what is slow; by rule, so that nobody can leave one out: it is always there."""
    found = content["slow"]
    words = (
        f"{counted(len(found['objectives']), 'slow objective')} and "
        f"{counted(len(found['contributions']), 'weak contribution')}, by rule"
    )
    return Requirement("Slow objectives and weak contributions", State.THERE, words, "slow", clauses)


def explanations(content: Content, clauses: Clauses) -> Iterator[Requirement]:
    """Say whether each slow objective is explained; a cut of format 1 holds no explanations to look for."""
    found = content["slow"]["objectives"]
    if content.get("format", 1) < 2 or not found:
        return
    title, as_at = "Explanations of what is slow", dt.date.fromisoformat(content["as_at"])
    without = [each["reference"] for each in found if not each["explanation"]]
    old = [each["reference"] for each in found if not _is_fresh(each["explained_on"], as_at)]
    if without:
        words = f"Nobody has explained {some_of(without)}"
        yield Requirement(title, State.WANTING, words, "slow", clauses)
    elif old:
        words = f"Explained more than five weeks ago: {some_of(old)}"
        yield Requirement(title, State.STALE, words, "slow", clauses)
    else:
        words = f"{counted(len(found), 'slow objective')}, each with its explanation and corrective step"
        yield Requirement(title, State.THERE, words, "slow", clauses)


def voices(content: Content, clauses: Clauses) -> Iterator[Requirement]:
    """Say whether staff, children and young people were heard; a cut before format 3 holds no voices to look for."""
    if "voices" not in content:
        return
    title, found = "Voices of staff, children and young people", content["voices"] or {"rows": [], "gaps": []}
    if not found["rows"]:
        state = State.MISSING if clauses else State.WANTING
        yield Requirement(title, state, "Nobody has been heard", "voices", clauses)
    elif found["gaps"]:
        yield Requirement(title, State.WANTING, "; ".join(_some_gaps(found["gaps"])), "voices", clauses)
    else:
        changed = sum(bool(row["what_changed"]) for row in found["rows"])
        words = f"{counted(len(found['rows']), 'voice')} heard, {changed} of them changed practice"
        yield Requirement(title, State.THERE, words, "voices", clauses)


def areas(content: Content, clauses: Clauses) -> Iterator[Requirement]:
    """Say whether each area of the notice has a rating; a cut before format 3 does not go by areas."""
    if "areas" not in content:
        return
    title, found = "Progress in each area of the notice", content["areas"]
    without = [each["letter"] for each in found if not each["key"]]
    if not found:
        state = State.MISSING if clauses else State.WANTING
        yield Requirement(title, state, "The notice has no areas in the register", "areas", clauses)
    elif without:
        words = f"No rating in {counted(len(without), 'area')}: {some_of(without)}"
        yield Requirement(title, State.WANTING, words, "plan", clauses)
    else:
        yield Requirement(title, State.THERE, f"{counted(len(found), 'area')}, each rated", "plan", clauses)


def judged(content: Content) -> Requirement:
    """Return whether every duty of the council has a position that somebody stands for."""
    title = "A judgement on every clause"
    without = [
        clause["number"]
        for clause in content["clauses"]
        if any(each["key"] == "not_assessed" and each["counts"] for each in clause["obligations"])
    ]
    if without:
        words = f"Nobody has judged {'clause' if len(without) == 1 else 'clauses'} {some_of(without)}"
        return Requirement(title, State.WANTING, words, "register")
    return Requirement(title, State.THERE, "Every duty of the council has a position", "register")


def proved(content: Content) -> Iterator[Requirement]:
    """Say whether what was done has evidence; a cut before format 3 does not hold it."""
    rows = [
        (clause["number"], row)
        for clause in content["clauses"]
        for obligation in clause["obligations"]
        if obligation["counts"]
        for row in obligation["rows"]
        if row["discharged_on"] and "evidence" in row
    ]
    if not rows:
        return
    bare = [number for number, row in rows if not _has_evidence(row["evidence"])]
    title, numbers = "Evidence for what was done", list(dict.fromkeys(bare))
    if bare:
        words = f"{counted(len(bare), 'date')} met without evidence, in {some_of(numbers)}"
        yield Requirement(title, State.WANTING, words, "register")
    else:
        yield Requirement(
            title, State.THERE, f"{counted(len(rows), 'date')} met, each with evidence", "register"
        )


def reviews(content: Content) -> Iterator[Requirement]:
    """Say whether a review was held, and what it found was answered; a cut before format 3 holds none."""
    if "reviews" not in content:
        return
    title = "Reviews and what became of their findings"
    held = [each for each in content["reviews"] if each["held_on"]]
    open_ones = [
        finding["reference"]
        for review in held
        for finding in review["findings"]
        if finding["kind"] != "strength" and not finding["answer"]
    ]
    if not held:
        yield Requirement(title, State.WANTING, "No review has been held", "reviews")
    elif open_ones:
        words = f"{counted(len(open_ones), 'finding')} without an answer: {some_of(open_ones)}"
        yield Requirement(title, State.WANTING, words, "reviews")
    else:
        yield Requirement(title, State.THERE, f"{counted(len(held), 'review')} held", "reviews")


def escalations(content: Content) -> Iterator[Requirement]:
    """Say whether anything was escalated, and what came of it; a cut before format 3 holds none."""
    if "escalations" not in content:
        return
    title, found = "What was escalated", content["escalations"]
    open_ones = [each["what"] for each in found if not each["outcome"]]
    if not found:
        yield Requirement(title, State.MISSING, "Nothing has been escalated", "escalations")
    elif open_ones:
        words = f"{counted(len(open_ones), 'escalation')} of {len(found)} without an outcome"
        yield Requirement(title, State.WANTING, words, "escalations")
    else:
        words = f"{counted(len(found), 'escalation')}, each with its outcome"
        yield Requirement(title, State.THERE, words, "escalations")


def _is_fresh(said_on: str | None, as_at: dt.date) -> bool:
    return said_on is not None and (as_at - dt.date.fromisoformat(said_on)).days <= FRESH_DAYS


def _some_gaps(gaps: list[str], most: int = 3) -> list[str]:
    more = len(gaps) - most
    return [*gaps[:most], *([f"and {more} more"] if more > 0 else [])]


def _has_evidence(evidence: Mapping[str, Any] | None) -> bool:
    return bool(evidence and (evidence["items"] or evidence["withheld"]))
