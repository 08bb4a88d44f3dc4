"""A table of permitted changes of status as the diagram, and the page of the documents, that show it."""

from collections.abc import Iterable
from typing import Protocol


class Change(Protocol):
    """One permitted change of status, in whatever dataclass an application keeps it."""

    @property
    def before(self) -> str: ...

    @property
    def after(self) -> str: ...

    @property
    def label(self) -> str: ...


def diagram_of(changes: Iterable[Change], *, begins: tuple[str, str], ends: str) -> str:
    """Return the changes as a Mermaid state diagram; `begins` is the first status and how it comes about."""
    first, deed = begins
    lines = ["stateDiagram-v2", f"    [*] --> {first}: {deed}"]
    lines += [f"    {each.before} --> {each.after}: {each.label}" for each in changes]
    lines += [f"    {ends} --> [*]"]
    return "\n".join(lines)


def page_of(diagram: str, *, title: str, source: str, command: str, note: str = "") -> str:
    """Return the whole text of the page in `docs/`; `command` draws it from the module at the path `source`."""
    drawn = f"Drawn from `{source}` by `python manage.py {command}`; a test fails when they differ.\n"
    rest = f"{note}\n" if note else ""
    return f"# {title}\n\n{drawn}{rest}\n```mermaid\n{diagram}\n```\n"
