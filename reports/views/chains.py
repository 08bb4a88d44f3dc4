"""The chains of posts along which reports are signed: all of them, and the page that sets one."""

from typing import Any

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from notices.models import Notice
from notices.selectors import current_notice
from reports.forms.chains import ChainForm
from reports.selectors.chains import Chain, chains_of, chair_post, kinds_along_a_chain
from reports.services.chains import set_chain


class ChainPage(CouncilPage):
    """A page about chains, with the notice from which they are proposed."""

    permission = "reports.keep_chains"

    @cached_property
    def notice(self) -> Notice | None:
        return current_notice(self.council, self.today)


class Chains(ChainPage, TemplateView):
    """Who signs which kind of report, in what order, and which posts are vacant."""

    template_name = "reports/chains.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chains = chains_of(self.council, kinds_along_a_chain(), self.notice, today=self.today)
        return super().get_context_data(chains=chains, **kwargs)


class SetChain(ChainPage, RefusalsAsErrors, FormView):
    """Set the chain of one kind."""

    form_class = ChainForm
    template_name = "reports/chain.html"

    @cached_property
    def chain(self) -> Chain:
        """The chain as it is now. Raises Http404 for a kind that goes along none."""
        kind = next((each for each in kinds_along_a_chain() if each.key == self.kwargs["kind"]), None)
        if kind is None:
            raise Http404("No kind of report goes by that name along a chain")
        return chains_of(self.council, [kind], self.notice, today=self.today)[0]

    def get_form_kwargs(self) -> dict[str, Any]:
        chair = chair_post(self.notice, today=self.today) if self.notice is not None else None
        return {**super().get_form_kwargs(), "council": self.council, "chain": self.chain, "chair": chair}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(chain=self.chain, **kwargs)

    def carry_out(self, form: Any) -> Chain:
        return set_chain(
            council=self.council, kind=self.chain.kind.key, steps=form.steps, by=self.person,
            today=self.today, notice=self.notice, seen=form.cleaned_data["seen"],
        )  # fmt: skip

    def get_success_url(self) -> str:
        messages.success(self.request, f"The chain is set: {self.chain.kind.title}.")
        return reverse("reports:chains", args=[self.council.slug])
