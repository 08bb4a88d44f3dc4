"""Addresses of the own assessment before a review and the signs of recovery."""

from django.urls import URLPattern, URLResolver, path

from reviews.views import assessment, signs

SIGN = "<int:pk>/signs/<int:sign>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/assessment/", assessment.AssessmentPage.as_view(), name="assessment"),
    path("<int:pk>/assessment/write/", assessment.WriteNarrative.as_view(), name="write_assessment"),
    path(
        "<int:pk>/assessment/objectives/<int:objective>/",
        assessment.AssessObjective.as_view(),
        name="assess_objective",
    ),
    path("<int:pk>/assessment/submit/", assessment.SubmitAssessment.as_view(), name="submit_assessment"),
    path(
        "<int:pk>/assessment/document/", assessment.DownloadAssessment.as_view(), name="assessment_document"
    ),
    path("<int:pk>/signs/", signs.SignsPage.as_view(), name="signs"),
    path("<int:pk>/signs/add/", signs.AddSign.as_view(), name="add_sign"),
    path(f"{SIGN}edit/", signs.EditSign.as_view(), name="edit_sign"),
    path(f"{SIGN}remove/", signs.RemoveSign.as_view(), name="remove_sign"),
    path(f"{SIGN}before/", signs.RateBefore.as_view(), name="rate_before"),
    path(f"{SIGN}at-the-review/", signs.RateAtReview.as_view(), name="rate_at_review"),
]
