"""Reads statistical neighbours from a small file: rank, name, closeness, and whether the council ticks it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.importing.cells import words_of
from core.importing.checked import fold
from core.importing.columns import Column, Table
from core.importing.sheet import Limits, Sheet, cell_name
from core.refusals import Refusal
from digests.benchmarking.release_file import recognised

MOST_NEIGHBOURS = 10
LIMITS = Limits(holds="list of neighbours", rows=1_000)
TABLE = Table(
    "neighbours",
    "Statistical neighbours",
    (
        Column("rank", "Rank", "1 for the closest", "1", required=True),
        Column("area", "Name", "As in the published file", "Marlow Vale", required=True, longest=80,
               also=("area", "council", "neighbour", "local authority", "la name")),
        Column("closeness", "Closeness", "Very close, Close, Somewhat close or Not close", "Close"),
        Column("subset", "Subset", "Yes for those the council picks", "Yes", also=("in the subset",)),
    ),
    into="the neighbour model",
)  # fmt: skip
YES, NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"", "no", "n", "false", "0", "-"})


@dataclass(frozen=True)
class NeighbourRow:
    """One neighbour as it is given; `closeness` is a value of `Neighbour.Closeness`, or nothing."""

    rank: int
    area: str
    closeness: str = ""
    is_in_subset: bool = False


def neighbours_in(sheets: Sequence[Sheet], closeness: Mapping[str, str]) -> list[NeighbourRow]:
    """Return the neighbours of a file, by rank; `closeness` gives the value of each band by its words.

    Raises Refusal on `file` that names every cell that cannot be read.
    """
    sheet, headings, columns = recognised(sheets, TABLE)
    bands = {fold(words): value for words, value in closeness.items()}
    found, wrong = [], []
    for number in range(headings.row + 1, len(sheet.rows)):
        given = {key: words_of(sheet.at(number, place)) for key, place in columns.items()}
        if not any(given.values()):
            continue
        troubles = [*_wrong_words(given, bands)]
        wrong += [f"{cell_name(number, columns[key])}: {words}" for key, words in troubles]
        if not troubles:
            found.append(_row(given, bands))
    if wrong:
        raise Refusal("; ".join(wrong[:MOST_NEIGHBOURS]), field="file")
    return sorted(found, key=lambda row: row.rank)


def _row(given: Mapping[str, str], bands: Mapping[str, str]) -> NeighbourRow:
    return NeighbourRow(
        int(given["rank"]),
        given["area"],
        bands.get(fold(given.get("closeness", "")), ""),
        fold(given.get("subset", "")) in YES,
    )


def _wrong_words(given: Mapping[str, str], bands: Mapping[str, str]) -> list[tuple[str, str]]:
    wrong = []
    if not re.fullmatch(r"[0-9]{1,2}", given["rank"]) or not 1 <= int(given["rank"]) <= MOST_NEIGHBOURS:
        wrong.append(
            ("rank", f"the rank must be from 1 to {MOST_NEIGHBOURS}, and not “{given['rank'][:20]}”")
        )
    if not given["area"] or len(given["area"]) > TABLE.column("area").longest:
        wrong.append(("area", "enter the name of the council, in 80 characters or fewer"))
    if given.get("closeness") and fold(given["closeness"]) not in bands:
        wrong.append(
            (
                "closeness",
                f"the closeness must be one of {', '.join(bands)}, and not “{given['closeness'][:20]}”",
            )
        )
    if fold(given.get("subset", "")) not in YES | NO:
        wrong.append(("subset", f"write Yes or leave it empty, and not “{given['subset'][:20]}”"))
    return wrong
