"""Measures the statistics of many series at once against the same rules in plain loops (`make bench`)."""

import random
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from digests.spc import Analysis, Direction, Series, analyse, analyse_many
from tests.spc_in_plain_loops import answer

COUNCILS, INDICATORS, MONTHS = 153, 50, 60
TIMES = 3
# The loops take so long that a part of the councils is measured and the rest reckoned.
COUNCILS_IN_LOOPS = 9


def made_up() -> list[Series]:
    """Return monthly percentages as they are stored: to four places, with a shift, a month missing now and then."""
    seeded = random.Random(4)
    many = []
    for _ in range(COUNCILS * INDICATORS):
        level, shift, from_month = seeded.uniform(20, 90), seeded.choice([0, 0, 4]), seeded.randrange(MONTHS)
        values = [
            None
            if seeded.random() < 0.01
            else Decimal(f"{seeded.gauss(level + (shift if month > from_month else 0), 3):.4f}")
            for month in range(MONTHS)
        ]
        rebase_at = (from_month,) if shift and 12 <= from_month <= 48 else ()
        many.append(
            Series(values, Direction.HIGHER, target=85, rebase_at=rebase_at, screen_outliers=shift == 0)
        )
    return many


def as_item(series: Series) -> dict[str, Any]:
    return {
        "name": "",
        "values": series.values,
        "direction": series.direction.value,
        "target": series.target,
        "rebase_at": series.rebase_at,
        "screen_outliers": series.screen_outliers,
    }


def seconds(work: Callable[[], object], times: int = TIMES) -> float:
    """Return the least time of the processor in several runs: what else the machine does counts for neither."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def same(ours: list[Analysis], plain: list[dict[str, Any]]) -> bool:
    return all(
        [(point.signal, point.meaning) for point in own.points]
        == [(point["signal"], point["meaning"]) for point in other["points"]]
        and own.assurance == other["assurance"]
        for own, other in zip(ours, plain, strict=True)
    )


def main() -> None:
    """Print how many times as long the plain loops take, and one series at a time."""
    many = made_up()
    few = many[: COUNCILS_IN_LOOPS * INDICATORS]
    items = [as_item(series) for series in few]
    together = seconds(lambda: analyse_many(many))
    in_loops = seconds(lambda: [answer(item) for item in items], times=1) * COUNCILS / COUNCILS_IN_LOOPS
    one_by_one = seconds(lambda: [analyse(series) for series in few]) * COUNCILS / COUNCILS_IN_LOOPS
    agreed = (
        "the same answers" if same(analyse_many(few), [answer(item) for item in items]) else "NOT THE SAME"
    )
    what = f"statistics of {COUNCILS} councils, {INDICATORS} indicators, {MONTHS} months"
    print(f"{what}: {together * 1000:.0f} ms together")  # noqa: T201
    print(f"  plain loops over the same rules {in_loops / together:6.1f} x   ({in_loops:.1f} s), {agreed}")  # noqa: T201
    print(f"  one series at a time            {one_by_one / together:6.1f} x   ({one_by_one:.1f} s)")  # noqa: T201


if __name__ == "__main__":
    main()
