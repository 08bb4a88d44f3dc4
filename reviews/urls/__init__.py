"""Addresses of the reviews' pages."""

from django.urls import path

from reviews import views

app_name = "reviews"
urlpatterns = [path("", views.ReviewsPage.as_view(), name="reviews")]
