"""Addresses of the people pages, and of the views that a person keeps."""

from django.urls import path

from accounts import views

app_name = "people"
urlpatterns = [
    path("", views.People.as_view(), name="list"),
    path("views/<slug:page>/save/", views.SaveView.as_view(), name="save_view"),
    path("views/<int:pk>/rename/", views.RenameView.as_view(), name="rename_view"),
    path("views/<int:pk>/delete/", views.DeleteView.as_view(), name="delete_view"),
]
