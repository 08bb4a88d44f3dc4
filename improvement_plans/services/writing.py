"""What the services share that write the plan: the plan locked, the row claimed, words checked, the deed audited."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from accounts.models import Post, User
from core import audit
from core.editing import claim_revision
from core.refusals import Refusal
from improvement_plans.models import Completion, Plan
from improvement_plans.models.plan import Revised

Row = TypeVar("Row", bound=Revised)


def locked(plan: Plan) -> Plan:
    """Return the plan with its row locked: of two who write it at once the second sees what the first wrote."""
    return Plan.objects.select_for_update(of=("self",)).select_related("notice__council").get(pk=plan.pk)


def claimed(row: Row, *, by: User, revision: int | None) -> Row:
    """Take the next revision of `row` and return it as it now stands, ready to be saved in the name of `by`.

    `revision` is the one that the person saw (None: any). Raises ChangedMeanwhile after another person's change.
    """
    kept: Any = type(row)._default_manager
    seen = kept.values_list("revision", flat=True).get(pk=row.pk) if revision is None else revision
    claim_revision(row, seen=seen)
    row.refresh_from_db()
    return signed(row, by)


def signed(row: Row, by: User) -> Row:
    """Put the name of `by` and the moment to a row and to the record of its history."""
    row.changed_by, row.changed_at = by, timezone.now()
    row._history_user = by  # type: ignore[attr-defined]
    return row


def words_of(words: str, *, field: str, message: str) -> str:
    """Return the words without surrounding space; raises Refusal when there are none."""
    kept = words.strip()
    if not kept:
        raise Refusal(message, field=field)
    return kept


def refuse_foreign_posts(posts: Iterable[Post], plan: Plan, *, field: str) -> None:
    """Raise Refusal for a post that is not the council's."""
    if any(post.organisation_id != plan.notice.council_id for post in posts):
        raise Refusal("Choose posts of this council", field=field)


def refuse_done(action: Any) -> None:
    """Raise Refusal for an action that was called done: what it was to bring is settled."""
    done = Completion.objects.filter(action=action, reopened_on__isnull=True).first()
    if done is not None:
        raise Refusal(f"This action was called done on {done.done_on:%-d %B %Y}. Reopen it first.")


def set_lists(row: Model, wanted: Mapping[str, Iterable[Model]]) -> dict[str, list[str]]:
    """Give the many-to-many fields of `row` their new members; return by label what each said and says, in words."""
    changed = {}
    for name, members in wanted.items():
        related: Any = getattr(row, name)
        before = _in_words(related.all())
        related.set(members)
        after = _in_words(related.all())
        if before != after:
            field: Any = row._meta.get_field(name)
            label = str(field.verbose_name)
            changed[label[:1].upper() + label[1:]] = [before, after]
    return changed


def _in_words(members: Iterable[Model]) -> str:
    return "; ".join(sorted(str(member) for member in members))


def write_audit(*, by: User, deed: str, subject: Model, plan: Plan, **detail: Any) -> None:
    """Write the deed into the audit trail of the plan's council; what is empty or None in `detail` is left out."""
    plain = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in detail.items()
        if value not in (None, "", {}, [])
    }
    audit.record(by=by, action=deed, subject=subject, scope=plan.notice.council.slug, detail=plain)
