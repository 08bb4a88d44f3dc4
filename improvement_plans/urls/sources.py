"""Addresses of recommendations, requirements, findings and questions."""

from django.urls import path, re_path

from improvement_plans.views import answers, sources

urlpatterns = [
    path("sources/", sources.SourceList.as_view(), name="sources"),
    re_path(r"^sources\.(?P<kind>csv|xlsx)$", sources.SourceExport.as_view(), name="sources_export"),
    path("sources/add/", sources.AddSource.as_view(), name="add_source"),
    path("sources/add-several/", sources.AddSources.as_view(), name="add_sources"),
    path("sources/<int:pk>/", sources.SourcePage.as_view(), name="source"),
    path("sources/<int:pk>/edit/", sources.EditSource.as_view(), name="edit_source"),
    path("sources/<int:pk>/answer/", answers.GiveAnswer.as_view(), name="answer_source"),
    path("sources/<int:pk>/actions/", answers.LinkActions.as_view(), name="link_actions"),
    path("actions/<int:pk>/sources/", answers.LinkSources.as_view(), name="link_sources"),
]
