"""Keeps the chain of posts along which the reports of a kind are signed."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from accounts.models import Organisation, Post, User
from core import audit
from core.refusals import Refusal
from notices.models import Notice
from reports.authorship import goes_along_a_chain
from reports.kinds import Author, ReportKind, kind_of
from reports.models import ChainStep
from reports.selectors.chains import Chain, Pair, chain_of, chair_post

MOST_STEPS = 5


@transaction.atomic
def set_chain(
    *,
    council: Organisation,
    kind: str,
    steps: Sequence[Pair],
    by: User,
    today: dt.date,
    notice: Notice | None = None,
    seen: str | None = None,
) -> Chain:
    """Set along which posts, each with the post that may sign in its place, reports of `kind` are signed from now on.

    What is under way goes on along the chain with which it was put up. `seen` is `Chain.seen` of the chain that the
    person changed. Raises Refusal for an empty chain, a post twice, a post of elsewhere, and another's change since.
    """
    Organisation.objects.select_for_update(no_key=True).get(pk=council.pk)
    before = chain_of(council, kind, notice, today=today)
    if seen is not None and seen != before.seen:
        raise Refusal("Somebody changed this chain while you were at it: look at it again, then save yours")
    _refuse_wrong(council, kind_of(kind), steps, notice, today)
    ChainStep.objects.filter(council=council, kind=kind).delete()
    for order, (post, deputy) in enumerate(steps, start=1):
        step = ChainStep(council=council, kind=kind, order=order, post=post, deputy_post=deputy)
        step.save()
    audit.record(
        by=by, action="set a sign-off chain", subject=council, scope=council.slug,
        detail={
            "kind": kind,
            "before": [str(step.post) for step in before.steps] if before.is_set else [],
            "after": [f"{post} (or {deputy})" if deputy else str(post) for post, deputy in steps],
        },
    )  # fmt: skip
    return chain_of(council, kind, notice, today=today)


def _refuse_wrong(
    council: Organisation, kind: ReportKind, steps: Sequence[Pair], notice: Notice | None, today: dt.date
) -> None:
    if not goes_along_a_chain(kind):
        raise Refusal("The adviser signs his own reports himself: they go along no chain")
    if not steps:
        raise Refusal("Choose at least one post that signs", field="post_1")
    if len(steps) > MOST_STEPS:
        raise Refusal(f"A chain has {MOST_STEPS} posts at most")
    chair = chair_post(notice, today=today) if notice is not None else None
    for place, (post, deputy) in enumerate(steps, start=1):
        _refuse_step(council, place, post, deputy, chair)
        if post in [other for other, _ in steps[: place - 1]]:
            raise Refusal(f"{post} stands in the chain twice: choose each post once", field=f"post_{place}")
    if kind.author == Author.CHAIR:
        _refuse_anybody_but_the_chair(steps, chair)


def _refuse_step(
    council: Organisation, place: int, post: Post, deputy: Post | None, chair: Post | None
) -> None:
    for each, field in ((post, f"post_{place}"), (deputy, f"deputy_{place}")):
        # An independent chair's post may belong to the Department or to nobody's council.
        if each is not None and each.organisation_id != council.pk and each != chair:
            raise Refusal(f"{each} is no post of {council}: choose one of its own", field=field)
    if deputy is not None and deputy == post:
        raise Refusal("Choose another post to sign in its place, or none", field=f"deputy_{place}")


def _refuse_anybody_but_the_chair(steps: Sequence[Pair], chair: Post | None) -> None:
    """The notice asks for the chair's own report, so nobody but the chair signs it last."""
    post, deputy = steps[-1]
    if chair is None:
        raise Refusal(
            "The notice's board chair has no post yet: appoint a post to chair the board on the notice's page first"
        )
    if post != chair:
        raise Refusal(f"The board chair signs last: choose {chair}", field=f"post_{len(steps)}")
    if deputy is not None:
        raise Refusal("The board chair signs in person: choose no deputy", field=f"deputy_{len(steps)}")
