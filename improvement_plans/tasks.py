"""Background work on the plan: imports. Safe to deliver twice.

The work itself is imported when a task runs: it ends in services that send tasks of this module.
"""

from celery import shared_task


@shared_task(name="improvement_plans.tasks.load_import")
def load_import(job_id: int) -> None:
    """Load the spreadsheet that `job_id` belongs to."""
    from core.importing.running import run
    from improvement_plans.import_wizard import PLAN_IMPORTS

    run(PLAN_IMPORTS, job_id)
