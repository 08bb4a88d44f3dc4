"""Addresses of the numbered questions of a review."""

from django.urls import URLPattern, URLResolver, path, re_path

from reviews.views import answers, question_lists, questions

QUESTION = "<int:pk>/questions/<int:question_pk>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/questions/", question_lists.QuestionList.as_view(), name="questions"),
    re_path(
        r"^(?P<pk>[0-9]+)/questions\.(?P<kind>csv|xlsx)$",
        question_lists.QuestionExport.as_view(),
        name="questions_export",
    ),
    path("<int:pk>/questions/print/", question_lists.QuestionPrint.as_view(), name="questions_print"),
    path("<int:pk>/questions/add/", questions.AddQuestion.as_view(), name="add_question"),
    path("<int:pk>/questions/paste/", questions.PasteLetter.as_view(), name="paste_questions"),
    path(QUESTION, questions.QuestionPage.as_view(), name="question"),
    path(f"{QUESTION}edit/", questions.EditQuestion.as_view(), name="edit_question"),
    path(f"{QUESTION}remove/", questions.RemoveQuestion.as_view(), name="remove_question"),
    path(f"{QUESTION}answer/", answers.AnswerQuestion.as_view(), name="answer_question"),
    path(f"{QUESTION}sign-off/", answers.SignOff.as_view(), name="sign_off_answer"),
    path(f"{QUESTION}reopen/", answers.Reopen.as_view(), name="reopen_answer"),
    path(f"{QUESTION}source/", answers.MakeQuestionSource.as_view(), name="question_source"),
]
