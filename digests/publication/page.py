"""A month's digest as it is read: a front page of exceptions, sections by area, charts; from its content alone."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from digests.chart import UNBOUNDED, WIDE, Chart, Layout, mark_from_json, spc_chart
from digests.charting import AXIS_BOUNDS, AXIS_SIGNS
from digests.exceptions import HEADINGS, RULES, Kind
from digests.rating import WORDS, Standing
from digests.telling import quality_in_words

Lines = Sequence[dict[str, Any]]
ORDER = (
    Standing.OFF_TARGET, Standing.NEAR_TARGET, Standing.ON_TARGET, Standing.NO_TARGET,
    Standing.TOO_FEW, Standing.NO_VALUE, Standing.SUPPRESSED, Standing.NOT_GIVEN,
)  # fmt: skip
ANSWERED = (Kind.CONCERN, Kind.IMPROVEMENT, Kind.FAILING)
"""What a board asks first, beside what merely wobbles. What else is an exception comes after it."""


@dataclass(frozen=True)
class Entry:
    """One indicator on the front page, and the figures that put it there."""

    line: dict[str, Any]
    words: str


@dataclass(frozen=True)
class Group:
    """One question of the front page with its rule and the indicators that answer it.

    `entries` are told here; `elsewhere` are told in a group before it, and only named.
    """

    kind: str
    heading: str
    rule: str
    entries: tuple[Entry, ...]
    elsewhere: tuple[dict[str, Any], ...] = ()

    @property
    def number(self) -> int:
        return len(self.entries) + len(self.elsewhere)


@dataclass(frozen=True)
class Front:
    """The front page. `answers` are given every month, also where nothing is like that; `others` where something is.

    `wobbling` vary as they always did, and nothing is wrong; `untold` are not judged.
    """

    answers: tuple[Group, ...]
    wobbling: tuple[dict[str, Any], ...]
    others: tuple[Group, ...]
    untold: tuple[dict[str, Any], ...]
    tally: tuple[tuple[Standing, str, int], ...]


@dataclass(frozen=True)
class Section:
    """The indicators of one area (no letter: of none). One that serves several stands under the first of them.

    `elsewhere` serve this area too and stand under one before it.
    """

    letter: str
    title: str
    lines: tuple[dict[str, Any], ...]
    elsewhere: tuple[dict[str, Any], ...] = ()

    @property
    def heading(self) -> str:
        return f"{self.letter}: {self.title}" if self.letter else self.title

    @property
    def in_words(self) -> str:
        """How many indicators there are, and how they are rated: "5 indicators: 2 red, 1 amber, 2 not rated"."""
        number = len(self.lines)
        counted = Counter(WORDS[Standing(line["standing"])].split(":")[0].lower() for line in self.lines)
        words = dict.fromkeys(WORDS[each].split(":")[0].lower() for each in ORDER)
        rated = ", ".join(f"{counted[word]} {word}" for word in words if counted[word])
        return f"{number} indicator{'' if number == 1 else 's'}" + (f": {rated}" if rated else "")


def front_of(lines: Lines) -> Front:
    """Return the front page: what is really getting worse, what really improves, what will not do, what wobbles."""
    counted = Counter(line["standing"] for line in lines)
    answers = tuple(_group(kind, lines) for kind in ANSWERED)
    told = {entry.line["key"] for group in answers for entry in group.entries}
    others = (_group(kind, lines, told) for kind in Kind if kind not in ANSWERED)
    return Front(
        answers=answers,
        wobbling=tuple(line for line in lines if _meaning(line) == "common" and not line["exceptions"]),
        others=tuple(group for group in others if group.number),
        untold=tuple(line for line in lines if not _meaning(line)),
        tally=tuple((each, WORDS[each], counted[each.value]) for each in ORDER if counted[each.value]),
    )


def _group(kind: Kind, lines: Lines, told: Collection[int] = ()) -> Group:
    found = [(line, each) for line in lines for each in line["exceptions"] if each["kind"] == kind]
    return Group(
        kind=kind.value,
        heading=HEADINGS[kind],
        rule=RULES[kind],
        entries=tuple(Entry(line, in_full(each)) for line, each in found if line["key"] not in told),
        elsewhere=tuple(line for line, _ in found if line["key"] in told),
    )


def in_full(found: dict[str, Any]) -> str:
    """Return why a line is an exception, with what the statistics add to it."""
    return f"{found['words']}; {found['beside']}" if found["beside"] else str(found["words"])


def quality_of_line(line: dict[str, Any]) -> str:
    """Return what is known of the quality of a line's figure ("Incomplete. Recording problem. …"), or ""."""
    found = line["quality"]
    return quality_in_words(found["word"], found["problem"], found["note"])


def quality_of_month(month: dict[str, Any]) -> str:
    """Return the same of a month of a series. What was frozen before more than the note was kept has only that."""
    return quality_in_words(month.get("quality", ""), month.get("problem", ""), month["note"])


def _meaning(line: dict[str, Any]) -> str:
    """Return what the statistics say of the latest month; "" where there are no limits to judge it by."""
    found = line["statistics"]
    return found["meaning"] if found and found["limits"] else ""


def sections_of(lines: Lines, *, asked: tuple[str, str] | None = None) -> list[Section]:
    """Return the lines by area in the order of their letters, each once, those that serve none last.

    `asked`, letter and title, is the area that somebody chose to see: it comes first and so has all its lines.
    """
    areas = {(area["letter"], area["title"]) for line in lines for area in line["areas"]}
    sections, told = [], set[int]()
    for letter, title in sorted(areas, key=lambda area: (area != asked, len(area[0]), area)):
        serving = [line for line in lines if {"letter": letter, "title": title} in line["areas"]]
        own = tuple(line for line in serving if line["key"] not in told)
        elsewhere = tuple(line for line in serving if line["key"] in told)
        if own or asked is None:
            sections.append(Section(letter, title, own, elsewhere))
        told |= {line["key"] for line in own}
    others = tuple(line for line in lines if not line["areas"])
    return [*sections, Section("", "No area", others)] if others else sections


def chart_of_line(line: Mapping[str, Any], layout: Layout = WIDE) -> Chart:
    """Return the chart of a line's series, as it was when the content was made."""
    return spc_chart(
        [mark_from_json(month) for month in line["series"]],
        title=f"{line['code']} {line['title']}, by month",
        summary=line["summary"],
        unit_sign=AXIS_SIGNS.get(line["unit"], ""),
        decimals=line["decimals"],
        bounds=AXIS_BOUNDS.get(line["unit"], UNBOUNDED),
        layout=layout,
    )


def line_with_key(lines: Iterable[dict[str, Any]], key: int) -> dict[str, Any] | None:
    """Return the line of the indicator with this primary key, or None where the content has none."""
    return next((line for line in lines if line["key"] == key), None)
