"""What was said under an item, written down; of two who write at once the second is told."""

from django.db import transaction

from accounts.models import User
from boards.models import AgendaItem, ItemMinute
from boards.services.carrying import finish_item, reopen_item
from boards.services.meeting_rows import claim, minutes_open, record, sign
from core.editing import ChangedMeanwhile

State = AgendaItem.State


@transaction.atomic
def write_minute(*, item: AgendaItem, words: str, is_done: bool, revision: int, by: User) -> ItemMinute:
    """Write what was said under an item, and whether the board is done with it.

    `revision` is 0 where nothing was written yet. An item that was carried forward stays so. Raises Refusal before the
    meeting and once its minutes are agreed, and ChangedMeanwhile.
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
    item.refresh_from_db()
    if is_done and item.state == State.OPEN:
        finish_item(item=item, by=by)
    elif not is_done and item.state == State.DONE:
        reopen_item(item=item, by=by)
    return minute
