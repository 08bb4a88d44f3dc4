"""Background work on reports: the draft's PDF, the issue of a signed one, its delivery. Each safe to deliver twice.

The work itself is imported when a task runs: it ends in services that send tasks of this module.
"""

from celery import shared_task


@shared_task(name="reports.tasks.render_report")
def render_report(job_id: int) -> None:
    """Make the PDF of the draft that `job_id` belongs to."""
    from reports.background import render_draft

    render_draft(job_id)


@shared_task(name="reports.tasks.issue_report")
def issue_report(job_id: int) -> None:
    """Issue the signed report that `job_id` belongs to."""
    from reports.background import issue_signed

    issue_signed(job_id)


@shared_task(name="reports.tasks.issue_when_due")
def issue_when_due(report_id: int) -> None:
    """Issue a signed report if its time to be recalled is over and nobody issues it yet."""
    from reports.background import issue_if_due

    issue_if_due(report_id)


# A mail server that does not answer (smtplib's errors are OSErrors) is asked again, after ever longer waits.
@shared_task(
    name="reports.tasks.deliver_report",
    autoretry_for=(OSError,),
    retry_backoff=30,
    retry_kwargs={"max_retries": 6},
)
def deliver_report(report_id: int) -> None:
    """Send the e-mails of an issued report that have not been sent yet."""
    from reports.delivering import deliver

    deliver(report_id)
