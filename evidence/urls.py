"""Addresses of the evidence pages."""

from django.urls import path

from evidence import views

app_name = "evidence"
urlpatterns = [
    path("", views.EvidenceList.as_view(), name="list"),
    path("add/", views.AddEvidence.as_view(), name="add"),
    path("<int:pk>/", views.EvidenceDetail.as_view(), name="detail"),
    path("<int:pk>/add-version/", views.AddVersion.as_view(), name="add_version"),
    path("<int:pk>/versions/<int:number>/", views.Download.as_view(), name="download"),
]
