"""Answers what a month's digest shows, which digests there are and what still lacks commentary: constant queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from accounts.models import Organisation
from digests.models import Commentary, Indicator, MonthlyDigest, Reading
from digests.publication.content import Beside, content_of
from digests.publication.series import SERIES_MONTHS
from digests.selectors.benchmarks import benchmarks_for
from digests.selectors.lines import digest_for
from improvement_plans.models import Action

Status = MonthlyDigest.Status


def month_content(
    council: Organisation,
    month: dt.date,
    *,
    as_at: dt.date,
    known_on: dt.date | None = None,
    months: int | None = SERIES_MONTHS,
) -> dict[str, Any]:
    """Return everything that the digest of `month` shows as at a day.

    With `months` of None it also has the figures before the series that are shown, as it is frozen to be published.
    """
    digest = digest_for(council, month, known_on=known_on, months=months)
    beside = beside_of([line.indicator for line in digest.lines], month, as_at=as_at, known_on=known_on)
    return content_of(digest, beside, as_at=as_at)


def beside_of(
    indicators: Sequence[Indicator], month: dt.date, *, as_at: dt.date, known_on: dt.date | None = None
) -> Beside:
    """Return what stands beside the figures of `month` as at a day: commentary, groups, benchmarks, actions."""
    return Beside(
        commentaries=commentaries_on(indicators, month),
        parts=_parts(indicators, month, known_on),
        benchmarks=benchmarks_for(indicators, as_at=known_on or as_at),
        actions=_actions(indicators, as_at, known_on),
    )


def commentaries_on(indicators: Iterable[Indicator], month: dt.date) -> dict[int, Commentary]:
    """Return the commentary on each indicator for a month, by the indicator's primary key."""
    kept = Commentary.objects.filter(indicator__in=[each.pk for each in indicators], month=month)
    return {each.indicator_id: each for each in kept.select_related("changed_by")}


def without_commentary(content: dict[str, Any]) -> list[str]:
    """Return the codes of the exceptions that need commentary and have none."""
    return [line["code"] for line in lines_without_commentary(content)]


def lines_without_commentary(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the lines of those exceptions."""
    return [
        line
        for line in content["lines"]
        if line["commentary"] is None and any(each["needs_commentary"] for each in line["exceptions"])
    ]


def digests_of(council: Organisation) -> QuerySet[MonthlyDigest]:
    """Return a council's digests, the newest month and version first, without what they show."""
    return (
        MonthlyDigest.objects.filter(council=council)
        .select_related("council", "job", "opened_by", "commented_by", "published_by")
        .defer("content")
    )


def published_digests(council: Organisation) -> QuerySet[MonthlyDigest]:
    """Return what a council has published: every month, every version."""
    return digests_of(council).filter(status=Status.PUBLISHED)


def state_of_month(
    council: Organisation, month: dt.date
) -> tuple[MonthlyDigest | None, MonthlyDigest | None]:
    """Return the digest of a month that is in hand and its newest published one, each None where there is none."""
    both = list(digests_of(council).filter(month=month))
    in_hand = next((each for each in both if not each.is_published), None)
    return in_hand, next((each for each in both if each.is_published), None)


def newest_published(council: Organisation) -> MonthlyDigest | None:
    """Return the newest month's newest version of what was published."""
    return published_digests(council).first()


def _parts(
    indicators: Sequence[Indicator], month: dt.date, known_on: dt.date | None
) -> dict[int, list[Reading]]:
    found: dict[int, list[Reading]] = defaultdict(list)
    readings = Reading.objects.known_on(known_on).filter(
        indicator__in=[each.pk for each in indicators], month=month
    )
    for reading in readings.exclude(dimension="").order_by("dimension", "group", "version"):
        found[reading.indicator_id].append(reading)
    return found


def _actions(
    indicators: Sequence[Indicator], as_at: dt.date, known_on: dt.date | None
) -> dict[int, list[Action]]:
    standing = Action.objects.standing_on(as_at, known_on=known_on).order_by("reference", "pk")
    prefetch_related_objects(
        list(indicators), Prefetch("actions", queryset=standing, to_attr="moved_by_then")
    )
    return {each.pk: each.moved_by_then for each in indicators}  # type: ignore[attr-defined]
