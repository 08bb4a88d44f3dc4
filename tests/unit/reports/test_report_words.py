"""Numbers and file names of a report, and the table of its statuses."""

import datetime as dt
import json

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from core.frozen import sha256_of, with_days
from reports.numbering import filename_of, number_of
from reports.transitions import TRANSITIONS, as_page, may_follow


def test_a_number_names_the_kind_the_month_and_the_version() -> None:
    assert number_of("adviser_monthly", dt.date(2026, 11, 1), 1) == "AR-2026-11 v1"
    assert filename_of("fernshire", "AR-2026-11 v1") == "fernshire-AR-2026-11-v1.pdf"


def test_a_cut_gets_its_days_back_and_nothing_else_changes() -> None:
    kept = {"as_at": "2026-10-31", "rows": [{"due_on": None, "words": "2026-10-31 or so", "n": 3}]}
    assert with_days(kept) == {
        "as_at": dt.date(2026, 10, 31),
        "rows": [{"due_on": None, "words": "2026-10-31 or so", "n": 3}],
    }


@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.integers(), st.text(max_size=5), st.none()), max_size=6)
)
def test_the_hash_of_a_cut_does_not_turn_on_the_order_of_its_keys(content: dict[str, object]) -> None:
    backwards = dict(reversed(list(content.items())))
    assert sha256_of(content) == sha256_of(backwards)
    assert sha256_of(content) == sha256_of(json.loads(json.dumps(content)))
    assert sha256_of({**content, "another": 1}) != sha256_of(content)


def test_an_issued_report_goes_nowhere() -> None:
    assert not [each for each in TRANSITIONS if each.before == "issued"]
    assert may_follow("awaiting_sign_off", "returned")
    assert not may_follow("returned", "signed")
    # The adviser signs his own draft; of all others `signing.sign` asks that they were put up.
    assert may_follow("draft", "signed")


def test_the_diagram_in_the_documents_is_that_of_the_table() -> None:
    page = settings.BASE_DIR / "docs" / "report-status.md"
    assert page.read_text(encoding="utf-8") == as_page()
