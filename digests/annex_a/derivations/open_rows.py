"""Rows that are open on the day of the extract: what the snapshots of plans, cases and care have in common."""

from collections.abc import Callable, Iterator

from digests.annex_a.measures import Judge, Judged, Verdict, given, lacks
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

OpenJudge = Callable[[Rows, Terms], Iterator[Verdict]]
"""Gives a verdict for each row as if it were open."""

NONE_DUE = "no visit yet, and none due"


def of_open(judge: OpenJudge, ended: str) -> Judge:
    """Return a judge that asks `judge` of the rows without an end, and excludes the others as `ended`."""

    def judged(rows: Rows, terms: Terms) -> Iterator[Judged]:
        for end, verdict in zip(rows.numbers_of("end"), judge(rows, terms), strict=True):
            if end is None:
                yield None, verdict
            else:
                yield None, ended if given(end) else lacks("end date", end)

    return judged
