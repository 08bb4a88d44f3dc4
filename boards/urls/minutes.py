"""Addresses of a meeting's minutes and the actions of the board."""

from django.urls import URLPattern, URLResolver, path, re_path

from boards.views import actions, agreeing, item_deeds, minutes, outcomes

MEETING, ITEM, OUTCOME = "meetings/<int:pk>/", "items/<int:pk>/", "outcomes/<int:pk>/"
CHALLENGE, ACTION = "challenges/<int:pk>/", "actions/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{MEETING}attendance/", minutes.AttendanceList.as_view(), name="attendance"),
    path(f"{MEETING}attendance/record/", minutes.RecordAttendance.as_view(), name="record_attendance"),
    path(f"{MEETING}minutes/", minutes.MinutesPage.as_view(), name="minutes"),
    path(f"{MEETING}minutes/draft/", agreeing.DraftMinutes.as_view(), name="draft_minutes"),
    path(f"{MEETING}minutes/agree/", agreeing.AgreeMinutes.as_view(), name="agree_minutes"),
    path(f"{MEETING}minutes/download/", agreeing.DownloadMinutes.as_view(), name="download_minutes"),
    path(f"{MEETING}minutes/finish/", item_deeds.FinishItems.as_view(), name="finish_items"),
    path(f"{MEETING}close/", agreeing.CloseMeeting.as_view(), name="close_meeting"),
    path(f"{ITEM}minutes/", minutes.WriteMinute.as_view(), name="write_minute"),
    path(f"{ITEM}done/", item_deeds.FinishItem.as_view(), name="finish_item"),
    path(f"{ITEM}reopen/", item_deeds.ReopenItem.as_view(), name="reopen_item"),
    path(f"{ITEM}carry/", minutes.CarryForward.as_view(), name="carry_forward"),
    path(f"{ITEM}decisions/add/", outcomes.AddDecision.as_view(), name="add_decision"),
    path(f"{ITEM}actions/add/", outcomes.AddAction.as_view(), name="add_action"),
    path(f"{ITEM}information/add/", outcomes.AddInformation.as_view(), name="add_information"),
    path(f"{ITEM}challenges/add/", outcomes.AddChallenge.as_view(), name="add_challenge"),
    path(f"{OUTCOME}edit/", outcomes.EditOutcome.as_view(), name="edit_outcome"),
    path(f"{OUTCOME}remove/", outcomes.RemoveOutcome.as_view(), name="remove_outcome"),
    path(f"{CHALLENGE}edit/", outcomes.EditChallenge.as_view(), name="edit_challenge"),
    path(f"{CHALLENGE}remove/", outcomes.RemoveChallenge.as_view(), name="remove_challenge"),
    path("actions/", actions.ActionList.as_view(), name="actions"),
    re_path(r"^actions\.(?P<kind>csv|xlsx)$", actions.ActionExport.as_view(), name="actions_export"),
    path(ACTION, actions.OneAction.as_view(), name="action"),
    path(f"{ACTION}update/", actions.UpdateAction.as_view(), name="update_action"),
    path(f"{ACTION}close/", actions.CloseAction.as_view(), name="close_action"),
    path(f"{ACTION}reopen/", actions.ReopenAction.as_view(), name="reopen_action"),
]
