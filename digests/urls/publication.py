"""Addresses of what is written about a month, of what moves it to publication, and of what was published."""

from django.urls import path, re_path

from digests.views import commentary, publication, publishing

PUBLISHED, SCRUTINY = "published/<int:pk>/", "published/<int:pk>/scrutiny/"
FILE = r"digest\.(?P<kind>csv|xlsx)$"

urlpatterns = [
    path(
        "indicators/<int:pk>/<int:year>/<int:number>/commentary/",
        commentary.WriteCommentary.as_view(),
        name="commentary",
    ),
    path("months/<int:year>/<int:number>/open/", publishing.OpenDigest.as_view(), name="open"),
    path("versions/<int:pk>/commented/", publishing.MarkCommented.as_view(), name="commented"),
    path("versions/<int:pk>/take-back/", publishing.TakeBack.as_view(), name="take_back"),
    path("versions/<int:pk>/publish/", publishing.Publish.as_view(), name="publish"),
    path("versions/<int:pk>/correct/", publishing.Correct.as_view(), name="correct"),
    path("versions/<int:pk>/render/", publishing.RenderDigest.as_view(), name="render"),
    path("published/", publication.PublishedList.as_view(), name="published_list"),
    path(PUBLISHED, publication.Published.as_view(), name="published"),
    path(
        f"{PUBLISHED}indicators/<int:key>/",
        publication.PublishedIndicator.as_view(),
        name="published_indicator",
    ),
    re_path(
        rf"^published/(?P<pk>[0-9]+)/{FILE}", publication.PublishedExport.as_view(), name="published_export"
    ),
    path(f"{PUBLISHED}digest.pdf", publication.PublishedDocument.as_view(), name="published_pdf"),
    path(f"{PUBLISHED}progress/", publication.Progress.as_view(), name="progress"),
    path(SCRUTINY, publication.ScrutinyCopy.as_view(), name="scrutiny"),
    path(
        f"{SCRUTINY}indicators/<int:key>/", publication.ScrutinyIndicator.as_view(), name="scrutiny_indicator"
    ),
    re_path(
        rf"^published/(?P<pk>[0-9]+)/scrutiny/{FILE}",
        publication.ScrutinyExport.as_view(),
        name="scrutiny_export",
    ),
    path(f"{SCRUTINY}digest.pdf", publication.ScrutinyDocument.as_view(), name="scrutiny_pdf"),
]
