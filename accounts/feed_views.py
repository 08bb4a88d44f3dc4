"""The page of a person's calendar address, and the feed itself, which opens to whoever has the address."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.generic.base import View

from accounts import feeds
from accounts.access import SignedInPage
from accounts.calendar_feeds import feed_for
from core.clock import today
from core.refusals import Refusal
from core.sending import absolute


class YourCalendar(SignedInPage):
    """The calendar address that a person has. It is shown once: when it is made."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page()

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make an address, or another in its place, and show it on this very page: no other may keep it."""
        address = absolute(reverse("calendar_feed", args=[feeds.make_feed(by=self.person)]))
        return self.page(address=address, subscribe=f"webcal://{address.split('://', 1)[1]}")

    def page(self, **shown: str) -> HttpResponse:
        context = {"feed": feeds.feed_of(self.person), **shown}
        answer = render(self.request, "accounts/calendar.html", context)
        answer.headers["Cache-Control"] = "private, no-store"
        return answer


class EndCalendar(SignedInPage):
    """End the calendar address: what it leads to is gone from then on."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            feeds.end_feed(by=self.person)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(
                request, "Your calendar address is ended. Nobody can read your calendar by it any more."
            )
        return redirect("your_calendar")


class CalendarFeedFile(View):
    """A person's calendar as a file. The key in the address stands for signing in: calendars cannot."""

    permission = "accounts.read_calendar_feed"

    def get(self, request: HttpRequest, key: str) -> HttpResponse:
        feed = feeds.feed_by_key(key)
        if feed is None:
            raise Http404("No such calendar")
        now = timezone.now()
        feeds.note_read(feed, now=now)
        content = feed_for(feed.person, today=today(), stamp=now)
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer.headers["Content-Disposition"] = 'inline; filename="recovery-register.ics"'
        answer.headers["Cache-Control"] = "private, max-age=300"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        answer.headers["X-Robots-Tag"] = "noindex"
        return answer
