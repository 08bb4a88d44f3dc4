"""Addresses of writing: a report is prepared, its sections written and spoken about, its cut taken again."""

from django.urls import path

from reports.views import comments, prepare, writing

SECTION = "<int:pk>/write/<slug:key>/"

urlpatterns = [
    path("prepare/", prepare.ChooseKind.as_view(), name="prepare"),
    path("prepare/<slug:kind>/", prepare.Prepare.as_view(), name="prepare_kind"),
    path("<int:pk>/write/", writing.Sections.as_view(), name="write"),
    path(SECTION, writing.WriteSection.as_view(), name="write_section"),
    path(f"{SECTION}keep/", writing.Keep.as_view(), name="keep"),
    path(f"{SECTION}drop/", writing.Drop.as_view(), name="drop"),
    path(f"{SECTION}versions/", writing.Versions.as_view(), name="section_versions"),
    path(f"{SECTION}comments/", comments.Comments.as_view(), name="comments"),
    path(f"{SECTION}comments/<int:comment>/answer/", comments.Answer.as_view(), name="answer_comment"),
    path(f"{SECTION}comments/<int:comment>/settle/", comments.Settle.as_view(), name="settle_comment"),
    path(f"{SECTION}comments/<int:comment>/reopen/", comments.Reopen.as_view(), name="reopen_comment"),
    path("<int:pk>/refresh/", prepare.Refresh.as_view(), name="refresh"),
    path("<int:pk>/render/", prepare.RenderAgain.as_view(), name="render"),
]
