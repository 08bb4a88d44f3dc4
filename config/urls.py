"""Every address of the application; each page states who may open it."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("administration/", admin.site.urls),
]
