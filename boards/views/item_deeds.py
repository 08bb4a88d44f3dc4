"""What is done with an agenda item by one button: moved, withdrawn and put back, done with and opened again."""

from boards.services import agenda, carrying
from boards.views.agenda import counted
from boards.views.base import ItemDeed, MeetingDeed


class MoveItem(ItemDeed):
    """One place up, or down."""

    def carry_out(self) -> str:
        agenda.move_item(item=self.item, up=self.kwargs["way"] == "up", by=self.person)
        return ""


class WithdrawItem(ItemDeed):
    """Off the agenda; it stays on record."""

    def carry_out(self) -> str:
        agenda.withdraw_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is withdrawn. It can be put back below the agenda."


class RestoreItem(ItemDeed):
    """Back onto the agenda."""

    def carry_out(self) -> str:
        agenda.restore_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is back on the agenda."


class FinishItem(ItemDeed):
    """Say that the board is done with an item."""

    permission = "boards.take_minutes"
    leads_to = "minutes"

    def carry_out(self) -> str:
        carrying.finish_item(item=self.item, by=self.person)
        return f"The board is done with “{self.item.title}”."


class ReopenItem(ItemDeed):
    """Open an item again that was done or carried forward."""

    permission = "boards.take_minutes"
    leads_to = "minutes"

    def carry_out(self) -> str:
        carrying.reopen_item(item=self.item, by=self.person)
        return f"“{self.item.title}” is open again."


class FinishItems(MeetingDeed):
    """Say that the board is done with everything that is still open."""

    permission = "boards.take_minutes"
    leads_to = "minutes"

    def carry_out(self) -> str:
        number = carrying.finish_open_items(meeting=self.meeting, by=self.person)
        return f"{counted(number, 'item') or 'No item'} marked as done."
