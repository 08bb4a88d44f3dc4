"""Whether actions wait for each other in a circle, in which none of them could ever begin."""

from collections import deque
from collections.abc import Iterable, Mapping


def circle_through(start: int, waits_for: Mapping[int, Iterable[int]]) -> tuple[int, ...]:
    """Return the shortest circle that leads from `start` back to it, both ends included; empty without one.

    `waits_for` names by each action's key those that it waits for.
    """
    came_from: dict[int, int] = {}
    ahead = deque([start])
    while ahead:
        here = ahead.popleft()
        for each in sorted(waits_for.get(here, ())):
            if each == start:
                return _path(came_from, start, here)
            if each not in came_from:
                came_from[each] = here
                ahead.append(each)
    return ()


def _path(came_from: Mapping[int, int], start: int, last: int) -> tuple[int, ...]:
    steps = [last]
    while steps[-1] != start:
        steps.append(came_from[steps[-1]])
    return (*reversed(steps), start)
