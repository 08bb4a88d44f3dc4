"""Addresses of reviews and what must be ready before them."""

from django.urls import URLPattern, URLResolver, path

from reviews.views import counting, planning, preparation, reviews

TASK = "<int:pk>/preparation/<int:task>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", reviews.ReviewsPage.as_view(), name="reviews"),
    path("plan/", planning.PlanReview.as_view(), name="plan_review"),
    path("what-counts/", counting.WhatCounts.as_view(), name="what_counts"),
    path("what-counts/<int:notice>/<slug:kind>/", counting.KeepRule.as_view(), name="keep_rule"),
    path("<int:pk>/", reviews.ReviewPage.as_view(), name="review"),
    path("<int:pk>/edit/", planning.EditReview.as_view(), name="edit_review"),
    path("<int:pk>/move/", planning.MoveReview.as_view(), name="move_review"),
    path("<int:pk>/cancel/", planning.CancelReview.as_view(), name="cancel_review"),
    path("<int:pk>/held/", planning.HoldReview.as_view(), name="hold_review"),
    path("<int:pk>/not-held/", planning.TakeBackHolding.as_view(), name="take_back_holding"),
    path("<int:pk>/preparation/", preparation.PreparationList.as_view(), name="preparation"),
    path("<int:pk>/preparation/add/", preparation.AddPreparation.as_view(), name="add_preparation"),
    path("<int:pk>/preparation/usual/", preparation.PlanBack.as_view(), name="plan_back"),
    path(f"{TASK}edit/", preparation.EditPreparation.as_view(), name="edit_preparation"),
    path(f"{TASK}done/", preparation.DoPreparation.as_view(), name="do_preparation"),
    path(f"{TASK}not-done/", preparation.UndoPreparation.as_view(), name="undo_preparation"),
    path(f"{TASK}remove/", preparation.RemovePreparation.as_view(), name="remove_preparation"),
]
