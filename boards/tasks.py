"""Background work of boards, each safe to deliver twice. What a task does is imported when it runs."""

from celery import shared_task

# A mail server that does not answer (smtplib's errors are OSErrors) is asked again, after ever longer waits.
AGAIN = {"autoretry_for": (OSError,), "retry_backoff": 30, "retry_kwargs": {"max_retries": 6}}


@shared_task(name="boards.tasks.send_invitations", **AGAIN)
def send_invitations(meeting_id: int) -> None:
    """Send the invitations, changes and cancellations of one meeting that have not been sent yet."""
    from boards.inviting import send_for

    send_for(meeting_id)


@shared_task(name="boards.tasks.make_pack")
def make_pack(job_id: int) -> None:
    """Make the pack of a meeting that `job_id` is for."""
    from boards.background import make

    make(job_id)


@shared_task(name="boards.tasks.deliver_pack", **AGAIN)
def deliver_pack(pack_id: int) -> None:
    """Send the e-mails on one pack that have not been sent yet."""
    from boards.delivering import deliver

    deliver(pack_id)
