"""Addresses of the drafts of notices, under `/councils/<council>/notices/drafts/`."""

from django.urls import path

from notices.drafts.views import cadences, clauses, obligations, pages, whole

app_name = "drafts"

urlpatterns = [
    path("", pages.DraftList.as_view(), name="list"),
    path("add/", pages.AddNotice.as_view(), name="add"),
    path("<int:draft>/", pages.ReviewDraft.as_view(), name="review"),
    path("<int:draft>/confirm/", pages.ConfirmRegister.as_view(), name="confirm"),
    path("<int:draft>/discard/", whole.DiscardDraft.as_view(), name="discard"),
    path("<int:draft>/header/", whole.EditHeader.as_view(), name="header"),
    path("<int:draft>/areas/", whole.EditAreas.as_view(), name="areas"),
    path("<int:draft>/questions/<int:key>/", whole.AnswerQuestion.as_view(), name="question"),
    path("<int:draft>/clauses/add/", clauses.AddClause.as_view(), name="clause_add"),
    path("<int:draft>/clauses/<int:key>/", clauses.EditClause.as_view(), name="clause"),
    path("<int:draft>/clauses/<int:key>/move/", clauses.MoveClause.as_view(), name="clause_move"),
    path("<int:draft>/clauses/<int:key>/remove/", clauses.RemoveClause.as_view(), name="clause_remove"),
    path(
        "<int:draft>/clauses/<int:key>/add-duty/", obligations.AddObligation.as_view(), name="obligation_add"
    ),
    path("<int:draft>/duties/<int:key>/", obligations.EditObligation.as_view(), name="obligation"),
    path(
        "<int:draft>/duties/<int:key>/remove/",
        obligations.RemoveObligation.as_view(),
        name="obligation_remove",
    ),
    path("<int:draft>/duties/<int:key>/due/<int:part>/", cadences.ChooseCadence.as_view(), name="cadence"),
    path(
        "<int:draft>/duties/<int:key>/due/<int:part>/remove/",
        cadences.RemoveCadence.as_view(),
        name="cadence_remove",
    ),
    path(
        "<int:draft>/duties/<int:key>/due/<int:part>/<slug:kind>/",
        cadences.EditCadence.as_view(),
        name="cadence_fields",
    ),
]
