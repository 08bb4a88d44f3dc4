"""The corrections that a person makes to a draft: pure functions from content to content.

Each returns a changed copy. Numbers of clauses are kept whole: a clause that is renumbered takes its
sub-clauses, areas and references with it.
"""

import copy
import re
from collections.abc import Callable
from typing import Any

from notices.drafts.content import (
    Content,
    Entry,
    clause_numbered,
    clause_of_key,
    new_obligation,
    next_key,
    obligation_of_key,
    parent_number,
    question_of_key,
)

CLAUSE_NUMBER = re.compile(r"[0-9A-Za-z]+(\.[0-9A-Za-z]+)*")
Edit = Callable[[Content], Content]


class EditRefused(ValueError):
    """The correction would leave a draft that is no notice; the message is for the person, `field` names its
    field.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def change_header(content: Content, values: Entry) -> Content:
    """Set the fields of the header that `values` names."""
    changed = copy.deepcopy(content)
    changed["header"].update(values)
    return changed


def change_areas(content: Content, areas: list[tuple[str, str]]) -> Content:
    """Set the areas to these (letter, title); one whose letter stays keeps the clause that it came from."""
    changed = copy.deepcopy(content)
    known = {area["letter"]: area for area in changed["areas"]}
    changed["areas"] = [
        {
            "key": known[letter]["key"] if letter in known else next_key(changed),
            "letter": letter,
            "title": title,
            "clause": known.get(letter, {}).get("clause"),
        }
        for letter, title in areas
    ]
    return changed


def change_clause(content: Content, key: int, *, number: str, section: str | None, text: str) -> Content:
    """Correct a clause's number, section or words. Raises EditRefused for a number in use."""
    changed = copy.deepcopy(content)
    clause = clause_of_key(changed, key)
    _refuse_number(changed, number, besides=key)
    _renumber(changed, clause["number"], number)
    clause.update(number=number, parent=_existing_parent(changed, number), section=section, text=text)
    return changed


def add_clause(
    content: Content, *, number: str, section: str | None, text: str, after: int | None
) -> tuple[Content, int]:
    """Return the content with a new clause after the one whose key is `after` (None: at the end), and its
    key.
    """
    changed = copy.deepcopy(content)
    _refuse_number(changed, number, besides=None)
    before = (
        clause_of_key(changed, after) if after else (changed["clauses"][-1] if changed["clauses"] else None)
    )
    key = next_key(changed)
    clause: Entry = {
        "key": key,
        "number": number,
        "parent": _existing_parent(changed, number),
        "label": number,
        "section": section,
        "text": text,
        "line": before["line"] if before else 1,
        "page": before["page"] if before else 1,
        "obligations": [],
        "change": None,
    }
    changed["clauses"].insert(changed["clauses"].index(before) + 1 if before else 0, clause)
    return changed, key


def remove_clause(content: Content, key: int) -> Content:
    """Take out a clause with its obligations. Raises EditRefused while other clauses hang on it."""
    changed = copy.deepcopy(content)
    clause = clause_of_key(changed, key)
    if any(other["parent"] == clause["number"] for other in changed["clauses"]):
        raise EditRefused(f"Clause {clause['number']} has sub-clauses. Remove or renumber those first.")
    changed["clauses"].remove(clause)
    for area in changed["areas"]:
        if area["clause"] == clause["number"]:
            area["clause"] = None
    return changed


def move_clause(content: Content, key: int, *, up: bool) -> Content:
    """Put a clause one place further up or down; at the end of the list it stays."""
    changed = copy.deepcopy(content)
    clauses = changed["clauses"]
    place = clauses.index(clause_of_key(changed, key))
    other = place - 1 if up else place + 1
    if 0 <= other < len(clauses):
        clauses[place], clauses[other] = clauses[other], clauses[place]
    return changed


def add_obligation(content: Content, clause_key: int) -> tuple[Content, int]:
    """Return the content with an empty obligation under a clause, and its key."""
    changed = copy.deepcopy(content)
    clause = clause_of_key(changed, clause_key)
    obligation = new_obligation(changed)
    clause["obligations"].append(obligation)
    return changed, int(obligation["key"])


def change_obligation(content: Content, key: int, values: Entry) -> Content:
    """Set the fields of an obligation that `values` names."""
    changed = copy.deepcopy(content)
    obligation_of_key(changed, key)[1].update(values)
    return changed


def remove_obligation(content: Content, key: int) -> Content:
    """Take an obligation out of its clause."""
    changed = copy.deepcopy(content)
    clause, obligation = obligation_of_key(changed, key)
    clause["obligations"].remove(obligation)
    return changed


def change_cadence(content: Content, key: int, part: int, cadence: Entry) -> Content:
    """Set cadence `part` of an obligation; one place past its last adds another."""
    changed = copy.deepcopy(content)
    cadences = obligation_of_key(changed, key)[1]["cadences"]
    if part > len(cadences):
        raise EditRefused("This obligation has fewer cadences than that. Open it again and add one.")
    cadences[part : part + 1] = [cadence]
    return changed


def remove_cadence(content: Content, key: int, part: int) -> Content:
    """Take out one of several cadences. Raises EditRefused for the only one."""
    changed = copy.deepcopy(content)
    cadences = obligation_of_key(changed, key)[1]["cadences"]
    if len(cadences) < 2 or part >= len(cadences):
        raise EditRefused("An obligation needs a cadence. Change this one instead of removing it.")
    del cadences[part]
    return changed


def answer_question(content: Content, key: int, *, state: str, answer: str, by: str, on: str) -> Content:
    """Put a question in `state` with the answer, who gave it and on which day (ISO)."""
    changed = copy.deepcopy(content)
    question_of_key(changed, key).update(state=state, answer=answer, by=by, on=on)
    return changed


def _refuse_number(content: Content, number: str, *, besides: int | None) -> None:
    if not CLAUSE_NUMBER.fullmatch(number) or len(number) > 40:
        raise EditRefused(
            "Enter a clause number such as 5 or 5.b: letters and figures with full stops between",
            field="number",
        )
    other = clause_numbered(content, number)
    if other is not None and other["key"] != besides:
        raise EditRefused(f"Another clause has the number {number}. Enter one that is free", field="number")


def _existing_parent(content: Content, number: str) -> str | None:
    above = parent_number(number)
    return above if clause_numbered(content, above) else None


def _renumber(content: Content, old: str, new: str) -> None:
    """Carry a changed number on to sub-clauses, areas and references, in place."""

    def renamed(number: Any) -> Any:
        if isinstance(number, str) and (number == old or number.startswith(f"{old}.")):
            return new + number[len(old) :]
        return number

    for clause in content["clauses"]:
        clause["number"], clause["parent"] = renamed(clause["number"]), renamed(clause["parent"])
        for obligation in clause["obligations"]:
            obligation["of"] = renamed(obligation.get("of"))
    for area in content["areas"]:
        area["clause"] = renamed(area["clause"])
