"""Addresses of the pages on which indicators, their definitions, targets and statistics are written."""

from django.urls import path

from digests.views import indicators, library, statistics, targets

urlpatterns = [
    path("indicators/library/", library.Library.as_view(), name="library"),
    path("indicators/add/", indicators.AddIndicator.as_view(), name="add_indicator"),
    path("indicators/<int:pk>/change/", indicators.ChangeIndicator.as_view(), name="change_indicator"),
    path("indicators/<int:pk>/define-anew/", indicators.DefineAnew.as_view(), name="define_anew"),
    path("indicators/<int:pk>/definitions/", indicators.Definitions.as_view(), name="definitions"),
    path("indicators/<int:pk>/retire/", indicators.RetireIndicator.as_view(), name="retire_indicator"),
    path(
        "indicators/<int:pk>/bring-back/",
        indicators.BringBackIndicator.as_view(),
        name="bring_back_indicator",
    ),
    path("indicators/<int:pk>/targets/set/", targets.SetTarget.as_view(), name="set_target"),
    path("indicators/<int:pk>/targets/end/", targets.EndTarget.as_view(), name="end_target"),
    path(
        "indicators/<int:pk>/targets/withdrawn/", targets.WithdrawnTargets.as_view(), name="withdrawn_targets"
    ),
    path(
        "indicators/<int:pk>/targets/<int:target>/replace/",
        targets.ReplaceTarget.as_view(),
        name="replace_target",
    ),
    path(
        "indicators/<int:pk>/targets/<int:target>/withdraw/",
        targets.WithdrawTarget.as_view(),
        name="withdraw_target",
    ),
    path("indicators/<int:pk>/statistics/", statistics.Statistics.as_view(), name="statistics"),
    path("indicators/<int:pk>/statistics/rebase/", statistics.MakeRebase.as_view(), name="rebase"),
    path(
        "indicators/<int:pk>/statistics/rebase/<int:rebase>/withdraw/",
        statistics.WithdrawRebase.as_view(),
        name="withdraw_rebase",
    ),
]
