"""Joins periods that a sentence counts one after the other ("after six months and again after 12") to one ladder."""

from __future__ import annotations

import re
from dataclasses import replace

from notices.extraction.cadence_findings import Finding, Reading
from notices.extraction.draft import DraftCadence

_AGAIN = re.compile(r"\b(?:again|then|followed by)\b", re.I)
_FEWEST = 3


def merged_rungs(findings: list[Finding], text: str) -> list[Finding]:
    """The findings in order, with two or more rising periods of one unit made one ladder.

    Two periods are rungs where the words say "again" or "then"; three are without it.
    """
    rungs = [finding for finding in findings if _is_period(finding)]
    steps = [step for finding in rungs for step in _steps(finding)]
    if len(rungs) < 2 or not (_AGAIN.search(text) or len(rungs) >= _FEWEST) or not _rises(rungs, steps):
        return findings
    first, last = rungs[0].reading, rungs[-1].reading
    anchored = next((each.reading for each in reversed(rungs) if not each.reading.questions), last)
    ladder = replace(anchored.cadences[0], type="ladder", n=tuple(steps))
    joined = replace(rungs[0], rule="ladder", reading=Reading((ladder,), first.readings, anchored.questions))
    return [
        joined if each is rungs[0] else each for each in findings if each is rungs[0] or each not in rungs
    ]


def _is_period(finding: Finding) -> bool:
    cadences = finding.reading.cadences
    return len(cadences) == 1 and cadences[0].type in ("within", "ladder") and cadences[0].n is not None


def _steps(finding: Finding) -> tuple[int, ...]:
    n = finding.reading.cadences[0].n
    return n if isinstance(n, tuple) else (n or 0,)


def _rises(rungs: list[Finding], steps: list[int]) -> bool:
    """Whether the periods are of one unit, grow, and count from one anchor where they name one."""
    cadences: list[DraftCadence] = [finding.reading.cadences[0] for finding in rungs]
    named = {finding.reading.cadences[0].anchor for finding in rungs if not finding.reading.questions}
    return len({each.unit for each in cadences}) == 1 and len(named) <= 1 and steps == sorted(set(steps))
