"""Addresses of the proof that everything leads to an action."""

from django.urls import path, re_path

from improvement_plans.views import answers, clauses, coverage

PAIR = "<int:pk>/actions/<int:action>/"

urlpatterns = [
    path("coverage/", coverage.Coverage.as_view(), name="coverage"),
    path("coverage.xlsx", coverage.CoverageExport.as_view(), name="coverage_export"),
    path("coverage/clauses/", clauses.ClauseList.as_view(), name="clauses"),
    re_path(r"^coverage/clauses\.(?P<kind>csv|xlsx)$", clauses.ClauseExport.as_view(), name="clauses_export"),
    path("coverage/clauses/<int:pk>/", clauses.ClausePage.as_view(), name="clause"),
    path(
        "coverage/clauses/<int:pk>/answer/",
        answers.GiveAnswer.as_view(kind="clause"),
        name="answer_clause",
    ),
    path(
        "coverage/clauses/<int:pk>/actions/",
        answers.LinkActions.as_view(kind="clause"),
        name="link_clause",
    ),
    path(f"coverage/clauses/{PAIR}", clauses.PairPage.as_view(kind="clause"), name="clause_pair"),
    path(f"coverage/sources/{PAIR}", clauses.PairPage.as_view(), name="source_pair"),
    path("coverage/<slug:key>/", coverage.OrphanList.as_view(), name="orphans"),
]
