"""Pages of operations that axe looks at: after a day on which something failed, and before anything ever ran."""

import datetime as dt

from django.utils import timezone

from config.schedule import SCHEDULE
from core.models import Run
from tests.browser.page import Known, Page

HOME = "/councils/fernshire/operations/"
FAILED = "OSError: [Errno 111] Connection refused: the mail server does not answer"


def some_runs(known: Known) -> None:
    known("council")
    now = timezone.now()
    for back, entry in enumerate(SCHEDULE):
        moment = now - dt.timedelta(minutes=7 * back)
        given = {"work": entry.key, "day": moment.date(), "started_at": moment, "finished_at": moment}
        did = [{"scope": "fernshire", "words": "3 breaches found"}, {"scope": "", "words": "4 messages sent"}]
        if entry.key == "send-reminders":
            Run.objects.create(**given, state=Run.State.FAILED, error=FAILED)
        else:
            Run.objects.create(**given, state=Run.State.DONE, did=did if back % 2 else [])


def all_work(known: Known) -> str:
    some_runs(known)
    return HOME


def one_work(known: Known) -> str:
    some_runs(known)
    return f"{HOME}send-reminders/"


def never_ran(known: Known) -> str:
    return f"{HOME}open-month/?show=failed"


PAGES = [
    Page("operations", all_work),
    Page("operations one work", one_work, "administrator"),
    Page("operations never ran", never_ran),
]
