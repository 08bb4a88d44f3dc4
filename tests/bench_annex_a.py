"""Measures Annex A of 100,000 rows, from the file to the figures, against the bare reader alone (`make bench`)."""

import datetime as dt
import tempfile
import time
from collections.abc import Callable
from typing import BinaryIO

from python_calamine import CalamineWorkbook

from digests.annex_a.derivations import derive_all
from digests.annex_a.generator import make_workbook
from digests.annex_a.terms import Terms
from digests.annex_a.validation import validated
from digests.annex_a.workbook import collector_paused, read_workbook

ROWS = 100_000
EXTRACT = dt.date(2026, 10, 31)
TIMES = 3


def bare(file: BinaryIO) -> int:
    """Read every sheet with the reader that we use, and do nothing with the rows."""
    file.seek(0)
    with CalamineWorkbook.from_filelike(file) as book:
        sheets = {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    return sum(map(len, sheets.values()))


def whole(file: BinaryIO) -> int:
    """Look at the package, read it, check every row, and derive every measure, as the worker does."""
    with collector_paused():
        lists, findings = validated(read_workbook(file), extract_on=EXTRACT)
        return len(derive_all(lists, Terms(EXTRACT))) + len(list(findings))


def seconds(work: Callable[[BinaryIO], object], file: BinaryIO) -> float:
    """Return the least time of the processor in several runs: what else the machine does counts for neither."""
    taken = []
    for _ in range(TIMES):
        start = time.process_time()
        work(file)
        taken.append(time.process_time() - start)
    return min(taken)


def main() -> None:
    """Print how many times as long as the bare reader the whole takes, clean and dirty."""
    for words, dirty in (("clean", False), ("dirty", True)):
        with tempfile.TemporaryFile() as file:
            made = make_workbook(file, rows=ROWS, seed=1, extract_on=EXTRACT, dirty=dirty)
            reading, all_of_it = seconds(bare, file), seconds(whole, file)
        print(  # noqa: T201
            f"Annex A, {made.rows:,} rows, {words}, from the file to the figures: {all_of_it / reading:.1f} x the bare "
            f"reader   ({reading * 1000:.0f} ms, {all_of_it * 1000:.0f} ms)"
        )


if __name__ == "__main__":
    main()
