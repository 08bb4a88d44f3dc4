"""Addresses of the plan's pages, a module for each subject."""

from improvement_plans.urls import (
    coverage,
    cycle,
    importing,
    pace,
    progress,
    proofs,
    risks,
    sources,
    text,
    timeline,
    versions,
    voices,
)

app_name = "plan"
urlpatterns = [
    *progress.urlpatterns,
    *proofs.urlpatterns,
    *text.urlpatterns,
    *versions.urlpatterns,
    *pace.urlpatterns,
    *cycle.urlpatterns,
    *sources.urlpatterns,
    *coverage.urlpatterns,
    *importing.urlpatterns,
    *voices.urlpatterns,
    *risks.urlpatterns,
    *timeline.urlpatterns,
]
