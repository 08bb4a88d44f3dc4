"""Merges the answers to questions that were asked apart about one obligation."""

from collections.abc import Sequence
from dataclasses import replace

from notices.position import Answer, worst


def merged(answers: Sequence[Answer], *, places: Sequence[Sequence[int]]) -> Answer:
    """Return one answer with every row and the worst position (law H4).

    `answers` holds at least one; `places` gives, for each answer, where its cadences stand among all of them.
    """
    if len(answers) == 1 and list(places[0]) == list(range(len(places[0]))):
        return answers[0]
    rows = (
        replace(row, part=own_places[row.part])
        for answer, own_places in zip(answers, places, strict=True)
        for row in answer.occurrences
    )
    return replace(
        answers[0],
        occurrences=tuple(sorted(rows, key=lambda row: row.due_on)),
        position=worst(each.position for each in answers),
        late=sum(each.late for each in answers),
        missed=sum(each.missed for each in answers),
        overdue=sum(each.overdue for each in answers),
        next_due_on=min((each.next_due_on for each in answers if each.next_due_on), default=None),
        waits_for=next((each.waits_for for each in answers if each.waits_for), None),
        awaiting_agreement=any(each.awaiting_agreement for each in answers),
        stale=any(each.stale for each in answers),
    )
