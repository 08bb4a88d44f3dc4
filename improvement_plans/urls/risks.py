"""Addresses of the strategic risk log."""

from django.urls import path, re_path

from improvement_plans.views import risk_writing, risks

urlpatterns = [
    path("risks/", risks.RiskList.as_view(), name="risks"),
    re_path(r"^risks\.(?P<kind>csv|xlsx)$", risks.RiskExport.as_view(), name="risks_export"),
    path("risks/add/", risk_writing.AddRisk.as_view(), name="add_risk"),
    path("risks/<int:pk>/", risks.RiskPage.as_view(), name="risk"),
    path("risks/<int:pk>/edit/", risk_writing.EditRisk.as_view(), name="edit_risk"),
    path("risks/<int:pk>/score/", risk_writing.ScoreRisk.as_view(), name="score_risk"),
    path("risks/<int:pk>/close/", risk_writing.CloseRisk.as_view(), name="close_risk"),
    path("risks/<int:pk>/reopen/", risk_writing.ReopenRisk.as_view(), name="reopen_risk"),
]
