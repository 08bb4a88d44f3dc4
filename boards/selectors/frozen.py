"""Answers what the minutes of a meeting say in full, as JSON to be frozen when they are agreed; constant queries."""

import datetime as dt
from collections import defaultdict
from typing import Any

from boards.models import AgendaItem, Attendance, Challenge, ItemMinute, Meeting, Outcome, Paper
from boards.quorum import quorum_of
from boards.running_order import running_order
from improvement_plans.selectors import holders_on

FORMAT = 1


def minutes_content(meeting: Meeting) -> dict[str, Any]:
    """Return everything that the minutes say: names and posts as they were on the day, times as 14:25."""
    day = meeting.day
    items = list(
        meeting.items.exclude(state=AgendaItem.State.WITHDRAWN)
        .select_related("presenter_post", "clause", "carried_from__meeting__planned_event", "minute")
        .order_by("order", "pk")
    )
    order = running_order(
        [each.minutes for each in items], starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )
    about = _about(meeting, items, day)
    return {
        "format": FORMAT,
        "council": meeting.board.notice.council.name,
        "notice": str(meeting.board.notice),
        "board": meeting.board.name,
        "held_on": day.isoformat(),
        "starts_at": _time(meeting.starts_at),
        "ends_at": _time(meeting.ends_at),
        "venue": meeting.venue,
        "chaired_by": meeting.chaired_by,
        "not_quorate_because": meeting.not_quorate_because,
        "attendance": _attendance(meeting),
        "items": [
            {"number": place, "starts_at": _time(starts), **_item(item, about)}
            for place, (item, starts) in enumerate(zip(items, order.starts, strict=True), start=1)
        ],
    }


def _time(at: dt.time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None


def _about(meeting: Meeting, items: list[AgendaItem], day: dt.date) -> dict[str, Any]:
    """Return everything that hangs on the items, by the item's key, each kind fetched once."""
    outcomes = (
        Outcome.objects.filter(item__meeting=meeting).select_related("action__owner_post").order_by("pk")
    )
    challenges = Challenge.objects.filter(item__meeting=meeting).select_related("action").order_by("pk")
    papers = (
        Paper.objects.filter(item__meeting=meeting, withdrawn_at=None)
        .select_related("version")
        .order_by("order", "pk")
    )
    owners = {each.action.owner_post_id for each in outcomes if hasattr(each, "action")}
    posts = owners | {each.presenter_post_id for each in items if each.presenter_post_id}
    return {
        "outcomes": _by_item(outcomes),
        "challenges": _by_item(challenges),
        "papers": _by_item(papers),
        "holders": holders_on(day, posts),
    }


def _by_item(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


def _attendance(meeting: Meeting) -> dict[str, Any]:
    rows = list(
        Attendance.objects.filter(meeting=meeting).select_related("membership__organisation").order_by("pk")
    )
    seats = [each for each in rows if each.membership is not None]
    found = quorum_of(
        [(each.membership.capacity, each.state) for each in seats if each.membership],
        needed=meeting.board.quorum,
    )
    return {
        "seats": [
            {
                "name": each.name, "role": each.role, "state": each.state, "substitute": each.substitute,
                "capacity": each.membership.get_capacity_display() if each.membership else "",
            }
            for each in seats
        ],
        "also": [{"name": each.name, "role": each.role} for each in rows if each.membership is None],
        "quorum": {"present": found.present, "needed": found.needed, "is_met": found.is_met},
    }  # fmt: skip


def _item(item: AgendaItem, about: dict[str, Any]) -> dict[str, Any]:
    minute: ItemMinute | None = getattr(item, "minute", None)
    before = item.carried_from
    return {
        "key": item.pk,
        "title": item.title,
        "purpose": item.get_purpose_display(),
        "presenter": _presenter(item, about["holders"]),
        "minutes": item.minutes,
        "summary": item.summary,
        "is_confidential": item.is_confidential,
        "confidential_because": item.confidential_because,
        "clause": item.clause.number if item.clause is not None else "",
        "state": item.state,
        "carried_because": item.carried_because,
        "carried_from": (before.meeting.day.isoformat() if before else ""),
        "papers": [_paper(each, item) for each in about["papers"][item.pk]],
        "said": minute.words if minute is not None else "",
        "outcomes": [_outcome(each, about["holders"]) for each in about["outcomes"][item.pk]],
        "challenges": [_challenge(each) for each in about["challenges"][item.pk]],
    }


def _presenter(item: AgendaItem, holders: dict[int, tuple[str, ...]]) -> str:
    if item.presenter_post is None:
        return item.presenter
    return _with_holders(str(item.presenter_post), holders.get(item.presenter_post.pk, ()))


def _with_holders(post: str, holders: tuple[str, ...]) -> str:
    return f"{post} ({', '.join(holders)})" if holders else post


def _paper(paper: Paper, item: AgendaItem) -> dict[str, Any]:
    return {
        "title": paper.title,
        "sha256": paper.version.sha256,
        "is_confidential": paper.is_confidential or item.is_confidential,
    }


def _outcome(outcome: Outcome, holders: dict[int, tuple[str, ...]]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": outcome.pk,
        "kind": outcome.kind,
        "words": outcome.words,
        "decided_by": outcome.decided_by,
        "dissent": outcome.dissent,
        "action": None,
    }
    action = getattr(outcome, "action", None)
    if action is not None:
        owner = _with_holders(str(action.owner_post), holders.get(action.owner_post_id, ()))
        found["action"] = {
            "key": action.pk,
            "reference": action.reference,
            "owner": owner,
            "due_on": action.due_on.isoformat(),
        }
    return found


def _challenge(challenge: Challenge) -> dict[str, Any]:
    return {
        "key": challenge.pk,
        "asked_by": challenge.asked_by,
        "question": challenge.question,
        "answered_by": challenge.answered_by,
        "answer": challenge.answer,
        "satisfied": challenge.get_satisfied_display(),
        "action": challenge.action.reference if challenge.action is not None else "",
    }
