"""Addresses of the evidence pages."""

from django.urls import path, re_path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.EvidenceList.as_view(), name="list"),
    re_path(r"^evidence\.(?P<kind>csv|xlsx)$", views.EvidenceExport.as_view(), name="export"),
    path("add/", views.AddEvidence.as_view(), name="add"),
    path("<int:pk>/", views.EvidenceDetail.as_view(), name="detail"),
    path("<int:pk>/edit/", views.EditEvidence.as_view(), name="edit"),
    path("<int:pk>/look-again/", views.LookAgain.as_view(), name="look_again"),
    path("<int:pk>/add-version/", views.AddVersion.as_view(), name="add_version"),
    path("<int:pk>/versions/<int:number>/", views.Download.as_view(), name="download"),
]
