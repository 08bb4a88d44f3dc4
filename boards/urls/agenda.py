"""Addresses of a meeting's agenda and papers."""

from django.urls import URLPattern, URLResolver, path, re_path

from boards.views import agenda, item_deeds, links, papers, template

MEETING, ITEM, PAPER = "meetings/<int:pk>/", "items/<int:pk>/", "papers/<int:pk>/"
TEMPLATE, OF_TEMPLATE = "boards/<int:pk>/template/", "template-items/<int:pk>/"
WAY = r"(?P<pk>[0-9]+)/(?P<way>up|down)/$"

urlpatterns: list[URLPattern | URLResolver] = [
    path(TEMPLATE, template.TemplatePage.as_view(), name="template"),
    path(f"{TEMPLATE}add/", template.AddTemplateItem.as_view(), name="add_template_item"),
    path(f"{TEMPLATE}standard/", template.UseStandardTemplate.as_view(), name="use_standard_template"),
    path(f"{OF_TEMPLATE}edit/", template.EditTemplateItem.as_view(), name="edit_template_item"),
    path(f"{OF_TEMPLATE}remove/", template.RemoveTemplateItem.as_view(), name="remove_template_item"),
    re_path(rf"^template-items/{WAY}", template.MoveTemplateItem.as_view(), name="move_template_item"),
    path(f"{MEETING}agenda/", agenda.AgendaPage.as_view(), name="agenda"),
    path(f"{MEETING}agenda/build/", agenda.BuildAgenda.as_view(), name="build_agenda"),
    path(f"{MEETING}agenda/add/", agenda.AddItem.as_view(), name="add_item"),
    path(f"{MEETING}papers/", papers.PapersPage.as_view(), name="papers"),
    path(ITEM, agenda.ItemPage.as_view(), name="item"),
    path(f"{ITEM}edit/", agenda.EditItem.as_view(), name="edit_item"),
    re_path(rf"^items/{WAY}", item_deeds.MoveItem.as_view(), name="move_item"),
    path(f"{ITEM}withdraw/", item_deeds.WithdrawItem.as_view(), name="withdraw_item"),
    path(f"{ITEM}put-back/", item_deeds.RestoreItem.as_view(), name="restore_item"),
    path(f"{ITEM}link/", links.LinkItem.as_view(), name="link_item"),
    path("links/<int:pk>/remove/", links.Unlink.as_view(), name="unlink"),
    path(f"{ITEM}papers/add/", papers.UploadPaper.as_view(), name="add_paper"),
    path(f"{ITEM}papers/choose/", papers.ChoosePaper.as_view(), name="choose_paper"),
    path(f"{PAPER}download/", papers.DownloadPaper.as_view(), name="paper"),
    path(f"{PAPER}edit/", papers.DescribePaper.as_view(), name="edit_paper"),
    path(f"{PAPER}replace/", papers.ReplacePaper.as_view(), name="replace_paper"),
    path(f"{PAPER}withdraw/", papers.WithdrawPaper.as_view(), name="withdraw_paper"),
    re_path(rf"^papers/{WAY}", papers.MovePaper.as_view(), name="move_paper"),
]
