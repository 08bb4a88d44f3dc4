"""Addresses of what is slow to progress, what is said of it, and the rule that finds it."""

from django.urls import path

from improvement_plans.views import pace

urlpatterns = [
    path("slow/", pace.SlowObjectives.as_view(), name="slow"),
    path("slow/rule/", pace.PaceRulePage.as_view(), name="pace_settings"),
    path("slow/rule/change/", pace.ChangePaceRule.as_view(), name="change_pace_rule"),
    path("objectives/<int:pk>/explain/", pace.Annotate.as_view(), name="annotate"),
]
