"""What was said under an item, written down; of two who write at once the second is told."""

from django.db import transaction

from accounts.models import User
from boards.models import AgendaItem, ItemMinute
from boards.services.meeting_rows import claim, minutes_open, record, sign
from core.editing import ChangedMeanwhile


@transaction.atomic
def write_minute(*, item: AgendaItem, words: str, revision: int, by: User) -> ItemMinute:
    """Write what was said under an item. `revision` is 0 where nothing was written yet.

    Raises Refusal before the meeting and once its minutes are agreed, and ChangedMeanwhile.
    """
    meeting = minutes_open(item.meeting)
    minute = ItemMinute.objects.filter(item=item).first()
    if minute is None:
        minute = ItemMinute(item=item)
        sign(minute, by)
    elif revision == 0:
        raise ChangedMeanwhile(
            revision=minute.revision, changed_by=str(minute.changed_by or ""), changed_at=minute.changed_at
        )
    else:
        claim(minute, seen=revision, by=by)
    minute.words = words.strip()
    minute.save()
    record(by, "wrote minutes", minute, meeting, item=item.pk)
    return minute
