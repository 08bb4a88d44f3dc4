"""Keeps how the sheets of a file in the wide form are to be read, as found by rule and as a person changed it."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.importing import services
from core.importing.selectors import sheets_of
from core.importing.wizard import Wizard
from core.refusals import Refusal
from digests.importing.wide_said import headings_digest
from digests.models import FigureImport, FigureMapping
from digests.selectors.loading import indicators_of, register_of


@transaction.atomic
def change_layout(*, imported: FigureImport, part: str, said: Mapping[str, Any]) -> FigureImport:
    """Say how one sheet is to be read; what a dry run found before no longer holds.

    Raises Refusal for a sheet that is to be read and has no month, or no column that names the indicators.
    """
    imported = services.opened(imported)
    if part not in imported.mapping:
        raise Refusal("That sheet is not in the file: choose the file again")
    if said["is_read"] and not said["months"]:
        raise Refusal("Enter the month of a column at least, or say that the sheet is not read")
    if said["is_read"] and not {"code", "title"} & set(said["columns"]):
        raise Refusal("Choose the column that names the indicators", field="title")
    imported.mapping = {**imported.mapping, part: dict(said)}
    imported.findings, imported.state = {}, FigureImport.State.UPLOADED
    imported.save(update_fields=["mapping", "findings", "state"])
    return imported


def confirm_layout(*, wizard: Wizard[FigureImport], imported: FigureImport, today: dt.date) -> FigureImport:
    """Check the file as its sheets are to be read now, and remember that for the next one.

    Raises Refusal when no sheet is to be read.
    """
    read = [said for said in imported.mapping.values() if said["is_read"]]
    if not read:
        raise Refusal("Choose a sheet to read")
    sheets = {sheet.name: sheet for sheet in sheets_of(wizard, imported)}
    register = register_of(indicators_of(imported.council))
    with transaction.atomic():
        for said in read:
            FigureMapping.objects.update_or_create(
                council=imported.council,
                kind=imported.kind,
                headings=headings_digest(sheets[said["sheet"]], register),
                defaults={
                    "mapping": {"columns": said["columns"], "called": said["called"]},
                    "used_at": timezone.now(),
                },
            )
        return services.keep_mapping(wizard=wizard, imported=imported, mapping=imported.mapping, today=today)
