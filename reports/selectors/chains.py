"""Answers along which posts reports of a kind are signed, who holds those posts, and what the notice proposes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Organisation, Post, PostHolding, User
from notices.models import Notice, Obligation, Party
from reports.authorship import goes_along_a_chain
from reports.kinds import KINDS, Author, ReportKind, kind_of
from reports.models import ChainStep


@dataclass(frozen=True)
class Step:
    """One post of a chain, and who holds it and its deputy post today."""

    post: Post
    deputy_post: Post | None
    holders: tuple[User, ...]
    deputies: tuple[User, ...]

    @property
    def is_vacant(self) -> bool:
        return not self.holders

    @property
    def nobody_can_sign(self) -> bool:
        return not self.holders and not self.deputies

    @property
    def names(self) -> str:
        return ", ".join(map(str, self.holders)) or "Nobody holds it"

    @property
    def deputy_names(self) -> str:
        return ", ".join(map(str, self.deputies)) or "Nobody holds it"


@dataclass(frozen=True)
class Chain:
    """The chain of one kind. One that was never set is proposed from the notice (not `is_set`), and may be empty."""

    kind: ReportKind
    steps: tuple[Step, ...]
    is_set: bool

    @property
    def vacant(self) -> list[Step]:
        return [step for step in self.steps if step.is_vacant]

    @property
    def seen(self) -> str:
        """What a form carries of the chain that a person saw, to tell whether it has changed since."""
        return ",".join(
            f"{step.post.pk}:{step.deputy_post.pk if step.deputy_post else ''}" for step in self.steps
        )


Pair = tuple[Post, Post | None]


def chain_of(council: Organisation, kind: str, notice: Notice | None, *, today: dt.date) -> Chain:
    """Return the chain of one kind, by its key."""
    return chains_of(council, [kind_of(kind)], notice, today=today)[0]


def kinds_along_a_chain() -> list[ReportKind]:
    """Return the kinds that posts of the council sign."""
    return [kind for kind in KINDS if goes_along_a_chain(kind)]


def chains_of(
    council: Organisation, kinds: Iterable[ReportKind], notice: Notice | None, *, today: dt.date
) -> list[Chain]:
    """Return the chain of each of `kinds`, in a number of queries that does not grow with them."""
    kept: dict[str, list[Pair]] = {}
    for step in ChainStep.objects.filter(council=council).select_related("post", "deputy_post"):
        kept.setdefault(step.kind, []).append((step.post, step.deputy_post))
    proposals = Proposals(notice, today) if notice is not None else None
    pairs = {
        kind: kept.get(kind.key) or (proposals.of(kind) if proposals is not None else []) for kind in kinds
    }
    people = holders_of((post for each in pairs.values() for pair in each for post in pair if post), today)
    return [
        Chain(kind, tuple(_step(pair, people) for pair in each), is_set=kind.key in kept)
        for kind, each in pairs.items()
    ]


def holders_of(posts: Iterable[Post], today: dt.date) -> dict[int, list[User]]:
    """Return the active people who hold each of `posts` today, by the post's key."""
    held: dict[int, list[User]] = {}
    holdings = PostHolding.objects.on(today).filter(
        post__in={post.pk for post in posts}, person__is_active=True
    )
    for holding in holdings.select_related("person").order_by("person__name"):
        held.setdefault(holding.post_id, []).append(holding.person)
    return held


def chair_post(notice: Notice, *, today: dt.date) -> Post | None:
    """Return the post that is appointed to chair the board on the day."""
    appointed = notice.appointments.on(today).filter(party=Party.BOARD_CHAIR, post__isnull=False)
    found = appointed.select_related("post").order_by("-started_on").first()
    return found.post if found is not None else None


class Proposals:
    """What a notice proposes where no chain was set: the post of whoever owes the report."""

    def __init__(self, notice: Notice, today: dt.date) -> None:
        self.chair = chair_post(notice, today=today)
        self.owed = list(
            Obligation.objects.filter(
                clause__notice=notice, kind=Obligation.Kind.REPORT, owner_post__isnull=False
            ).select_related("owner_post", "clause")
        )

    def of(self, kind: ReportKind) -> list[Pair]:
        """Return the chain that is proposed for a kind: of one post, or empty where the notice names none."""
        post = self.chair if kind.author == Author.CHAIR else self._duty_holder(kind)
        return [(post, None)] if post is not None else []

    def _duty_holder(self, kind: ReportKind) -> Post | None:
        own = [each for each in self.owed if each.duty_holder == kind.duty_holder]
        exact = [each for each in own if each.recipient == kind.recipient]
        found = next(iter(exact or own), None)
        return found.owner_post if found is not None else None


def _step(pair: Pair, people: dict[int, list[User]]) -> Step:
    post, deputy = pair
    return Step(
        post,
        deputy,
        tuple(people.get(post.pk, ())),
        tuple(people.get(deputy.pk, ())) if deputy is not None else (),
    )
