"""Addresses of the plan by its parts, and of what is done to one action."""

from django.urls import path, re_path

from improvement_plans.views import changes, detail, overview, partners, updates

urlpatterns = [
    path("", overview.PlanOverview.as_view(by="area"), name="by_area"),
    path("by-work-stream/", overview.PlanOverview.as_view(by="work-stream"), name="by_work_stream"),
    path("by-owner/", overview.PlanOverview.as_view(by="owner"), name="by_owner"),
    path("actions/", overview.PlanOverview.as_view(by="list"), name="actions"),
    re_path(r"^actions\.(?P<kind>csv|xlsx)$", overview.PlanExport.as_view(), name="export"),
    path("objectives/<int:pk>/", detail.ObjectivePage.as_view(), name="objective"),
    path("actions/<int:pk>/", partners.OneAction.as_view(), name="action"),
    path("actions/<int:pk>/update/", updates.GiveUpdate.as_view(), name="give_update"),
    path(
        "actions/<int:pk>/updates/<int:update>/correct/",
        updates.CorrectUpdate.as_view(),
        name="correct_update",
    ),
    path("actions/<int:pk>/due-date/", changes.MoveDueDate.as_view(), name="move_due_date"),
    path("actions/<int:pk>/done/", changes.MarkDone.as_view(), name="mark_done"),
    path("actions/<int:pk>/reopen/", changes.Reopen.as_view(), name="reopen"),
]
