"""Addresses of a month's digest, of an indicator and of its figures."""

from django.urls import path, re_path

from digests import views

urlpatterns = [
    path("", views.MonthDigest.as_view(), name="month"),
    re_path(r"^digest\.(?P<kind>csv|xlsx)$", views.DigestExport.as_view(), name="export"),
    path("indicators/<int:pk>/", views.IndicatorPage.as_view(), name="indicator"),
    path("indicators/<int:pk>/moved-by/", views.MovedBy.as_view(), name="moved_by"),
    path("indicators/<int:pk>/<int:year>/<int:number>/", views.GiveFigure.as_view(), name="figure"),
]
