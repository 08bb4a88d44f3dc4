"""Every measure that the lists can give, by its key, and all of them worked out at once."""

from collections.abc import Mapping

from digests.annex_a.derivations import care, front_door, leaving, protection
from digests.annex_a.measures import Derived, Measure, derive
from digests.annex_a.reading import Rows
from digests.annex_a.terms import Terms

MEASURES: Mapping[str, Measure] = {
    measure.key: measure
    for measure in (*front_door.MEASURES, *protection.MEASURES, *care.MEASURES, *leaving.MEASURES)
}


def derive_all(lists: Mapping[int, Rows], terms: Terms) -> tuple[Derived, ...]:
    """Return what each measure comes to, in the order of the lists."""
    return tuple(derive(measure, lists, terms) for measure in MEASURES.values())
