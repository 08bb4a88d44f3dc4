"""Scenes of a digest's PDFs with a real worker, each in a process of its own."""

import os
import signal
from pathlib import Path
from typing import Any

import pypdf
from django.conf import settings
from django.db import transaction
from django.db.models.fields.files import FieldFile
from django.utils import timezone

from accounts.models import Role, User
from core import jobs
from core.models import Job
from digests.models import MonthlyDigest
from digests.services import publication
from tests import factories as rows
from tests import factories_publication as month
from tests.conftest import TODAY
from tests.services.scenes import waiting_for_a_lock
from tests.waiting import wait_for

# 3 of 1,237: what the copy for scrutiny hides.
SMALL = "0.2%"


def publish_in(slug: str) -> MonthlyDigest:
    """Publish October's digest of a new council."""
    council = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
    analyst = rows.UserFactory(email=f"analyst@{slug}.example", organisation=council)
    rows.MembershipFactory(council=council, person=analyst, role=Role.ANALYST)
    month.a_month(council)
    return month.published(council, analyst, TODAY)


def found(digest: MonthlyDigest) -> dict[str, Any]:
    """Return how the job of the PDFs stands, how many files are kept, and what each of the two shows."""
    digest = MonthlyDigest.objects.get(pk=digest.pk)
    kept = Path(settings.MEDIA_ROOT) / "digests"
    return {
        "job": _job_of(digest).state,
        "files": len(list(kept.iterdir())) if kept.exists() else 0,
        "whole": _read(digest.document),
        "copy": _read(digest.scrutiny_document),
    }


def _read(document: FieldFile) -> dict[str, bool] | None:
    """Return whether a PDF names an indicator and shows the small number; None where there is none."""
    if not document:
        return None
    with document.open("rb") as file:
        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    return {"named": "Return talks in time" in text, "small": SMALL in text}


def published(slug: str) -> dict[str, Any]:
    """The worker makes both PDFs of what was published."""
    digest = publish_in(slug)
    wait_for(lambda: _job_of(digest).is_over, "both PDFs")
    return found(digest)


def _job_of(digest: MonthlyDigest) -> Job:
    return Job.objects.get(monthly_digest=digest)


def killed_while_it_renders(slug: str, group: str) -> dict[str, Any]:
    """The worker is killed on its way from one PDF to the next, or to the files that it would keep."""
    digest = publish_in(slug)
    wait_for(lambda: _job_of(digest).percent > 0, "the worker to begin")
    with transaction.atomic():
        # While this row is held the worker cannot say how far it is.
        Job.objects.select_for_update(no_key=True).get(pk=_job_of(digest).pk)
        wait_for(lambda: waiting_for_a_lock() == 1, "the worker to have made a PDF")
        os.killpg(int(group), signal.SIGKILL)
    wait_for(lambda: waiting_for_a_lock() == 0, "the database to notice")
    return found(digest)


def again(slug: str) -> dict[str, Any]:
    """The schedule calls the job failed, the analyst asks again, another worker makes both."""
    digest = MonthlyDigest.objects.get(council__slug=slug)
    abandoned = jobs.fail_abandoned(timezone.now() + 2 * jobs.SILENCE_ALLOWED)
    analyst = User.objects.get(email=f"analyst@{slug}.example")
    publication.render_again(digest=digest, by=analyst)
    wait_for(lambda: _job_of(digest).is_over, "both PDFs")
    return found(digest) | {"abandoned": abandoned, "digests": MonthlyDigest.objects.count()}


SCENES = {scene.__name__: scene for scene in (published, killed_while_it_renders, again)}
