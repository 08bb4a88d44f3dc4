"""Reads the text of a notice into a draft register: the one way in."""

from __future__ import annotations

import datetime as dt

from notices.extraction.clauses import ClauseNode, NoticeTree
from notices.extraction.dates import find_dates
from notices.extraction.draft import DraftClause, DraftNotice, DraftObligation, Question, Unplaced
from notices.extraction.duties import Setting
from notices.extraction.errors import ExtractionError
from notices.extraction.header import ReadHeader, read_header
from notices.extraction.lines import SourceLine, source_lines
from notices.extraction.links import ReadClause, areas_of, link
from notices.extraction.modals import has_modal
from notices.extraction.obligations import ClauseReader
from notices.extraction.parties import Definitions, PartyFinder, read_definitions
from notices.extraction.sentences import sentences
from notices.extraction.statements import statements
from notices.extraction.tree import read_tree
from notices.extraction.wording import fold

LONGEST_NOTICE = 300_000
_LONGEST_DATE = 24


def extract(text: str) -> DraftNotice:
    """The draft register of a notice's text; pages may be told apart by form feeds.

    Raises `ExtractionError` where the text is empty, has no numbered clauses, gives two clauses one number,
    prints a date that does not exist, or holds no duty at all.
    """
    lines = _lines_of(text)
    _refuse_impossible_dates(lines)
    tree = read_tree(lines)
    header = read_header(tree)
    definitions = read_definitions(lines, header.header.council)
    finder = PartyFinder(definitions.aliases)
    read = _read_clauses(tree, Setting(finder, _issued_on(header), ""))
    link(read, finder)
    if not any(clause.obligations for clause in read):
        raise ExtractionError(
            "No duty was found in the numbered clauses. Check that this is an improvement notice."
        )
    return _draft(tree, header, definitions, read)


def _lines_of(text: str) -> list[SourceLine]:
    if not text.strip():
        raise ExtractionError("The notice has no text.")
    if len(text) > LONGEST_NOTICE:
        raise ExtractionError(f"The text is longer than {LONGEST_NOTICE:,} characters, which no notice is.")
    return source_lines(text)


def _refuse_impossible_dates(lines: list[SourceLine]) -> None:
    """Each line is looked at with the start of the next, since a date can be cut by a line's end."""
    following = [*(line.text[:_LONGEST_DATE] for line in lines[1:]), ""]
    for line, after in zip(lines, following, strict=False):
        try:
            find_dates(fold(line.text))
            find_dates(fold(f"{line.text[-_LONGEST_DATE:]} {after}"))
        except ExtractionError as trouble:
            raise ExtractionError(
                f"Line {line.number}: {trouble.message} Correct it in the text.",
                line=line.number,
                page=line.page,
            ) from trouble


def _issued_on(header: ReadHeader) -> dt.date | None:
    printed = header.header.issued_on
    return dt.date.fromisoformat(printed) if printed else None


def _read_clauses(tree: NoticeTree, setting: Setting) -> list[ReadClause]:
    parents = {node.parent for node in tree.clauses if node.parent}
    reader = ClauseReader(setting, parents)
    return [ReadClause(node, _read_at(reader, node)) for node in tree.clauses]


def _read_at(reader: ClauseReader, node: ClauseNode) -> list[DraftObligation]:
    """The clause's obligations; a date that does not exist is told with the clause's place."""
    try:
        return reader.read(node)
    except ExtractionError as trouble:
        raise ExtractionError(
            f"Clause {node.number}, line {node.line}: {trouble.message}", line=node.line, page=node.page
        ) from trouble


def _draft(
    tree: NoticeTree, header: ReadHeader, definitions: Definitions, read: list[ReadClause]
) -> DraftNotice:
    return DraftNotice(
        header=header.header,
        sections=tuple(tree.sections),
        parties=definitions.parties,
        areas=areas_of(read),
        clauses=tuple(_clause(clause) for clause in read),
        needs_decision=(
            *header.questions,
            *_tree_questions(tree),
            *_silent_questions(read, PartyFinder(definitions.aliases)),
            *_unplaced_questions(tree),
        ),
        unplaced=tuple(Unplaced(line.number, line.page, line.text) for line in tree.unplaced),
    )


def _clause(read: ReadClause) -> DraftClause:
    node = read.node
    return DraftClause(
        node.number,
        node.parent,
        node.label,
        node.section,
        node.text(),
        node.line,
        node.page,
        tuple(read.obligations),
    )


def _tree_questions(tree: NoticeTree) -> list[Question]:
    return [Question(words, clause, line) for clause, line, words in tree.questions]


def _silent_questions(read: list[ReadClause], finder: PartyFinder) -> list[Question]:
    """Asked of each clause that names a party and has words of duty, but in which no statement was found.

    The clauses before the first duty tell how the notice came about, and are not asked about.
    """
    parents = {clause.node.parent for clause in read}
    first = next((place for place, clause in enumerate(read) if clause.obligations), len(read))
    return [
        Question(
            "This clause has words of duty but none was drafted: does it oblige anybody?",
            node.number,
            node.line,
        )
        for node in (clause.node for clause in read[first:] if not clause.obligations)
        if node.number not in parents and node.parent is None and _says_nothing_found(node.text(), finder)
    ]


def _says_nothing_found(text: str, finder: PartyFinder) -> bool:
    named = any(mention.role for mention in finder.find(fold(text)))
    return named and has_modal(text) and not any(statements(each, finder) for each in sentences(text))


def _unplaced_questions(tree: NoticeTree) -> list[Question]:
    return [
        Question(
            "This paragraph has no number and reads like a duty: which clause does it belong to?",
            None,
            line.number,
        )
        for line in tree.unplaced
        if has_modal(line.text)
    ]
