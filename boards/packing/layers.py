"""The layers of papers (optional content): what a paper hides stays hidden in the pack."""

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def take_layers(pack: Pdf, source: Pdf) -> None:
    """Take over the layers of `source`, hidden or shown as it opens, once its pages are in the pack."""
    found = source.Root.get(Name.OCProperties)
    if not isinstance(found, Dictionary):
        return
    layers = _listed(found, Name.OCGs)
    hidden = _hidden(found.get(Name.D), layers)
    if Name.OCProperties not in pack.Root:
        opening = Dictionary(Name=String("Layers of the papers"), OFF=Array([]))
        pack.Root.OCProperties = Dictionary(OCGs=Array([]), D=opening)
    pack.Root.OCProperties.OCGs.extend(pack.copy_foreign(each) for each in layers)
    pack.Root.OCProperties.D.OFF.extend(pack.copy_foreign(each) for each in hidden)


def _hidden(opening: Object | None, layers: list[Object]) -> list[Object]:
    """Return the layers that are hidden when the paper is opened."""
    if not isinstance(opening, Dictionary):
        return []
    if opening.get(Name.BaseState) == Name.OFF:
        shown = {each.objgen for each in _listed(opening, Name.ON)}
        return [each for each in layers if each.objgen not in shown]
    return _listed(opening, Name.OFF)


def _listed(holder: Object, key: Name) -> list[Object]:
    found = holder.get(key)
    if not isinstance(found, Array):
        return []
    return [each for each in found if isinstance(each, Dictionary) and each.is_indirect]
