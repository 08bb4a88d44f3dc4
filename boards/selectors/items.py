"""Answers which agenda items there are for somebody, which wait for a meeting, and where one was carried to."""

from django.db.models import QuerySet

from accounts.models import Organisation, User
from boards.models import AgendaItem, Meeting

OF_MEETING = ("board__notice__council", "planned_event__obligation", "series", "minutes")


def items_for(person: User, council: Organisation) -> QuerySet[AgendaItem]:
    """Return the agenda items that `person` may see: for others a confidential one does not exist."""
    items = AgendaItem.objects.filter(meeting__board__notice__council=council).select_related(
        *(f"meeting__{name}" for name in OF_MEETING), "presenter_post", "clause", "minute"
    )
    if person.has_perm("boards.view_confidential", council):
        return items
    return items.filter(is_confidential=False)


def items_waiting(meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return what earlier meetings of the board carried forward and no agenda has taken up, the oldest first."""
    return (
        AgendaItem.objects.filter(
            meeting__board=meeting.board_id,
            meeting__planned_event__planned_on__lt=meeting.planned_event.planned_on,
            state=AgendaItem.State.CARRIED_FORWARD,
            carried_to__isnull=True,
        )
        .select_related("meeting__planned_event")
        .order_by("meeting__planned_event__planned_on", "order")
    )


def carried_to(item: AgendaItem) -> AgendaItem | None:
    """Return the item on a later agenda that this one was carried to."""
    later = AgendaItem.objects.filter(carried_from=item)
    return later.select_related("meeting__planned_event", "meeting__board").first()
