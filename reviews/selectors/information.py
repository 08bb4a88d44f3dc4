"""Answers what reviewers are to be given, what of it was given, and what the register knows of that."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from accounts.models import Organisation, Post
from notices.models import Clause, Discharge, Obligation
from reviews.models import InformationRequest, Review
from reviews.selectors.counting import first_duty, review_duties_of
from reviews.selectors.register import ReviewInRegister, RowOfRegister, review_in_register


@dataclass(frozen=True)
class InformationLine:
    """One line of the checklist as at a day."""

    request: InformationRequest
    today: dt.date

    @property
    def is_given(self) -> bool:
        return self.request.provided_on is not None

    @property
    def is_refused(self) -> bool:
        return bool(self.request.refused_because)

    @property
    def is_open(self) -> bool:
        return not self.is_given and not self.is_refused

    @property
    def is_off(self) -> bool:
        """Whether nobody needs it any more, because the review was cancelled before it was given."""
        return self.is_open and self.request.review.cancelled_on is not None

    @property
    def is_late(self) -> bool:
        return self.is_open and not self.is_off and self.request.due_on < self.today

    @property
    def state(self) -> tuple[str, str]:
        """The word for where it stands, and the colour of its tag."""
        if self.is_given:
            late = self.request.provided_on is not None and self.request.provided_on > self.request.due_on
            return ("Given late", "orange") if late else ("Given", "green")
        if self.is_refused:
            return "Cannot be given", "grey"
        if self.is_off:
            return "Cancelled", "grey"
        return ("Overdue", "red") if self.is_late else ("Not given yet", "blue")


@dataclass(frozen=True)
class ProvisionStanding:
    """A clause by which something must be given before a review: whether all of it is, and whether the register knows.

    `is_recorded`: the register has a record for this review, or one that meets it. `row`: what it says of that.
    """

    obligation: Obligation
    lines: tuple[InformationLine, ...]
    is_recorded: bool
    row: RowOfRegister | None = None

    @property
    def clause(self) -> Clause:
        return self.obligation.clause

    @property
    def is_complete(self) -> bool:
        return bool(self.lines) and all(line.is_given for line in self.lines)

    @property
    def given(self) -> int:
        return sum(line.is_given for line in self.lines)

    @property
    def completed_on(self) -> dt.date | None:
        """The day on which the last of it was given: from then on the clause is met."""
        days = [line.request.provided_on for line in self.lines if line.request.provided_on is not None]
        return max(days) if self.is_complete else None

    @property
    def can_be_recorded(self) -> bool:
        return self.is_complete and not self.is_recorded

    @property
    def is_refused_in_part(self) -> bool:
        return any(line.is_refused for line in self.lines)


@dataclass(frozen=True)
class Checklist:
    """The information request of a review: its lines, and the clauses that they answer."""

    review: Review
    lines: tuple[InformationLine, ...]
    provisions: tuple[ProvisionStanding, ...]

    @cached_property
    def given(self) -> int:
        return sum(line.is_given for line in self.lines)

    @cached_property
    def refused(self) -> int:
        return sum(line.is_refused for line in self.lines)

    @cached_property
    def late(self) -> int:
        return sum(line.is_late for line in self.lines)

    @property
    def open(self) -> int:
        return len(self.lines) - self.given - self.refused

    @property
    def is_settled(self) -> bool:
        """Whether everything is given or it is said why it cannot be."""
        return bool(self.lines) and self.open == 0

    @property
    def settled_on(self) -> dt.date | None:
        days = [line.request.provided_on for line in self.lines if line.request.provided_on is not None]
        return max(days, default=None) if self.is_settled else None

    @property
    def words(self) -> str:
        """How far it has come, in words."""
        if not self.lines:
            return "Nothing is asked for yet"
        refused = f", {self.refused} cannot be" if self.refused else ""
        return f"{self.given} of {len(self.lines)} given{refused}"

    @property
    def to_record(self) -> tuple[ProvisionStanding, ...]:
        """The clauses that are met without the register knowing; none where the review does not count."""
        if self.review.planned_event_id is None:
            return ()
        return tuple(each for each in self.provisions if each.can_be_recorded)

    @property
    def missing(self) -> tuple[ProvisionStanding, ...]:
        """The clauses that the checklist does not answer with any line."""
        return tuple(each for each in self.provisions if not each.lines)


def checklist_of(review: Review, *, today: dt.date, said: ReviewInRegister | None = None) -> Checklist:
    """Return the information request of a review; constant queries. `said`: by the register, if known."""
    rows = review.information_requests.select_related("clause", "owner_post", "provided_by")
    lines = tuple(
        InformationLine(row, today) for row in rows.prefetch_related("evidence").order_by("due_on", "pk")
    )
    by_clause: dict[int | None, list[InformationLine]] = defaultdict(list)
    for line in lines:
        by_clause[line.request.clause_id].append(line)
    duties = list(provisions_before(review))
    said = said or review_in_register(review, as_at=today)
    known = _recorded(review, duties)
    provisions = tuple(
        ProvisionStanding(
            obligation=each,
            lines=tuple(by_clause[each.clause_id]),
            is_recorded=each.pk in known or said.is_met(each),
            row=said.before.get(each.pk),
        )
        for each in duties
    )
    return Checklist(review, lines, provisions)


def provisions_before(review: Review) -> QuerySet[Obligation]:
    """Return the duties to give reviewers something, which hang on the duty to review."""
    return hanging_on(review).filter(kind=Obligation.Kind.PROVISION)


def hanging_on(review: Review) -> QuerySet[Obligation]:
    """Return what the notice asks before each review: by the duty that this one counts for, else the first."""
    event = review.planned_event
    duty = event.obligation if event is not None else first_duty(review_duties_of(review.notice))
    follows = Q(cadences__follows=duty) | Q(variations__follows=duty, variations__withdrawn_at=None)
    return (
        Obligation.objects.filter(follows, clause__notice=review.notice, owed_by_council=True)
        .select_related("clause", "owner_post")
        .order_by("clause__order", "order")
        .distinct()
    )


def owed_information(council: Organisation, posts: Iterable[Post | int]) -> QuerySet[InformationRequest]:
    """Return what these posts have still to give, of reviews that stand, the earliest due first."""
    return (
        InformationRequest.objects.filter(
            review__notice__council=council, review__cancelled_on=None, review__held_on=None,
            owner_post__in=list(posts), provided_on=None, refused_because="",
        )
        .select_related("review__notice__council", "owner_post")
        .order_by("due_on", "pk")
    )  # fmt: skip


def _recorded(review: Review, duties: list[Obligation]) -> set[int]:
    """Return the duties of which the register has a record for this very review, in time or late."""
    if review.planned_event_id is None:
        return set()
    found = Discharge.objects.filter(
        obligation__in=duties, withdrawn_at=None, for_event=review.planned_event_id
    )
    return set(found.values_list("obligation_id", flat=True))
