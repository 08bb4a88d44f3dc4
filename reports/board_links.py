"""What the items of a board's agenda can be about beside and above boards, and what they are filled with from there."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q
from django.urls import NoReverseMatch, reverse

from accounts.models import Organisation
from boards.filling import Filling, Found
from boards.filling import register as fill
from boards.linking import register as link
from boards.models import ItemKind, Meeting
from digests.models import Indicator, MonthlyDigest
from digests.selectors.publication import newest_published
from reports.models import Report
from reports.selectors.chains import kinds_along_a_chain
from reviews.models import Finding


def register_all() -> None:
    """Register every kind and filler; called once as the application starts."""
    link("report", "Report", choices=_reports, resolve=_reports_now, permission="reports.view_reports")
    link(
        "digest",
        "Performance digest",
        choices=_digests,
        resolve=_digests_now,
        permission="digests.view_digest",
    )
    link(
        "indicator",
        "Indicator",
        choices=_indicators,
        resolve=_indicators_now,
        permission="digests.view_digest",
    )
    link(
        "finding",
        "Finding of a review",
        choices=_findings,
        resolve=_findings_now,
        permission="reviews.view_reviews",
    )
    fill(ItemKind.PROGRESS_REPORT, report_filling)
    fill(ItemKind.DIGEST, digest_filling)


def report_in_words(report: Report) -> str:
    """Return a report with its number, or with its status while it has none that counts."""
    return (
        f"{report}, {report.number}"
        if report.is_issued
        else f"{report}, {report.get_status_display().lower()}"
    )


def _reports(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    """Only issued ones are offered: a draft is not for everybody on the board to know of."""
    rows = Report.objects.filter(notice__council=council, status=Report.Status.ISSUED)
    return [(each.pk, report_in_words(each)) for each in rows.order_by("-month", "-pk")]


def _reports_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    """Return the address of an issued one alone; a draft has its words, and its page opens to its own people only."""
    rows = Report.objects.filter(notice__council=council, pk__in=keys)
    return {
        each.pk: (
            report_in_words(each),
            reverse("reports:detail", args=[council.slug, each.pk]) if each.is_issued else "",
        )
        for each in rows
    }


def _digests(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    rows = MonthlyDigest.objects.filter(council=council, status=MonthlyDigest.Status.PUBLISHED)
    return [(each.pk, str(each)) for each in rows.order_by("-month", "-version")]


def _digests_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = MonthlyDigest.objects.filter(council=council, status=MonthlyDigest.Status.PUBLISHED, pk__in=keys)
    return {each.pk: (str(each), reverse("digest:published", args=[council.slug, each.pk])) for each in rows}


def _indicators(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    return [(each.pk, str(each)) for each in Indicator.objects.filter(council=council).order_by("code", "pk")]


def _indicators_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Indicator.objects.filter(council=council, pk__in=keys)
    return {each.pk: (str(each), reverse("digest:indicator", args=[council.slug, each.pk])) for each in rows}


def _finding_in_words(finding: Finding) -> str:
    reference = f"{finding.reference}: " if finding.reference else ""
    return f"{reference}{finding.words[:160]} ({finding.get_kind_display()}, {finding.review})"


def _findings(council: Organisation, today: dt.date) -> Iterable[tuple[int, str]]:
    return [(each.pk, _finding_in_words(each)) for each in _findings_of(council)]


def _findings_of(council: Organisation) -> Iterable[Finding]:
    rows = Finding.objects.filter(review__notice__council=council).select_related("review")
    return rows.order_by("-review", "pk")


def _findings_now(council: Organisation, keys: Collection[int]) -> Mapping[int, tuple[str, str]]:
    rows = Finding.objects.filter(review__notice__council=council, pk__in=keys).select_related("review")
    return {each.pk: (_finding_in_words(each), _address_of_review(council, each.review_id)) for each in rows}


def _address_of_review(council: Organisation, review: int) -> str:
    try:
        return reverse("reviews:review", args=[council.slug, review])
    except NoReverseMatch:
        return reverse("reviews:reviews", args=[council.slug])


def report_filling(meeting: Meeting, today: dt.date) -> Filling:
    """The reports that were prepared for this very meeting; failing that, the newest of the notice by its month.

    That the adviser writes one is nobody's to know before it is issued.
    """
    of_the_council = Q(kind__in=[kind.key for kind in kinds_along_a_chain()])
    shown = Q(status=Report.Status.ISSUED) | of_the_council
    reports = Report.objects.filter(shown, notice=meeting.board.notice_id)
    found = list(reports.filter(for_event=meeting.planned_event_id).order_by("month", "kind", "version"))
    if not found:
        newest = reports.filter(month__lte=meeting.planned_event.planned_on, kind="adviser_monthly")
        found = list(newest.order_by("-month", "-version")[:1])
    if not found:
        return Filling("No report has been prepared yet.")
    return Filling(links=tuple(Found("report", each.pk, report_in_words(each)) for each in found))


def digest_filling(meeting: Meeting, today: dt.date) -> Filling:
    """The digest that was published last."""
    newest = newest_published(meeting.board.notice.council)
    if newest is None:
        return Filling("No digest has been published yet.")
    return Filling(links=(Found("digest", newest.pk, str(newest)),))
