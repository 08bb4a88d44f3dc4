"""Separate authorship, as a table: whose drafts each role sees, and which reports it writes."""

import datetime as dt

import pytest

from reports.authorship import (
    goes_along_a_chain,
    kinds_seen_as_drafts_by,
    kinds_written_by,
    may_write,
    sees_drafts,
)
from reports.kinds import BY_KEY, KINDS, kind_of
from reports.numbering import filename_of, number_of

COUNCIL, CHAIR, ADVISER = "adviser_monthly", "state_progress", "adviser_concern"


@pytest.mark.parametrize(
    ("role", "writes", "sees"),
    [
        ("improvement_team", {COUNCIL, CHAIR}, {COUNCIL, CHAIR}),
        ("chair", {CHAIR}, {COUNCIL, CHAIR}),
        ("analyst", set(), {COUNCIL}),
        ("action_owner", set(), {COUNCIL}),
        ("adviser", {ADVISER}, {ADVISER}),
        ("department", set(), set()),
        ("board_member", set(), set()),
        ("partner", set(), set()),
        ("administrator", set(), set()),
    ],
)
def test_what_each_role_writes_and_sees(role: str, writes: set[str], sees: set[str]) -> None:
    kinds = [kind_of(key) for key in (COUNCIL, CHAIR, ADVISER)]
    assert {kind.key for kind in kinds if may_write({role}, kind)} == writes
    assert {kind.key for kind in kinds if sees_drafts({role}, kind)} == sees


def test_every_kind_but_the_advisers_is_the_teams_to_write_and_goes_along_a_chain() -> None:
    assert {kind.key for kind in kinds_written_by({"improvement_team"})} == set(BY_KEY) - {ADVISER}
    assert [kind.key for kind in KINDS if not goes_along_a_chain(kind)] == [ADVISER]


def test_two_roles_see_what_either_sees() -> None:
    seen = {kind.key for kind in kinds_seen_as_drafts_by({"chair", "adviser"})}
    assert seen == set(BY_KEY)


def test_no_role_sees_nothing() -> None:
    assert kinds_seen_as_drafts_by(set()) == kinds_written_by(set()) == []


@pytest.mark.parametrize(
    ("kind", "sequence", "version", "number"),
    [
        ("adviser_monthly", 1, 1, "AR-2026-11 v1"),
        ("adviser_monthly", 1, 3, "AR-2026-11 v3"),
        ("adviser_concern", 2, 1, "AC-2026-11-2 v1"),
        ("state_progress", 1, 1, "SP-2026-11 v1"),
    ],
)
def test_how_a_report_is_numbered(kind: str, sequence: int, version: int, number: str) -> None:
    assert number_of(kind, dt.date(2026, 11, 1), version, sequence=sequence) == number
    assert filename_of("fernshire", number) == f"fernshire-{number.replace(' ', '-')}.pdf"
