"""The addresses of the wizard, the same in every application: `imports/` and what lies below it."""

from typing import Any

from django.urls import URLPattern, path, re_path


def addresses_of(pages: Any) -> list[URLPattern]:
    """Return the addresses of an application's pages; `pages` is its module, with a class for each by the same name.

    They are named as the pages of `core.importing.views` ask for them.
    """
    return [
        path("imports/", pages.ImportList.as_view(), name="imports"),
        path("imports/new/", pages.NewImport.as_view(), name="import_new"),
        re_path(
            r"^imports/template-(?P<kind>[a-z]+)\.(?P<ending>csv|xlsx)$",
            pages.ImportTemplate.as_view(),
            name="import_template",
        ),
        path("imports/<int:pk>/", pages.ImportResult.as_view(), name="import_result"),
        path("imports/<int:pk>/columns/", pages.MapColumns.as_view(), name="import_map"),
        path("imports/<int:pk>/check/", pages.CheckImport.as_view(), name="import_check"),
        re_path(
            r"^imports/(?P<pk>[0-9]+)/errors\.(?P<ending>csv|xlsx)$",
            pages.ImportTroubles.as_view(),
            name="import_troubles",
        ),
        path("imports/<int:pk>/check-again/", pages.CheckAgain.as_view(), name="import_check_again"),
        path("imports/<int:pk>/drop/", pages.DropImport.as_view(), name="import_drop"),
        path("imports/<int:pk>/progress/", pages.ImportProgress.as_view(), name="import_progress"),
        path("imports/<int:pk>/undo/", pages.UndoImport.as_view(), name="import_undo"),
    ]
