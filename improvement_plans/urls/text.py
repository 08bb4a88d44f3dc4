"""Addresses of the pages on which the words of the plan are written."""

from django.urls import path

from improvement_plans.views import milestones, money, starting, text

urlpatterns = [
    path("start/", starting.StartPlan.as_view(), name="start"),
    path("objectives/add/", text.AddObjective.as_view(), name="add_objective"),
    path("objectives/<int:pk>/edit/", text.EditObjective.as_view(), name="edit_objective"),
    path("objectives/<int:pk>/drop/", text.DropObjective.as_view(), name="drop_objective"),
    path("objectives/<int:pk>/put-back/", text.PutBackObjective.as_view(), name="put_back_objective"),
    path("objectives/<int:pk>/actions/add/", text.AddAction.as_view(), name="add_action"),
    path("actions/<int:pk>/edit/", text.EditAction.as_view(), name="edit_action"),
    path("actions/<int:pk>/drop/", text.DropAction.as_view(), name="drop_action"),
    path("actions/<int:pk>/put-back/", text.PutBackAction.as_view(), name="put_back_action"),
    path("actions/<int:pk>/milestones/", milestones.Milestones.as_view(), name="milestones"),
    path(
        "actions/<int:pk>/milestones/<int:milestone>/",
        milestones.ChangeMilestone.as_view(),
        name="change_milestone",
    ),
    path(
        "actions/<int:pk>/milestones/<int:milestone>/drop/",
        milestones.DropMilestone.as_view(),
        name="drop_milestone",
    ),
    path("left/", text.LeftThePlan.as_view(), name="left"),
    path("budget/", money.BudgetPage.as_view(), name="budget"),
    path("budget/add/", money.AddBudgetLine.as_view(), name="add_budget_line"),
    path("budget/<int:pk>/edit/", money.EditBudgetLine.as_view(), name="edit_budget_line"),
    path("work-streams/", money.WorkStreams.as_view(), name="work_streams"),
    path("work-streams/add/", money.AddWorkStream.as_view(), name="add_work_stream"),
    path("work-streams/<int:pk>/edit/", money.EditWorkStream.as_view(), name="edit_work_stream"),
]
