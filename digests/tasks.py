"""Background work on the digest: each task takes a key and is safe to deliver twice.

The work itself is imported when a task runs: it ends in services that send tasks of this module.
"""

from celery import shared_task


@shared_task(name="digests.tasks.render_digest")
def render_digest(job_id: int) -> None:
    """Make the PDFs of the published digest that `job_id` belongs to."""
    from digests.publication.background import render_published

    render_published(job_id)


# Takes no more than the load's key: nothing of a child's row may ever lie with the broker.
@shared_task(name="digests.tasks.work_out_annex_a")
def work_out_annex_a(load_id: int) -> None:
    """Work out the Annex A workbook that was uploaded for `load_id`."""
    from digests.annex_a_uploads.background import work_out

    work_out(load_id)


@shared_task(name="digests.tasks.load_figures")
def load_figures(job_id: int) -> None:
    """Load the spreadsheet of figures that `job_id` belongs to."""
    from core.importing.running import run
    from digests.figure_wizard import FIGURE_IMPORTS

    run(FIGURE_IMPORTS, job_id)
