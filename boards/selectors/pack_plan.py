"""Answers what belongs into the next pack of a meeting: all that is before it, or what came after the last one."""

import datetime as dt

from boards.models import AgendaItem, Meeting, Pack, Paper
from boards.packing.plan import Called, ItemEntry, PackPlan, PaperEntry, Withdrawn, supplement_to
from boards.running_order import running_order
from boards.seated import people_seated
from boards.selectors.agenda import presented_by
from core.file_types import KEPT, PDF
from evidence.models import Evidence, EvidenceVersion
from improvement_plans.selectors import holders_on

NAMES = {kind.content_type: kind.name for kind in KEPT}


def next_plan(meeting: Meeting, *, today: dt.date) -> PackPlan:
    """Return the plan of the pack that is made next: the pack itself, or a supplement to those that were sent."""
    sent = [PackPlan.from_kept(pack.content["plan"]) for pack in _sent(meeting)]
    were_sent = {paper.key for plan in sent for paper in plan.papers}
    items = _items(meeting)
    papers = _papers(items)
    plan = PackPlan(
        council=str(meeting.board.notice.council),
        board=str(meeting.board),
        day=meeting.planned_event.planned_on.isoformat(),
        hours=_hours(meeting),
        venue=meeting.venue,
        link=meeting.link,
        number=0,
        called=_called(meeting, today),
        items=_entries(meeting, items, papers, were_sent, today),
    )
    return supplement_to(plan, sent, _withdrawn(papers, sent)) if sent else plan


def _sent(meeting: Meeting) -> list[Pack]:
    return list(meeting.packs.filter(sent_at__isnull=False).order_by("number"))


def _items(meeting: Meeting) -> list[AgendaItem]:
    items = meeting.items.exclude(state=AgendaItem.State.WITHDRAWN)
    return list(items.select_related("presenter_post", "clause").order_by("order", "pk"))


def _papers(items: list[AgendaItem]) -> dict[int, list[Paper]]:
    found: dict[int, list[Paper]] = {item.pk: [] for item in items}
    # Of items that were withdrawn as well: whoever was sent their papers is told.
    meetings = {item.meeting_id for item in items}
    rows = Paper.objects.filter(item__meeting__in=meetings).select_related("item", "version__evidence")
    for paper in rows.order_by("order", "pk"):
        found.setdefault(paper.item_id, []).append(paper)
    return found


def _called(meeting: Meeting, today: dt.date) -> tuple[Called, ...]:
    return tuple(
        Called(str(person), str(seat.post or seat.organisation), seat.get_capacity_display())
        for seat, person in people_seated(meeting.board, today=today)
    )


def _hours(meeting: Meeting) -> str:
    if meeting.starts_at is None:
        return ""
    starts = f"{meeting.starts_at:%H:%M}"
    return f"{starts} to {meeting.ends_at:%H:%M}" if meeting.ends_at else starts


def _entries(
    meeting: Meeting,
    items: list[AgendaItem],
    papers: dict[int, list[Paper]],
    were_sent: set[int],
    today: dt.date,
) -> tuple[ItemEntry, ...]:
    order = running_order(
        [each.minutes for each in items], starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )
    holders = holders_on(today, {each.presenter_post_id for each in items if each.presenter_post_id})
    return tuple(
        ItemEntry(
            key=item.pk,
            number=number,
            title=item.title,
            purpose=item.get_purpose_display(),
            presenter=presented_by(item, holders),
            starts=f"{starts:%H:%M}" if starts else "",
            minutes=item.minutes,
            summary=item.summary,
            is_confidential=item.is_confidential,
            clause=item.clause.number if item.clause else "",
            papers=_paper_entries(item, number, papers[item.pk], were_sent),
        )
        for number, (item, starts) in enumerate(zip(items, order.starts, strict=True), start=1)
    )


def _paper_entries(
    item: AgendaItem, number: int, papers: list[Paper], were_sent: set[int]
) -> tuple[PaperEntry, ...]:
    """Return the papers that stand. One that was sent and then withdrawn keeps its number: no other takes it."""
    numbered = [each for each in papers if each.withdrawn_at is None or each.pk in were_sent]
    return tuple(
        PaperEntry(
            key=paper.pk,
            label=f"{number}.{place}",
            title=paper.title,
            version=paper.version_id,
            sha256=paper.version.sha256,
            is_confidential=paper.is_confidential or item.is_confidential,
            is_report=paper.version.evidence.kind == Evidence.Kind.REPORT,
            apart=_apart(paper.version),
        )
        for place, paper in enumerate(numbered, start=1)
        if paper.withdrawn_at is None
    )


def _apart(version: EvidenceVersion) -> str:
    """Return why a paper is not bound into the pack; empty for a PDF."""
    if version.is_link:
        return "a link"
    if version.content_type == PDF.content_type:
        return ""
    return NAMES.get(version.content_type, "a file of another kind")


def _withdrawn(papers: dict[int, list[Paper]], sent: list[PackPlan]) -> list[Withdrawn]:
    """Return the papers that were withdrawn, under the labels and titles by which they were sent."""
    known = {paper.key: paper for plan in sent for paper in plan.papers}
    return [
        Withdrawn(
            key=paper.pk,
            label=known[paper.pk].label,
            title=known[paper.pk].title,
            reason=paper.withdrawn_because,
            is_confidential=known[paper.pk].is_confidential,
        )
        for each in papers.values()
        for paper in each
        if paper.withdrawn_at is not None and paper.pk in known
    ]
