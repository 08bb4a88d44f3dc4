"""Addresses of the import of a plan from a spreadsheet."""

from django.urls import URLPattern, path, re_path

from improvement_plans.views import import_results, importing

urlpatterns: list[URLPattern] = [
    path("imports/", importing.ImportList.as_view(), name="imports"),
    path("imports/new/", importing.NewImport.as_view(), name="import_new"),
    re_path(
        r"^imports/template-(?P<kind>[a-z]+)\.(?P<ending>csv|xlsx)$",
        importing.ImportTemplate.as_view(),
        name="import_template",
    ),
    path("imports/<int:pk>/", import_results.ImportResult.as_view(), name="import_result"),
    path("imports/<int:pk>/columns/", importing.MapColumns.as_view(), name="import_map"),
    path("imports/<int:pk>/check/", importing.CheckImport.as_view(), name="import_check"),
    re_path(
        r"^imports/(?P<pk>[0-9]+)/errors\.(?P<ending>csv|xlsx)$",
        importing.ImportTroubles.as_view(),
        name="import_troubles",
    ),
    path("imports/<int:pk>/check-again/", importing.CheckAgain.as_view(), name="import_check_again"),
    path("imports/<int:pk>/drop/", importing.DropImport.as_view(), name="import_drop"),
    path("imports/<int:pk>/progress/", import_results.ImportProgress.as_view(), name="import_progress"),
    path("imports/<int:pk>/undo/", import_results.UndoImport.as_view(), name="import_undo"),
]
