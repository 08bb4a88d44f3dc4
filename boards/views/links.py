"""What an agenda item is about: chosen from what the case holds, and taken off again."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import FormView

from boards import linking
from boards.forms.agenda import MOST_OFFERED, LinksForm
from boards.models import AgendaLink
from boards.selectors.items import items_for
from boards.services import agenda
from boards.views.base import BusinessPage, Deed, FindsItem, item_address
from core.forms import RefusalsAsErrors


class LinkItem(FindsItem, RefusalsAsErrors, BusinessPage, FormView):
    """Choose what an item is about: a kind in the address, words to search by, and boxes to tick."""

    permission = "boards.keep_meeting"
    form_class = LinksForm
    template_name = "boards/agenda/link.html"

    def find(self) -> None:
        super().find()
        kinds = linking.registered()
        asked = self.request.GET.get("kind")
        found = linking.kind_of(asked) if asked else (kinds[0] if kinds else None)
        if found is None:
            raise Http404("No such kind")
        self.kinds, self.kind = kinds, found
        self.words = words_searched(self.request.GET)

    @cached_property
    def found(self) -> list[tuple[int, str]]:
        """What is not linked yet and has the words of the search."""
        linked = set(self.item.links.filter(kind=self.kind.key).values_list("key", flat=True))
        return [
            (key, words)
            for key, words in self.kind.choices(self.council, self.today)
            if key not in linked and self.words.casefold() in words.casefold()
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kind": self.kind, "found": self.found[:MOST_OFFERED]}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "item": self.item, "kinds": self.kinds, "kind": self.kind, "words": self.words,
            "found": len(self.found), "left_out": max(0, len(self.found) - MOST_OFFERED), "most": MOST_OFFERED,
        }  # fmt: skip
        return super().get_context_data(**{**facts, **kwargs})

    def carry_out(self, form: Any) -> int:
        keys = form.cleaned_data["keys"]
        return agenda.link_item(
            item=self.item, kind=self.kind.key, keys=keys, by=self.person, today=self.today
        )

    def get_success_url(self) -> str:
        return item_address(self.council, self.item)


class Unlink(Deed):
    """A link off an item."""

    def find(self) -> None:
        links = AgendaLink.objects.filter(item__in=items_for(self.person, self.council))
        self.link = get_object_or_404(links.select_related("item__meeting"), pk=self.kwargs["pk"])

    def get_back(self) -> str:
        return item_address(self.council, self.link.item)

    def carry_out(self) -> str:
        agenda.unlink_item(link=self.link, by=self.person)
        return "The link is taken off. Building the agenda again does not bring it back."


def words_searched(asked: Any) -> str:
    """Return the words that the address searches for; what cannot be searched for is left out."""
    return str(asked.get("words", "")).replace("\x00", "").strip()[:100]
