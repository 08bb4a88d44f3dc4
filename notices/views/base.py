"""What the pages of a register share: finding the notice within the council, and saying what a deed changed."""

from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import FormView

from accounts.access import CouncilPage
from core.forms import RefusalsAsErrors
from notices.changes import change_in_words
from notices.models import Notice, Obligation
from notices.selectors import register_as_at
from notices.services import prove


def safe_next(request: HttpRequest) -> str:
    """Return the address to go back to, when `?next=` names one on this site; else an empty string.

    A form posts to the address that it was opened at, so the way back survives errors and corrections.
    """
    asked = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and not urlsplit(asked).netloc
    return asked if own and asked.startswith("/") else ""


class NoticePage(CouncilPage):
    """A page of one notice of the council, which stands at `self.notice`."""

    permission = "notices.view_register"
    kwargs: dict[str, Any]

    @cached_property
    def notice(self) -> Notice:
        """The notice in the address; raises Http404 for another council's."""
        found: Notice = get_object_or_404(
            Notice.objects.select_related("council", "superseded_by"),
            council=self.council,
            pk=self.kwargs["notice"],
        )
        return found

    @property
    def notice_address(self) -> str:
        return reverse("notices:notice", args=[self.council.slug, self.notice.pk])

    def url(self, name: str, *args: object) -> str:
        """The address of another page of this notice."""
        return reverse(f"notices:{name}", args=[self.council.slug, self.notice.pk, *args])


class NoticeForm(NoticePage, RefusalsAsErrors, FormView):
    """One decision about a notice. `heading` asks it, `lead` says what follows from it, `done` that it is done."""

    template_name = "notices/form.html"
    heading = ""
    lead = ""
    done = "Recorded."

    def get_heading(self) -> str:
        return self.heading

    def get_lead(self) -> str:
        return self.lead

    def get_back(self) -> str:
        """Where the page was opened from, which is also where it returns to."""
        return self.notice_address

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {
            "notice": self.notice,
            "heading": self.get_heading(),
            "lead": self.get_lead(),
            "back_url": self.get_success_url(),
        }
        return super().get_context_data(**{**facts, **kwargs})

    def form_valid(self, form: Any) -> HttpResponseBase:
        # A refusal within takes the whole deed back, with what it wrote before it was refused.
        answer = super().form_valid(form)
        if answer.status_code == 302:
            messages.success(self.request, self.done_in_words())
        return answer

    def done_in_words(self) -> str:
        return self.done

    def get_success_url(self) -> str:
        return safe_next(self.request) or self.get_back()


class ObligationForm(NoticeForm):
    """One decision about an obligation: afterwards the page says how its position changed, and the notice's."""

    @cached_property
    def obligation(self) -> Obligation:
        """The obligation in the address; raises Http404 for another notice's."""
        found: Obligation = get_object_or_404(
            Obligation.objects.select_related("clause__notice__council", "owner_post"),
            clause__notice=self.notice,
            pk=self.kwargs["obligation"],
        )
        self.check_obligation(found)
        return found

    def check_obligation(self, obligation: Obligation) -> None:
        """Raise PermissionDenied for an obligation that is not this person's; by default everyone's is."""

    def get_back(self) -> str:
        return f"{self.url('clause', self.obligation.clause_id)}#obligation-{self.obligation.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**{"obligation": self.obligation, **kwargs})

    def form_valid(self, form: Any) -> HttpResponseBase:
        self.before = register_as_at(self.notice, as_at=self.today)
        return super().form_valid(form)

    def done_in_words(self) -> str:
        after = register_as_at(Notice.objects.get(pk=self.notice.pk), as_at=self.today)
        return f"{self.done} {change_in_words(self.obligation, self.before, after)}"


class ProvenForm(ObligationForm):
    """Records a fact (`record`) and puts its evidence to it, both or neither."""

    @transaction.atomic
    def carry_out(self, form: Any) -> Any:
        fact = self.record(form)
        asked = form.cleaned_data
        prove(
            fact=fact,
            title=str(fact)[:200],
            by=self.person,
            existing=asked["evidence"],
            upload=asked["file"],
            url=asked["url"],
        )
        return fact

    def record(self, form: Any) -> Any:
        """Record the fact and return it. Raises Refusal."""
        raise Http404

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}
