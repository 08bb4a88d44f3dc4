"""Addresses of the timeline, and of what a partner agency contributes to."""

from django.urls import URLPattern, path

from improvement_plans.views import partners, timeline

urlpatterns: list[URLPattern] = [
    path("timeline/", timeline.Timeline.as_view(), name="timeline"),
    path("contributions/", partners.Contributions.as_view(), name="contributions"),
]
