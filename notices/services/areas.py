"""Keeps the improvement areas that the plan must cover, where the notice letters none or letters them otherwise."""

from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import User
from core.refusals import Refusal
from notices.models import Area, Notice
from notices.services import checks


def _locked(notice: Notice) -> Notice:
    return Notice.objects.select_for_update(of=("self",)).select_related("council").get(pk=notice.pk)


@transaction.atomic
def add_area(*, notice: Notice, letter: str, title: str, by: User) -> Area:
    """Add an area and return it; raises Refusal for a letter that is taken."""
    notice = _locked(notice)
    letter = checks.refuse_empty(letter, field="letter", message="Enter the letter of the area")
    title = checks.refuse_empty(title, field="title", message="Enter the title of the area")
    if notice.areas.filter(letter__iexact=letter).exists():
        raise Refusal(f"There is already an area {letter}: enter another letter", field="letter")
    area = Area.objects.create(notice=notice, letter=letter, title=title)
    checks.write_audit(by=by, action="added an area", subject=area, notice=notice)
    return area


@transaction.atomic
def rename_area(*, area: Area, title: str, by: User) -> Area:
    """Give an area another title and return it."""
    notice = _locked(area.notice)
    before = area.title
    area.title = checks.refuse_empty(title, field="title", message="Enter the title of the area")
    area.save(update_fields=["title"])
    checks.write_audit(by=by, action="renamed an area", subject=area, notice=notice, before=before)
    return area


@transaction.atomic
def remove_area(*, area: Area, by: User) -> None:
    """Remove an area; raises Refusal for one that the notice letters itself or that the plan uses."""
    notice = _locked(area.notice)
    if area.clause_id is not None:
        raise Refusal("The notice itself names this area, so it stays")
    if any(_is_used(area, relation.get_accessor_name() or "") for relation in area._meta.related_objects):
        raise Refusal("The plan uses this area. Move what serves it to another area first")
    checks.write_audit(by=by, action="removed an area", subject=area, notice=notice)
    try:
        area.delete()
    except ProtectedError as trouble:
        raise Refusal("The plan uses this area. Move what serves it to another area first") from trouble


def _is_used(area: Area, accessor: str) -> bool:
    return bool(getattr(area, accessor).exists())
