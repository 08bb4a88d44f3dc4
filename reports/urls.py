"""Addresses of reports, under a council's own."""

from django.urls import path

from reports.views import reading, signing, writing

app_name = "reports"

urlpatterns = [
    path("", reading.ReportList.as_view(), name="list"),
    path("prepare/", writing.Prepare.as_view(), name="prepare"),
    path("<int:pk>/", reading.ReportDetail.as_view(), name="detail"),
    path("<int:pk>/progress/", reading.Progress.as_view(), name="progress"),
    path("<int:pk>/download/", reading.DownloadReport.as_view(), name="download"),
    path("<int:pk>/write/", writing.Write.as_view(), name="write"),
    path("<int:pk>/refresh/", writing.Refresh.as_view(), name="refresh"),
    path("<int:pk>/render/", writing.RenderAgain.as_view(), name="render"),
    path("<int:pk>/submit/", signing.Submit.as_view(), name="submit"),
    path("<int:pk>/return/", signing.Return.as_view(), name="return"),
    path("<int:pk>/sign/", signing.Sign.as_view(), name="sign"),
]
