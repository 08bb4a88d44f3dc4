"""How the benchmarks take the time of something."""

import time
from collections.abc import Callable

TIMES = 5


def best_of(work: Callable[[], object]) -> float:
    """Return the shortest of several runs in seconds: the one that the machine disturbed least."""
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)
