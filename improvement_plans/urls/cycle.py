"""Addresses of the monthly request for updates."""

from django.urls import path, re_path

from improvement_plans.views import asked, asking, cycle

urlpatterns = [
    path("updates/", cycle.CyclePage.as_view(), name="cycle"),
    re_path(r"^updates\.(?P<kind>csv|xlsx)$", cycle.CycleExport.as_view(), name="cycle_export"),
    path("updates/schedule/", asking.Schedule.as_view(), name="cycle_schedule"),
    path("updates/ask/", asking.AskNow.as_view(), name="ask_now"),
    path("asked/", asked.AskedPage.as_view(), name="asked"),
    path("actions/<int:pk>/contribute/", asked.Contribute.as_view(), name="contribute"),
    path(
        "actions/<int:pk>/contributions/<int:contribution>/correct/",
        asked.CorrectContribution.as_view(),
        name="correct_contribution",
    ),
]
