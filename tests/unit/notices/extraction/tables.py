"""Reads the hand-written tables of what a notice comes to, and prints a draft in their form.

A table stands beside its notice as NAME.expected: the header fields that matter after `# header:`, then a line for
each obligation, `clause | duty holder | recipient | modality | kind | cadences`. `-` is nobody, `*` anything, `?` at
the end says that the line needs a decision.
"""

from dataclasses import dataclass
from pathlib import Path

from notices.extraction import DraftNotice
from notices.extraction.draft import DraftCadence, DraftObligation

NOTICES = Path(__file__).parent / "notices"


@dataclass(frozen=True)
class Table:
    """What a person says the notice comes to."""

    header: dict[str, str]
    rows: list[list[str]]


def notice_names() -> list[str]:
    return sorted(path.name for path in NOTICES.iterdir() if path.suffix in (".txt", ".md"))


def text_of(name: str) -> str:
    return (NOTICES / name).read_text(encoding="utf-8")


def table_of(name: str) -> Table:
    header: dict[str, str] = {}
    rows = []
    for line in (NOTICES / name).with_suffix(".expected").read_text(encoding="utf-8").splitlines():
        if line.startswith("# header:"):
            pairs = line.removeprefix("# header:").split(";")
            header = {key.strip(): value.strip() for key, _, value in (pair.partition("=") for pair in pairs)}
        elif line.strip():
            rows.append([cell.strip() for cell in line.split("|")])
    return Table(header, rows)


def rows_of(draft: DraftNotice) -> list[list[str]]:
    """The draft's obligations as rows of a table, in the order of the notice."""
    return [row(clause.number, line) for clause in draft.clauses for line in clause.obligations]


def row(number: str, line: DraftObligation) -> list[str]:
    kind = f"content of {line.of}" if line.kind == "content" else line.kind
    timing = "; ".join(told(cadence) for cadence in line.cadences) + (" ?" if line.needs_decision else "")
    return [number, line.duty_holder or "-", line.recipient or "-", line.modality, kind, timing]


def told(cadence: DraftCadence) -> str:
    """`at_least_every 6 weeks until 2026-03-03`: the cadence's type and values in the order of its JSON."""
    n = ",".join(map(str, cadence.n)) if isinstance(cadence.n, tuple) else cadence.n or "-"
    values = {
        "by_date": f" {cadence.date}",
        "in_month": f" {cadence.month}",
        "within": f" {n} {cadence.unit or '-'} of {cadence.anchor}",
        "ladder": f" {n} {cadence.unit} of {cadence.anchor}",
        "each_calendar": f" {cadence.unit}",
        "at_least_every": f" {n} {cadence.unit}",
        "every": f" {n} {cadence.unit}",
        "before_each": f" {cadence.of}",
        "at_each": f" {cadence.of}",
    }
    lead = f" lead {cadence.lead} {cadence.lead_unit}" if cadence.lead else ""
    until = f" until {cadence.until}" if cadence.until else ""
    return f"{cadence.type}{values.get(cadence.type, '')}{lead}{until}"


def differences(expected: list[list[str]], found: list[list[str]]) -> list[str]:
    """Each row that is missing or too many, told on a line; empty where the table holds."""
    left = list(found)
    told_of = []
    for wanted in expected:
        hit = next(
            (
                got
                for got in left
                if all(cell in ("*", other) for cell, other in zip(wanted, got, strict=True))
            ),
            None,
        )
        if hit is None:
            told_of.append("missing: " + " | ".join(wanted))
        else:
            left.remove(hit)
    return told_of + ["too many: " + " | ".join(got) for got in left]
