"""Addresses of the log of escalations."""

from django.urls import path

from reports.views import escalations

urlpatterns = [
    path("escalations/", escalations.Escalations.as_view(), name="escalations"),
    path("escalations/enter/", escalations.EnterEscalation.as_view(), name="enter_escalation"),
    path("escalations/<int:pk>/change/", escalations.CorrectEscalation.as_view(), name="change_escalation"),
    path("escalations/<int:pk>/close/", escalations.CloseEscalation.as_view(), name="close_escalation"),
]
