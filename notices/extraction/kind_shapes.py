"""What a rule for the kind of a duty is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from notices.extraction.statements import Statement


@dataclass(frozen=True)
class KindRule:
    """A named rule: a statement whose subject and predicate both match is of this kind.

    `party` True wants a subject that is a party, False one that is a thing, None does not mind.
    """

    name: str
    kind: str
    predicate: re.Pattern[str]
    subject: re.Pattern[str] | None = None
    party: bool | None = None

    def matches(self, statement: Statement) -> bool:
        if self.party is not None and bool(statement.holders) != self.party:
            return False
        if self.subject is not None and not self.subject.search(statement.subject):
            return False
        return bool(self.predicate.search(statement.predicate))


def kind_rule(
    name: str, kind: str, predicate: str, subject: str | None = None, party: bool | None = None
) -> KindRule:
    return KindRule(
        name, kind, re.compile(predicate, re.I), re.compile(subject, re.I) if subject else None, party
    )
