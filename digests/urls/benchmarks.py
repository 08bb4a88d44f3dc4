"""Addresses of benchmarks: published releases and measures, and statistical neighbours."""

from django.urls import path, re_path

from digests.views import benchmarks, neighbours

urlpatterns = [
    path("benchmarks/", benchmarks.Benchmarks.as_view(), name="benchmarks"),
    re_path(
        r"^benchmarks\.(?P<kind>csv|xlsx)$", benchmarks.BenchmarksExport.as_view(), name="benchmarks_export"
    ),
    path("benchmarks/load/", benchmarks.NewRelease.as_view(), name="benchmark_load"),
    path("benchmarks/releases/<int:pk>/", benchmarks.ReleasePage.as_view(), name="benchmark_release"),
    path("benchmarks/releases/<int:pk>/withdraw/", benchmarks.Withdraw.as_view(), name="benchmark_withdraw"),
    path("benchmarks/releases/<int:pk>/give-up/", benchmarks.GiveUp.as_view(), name="benchmark_give_up"),
    re_path(
        r"^benchmarks/releases/(?P<pk>[0-9]+)/errors\.(?P<kind>csv|xlsx)$",
        benchmarks.Errors.as_view(),
        name="benchmark_errors",
    ),
    path("benchmarks/measures/<int:pk>/", benchmarks.MeasureView.as_view(), name="benchmark_measure"),
    path("benchmarks/neighbours/", neighbours.NeighbourModels.as_view(), name="neighbours"),
    path("benchmarks/neighbours/add/", neighbours.AddNeighbours.as_view(), name="neighbours_add"),
    path("benchmarks/neighbours/load/", neighbours.LoadNeighbours.as_view(), name="neighbours_load"),
    path("benchmarks/neighbours/<int:pk>/", neighbours.EditNeighbours.as_view(), name="neighbours_edit"),
]
