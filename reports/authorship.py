"""Separate authorship: which roles see whose drafts, and which write them. None edits another's words."""

from collections.abc import Collection

from reports.kinds import KINDS, Author, ReportKind

_TEAM, _CHAIR, _ADVISER = "improvement_team", "chair", "adviser"

WRITE = {
    Author.COUNCIL: frozenset({_TEAM}),
    # The team drafts for the chair, who alone signs.
    Author.CHAIR: frozenset({_TEAM, _CHAIR}),
    Author.ADVISER: frozenset({_ADVISER}),
}
"""Whose holders write: values of `accounts.models.Role`, by whose words a report is."""

SEE_DRAFTS = {
    Author.COUNCIL: frozenset({_TEAM, _CHAIR, "analyst", "action_owner"}),
    Author.CHAIR: frozenset({_TEAM, _CHAIR}),
    # The council cannot read a draft of the adviser's, whoever of it asks.
    Author.ADVISER: frozenset({_ADVISER}),
}
"""Whose holders see a report before it is issued."""


def may_write(roles: Collection[str], kind: ReportKind) -> bool:
    """Whether somebody with `roles` writes reports of a kind."""
    return not WRITE[kind.author].isdisjoint(roles)


def sees_drafts(roles: Collection[str], kind: ReportKind) -> bool:
    """Whether somebody with `roles` sees drafts of a kind."""
    return not SEE_DRAFTS[kind.author].isdisjoint(roles)


def kinds_written_by(roles: Collection[str]) -> list[ReportKind]:
    """Return the kinds that somebody with `roles` prepares and writes, in their order."""
    return [kind for kind in KINDS if may_write(roles, kind)]


def kinds_seen_as_drafts_by(roles: Collection[str]) -> list[ReportKind]:
    """Return the kinds whose drafts somebody with `roles` sees, in their order."""
    return [kind for kind in KINDS if sees_drafts(roles, kind)]


def goes_along_a_chain(kind: ReportKind) -> bool:
    """Whether posts of the council sign it; the adviser signs his own reports himself."""
    return kind.author != Author.ADVISER
