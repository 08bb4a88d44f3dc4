"""Splits a statement with one modal verb and two duties: "must meet monthly and report quarterly"."""

from __future__ import annotations

import re
from dataclasses import replace

from notices.extraction.kinds import kind_of
from notices.extraction.statements import Statement

_NEXT_DUTY = re.compile(
    r"(?:,\s*|\s+)and\s+(?:then\s+|also\s+|must\s+|to\s+|shall\s+)?(?=(?:report|meet|submit|give|provide|"
    r"send|publish|attend|convene|hold|appoint|"
    r"share|review|undertake|update)\b(?!\s+(?:and|,)))",
    re.I,
)
_APART = frozenset(("submission", "report", "meeting", "review", "membership", "provision"))
_MAKES = re.compile(
    r"^(?:also )?(?:prepare|develop|produce|draw up|agree|finalise|revise|update|refresh|write|complete|"
    r"draft|co-produce|review)\b",
    re.I,
)
_UNTIL = re.compile(r"\b(?:until|till)\s.*$", re.I)
_A_COPY = re.compile(
    r"^(?:send|share|give|provide|submit)\s+(?:an?\s+|the\s+)?(?:copy|draft|it|this|them)\b", re.I
)


def separate_duties(statement: Statement) -> list[Statement]:
    """The statement itself, or one for each duty that its verb governs; each keeps only its own words.

    Preparing and submitting one paper is one duty, and so is a review with the advice that ends it.
    """
    cut = next((match for match in _NEXT_DUTY.finditer(statement.predicate) if match.start() > 3), None)
    if cut is None:
        return [statement]
    first, second = _cut(statement, cut)
    kinds = kind_of(first).kind, kind_of(second).kind
    same_paper = (
        _MAKES.match(first.predicate)
        and (kinds[1] in ("submission", "report") or _A_COPY.match(second.predicate))
        and kinds[0] != "meeting"
    )
    apart = kinds[0] != kinds[1] and kinds[1] in _APART and (kinds[0] in _APART or _establishes(first))
    if same_paper or not apart:
        return [statement]
    return [first, *separate_duties(second)]


def _establishes(statement: Statement) -> bool:
    return bool(
        re.match(
            r"^(?:also )?(?:\w+ly )?(?:establish|set up|maintain|work|put in place|co-?operate|engage|"
            r"collaborate|respond|consult)\b",
            statement.predicate,
            re.I,
        )
    )


def _cut(statement: Statement, cut: re.Match[str]) -> tuple[Statement, Statement]:
    head, tail = statement.predicate[: cut.start()], statement.predicate[cut.end() :]
    place = statement.text.find(statement.predicate)
    before = statement.text[:place]
    end = _UNTIL.search(tail)
    bound = f" {end.group()}" if end else ""
    first = replace(statement, predicate=head, text=f"{before}{head}{bound}")
    second = replace(statement, predicate=tail, text=f"{statement.subject} {tail}")
    return first, second
