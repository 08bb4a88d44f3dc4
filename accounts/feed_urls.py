"""Addresses of a person's calendar: the page under their account, and the feed itself."""

from django.urls import path

from accounts import feed_views

urlpatterns = [
    path("your-account/calendar/", feed_views.YourCalendar.as_view(), name="your_calendar"),
    path("your-account/calendar/end/", feed_views.EndCalendar.as_view(), name="end_calendar"),
    path("calendar/<slug:key>.ics", feed_views.CalendarFeedFile.as_view(), name="calendar_feed"),
]
