"""The day on which everything in this folder happens, whatever day it really is."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine

from tests.conftest import TODAY

NOON = dt.datetime.combine(TODAY, dt.time(12), tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(autouse=True)
def _on_the_day_of_the_tests() -> Iterator[None]:
    """Set the clock to noon of `TODAY` and let it run on: rows that were written later stay later."""
    with time_machine.travel(NOON, tick=True):
        yield
