"""The facts of a cut that stand beside the editor of a section, as short lists of words: what to write about."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from reports.changes import Changes
from reports.readiness.requirement import counted

MOST = 8
"""So many lines of each list are shown, and how many more there are."""

Content = Mapping[str, Any]
OFF = frozenset({"off_target", "near_target"})


@dataclass(frozen=True)
class Facts:
    """One list of facts: what it is, its first lines, how many more there are; `nothing` is said when it is empty."""

    title: str
    lines: tuple[str, ...]
    nothing: str
    more: int = 0


def facts_for(key: str, content: Content, changed: Changes | None = None) -> list[Facts]:
    """Return the lists that help to write the section `key`: of the report's own cut, in the shape of today.

    `changed` is what changed since the cut before; None where there is none to compare with.
    """
    names = BESIDE.get(key, ("position", "slow", "off_target"))
    return [_changed(changed) if name == "changed" else LISTS[name](content) for name in names]


def _changed(changed: Changes | None) -> Facts:
    title = "What changed since the figures before"
    if changed is None:
        return Facts(title, (), "There are no earlier figures to compare with.")
    lines = [
        f"{' '.join(part for part in (each.reference, each.title) if part)}: {each.was} before, now {_lower(each.now)}"
        for kind in changed.kinds
        for each in kind.changes
    ]
    return _facts(title, lines, "Nothing changed since the figures before.")


def _facts(title: str, lines: list[str], nothing: str) -> Facts:
    return Facts(title, tuple(lines[:MOST]), nothing, max(0, len(lines) - MOST))


def _position(content: Content) -> Facts:
    position = content["position"]
    plan = content["plan"]
    lines = [
        f"The notice: {_lower(position['word'])}; {position['late']} met late, {position['missed']} missed, "
        f"{position['overdue']} overdue"
    ]
    if plan:
        lines.append(
            f"The plan: {plan['done']} of {counted(plan['total'], 'action')} done, {plan['overdue']} overdue"
        )
    return _facts("Where things stand", lines, "")


def _moved(content: Content) -> Facts:
    lines = [
        f"{each['code']} {each['title']}: {_lower(each['movement'])}, {_value(each)} (before: {_before(each)})"
        for each in content["digest"]["lines"]
        if each["movement"] in ("Improved", "Worse", "Rose", "Fell")
    ]
    return _facts("Indicators that moved", lines, "No indicator moved since the month before.")


def _off_target(content: Content) -> Facts:
    lines = [
        f"{each['code']} {each['title']}: {_value(each)}, {_lower(each['word'])}"
        for each in content["digest"]["lines"]
        if each["standing"] in OFF
    ]
    return _facts("Indicators off target", lines, "No indicator is off its target.")


def _slow(content: Content) -> Facts:
    lines = [
        f"{each['reference']} {each['title']}: {'; '.join(each['reasons'])}"
        for each in content["slow"]["objectives"]
    ]
    lines += [f"{each['name']}: {'; '.join(each['reasons'])}" for each in content["slow"]["contributions"]]
    return _facts("Slow objectives and weak contributions", lines, "Nothing is slow or weak by the rule.")


def _areas(content: Content) -> Facts:
    plan = content["plan"] or {"areas": []}
    lines = [
        f"{each['title']}: {_lower(each['word'])}, {each['done']} done, {each['overdue']} overdue"
        for each in plan["areas"]
    ]
    return _facts("The areas of the notice", lines, "There is no plan, so no area has a rating.")


def _ahead(content: Content) -> Facts:
    lines = [
        f"{_day(each['due_on'])}: {each['summary']} (clause {each['clause']})" for each in content["ahead"]
    ]
    return _facts("What falls due in the next six weeks", lines, "Nothing falls due in the next six weeks.")


def _late(content: Content) -> Facts:
    lines = [
        f"Clause {clause['number']}: {obligation['summary']}, due {_day(row['due_on'])}"
        for clause in content["clauses"]
        for obligation in clause["obligations"]
        if obligation["counts"]
        for row in obligation["rows"]
        if row["outcome"] in ("met_late", "overdue", "missed")
    ]
    return _facts("Met late, overdue or missed", lines, "Nothing was late or missed.")


def _voices(content: Content) -> Facts:
    rows = (content.get("voices") or {"rows": []})["rows"]
    lines = [
        f"{each['group']}, {_day(each['heard_on'])}, on {_lower(each['theme'])}"
        + (f": changed {_lower(each['what_changed'])}" if each["what_changed"] else "")
        for each in rows
    ]
    return _facts("What was heard", lines, "Nobody has been heard.")


def _risks(content: Content) -> Facts:
    rows = (content.get("risks") or {"rows": []})["rows"]
    lines = [
        f"{each['reference']} {each['title']}: {_lower(each['level_word'])}"
        for each in rows
        if not each["closed_on"]
    ]
    return _facts("Open risks", lines, "No risk is open.")


def _escalations(content: Content) -> Facts:
    lines = [
        f"{_day(each['raised_on'])}, to {each['raised_to']}: {each['what']}"
        for each in content.get("escalations") or []
    ]
    return _facts("What was escalated", lines, "Nothing has been escalated.")


LISTS: Mapping[str, Callable[[Content], Facts]] = {
    "position": _position,
    "moved": _moved,
    "off_target": _off_target,
    "slow": _slow,
    "areas": _areas,
    "ahead": _ahead,
    "late": _late,
    "voices": _voices,
    "risks": _risks,
    "escalations": _escalations,
}
BESIDE: Mapping[str, tuple[str, ...]] = {
    "analysis": ("position", "changed", "slow", "off_target"),
    "recommendations": ("slow", "off_target", "ahead"),
    "summary": ("position", "changed", "slow", "off_target"),
    "areas": ("areas", "changed", "slow"),
    "next": ("ahead", "slow"),
    "progress": ("areas", "moved", "voices"),
    "concern": ("late", "slow", "off_target"),
    "advice": ("slow", "off_target", "ahead"),
    "commentary": ("moved", "off_target"),
    "decisions": ("risks", "ahead"),
    "workforce": ("voices", "moved"),
    "not_yet": ("slow", "off_target", "late"),
    "statement": ("position", "late"),
    "case": ("position", "areas", "changed"),
    "sustained": ("risks", "slow"),
    "account": ("escalations", "late"),
}
"""Which lists help with which section of any kind of report."""


def _value(line: Content) -> str:
    return line["value_words"] or "no figure"


def _before(line: Content) -> str:
    return line["before_words"] or "no figure"


def _lower(words: str) -> str:
    """Return words as they stand within a sentence; an abbreviation stays as it is."""
    return words if words[:2].isupper() else words[:1].lower() + words[1:]


def _day(iso: str) -> str:
    return f"{dt.date.fromisoformat(iso):%-d %B %Y}"
