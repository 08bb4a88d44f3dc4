"""The pages on which a council's statistical neighbours are set, by version of the model."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from digests.benchmarking.neighbour_file import NeighbourRow
from digests.forms.benchmarks import NeighbourFileForm, NeighboursForm, TermsForm
from digests.models import NeighbourModel
from digests.selectors.benchmarks import areas_published, neighbour_models_of, neighbours_on
from digests.services.neighbours import neighbours_of_file, set_neighbours


class NeighbourModels(CouncilPage, TemplateView):
    """The versions of the neighbour model, the newest first."""

    permission = "digests.view_digest"
    template_name = "digests/benchmarks/neighbours.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            models=neighbour_models_of(self.council),
            holding=neighbours_on(self.council.pk, as_at=self.today),
            **kwargs,
        )


class SettingNeighbours(CouncilPage, RefusalsAsErrors, FormView):
    """A page that sets the neighbours: of a new version, or of the one at `self.model`."""

    permission = "digests.load_benchmarks"
    model: NeighbourModel | None = None
    heading = "Set the statistical neighbours"

    def rows(self, form: Any) -> list[NeighbourRow]:
        """Return the neighbours that the form gives. Raises Refusal."""
        raise RuntimeError(f"{type(self).__name__} does not say who the neighbours are.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading=self.heading, published=areas_published(self.council), model=self.model, **kwargs
        )

    def carry_out(self, form: TermsForm) -> NeighbourModel:
        rows = self.rows(form)
        kept = set_neighbours(
            council=self.council, terms=form.terms(), rows=rows, by=self.person, model=self.model
        )
        messages.success(self.request, f"{kept.name}: {len(rows)} neighbours are set.")
        return kept

    def get_success_url(self) -> str:
        return reverse("digest:neighbours", args=[self.council.slug])


class AddNeighbours(SettingNeighbours):
    """Type a new version of the model, row by row; the two names of the published file are those of the last one."""

    form_class = NeighboursForm
    template_name = "digests/benchmarks/set_neighbours.html"

    def get_initial(self) -> dict[str, Any]:
        last = self.council.neighbour_models.first()
        return {} if last is None else {"own_area": last.own_area, "region": last.region}

    def rows(self, form: NeighboursForm) -> list[NeighbourRow]:
        return form.neighbours()


class EditNeighbours(AddNeighbours):
    """Put a version right, or tick another subset."""

    heading = "Change the statistical neighbours"
    kwargs: dict[str, Any]

    @cached_property
    def model(self) -> NeighbourModel:
        return get_object_or_404(neighbour_models_of(self.council), pk=self.kwargs["pk"])

    def get_initial(self) -> dict[str, Any]:
        return NeighboursForm.kept(self.model)


class LoadNeighbours(SettingNeighbours):
    """Load a new version of the model from a file."""

    form_class = NeighbourFileForm
    template_name = "digests/benchmarks/load_neighbours.html"
    heading = "Load the statistical neighbours"

    def rows(self, form: NeighbourFileForm) -> list[NeighbourRow]:
        return neighbours_of_file(form.cleaned_data["file"])
