"""Addresses of what reviewers are to be given."""

from django.urls import URLPattern, URLResolver, path

from reviews.views import information

LINE = "<int:pk>/information/<int:line>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/information/", information.InformationList.as_view(), name="information"),
    path("<int:pk>/information/add/", information.AddInformation.as_view(), name="add_information"),
    path(
        "<int:pk>/information/from-the-notice/",
        information.AskForWhatTheNoticeNames.as_view(),
        name="ask_for_information",
    ),
    path("<int:pk>/information/record/", information.RecordProvision.as_view(), name="record_provision"),
    path(f"{LINE}edit/", information.EditInformation.as_view(), name="edit_information"),
    path(f"{LINE}remove/", information.RemoveInformation.as_view(), name="remove_information"),
    path(f"{LINE}given/", information.ProvideInformation.as_view(), name="provide_information"),
    path(f"{LINE}cannot-be-given/", information.CannotGive.as_view(), name="cannot_give"),
    path(f"{LINE}take-back/", information.TakeBackAnswer.as_view(), name="take_back_answer"),
]
