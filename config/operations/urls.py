"""Addresses of operations."""

from django.urls import path

from config.operations import views

app_name = "operations"
urlpatterns = [
    path("", views.Operations.as_view(), name="all"),
    path("<slug:key>/", views.Runs.as_view(), name="runs"),
    path("<slug:key>/again/", views.TryAgain.as_view(), name="again"),
]
