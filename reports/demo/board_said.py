"""What the board of the demonstration case said, decided and gave to do, meeting by meeting."""

import datetime as dt
from dataclasses import dataclass

from reports.demo.tables import rows

WITHOUT_A_THEME = {
    "minutes": "The minutes of the last meeting were agreed as they stood.",
    "actions": "Each action was gone through. What is late was given a reason and a new day.",
    "progress_report": "The month's report was presented by the Head of Improvement. The adviser spoke to it.",
    "slow": "Slow objectives were named, and their owners said what is in the way.",
    "digest": "The digest was read for what is signal and what is noise.",
}
"""What was said under the items that every agenda has, by their kind."""


@dataclass(frozen=True)
class Theme:
    """What one meeting was about, and what came of it. `due`: days after the meeting; `question` may be empty."""

    title: str
    presenter: str
    said: str
    decision: str
    action: str
    owner: str
    due: int
    closing: str
    asked_by: str
    question: str
    answered_by: str
    answer: str
    satisfied: str

    def due_on(self, held_on: dt.date) -> dt.date:
        return held_on + dt.timedelta(days=self.due)


def themes(number: int) -> list[Theme]:
    """Return the themes of so many meetings, the oldest first; the last meetings have the last themes."""
    kept = [
        Theme(title=row["theme"], due=int(row["due"]), **{name: row[name] for name in _PLAIN})
        for row in rows("board_meetings")
    ]
    return [kept[(len(kept) - number + place) % len(kept)] for place in range(number)]


_PLAIN = (
    "presenter", "said", "decision", "action", "owner", "closing", "asked_by", "question", "answered_by", "answer",
    "satisfied",
)  # fmt: skip
