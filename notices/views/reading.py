"""Reading a register: where a notice and a clause stand, what falls due when, and taking it away as a calendar."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.generic.base import TemplateView, View

from accounts.access import CouncilPage
from core.as_at import AsAtMixin
from core.exports import attachment
from notices.calendar_strip import last_day, month_of
from notices.ics import calendar_of
from notices.models import Clause, NoticeDraft
from notices.selectors import deadlines, notices_of, register_as_at, registers_as_at
from notices.selectors.clause_facts import obligation_pages
from notices.selectors.clause_history import changes_of
from notices.selectors.overview import overview_of
from notices.views.actions import links_for
from notices.views.base import NoticePage
from notices.wording import OUTCOMES


class NoticeList(CouncilPage, View):
    """The notices to the council; where there is one and no draft in review, straight to it."""

    permission = "notices.view_register"

    def get(self, request: HttpRequest) -> HttpResponse:
        notices = list(notices_of(self.council))
        drafts = NoticeDraft.objects.filter(council=self.council, state=NoticeDraft.State.OPEN).count()
        if len(notices) == 1 and not drafts and "all" not in request.GET:
            return redirect("notices:notice", self.council.slug, notices[0].pk)
        registers = registers_as_at(notices, as_at=self.today)
        return render(request, "notices/list.html", {"registers": registers, "drafts": drafts})


class NoticeOverview(NoticePage, AsAtMixin, TemplateView):
    """Where the notice stands, clause by clause, as at any day."""

    template_name = "notices/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        overview = overview_of(
            self.notice, as_at=self.as_at, known_on=self.known_on, strip_from=month_asked(self.request)
        )
        facts = {
            "notice": self.notice,
            "overview": overview,
            "register": overview.register,
            "outcome_looks": OUTCOMES.values(),
            "areas": self.notice.areas.all(),
            "appointments": self.notice.appointments.select_related("post", "organisation"),
        }
        return super().get_context_data(**{**kwargs, **facts})


def month_asked(request: HttpRequest) -> dt.date | None:
    """Return the first day of the month with which the strip is to begin (`?from=2026-03`), or None."""
    try:
        return month_of(dt.date.fromisoformat(f"{request.GET.get('from', '')}-01"))
    except ValueError:
        return None


class ClausePage(NoticePage, AsAtMixin, TemplateView):
    """One clause: its words, its obligations, everything that fell due and everything recorded."""

    template_name = "notices/clause.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        clause = get_object_or_404(
            Clause.objects.select_related("parent"), notice=self.notice, pk=self.kwargs["clause"]
        )
        register = register_as_at(self.notice, as_at=self.as_at, known_on=self.known_on)
        standing = register.clause_standing(clause)
        pages = obligation_pages(standing, as_at=self.as_at, known_on=self.known_on)
        facts = {
            "notice": self.notice,
            "register": register,
            "clause": clause,
            "standing": standing,
            "pages": [
                (page, links_for(self.person, self.council, page.standing, today=self.today))
                for page in pages
            ],
            "changes": changes_of(clause),
        }
        return super().get_context_data(**{**kwargs, **facts})


class NoticeCalendar(NoticePage, View):
    """The deadlines of a notice as an .ics file, as far ahead as the strip looks."""

    def get(self, request: HttpRequest, notice: int) -> HttpResponse:
        horizon = last_day(self.today)
        found = deadlines(self.notice, as_at=self.today, horizon=horizon)
        content = calendar_of(
            self.notice,
            [each for each in found if each.due_on <= horizon],
            host=request.get_host().split(":")[0],
            address=f"{settings.SITE_URL}{self.notice_address}",
            stamp=timezone.now(),
        )
        return attachment(f"notice-{self.notice.pk}.ics", content, "text/calendar; charset=utf-8")
