"""Background work on the plan: update requests, reminders, imports. Each safe to deliver twice.

The work itself is imported when a task runs: it ends in services that send tasks of this module.
"""

import datetime as dt

from celery import shared_task

from core.clock import today


@shared_task(name="improvement_plans.tasks.open_update_cycles")
def open_update_cycles() -> None:
    """Ask for updates wherever the schedule of a council says so today."""
    from improvement_plans.services.cycle import open_due_cycles

    open_due_cycles(today=today())


# Not tried again by itself: the schedule comes back every half hour, and a message is claimed before it is sent.
@shared_task(name="improvement_plans.tasks.send_reminders")
def send_reminders(day: str | None = None) -> None:
    """Plan and send the reminders that are owed today, or on `day` (as 2026-12-16)."""
    from improvement_plans.reminding import sweep

    sweep(today() if day is None else dt.date.fromisoformat(day))


@shared_task(name="improvement_plans.tasks.load_import")
def load_import(job_id: int) -> None:
    """Load the spreadsheet that `job_id` belongs to."""
    from core.importing.running import run
    from improvement_plans.import_wizard import PLAN_IMPORTS

    run(PLAN_IMPORTS, job_id)
