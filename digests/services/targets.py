"""Sets the targets and bands of an indicator from a day on, replaces and withdraws them; what they were stays."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.refusals import Refusal
from digests.models import Indicator, Target
from digests.selectors.definitions import definition_on
from digests.services.indicators import record
from digests.target_terms import what_is_wrong

REPLACED = "Replaced: "


@dataclass(frozen=True)
class TargetWords:
    """A target as it is typed: bounds in the indicator's unit, how far a miss is amber, and where it comes from."""

    effective_from: dt.date
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    tolerance: Decimal = Decimal(0)
    minimum_denominator: int = 0
    source: str = ""


@transaction.atomic
def set_target(*, indicator: Indicator, words: TargetWords, by: User) -> Target:
    """Set a target or a band from a day on. Raises Refusal."""
    _check(indicator, words)
    target = _keep(indicator, words, by)
    record(by, "set a target", indicator, **said(target))
    return target


@transaction.atomic
def replace_target(*, target: Target, words: TargetWords, reason: str, by: User) -> Target:
    """Put another target in the place of one that was wrong; that one stays on record. Raises Refusal."""
    if not reason.strip():
        raise Refusal("Enter why it is replaced", field="reason")
    indicator = target.indicator
    _check(indicator, words)
    before = said(target)
    _withdraw(target, f"{REPLACED}{reason.strip()}"[:300], by)
    made = _keep(indicator, words, by)
    record(by, "replaced a target", indicator, before=before, reason=reason.strip(), **said(made))
    return made


@transaction.atomic
def withdraw_target(*, target: Target, reason: str, by: User) -> Target:
    """Take a target back, as if it had not been set; the one before it then holds on. Raises Refusal."""
    if not reason.strip():
        raise Refusal("Enter why it is withdrawn", field="reason")
    _withdraw(target, reason.strip(), by)
    record(by, "withdrew a target", target.indicator, reason=reason.strip(), **said(target))
    return target


@transaction.atomic
def end_target(*, indicator: Indicator, effective_from: dt.date, source: str, by: User) -> Target:
    """Say that from a day on there is no target any more. Raises Refusal."""
    before = indicator.targets.filter(effective_from__lte=effective_from).order_by("-effective_from").first()
    if before is None or not before.has_bound:
        raise Refusal("There is no target on that day that could end", field="effective_from")
    target = _keep(indicator, TargetWords(effective_from=effective_from, source=source), by)
    record(by, "ended a target", indicator, **said(target))
    return target


def said(target: Target) -> dict[str, object]:
    """Return a target as the audit trail keeps it."""
    bounds = {name: getattr(target, name) for name in ("at_least", "at_most", "tolerance")}
    return {
        "from": target.effective_from.isoformat(),
        **{name: None if bound is None else f"{bound.normalize():f}" for name, bound in bounds.items()},
        "minimum_denominator": target.minimum_denominator,
        "source": target.source,
    }


def _check(indicator: Indicator, words: TargetWords) -> None:
    definition = definition_on(indicator, words.effective_from)
    wrong = what_is_wrong(
        direction=definition.direction,
        unit=definition.unit,
        at_least=words.at_least,
        at_most=words.at_most,
        tolerance=words.tolerance,
    )
    if wrong is not None:
        raise Refusal(wrong.message, field=wrong.field)


def _keep(indicator: Indicator, words: TargetWords, by: User) -> Target:
    try:
        with transaction.atomic():
            return Target.objects.create(
                indicator=indicator,
                effective_from=words.effective_from,
                at_least=words.at_least,
                at_most=words.at_most,
                tolerance=words.tolerance,
                minimum_denominator=words.minimum_denominator,
                source=words.source.strip(),
                set_by=by,
            )
    except IntegrityError:
        raise Refusal(
            f"A target from {words.effective_from:%-d %B %Y} is set already: change that one",
            field="effective_from",
        ) from None


def _withdraw(target: Target, because: str, by: User) -> None:
    standing = Target.objects.filter(pk=target.pk)
    if not standing.update(withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=because):
        raise Refusal("Somebody withdrew or replaced this target meanwhile: look at the targets again")
    target.refresh_from_db()
