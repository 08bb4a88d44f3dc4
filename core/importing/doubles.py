"""Finds what stands in a file more than once."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from core.importing.checked import Identity
from core.importing.rows import Row


def refuse_doubles(
    rows: Sequence[Row], identity: Callable[[Row], Identity], heading: str, key: str = "reference"
) -> None:
    """Note on each row whose identity another one has which rows they are: nobody knows which is meant."""
    by_identity: dict[Identity, list[Row]] = defaultdict(list)
    for row in rows:
        if identity(row):
            by_identity[identity(row)].append(row)
    for same in by_identity.values():
        if len(same) > 1:
            numbers = [str(row.number) for row in same]
            where = f"{', '.join(numbers[:-1])} and {numbers[-1]}"
            for row in same:
                row.trouble(
                    f"{heading} {row.words(key)} stands in rows {where}: leave it in one of them", key
                )
