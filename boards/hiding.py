"""Which evidence is hidden from whom: what came to the board as confidential, and minutes that hold such things."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import Organisation, User
from boards.models import AgreedMinutes, Paper

CONFIDENTIAL = Q(is_confidential=True) | Q(item__is_confidential=True)


def confidential_evidence(person: User | None, council: Organisation) -> list[QuerySet[Any]]:
    """Return the keys of the council's evidence that `person` may not even know of; nothing for those who may see all.

    Evidence that was kept already and chosen as a paper is not hidden by that. A paper that was uploaded once as an
    open one and elsewhere as confidential is hidden.
    """
    if person is not None and person.has_perm("boards.view_confidential", council):
        return []
    mine = Paper.objects.filter(item__meeting__board__notice__council=council, was_uploaded=True)
    whole = AgreedMinutes.objects.filter(meeting__board__notice__council=council, whole__isnull=False)
    return [mine.filter(CONFIDENTIAL).values("version__evidence"), whole.values("whole")]
