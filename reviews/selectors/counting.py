"""Answers whether, under a notice, a review of a kind discharges a duty to review, and in whose words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from notices.models import Notice, Obligation
from reviews.models import CountingRule, Kind

WITHOUT_A_RULE = (
    "No rule says that a review of this kind counts. Without one only a six-monthly progress review does."
)
NO_DUTY = "The register of this notice names no duty to review that it could discharge."


@dataclass(frozen=True)
class Counting:
    """Whether reviews of a kind discharge a duty to review (`obligation`: which), and why. `rule`: None by default."""

    kind: Kind
    obligation: Obligation | None
    because: str
    rule: CountingRule | None = None

    @property
    def counts(self) -> bool:
        return self.obligation is not None

    @property
    def words(self) -> str:
        """The answer as a person says it: counts for clause 8, does not count for clause 8."""
        if self.obligation is None:
            return "Does not count as a review under the notice"
        return f"Counts for clause {self.obligation.clause.number}"


def review_duties_of(notice: Notice) -> QuerySet[Obligation]:
    """Return the duties to review that the register of a notice names, in the order of its clauses."""
    return (
        Obligation.objects.filter(clause__notice=notice, kind=Obligation.Kind.REVIEW)
        .select_related("clause")
        .order_by("clause__order", "order")
    )


def counting_of(notice: Notice) -> dict[str, Counting]:
    """Return for each kind of review whether it counts under `notice`; two queries."""
    rules = {rule.kind: rule for rule in notice.review_rules.select_related("obligation__clause")}
    first = first_duty(review_duties_of(notice))
    return {kind: _counting(kind, rules.get(kind), first) for kind in Kind}


def counting_for(notice: Notice, kind: str) -> Counting:
    """Return whether reviews of one kind count under `notice`."""
    return counting_of(notice)[kind]


def first_duty(duties: Iterable[Obligation]) -> Obligation | None:
    """Return the first duty to review that is owed in any case, before one that somebody may ask for."""
    kept = list(duties)
    return next((each for each in kept if each.modality != "may"), kept[0] if kept else None)


def _counting(kind: Kind, rule: CountingRule | None, first: Obligation | None) -> Counting:
    if rule is not None:
        return Counting(kind, rule.obligation, rule.because, rule)
    if first is None:
        return Counting(kind, None, NO_DUTY)
    if kind == Kind.PROGRESS:
        asked = f"Clause {first.clause.number} asks for reviews of progress, and no rule says otherwise."
        return Counting(kind, first, asked)
    return Counting(kind, None, WITHOUT_A_RULE)
