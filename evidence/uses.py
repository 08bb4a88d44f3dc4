"""Where what rests on evidence is looked at: the layers above say so, since evidence knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.urls import reverse

Route = Callable[[Any], tuple[Any, ...]]
"""Gives the name of the address of a row's page, and what follows the council's slug in it."""


@dataclass(frozen=True)
class Place:
    """The page of one sort of row. `related` names what its words and address need, to be fetched with it."""

    route: Route
    related: tuple[str, ...] = ()

    def address(self, row: Any, council_slug: str) -> str:
        """Return the address of the page of `row`."""
        url_name, *arguments = self.route(row)
        return reverse(url_name, args=[council_slug, *arguments])


_PLACES: dict[str, Place] = {}


def shown_at(model: type[models.Model], route: Route, *, related: tuple[str, ...] = ()) -> None:
    """Say where rows of `model` are looked at; an application says it for its own models as it starts."""
    _PLACES[model._meta.label] = Place(route, related)


def place_of(model: type[models.Model]) -> Place | None:
    """Return where rows of `model` are looked at, None where nobody said so."""
    return _PLACES.get(model._meta.label)
