"""Takes indicators from the starter library into a council's own digest, each once."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.models import Organisation, User
from core import audit
from core.refusals import Refusal
from digests.library import Entry, entry_of
from digests.models import Indicator
from digests.months import month_of
from digests.selectors.library import taken_from_library


@transaction.atomic
def take_from_library(
    *, council: Organisation, keys: Iterable[str], by: User, today: dt.date
) -> list[Indicator]:
    """Take the entries of `keys` as indicators of the council and return those that are new.

    What was taken before is left as it is: doing it twice changes nothing. Raises Refusal for an unknown key and
    where nothing is chosen.
    """
    asked = list(dict.fromkeys(keys))
    if not asked:
        raise Refusal("Choose at least one indicator", field="keys")
    chosen = [_known(key) for key in asked]
    # One at a time: the second of two who choose at once then sees what the first has taken.
    Organisation.objects.select_for_update(no_key=True).get(pk=council.pk)
    taken = taken_from_library(council)
    codes = {
        code.lower() for code in Indicator.objects.filter(council=council).values_list("code", flat=True)
    }
    made = [_made(council, entry, codes, by, today) for entry in chosen if entry.key not in taken]
    audit.record_many(
        by=by,
        action="took an indicator from the library",
        subjects=[(indicator, {"entry": indicator.library_key}) for indicator in made],
        scope=council.slug,
    )
    return made


def _known(key: str) -> Entry:
    entry = entry_of(key)
    if entry is None:
        raise Refusal("Choose indicators from the list", field="keys")
    return entry


def _made(council: Organisation, entry: Entry, codes: set[str], by: User, today: dt.date) -> Indicator:
    code = _free(entry.key, codes)
    codes.add(code.lower())
    return Indicator.objects.create(
        council=council,
        code=code,
        library_key=entry.key,
        title=entry.title,
        meaning=entry.meaning,
        numerator_words=entry.numerator,
        denominator_words=entry.denominator,
        unit=entry.unit,
        decimals=entry.decimals,
        period_type=entry.period,
        direction=entry.direction,
        known_problems=entry.known_problems,
        national_code=entry.national_code,
        benchmark_key=entry.short_name,
        annex_a_measure=entry.annex_a_measure,
        reported_from=month_of(today),
        changed_by=by,
    )


def _free(code: str, used: set[str]) -> str:
    """Return `code`, or the first of code-2, code-3 … that no indicator of the council has."""
    number, free = 1, code
    while free.lower() in used:
        number += 1
        free = f"{code}-{number}"
    return free
