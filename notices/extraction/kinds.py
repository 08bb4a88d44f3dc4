"""Says what kind of duty a statement is."""

from __future__ import annotations

from notices.extraction.kind_rules import KIND_RULES
from notices.extraction.kind_shapes import KindRule
from notices.extraction.statements import Statement

CONTENT_RULE = next(each for each in KIND_RULES if each.name == "content of a paper")


def kind_of(statement: Statement) -> KindRule:
    """The first rule that matches; the last one matches everything."""
    return next(each for each in KIND_RULES if each.matches(statement))
