"""Addresses of the versions of the plan."""

from django.urls import path

from improvement_plans.views import versions

urlpatterns = [
    path("versions/", versions.Versions.as_view(), name="versions"),
    path("versions/open/", versions.OpenVersion.as_view(), name="open_version"),
    path("versions/<int:pk>/", versions.VersionPage.as_view(), name="version"),
    path("versions/<int:pk>/submit/", versions.SubmitVersion.as_view(), name="submit_version"),
    path("versions/<int:pk>/judge/", versions.JudgeVersion.as_view(), name="judge_version"),
    path("versions/<int:pk>/in-force/", versions.PutInForce.as_view(), name="put_in_force"),
]
