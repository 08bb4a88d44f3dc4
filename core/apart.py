"""Does the same for several, each apart from the others: what fails for one keeps none of the others waiting."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")
Done = TypeVar("Done")


def each_apart(things: Iterable[Thing], work: Callable[[Thing], Done]) -> Iterator[Done]:
    """Yield what `work` returns for each of `things`; once all had their turn, raise the first thing that it raised.

    So one message that nobody can deliver, or one council's register that cannot be read, stops nothing but itself,
    and the run counts as failed all the same.
    """
    first: Exception | None = None
    for thing in things:
        try:
            done = work(thing)
        except Exception as failure:
            first = first or failure
        else:
            yield done
    if first is not None:
        raise first
