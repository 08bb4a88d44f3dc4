"""Where the links of a paper lead within it, as explicit places on its pages once those stand on A4."""

from collections.abc import Iterator, Mapping

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from boards.packing.placing import Placement


class Destinations:
    """The places of one paper. A name that means nothing, or a page of another file, is no place."""

    def __init__(self, pdf: Pdf, placements: Mapping[tuple[int, int], Placement]) -> None:
        self.placements = placements
        names, old_names = pdf.Root.get(Name.Names), pdf.Root.get(Name.Dests)
        tree = names.get(Name.Dests) if isinstance(names, Dictionary) else None
        self._names = NameTree(tree) if isinstance(tree, Dictionary) else None
        self._old_names = old_names if isinstance(old_names, Dictionary) else None

    def of(self, link: Object) -> Array | None:
        """Return the place that a link leads to, None where it leads to none within the paper."""
        named = link.get(Name.Dest)
        action = link.get(Name.A)
        if named is None and isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo:
            named = action.get(Name.D)
        return self._moved(self._resolved(named))

    def named(self) -> Iterator[tuple[str, Array]]:
        """Yield every named place, moved."""
        for name, held in self._names.items() if self._names is not None else ():
            place = self._moved(held.get(Name.D) if isinstance(held, Dictionary) else held)
            if place is not None:
                yield str(name), place

    def _resolved(self, named: Object | None) -> Object | None:
        if isinstance(named, String) and self._names is not None:
            named = self._names.get(str(named))
        elif isinstance(named, Name) and self._old_names is not None:
            named = self._old_names.get(named)
        return named.get(Name.D) if isinstance(named, Dictionary) else named

    def _moved(self, place: Object | None) -> Array | None:
        if not isinstance(place, Array) or not len(place) or not isinstance(place[0], Dictionary):
            return None
        placement = self.placements.get(place[0].objgen)
        if placement is None:
            return None
        if len(place) >= 4 and place[1] == Name.XYZ and place[2] is not None and place[3] is not None:
            x, y = placement.point(float(place[2]), float(place[3]))
            return Array([place[0], Name.XYZ, round(x, 3), round(y, 3), None])
        return Array([place[0], Name.Fit])
