"""Addresses of a meeting from draft to closed."""

from django.urls import URLPattern, URLResolver, path

from boards.views import meeting_writing, meetings

MEETING = "meetings/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("meetings/", meetings.MeetingList.as_view(), name="meetings"),
    path("boards/<int:pk>/meetings/add/", meeting_writing.PlanMeeting.as_view(), name="plan_meeting"),
    path(MEETING, meetings.MeetingPage.as_view(), name="meeting"),
    path(f"{MEETING}edit/", meeting_writing.EditMeeting.as_view(), name="edit_meeting"),
    path(f"{MEETING}call/", meeting_writing.CallMeeting.as_view(), name="call_meeting"),
    path(f"{MEETING}invite/", meeting_writing.InviteSince.as_view(), name="invite_since"),
    path(f"{MEETING}start/", meeting_writing.StartMeeting.as_view(), name="start_meeting"),
    path(f"{MEETING}move/", meeting_writing.MoveMeeting.as_view(), name="move_meeting"),
    path(f"{MEETING}cancel/", meeting_writing.CancelMeeting.as_view(), name="cancel_meeting"),
    path(f"{MEETING}calendar.ics", meetings.MeetingCalendar.as_view(), name="meeting_calendar"),
]
