"""The rows that an export of sources or of clauses shows, one for each line of the page."""

from collections.abc import Iterable, Iterator
from typing import Any

from improvement_plans.models import Answer, Source
from improvement_plans.selectors.sources import AnswerStanding
from notices.models import Clause

SOURCE_COLUMNS = (
    "Reference", "Words", "Origin", "Kind", "Addressed to", "Document", "Received on", "Areas",
    "How answered", "What that rests on", "Reason", "Answered by", "Answered on", "Actions",
    "Actions no longer in the plan", "Recorded by",
)  # fmt: skip

CLAUSE_COLUMNS = (
    "Clause", "Words", "Section", "Areas that it names",
    "How answered", "What that rests on", "Reason", "Answered by", "Answered on", "Actions",
    "Actions no longer in the plan",
)  # fmt: skip


def source_rows(standings: Iterable[AnswerStanding]) -> Iterator[list[Any]]:
    """Yield one row for each source, in the order of `SOURCE_COLUMNS`."""
    for each in standings:
        source = each.about
        if not isinstance(source, Source):
            raise TypeError("Only sources are listed here.")
        yield [
            source.reference,
            source.words,
            source.get_origin_display(),
            source.get_kind_display(),
            source.get_addressee_display(),
            source.document,
            source.received_on,
            ", ".join(area.letter for area in source.areas.all()),
            *answer_cells(each),
            str(source.recorded_by or ""),
        ]


def clause_rows(standings: Iterable[AnswerStanding]) -> Iterator[list[Any]]:
    """Yield one row for each clause, in the order of `CLAUSE_COLUMNS`."""
    for each in standings:
        clause = each.about
        if not isinstance(clause, Clause):
            raise TypeError("Only clauses are listed here.")
        areas = ", ".join(area.letter for area in clause.areas.all())
        yield [clause.number, clause.words, clause.section, areas, *answer_cells(each)]


def answer_cells(standing: AnswerStanding) -> list[Any]:
    """Return state, what it rests on, reason, author, day, actions in the plan and actions that left it."""
    newest: Answer | None = standing.newest
    return [
        standing.answered.word,
        standing.answered.because,
        newest.reason if newest else "",
        str(newest.given_by or "") if newest else "",
        newest.given_on if newest else None,
        ", ".join(each.action.reference for each in standing.in_plan),
        ", ".join(each.action.reference for each in standing.left_the_plan),
    ]
