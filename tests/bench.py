"""Measures what grows with the data, as ratios within one run (`make bench`): a busy machine fails nobody."""

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from core.pdf import pdf_bytes  # noqa: E402  Django has to be set up before its models are imported
from notices.models import Notice  # noqa: E402
from notices.selectors import register_as_at  # noqa: E402
from notices.worked_items import answer_item  # noqa: E402
from tests import (  # noqa: E402
    bench_annex_a,
    bench_digest_page,
    bench_digest_statistics,
    bench_figures,
    bench_packs,
    bench_pages,
)
from tests.bench_timing import best_of  # noqa: E402
from tests.factories import (  # noqa: E402
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    NoticeFactory,
    ObligationFactory,
)

TODAY = dt.date(2026, 11, 22)


@contextmanager
def own_database() -> Iterator[None]:
    """A database of its own, gone afterwards."""
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        teardown_test_environment()


def notice_of(obligations: int, years: int) -> Notice:
    """Return a notice with monthly obligations, each met every month since it was issued."""
    issued = dt.date(TODAY.year - years, 1, 5)
    notice = NoticeFactory(issued_on=issued)
    for order in range(1, obligations + 1):
        duty = ObligationFactory(clause=ClauseFactory(notice=notice, order=order))
        CadenceTermsFactory(obligation=duty)
        for month in range(years * 12):
            met_on = dt.date(issued.year + month // 12, month % 12 + 1, 10)
            DischargeFactory(obligation=duty, effective_on=met_on)
    return notice


def monthly(years: int) -> dict[str, object]:
    """Return a `work_out` item: a monthly duty met every month for some years."""
    first = TODAY.year - years
    events = [{"date": f"{first + n // 12}-{n % 12 + 1:02}-10"} for n in range(years * 12)]
    in_force = f"{first}-01-01"
    cadence = {"type": "each_calendar", "unit": "month"}
    return {"in_force": in_force, "as_at": TODAY.isoformat(), "cadence": cadence, "events": events}


def row(what: str, small: float, large: float) -> None:
    """Print one comparison: how many times as long the larger one took."""
    print(f"{what:<62} {large / small:6.1f} x   ({small * 1000:.1f} ms, {large * 1000:.1f} ms)")  # noqa: T201


def queries(notice: Notice) -> int:
    with CaptureQueriesContext(connection) as asked:
        register_as_at(notice, as_at=TODAY)
    return len(asked)


def main() -> None:
    """Print every comparison."""
    row(
        "work_out: ten years of months against one",
        *(best_of(lambda n=n: answer_item(monthly(n))) for n in (1, 10)),
    )
    bench_digest_statistics.main()
    bench_annex_a.main()
    bench_packs.main()
    with own_database():
        small, large = notice_of(4, 1), notice_of(40, 5)
        row(
            "register: 40 obligations, 5 years against 4 and 1 (50 x the facts)",
            best_of(lambda: register_as_at(small, as_at=TODAY)),
            best_of(lambda: register_as_at(large, as_at=TODAY)),
        )
        print(f"register: {queries(small)} queries for the small one, {queries(large)} for the large")  # noqa: T201
        bench_pages.main()
        bench_digest_page.main()
        bench_figures.main()
    page = "<html lang='en-GB'><head><title>x</title></head><body>{}</body></html>"
    table = "<table>" + "<tr><th>1</th><td>Words in a row</td></tr>" * 40 + "</table>"
    one, ten = page.format(table), page.format(table * 10)
    row("PDF: ten tables of 40 rows against one", *(
        best_of(lambda html=html: pdf_bytes(html, stylesheet="css/report-pdf.css", identifier="bench"))
        for html in (one, ten)
    ))  # fmt: skip


if __name__ == "__main__":
    main()
