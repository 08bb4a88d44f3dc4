"""One question of `working_days` as JSON, answered as JSON: an operation by name and its inputs."""

import datetime as dt
from collections.abc import Callable

from core.working_days import (
    WorkingDayError,
    clear_days_between,
    earliest_meeting,
    is_working_day,
    latest_notice,
    within_working_days,
)
from notices.cadence.fields import FieldError, Fields
from notices.worked_items import ItemError


def answer_days(item: object) -> bool | int | str:
    """Return true or false, a count, or an ISO date; raises `ItemError` naming the field that is wrong."""
    try:
        question = Fields(item)
        answer = _OPERATIONS[question.one_of("op", _OPERATIONS)](question.inner("inputs"))
    except (FieldError, WorkingDayError, OverflowError) as error:
        raise ItemError(str(error)) from None
    return answer.isoformat() if isinstance(answer, dt.date) else answer


def _is_working_day(inputs: Fields) -> bool:
    return is_working_day(inputs.day("date"))


def _within_working_days(inputs: Fields) -> dt.date:
    return within_working_days(inputs.day("start"), inputs.number("n", least=1))


def _clear_days_between(inputs: Fields) -> int:
    return clear_days_between(inputs.day("notice"), inputs.day("meeting"), working=_working(inputs))


def _earliest_meeting(inputs: Fields) -> dt.date:
    return earliest_meeting(inputs.day("notice"), inputs.number("n", least=0), working=_working(inputs))


def _latest_notice(inputs: Fields) -> dt.date:
    return latest_notice(inputs.day("meeting"), inputs.number("n", least=0), working=_working(inputs))


def _working(inputs: Fields) -> bool:
    """Whether the clear days are working days; absent, they are calendar days."""
    return inputs.flag("working", default=False)


_OPERATIONS: dict[str, Callable[[Fields], bool | int | dt.date]] = {
    "is_working_day": _is_working_day,
    "within_working_days": _within_working_days,
    "clear_days_between": _clear_days_between,
    "earliest_meeting": _earliest_meeting,
    "latest_notice": _latest_notice,
}
