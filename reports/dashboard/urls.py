"""Address of the dashboard, under a council's own."""

from django.urls import path

from reports.dashboard.views import DashboardPage

app_name = "dashboard"

urlpatterns = [path("", DashboardPage.as_view(), name="dashboard")]
