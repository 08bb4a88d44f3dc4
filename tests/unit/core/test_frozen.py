"""Days of frozen content are read back; what only looks like a day stays what somebody typed."""

import datetime as dt

from core.frozen import with_days


def test_days_are_read_back_and_other_words_stay() -> None:
    frozen = {"on": "2026-02-28", "rows": [{"what": "2026-02-31", "why": "On 2026-02-28"}, None, 3]}
    assert with_days(frozen) == {
        "on": dt.date(2026, 2, 28), "rows": [{"what": "2026-02-31", "why": "On 2026-02-28"}, None, 3],
    }  # fmt: skip
