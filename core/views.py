"""Pages that belong to no council."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.generic import TemplateView

from core.gallery import samples


class Accessibility(TemplateView):
    """The accessibility statement, which the law asks for and anybody may read."""

    template_name = "core/accessibility.html"


class Gallery(TemplateView):
    """Each component once, from the parts that the pages use; in development only."""

    template_name = "core/gallery.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**samples(), **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show the page again: the form on it leads nowhere."""
        return self.get(request)
