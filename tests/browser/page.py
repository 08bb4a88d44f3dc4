"""A page that axe looks at: its name, who opens it, and the rows that it needs to show something."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Known = Callable[[str], Any]
"""Gives the fixture of a name in tests/conftest.py: `known("council")`, `known("improver")`."""

Scene = Callable[[Known], str]
"""Makes the rows of a page and returns its address."""


@dataclass(frozen=True)
class Page:
    """One page: `person` is the fixture of who opens it, or None for somebody who is not signed in."""

    name: str
    scene: Scene
    person: str | None = "improver"


def at(address: str) -> Scene:
    """The scene of a page that needs no rows beyond the council and the person."""
    return lambda known: address
