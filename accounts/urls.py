"""Addresses of the people pages."""

from django.urls import path

from accounts import views

app_name = "people"
urlpatterns = [path("", views.People.as_view(), name="list")]
