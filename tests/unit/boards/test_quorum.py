"""Who counts towards the quorum, and whether it was met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.quorum import quorum_of

CAPACITIES = ["chair", "member", "adviser", "partner_agency", "participant_observer"]
STATES = ["present", "apologies", "substitute", "observer", "absent", None]


@pytest.mark.parametrize(
    ("seats", "needed", "present", "is_met", "short_by"),
    [
        ([], None, 0, True, 0),
        ([], 1, 0, False, 1),
        ([("chair", "present"), ("member", "present"), ("partner_agency", "present")], 3, 3, True, 0),
        ([("chair", "present"), ("member", "substitute")], 2, 2, True, 0),
        ([("chair", "present"), ("adviser", "present"), ("participant_observer", "present")], 2, 1, False, 1),
        (
            [("chair", "apologies"), ("member", "absent"), ("member", "observer"), ("member", None)],
            1,
            0,
            False,
            1,
        ),
    ],
    ids=[
        "no quorum set",
        "nobody",
        "chair, member, agency",
        "a substitute counts",
        "observers do not",
        "not there",
    ],
)
def test_worked_cases(seats, needed, present, is_met, short_by):
    found = quorum_of(seats, needed=needed)
    assert (found.present, found.is_met, found.short_by) == (present, is_met, short_by)


@given(st.lists(st.tuples(st.sampled_from(CAPACITIES), st.sampled_from(STATES))), st.integers(1, 20))
def test_it_is_short_by_nothing_exactly_when_it_is_met(seats, needed):
    found = quorum_of(seats, needed=needed)
    assert found.is_met == (found.short_by == 0)
    assert found.present <= found.seats <= len(seats)
