"""Addresses of what a review found and what follows."""

from django.urls import URLPattern, URLResolver, path

from reviews.urls import questions
from reviews.views import findings, outcome

FINDING = "<int:pk>/findings/<int:finding_pk>/"
RATING = "<int:pk>/ratings/<int:rating>/"
urlpatterns: list[URLPattern | URLResolver] = [
    *questions.urlpatterns,
    path("<int:pk>/findings/", findings.FindingList.as_view(), name="findings"),
    path("<int:pk>/findings/add/", findings.AddFinding.as_view(), name="add_finding"),
    path("<int:pk>/findings/sources/", findings.MakeSources.as_view(), name="make_sources"),
    path(FINDING, findings.FindingPage.as_view(), name="finding"),
    path(f"{FINDING}edit/", findings.EditFinding.as_view(), name="edit_finding"),
    path(f"{FINDING}correct/", findings.CorrectFinding.as_view(), name="correct_finding"),
    path(f"{FINDING}remove/", findings.RemoveFinding.as_view(), name="remove_finding"),
    path("<int:pk>/outcome/", outcome.OutcomePage.as_view(), name="outcome"),
    path("<int:pk>/outcome/record/", outcome.RecordOutcome.as_view(), name="record_outcome"),
    path("<int:pk>/areas/<int:area>/rate/", outcome.RateArea.as_view(), name="rate_area"),
    path(f"{RATING}change/", outcome.ChangeRating.as_view(), name="change_rating"),
    path(f"{RATING}remove/", outcome.RemoveRating.as_view(), name="remove_rating"),
    path("<int:pk>/compare/", outcome.ComparePage.as_view(), name="compare"),
]
