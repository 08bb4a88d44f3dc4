"""The sheets of the workbook that proves coverage: what leads nowhere, sources by actions, clauses by actions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from core.exports import Sheet
from improvement_plans.answering import State
from improvement_plans.coverage import Column, Row, answering, sheet_rows
from improvement_plans.models import Action, Objective
from improvement_plans.selectors.coverage import rows_of
from improvement_plans.selectors.sources import AnswerStanding
from notices.models import Area

ORPHAN_COLUMNS = ("What is missing", "Reference", "Words", "Said of it")
MATRIX_COLUMNS = ("Gathered under", "Reference", "Words", "How answered")


def orphans_sheet(rows: Iterable[Sequence[Any]]) -> Sheet:
    """Return the sheet of what leads nowhere."""
    return Sheet("Orphans", ORPHAN_COLUMNS, rows)


def matrix_sheet(name: str, rows: Sequence[Row], columns: Sequence[Column]) -> Sheet:
    """Return a table as a sheet; actions that answer nothing here are on the first sheet, not among its columns."""
    shown = answering(rows, columns)
    headings = (*MATRIX_COLUMNS, *(f"{each.reference} {each.title}" for each in shown))
    return Sheet(name, headings, sheet_rows(rows, shown), frozen="E2")


def unanswered_rows(words: str, standings: Iterable[AnswerStanding]) -> Iterator[list[str]]:
    """Yield a row for each source or clause that is unanswered, with what its last answer came to."""
    unanswered = [each for each in standings if each.state is State.UNANSWERED]
    for standing, row in zip(unanswered, rows_of(unanswered), strict=True):
        yield [words, row.reference, row.words, standing.answered.because]


def action_rows(words: str, actions: Iterable[Action]) -> Iterator[list[str]]:
    """Yield a row for each action."""
    for action in actions:
        yield [words, action.reference, action.title, str(action.objective)]


def objective_rows(words: str, objectives: Iterable[Objective]) -> Iterator[list[str]]:
    """Yield a row for each objective."""
    for objective in objectives:
        yield [words, objective.reference, objective.title, objective.outcome_for_children]


def area_rows(words: str, areas: Iterable[Area]) -> Iterator[list[str]]:
    """Yield a row for each area."""
    for area in areas:
        yield [words, area.letter, area.title, ""]
