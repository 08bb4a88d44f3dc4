"""Every address of the application; each page states who may open it."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from config import views
from core.views import Accessibility, Gallery

council_pages: list[URLPattern | URLResolver] = [
    path("", views.CouncilHome.as_view(), name="council_home"),
    path("dashboard/", include("reports.dashboard.urls")),
    path("people/", include("accounts.urls")),
    path("evidence/", include("evidence.urls")),
    path("notices/drafts/", include("notices.drafts.urls")),
    path("notices/", include("notices.urls")),
    path("plan/", include("improvement_plans.urls")),
    path("digest/", include("digests.urls")),
    path("board/", include("boards.urls")),
    path("reviews/", include("reviews.urls")),
    path("reports/", include("reports.urls")),
    path("operations/", include("config.operations.urls")),
]

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("your-account/", views.YourAccount.as_view(), name="your_account"),
    path("", include("accounts.feed_urls")),
    path("accessibility/", Accessibility.as_view(), name="accessibility"),
    path("councils/<slug:council>/", include(council_pages)),
    # An administrator changes the address by which somebody is known: allauth's page for it is not offered.
    path("accounts/email/", RedirectView.as_view(pattern_name="your_account")),
    path("accounts/", include("allauth.urls")),
    path("administration/", admin.site.urls),
]
if settings.SHOW_GALLERY:
    urlpatterns.append(path("gallery/", Gallery.as_view(), name="gallery"))
