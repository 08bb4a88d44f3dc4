"""Addresses of the evidence of actions."""

from django.urls import path

from improvement_plans.views import proofs

urlpatterns = [
    path("actions/<int:pk>/evidence/", proofs.AddEvidence.as_view(), name="add_evidence"),
]
