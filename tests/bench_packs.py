"""Measures packs: 200 pages of papers against 20, with both copies (`make bench`)."""

import io

from boards.packing.copies import made
from tests.bench_timing import best_of
from tests.factories_packs import real_meeting


def make(papers: int, pages: int) -> None:
    plan, files = real_meeting(papers, pages)
    made(plan, lambda paper: io.BytesIO(files[paper.key]), lambda percent, message: None)


def main() -> None:
    """Print how long both copies of a pack take, of a small meeting and of a real one."""
    # The papers themselves are written once and kept: they are not what is measured.
    for pages in (2, 20):
        real_meeting(10, pages)
    small, large = (best_of(lambda pages=pages: make(10, pages)) for pages in (2, 20))
    print(  # noqa: T201
        f"{'packs: 10 papers, 200 pages against 20 (both copies)':<62} {large / small:6.1f} x   "
        f"({small:.1f} s, {large:.1f} s)"
    )
