"""Answers what an agenda shows to somebody: its items and their times, what they are about, and what it lacks."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Organisation, User
from boards.brought import Required, required_of
from boards.linking import Resolved, kind_of, resolved
from boards.models import AgendaItem, AgendaLink, AgendaTemplateItem, Board, Meeting, Paper
from boards.running_order import RunningOrder, running_order
from boards.selectors.items import items_waiting
from boards.selectors.papers import ShownPaper, packs_made, shown_papers
from improvement_plans.selectors import holders_on

State = AgendaItem.State
May = Callable[[str], bool]


@dataclass(frozen=True)
class ShownLink:
    """One thing that an item is about, as it is called now, or was when it was linked."""

    link: AgendaLink
    kind: str
    now: Resolved


@dataclass(frozen=True)
class CarriedFrom:
    """One step of an item's way here: the meeting that left it unfinished, and why."""

    day: dt.date
    because: str
    item: int


@dataclass(frozen=True)
class ShownItem:
    """One place of an agenda. A confidential item that somebody may not see has a number and a time and no `item`."""

    number: int
    starts_at: dt.time | None
    item: AgendaItem | None
    presenter: str = ""
    links: tuple[ShownLink, ...] = ()
    papers: tuple[ShownPaper, ...] = ()
    history: tuple[CarriedFrom, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return self.item is None

    @property
    def title(self) -> str:
        return self.item.title if self.item is not None else "Confidential item"


@dataclass(frozen=True)
class Agenda:
    """The agenda of a meeting as one person may see it.

    `lacking` is what the notice requires and no item carries; `waiting` what earlier meetings left unfinished and no
    agenda has taken up yet.
    """

    meeting: Meeting
    items: tuple[ShownItem, ...]
    withdrawn: tuple[AgendaItem, ...]
    order: RunningOrder
    lacking: tuple[Required, ...]
    waiting: tuple[AgendaItem, ...]

    @property
    def is_empty(self) -> bool:
        return not self.items


def agenda_for(person: User, meeting: Meeting) -> Agenda:
    """Return the agenda as `person` may see it."""
    council = meeting.board.notice.council
    return agenda_of(
        meeting,
        sees_confidential=person.has_perm("boards.view_confidential", council),
        may=lambda permission: person.has_perm(permission, council),
        with_withdrawn=person.has_perm("boards.keep_meeting", council),
    )


def agenda_of(
    meeting: Meeting,
    *,
    sees_confidential: bool,
    may: May = lambda permission: True,
    with_withdrawn: bool = False,
) -> Agenda:
    """Return the agenda with or without what is confidential; in a number of queries that does not grow with it.

    `may` says whether a rule lets whoever looks pass: where it does not, a link is words and leads nowhere.
    Whoever keeps the meeting sees what was withdrawn as well, items and papers.
    """
    every = list(
        meeting.items.select_related("presenter_post", "clause")
        .prefetch_related("links")
        .order_by("order", "pk")
    )
    standing = [each for each in every if each.state != State.WITHDRAWN]
    order = running_order(
        [each.minutes for each in standing], starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )
    seen = [each for each in standing if sees_confidential or not each.is_confidential]
    details = _Details(meeting, seen, sees_confidential, may, with_withdrawn)
    return Agenda(
        meeting=meeting,
        items=tuple(
            details.shown(place, starts, item) if item in seen else ShownItem(place, starts, None)
            for place, (item, starts) in enumerate(zip(standing, order.starts, strict=True), start=1)
        ),
        withdrawn=tuple(
            each
            for each in every
            if with_withdrawn
            and each.state == State.WITHDRAWN
            and (sees_confidential or not each.is_confidential)
        ),
        order=order,
        lacking=_lacking(meeting, standing),
        waiting=tuple(waiting_for(meeting, sees_confidential=sees_confidential)),
    )


def _lacking(meeting: Meeting, standing: list[AgendaItem]) -> tuple[Required, ...]:
    carried = {each.clause_id for each in standing}
    return tuple(each for each in required_of(meeting) if each.clause.pk not in carried)


class _Details:
    """What hangs on the items of one agenda, each kind fetched once."""

    def __init__(
        self,
        meeting: Meeting,
        items: list[AgendaItem],
        sees_confidential: bool,
        may: May,
        with_withdrawn: bool,
    ) -> None:
        council = meeting.board.notice.council
        day = meeting.day
        self.packs, self.sees_confidential = packs_made(meeting), sees_confidential
        self.holders = holders_on(day, {each.presenter_post_id for each in items if each.presenter_post_id})
        self.links = links_now(council, [link for each in items for link in each.links.all()], may)
        self.papers = _papers(items, with_withdrawn)
        self.before = _steps(meeting.board, sees_confidential)

    def shown(self, number: int, starts_at: dt.time | None, item: AgendaItem) -> ShownItem:
        return ShownItem(
            number=number,
            starts_at=starts_at,
            item=item,
            presenter=presented_by(item, self.holders),
            links=tuple(self.links[each.pk] for each in item.links.all()),
            papers=shown_papers(
                self.papers[item.pk], packs=self.packs, sees_confidential=self.sees_confidential
            ),
            history=_history(item, self.before),
        )


def links_now(council: Organisation, links: list[AgendaLink], may: May) -> dict[int, ShownLink]:
    """Return each link as it is called now, by its key; one query for each kind of thing."""
    found = resolved(council, [(each.kind, each.key, each.words) for each in links], may=may)
    kinds = {each.kind: kind_of(each.kind) for each in links}
    return {
        each.pk: ShownLink(each, kind.words if (kind := kinds[each.kind]) else "", found[each.kind, each.key])
        for each in links
    }


def _papers(items: list[AgendaItem], with_withdrawn: bool) -> dict[int, list[Paper]]:
    found: dict[int, list[Paper]] = defaultdict(list)
    papers = Paper.objects.filter(item__in=[each.pk for each in items]).select_related(
        "version__evidence", "added_by"
    )
    if not with_withdrawn:
        papers = papers.filter(withdrawn_at=None)
    for paper in papers.order_by("order", "pk"):
        found[paper.item_id].append(paper)
    return found


def presented_by(item: AgendaItem, holders: dict[int, tuple[str, ...]]) -> str:
    """Return who presents an item: the post with whoever holds it, or words."""
    if item.presenter_post is None:
        return item.presenter
    names = ", ".join(holders.get(item.presenter_post.pk, ())) or "vacant"
    return f"{item.presenter_post} ({names})"


def _steps(board: Board, sees_confidential: bool) -> dict[int, tuple[int | None, CarriedFrom]]:
    """Return of every item that the board carried forward the one that it came from and its own step.

    Why one was carried while it was confidential is not told to those who could not see it then.
    """
    rows = AgendaItem.objects.filter(meeting__board=board, state=State.CARRIED_FORWARD)
    return {
        each.pk: (
            each.carried_from_id,
            CarriedFrom(
                each.meeting.day,
                each.carried_because if sees_confidential or not each.is_confidential else "",
                each.pk,
            ),
        )
        for each in rows.select_related("meeting__planned_event")
    }


def _history(item: AgendaItem, steps: dict[int, tuple[int | None, CarriedFrom]]) -> tuple[CarriedFrom, ...]:
    found: list[CarriedFrom] = []
    key = item.carried_from_id
    while key is not None and key in steps:
        key, step = steps[key]
        found.append(step)
    return tuple(found)


def waiting_for(meeting: Meeting, *, sees_confidential: bool) -> list[AgendaItem]:
    """Return what earlier meetings carried forward and no agenda has taken up, for a meeting that is still ahead."""
    if not meeting.is_ahead:
        return []
    found = items_waiting(meeting)
    return list(found if sees_confidential else found.filter(is_confidential=False))


def template_of(board: Board) -> list[AgendaTemplateItem]:
    """Return the items of a board's template, in their order."""
    return list(board.template_items.select_related("presenter_post", "clause").order_by("order", "pk"))
