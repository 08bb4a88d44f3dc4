"""What becomes of an item: done, carried forward to the next meeting with its history, or open again."""

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from boards.agenda_building import STANDARD
from boards.models import AgendaItem, AgendaLink, ItemKind, Meeting
from boards.selectors.items import items_waiting
from boards.selectors.meetings import next_meeting
from boards.services.meeting_rows import in_words, minutes_open, place_for_added, record, sign
from core.refusals import Refusal

State = AgendaItem.State
COPIED = (
    "title", "kind", "purpose", "presenter_post", "presenter", "minutes", "summary", "is_confidential",
    "confidential_because", "clause",
)  # fmt: skip


@transaction.atomic
def finish_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Say that the board is done with an item. Raises Refusal for one that is not open."""
    meeting = _open_item(item)
    return _changed(item, State.DONE, meeting, by, "marked an agenda item as done")


@transaction.atomic
def finish_open_items(*, meeting: Meeting, by: User) -> int:
    """Say that the board is done with every item that is still open; return how many there were."""
    meeting = minutes_open(meeting)
    items = list(meeting.items.filter(state=State.OPEN))
    for item in items:
        _changed(item, State.DONE, meeting, by, "marked an agenda item as done")
    return len(items)


@transaction.atomic
def carry_forward(*, item: AgendaItem, because: str, by: User) -> AgendaItem | None:
    """Carry an unfinished item to the next meeting's agenda and return it there; None while there is no next meeting.

    It then waits, and comes onto the agenda of the next meeting as soon as that is built. Raises Refusal.
    """
    meeting = _open_item(item)
    if not because.strip():
        raise Refusal("Enter why it is carried forward", field="because")
    item.carried_because = because.strip()
    _changed(item, State.CARRIED_FORWARD, meeting, by, "carried an agenda item forward")
    following = next_meeting(meeting)
    return _copied(item, following, by) if following is not None else None


def carry_from_cancelled(*, meeting: Meeting, by: User) -> None:
    """Carry on what a cancelled meeting had before it and no other agenda begins with; within a transaction."""
    standard = [each.title for each in STANDARD]
    added = Q(kind=ItemKind.ITEM, from_template=None) & ~Q(title__in=standard)
    left = meeting.items.filter(Q(carried_from__isnull=False) | added, state=State.OPEN)
    following = next_meeting(meeting)
    for item in left.order_by("order"):
        item.carried_because = "the meeting was cancelled"
        _changed(item, State.CARRIED_FORWARD, meeting, by, "carried an agenda item forward")
        if following is not None:
            _copied(item, following, by)


@transaction.atomic
def reopen_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Open an item again that was done or carried forward. Raises Refusal where it is on another agenda already."""
    meeting = minutes_open(item.meeting)
    item.refresh_from_db()
    if item.state not in (State.DONE, State.CARRIED_FORWARD):
        raise Refusal(f"This item is {item.get_state_display().lower()}, so there is nothing to open again")
    copy = AgendaItem.objects.filter(carried_from=item).select_related("meeting__planned_event").first()
    if copy is not None:
        raise Refusal(
            f"It is on the agenda of {in_words(copy.meeting)} already: what is still to be said of it is said there"
        )
    item.carried_because = ""
    return _changed(item, State.OPEN, meeting, by, "opened an agenda item again")


def place_waiting(*, meeting: Meeting, by: User | None) -> list[AgendaItem]:
    """Put onto an agenda what earlier meetings carried forward while there was no next one; within a transaction."""
    return [_copied(item, meeting, by) for item in items_waiting(meeting)]


def _open_item(item: AgendaItem) -> Meeting:
    meeting = minutes_open(item.meeting)
    item.refresh_from_db()
    if item.state != State.OPEN:
        raise Refusal(f"This item is {item.get_state_display().lower()} already: look at it again")
    return meeting


def _changed(
    item: AgendaItem, state: AgendaItem.State, meeting: Meeting, by: User | None, deed: str
) -> AgendaItem:
    item.state = state
    sign(item, by)
    item.save()
    record(by, deed, item, meeting)
    return item


def _copied(item: AgendaItem, meeting: Meeting, by: User | None) -> AgendaItem:
    """Return the item on a later meeting's agenda, with what it is about; its papers stay where they were given."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    words = {name: getattr(item, name) for name in COPIED}
    copy = AgendaItem.objects.create(
        meeting=meeting, order=place_for_added(meeting), carried_from=item, changed_by=by, **words
    )
    AgendaLink.objects.bulk_create(
        AgendaLink(item=copy, kind=each.kind, key=each.key, words=each.words) for each in item.links.all()
    )
    record(by, "put a carried item onto the agenda", copy, meeting, carried_from=item.pk)
    return copy
