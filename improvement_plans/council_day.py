"""One council on one day, as one run of the message of the day sees it: worked out once, for everybody who is told."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from accounts.models import Organisation, Role, User
from accounts.selectors import people_with_role
from improvement_plans.selectors.routes import Routes, routes_of
from notices.selectors import Register, notices_of, registers_as_at

Found = TypeVar("Found")


@dataclass(eq=False)
class CouncilDay:
    """What the parts of the message rest on, each read when it is first asked for and then kept.

    It is made for a run and forgotten with it: the next run reads anew, and leaves out what was answered meanwhile.
    """

    council: Organisation
    today: dt.date
    _found: dict[Callable[["CouncilDay"], Any], Any] = field(default_factory=dict)

    @cached_property
    def registers(self) -> list[Register]:
        """The register of every notice to the council."""
        return registers_as_at(list(notices_of(self.council)), as_at=self.today)

    @cached_property
    def routes(self) -> Routes:
        """Who is asked for which post or agency."""
        return routes_of(self.council, self.today)

    @cached_property
    def team(self) -> list[User]:
        """The improvement team, which is told of whatever has nobody else."""
        return list(people_with_role(self.council, Role.IMPROVEMENT_TEAM, today=self.today))

    def once(self, work: Callable[["CouncilDay"], Found]) -> Found:
        """Return what `work` makes of this council and day: a function by a name, worked out when first asked for."""
        if work not in self._found:
            self._found[work] = work(self)
        found: Found = self._found[work]
        return found
