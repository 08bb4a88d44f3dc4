"""Pages about people, their posts and their roles, and about the views that each person keeps."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.generic import FormView
from django.views.generic.base import View

from accounts import services
from accounts.access import CouncilPage
from accounts.forms import DeleteViewForm, ViewNameForm
from accounts.list_pages import LIST_PAGES, ListPage
from accounts.models import SavedView
from accounts.selectors import people_of, posts_of, saved_views_of
from core.forms import RefusalsAsErrors


class People(CouncilPage, View):
    """Who works on the council's recovery, in which role, and who holds each post today."""

    permission = "accounts.view_people"

    def get(self, request: HttpRequest) -> HttpResponse:
        shown = {
            "people": people_of(self.council, today=self.today),
            "posts": posts_of(self.council, today=self.today),
        }
        return render(request, "accounts/people.html", shown)


class SaveView(CouncilPage, RefusalsAsErrors, FormView):
    """Name the filters in this address, which are those of the list page that it names."""

    permission = "accounts.keep_views"
    form_class = ViewNameForm
    template_name = "accounts/saved_view.html"

    @cached_property
    def page(self) -> ListPage:
        """The list page in the address; raises Http404 for none that is known."""
        if self.kwargs["page"] not in LIST_PAGES:
            raise Http404("No such list page")
        return LIST_PAGES[self.kwargs["page"]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = "Save this view"
        return super().get_context_data(
            heading=heading, page=self.page, back_url=self.get_success_url(), **kwargs
        )

    def carry_out(self, form: Any) -> SavedView:
        query = self.request.GET.urlencode()
        view = services.save_view(
            council=self.council, page=self.page, query=query, by=self.person, **form.cleaned_data
        )
        messages.success(self.request, f"The view “{view.name}” is saved.")
        return view

    def get_success_url(self) -> str:
        return self.page.address(self.council.slug, self.request.GET.urlencode())


class OwnView(CouncilPage, RefusalsAsErrors, FormView):
    """A page about one of the person's own views of this council; anybody else's does not exist."""

    permission = "accounts.keep_views"
    template_name = "accounts/saved_view.html"

    @cached_property
    def view(self) -> SavedView:
        return get_object_or_404(saved_views_of(self.person, self.council), pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = LIST_PAGES[self.view.page]
        return super().get_context_data(page=page, back_url=self.get_success_url(), **kwargs)

    def get_success_url(self) -> str:
        return LIST_PAGES[self.view.page].address(self.council.slug, self.view.query)


class RenameView(OwnView):
    """Another name for a view."""

    form_class = ViewNameForm
    extra_context = {"heading": "Rename this view"}

    def get_initial(self) -> dict[str, Any]:
        return {"name": self.view.name}

    def carry_out(self, form: Any) -> SavedView:
        view = services.rename_view(view=self.view, by=self.person, **form.cleaned_data)
        messages.success(self.request, f"The view is now called “{view.name}”.")
        return view


class DeleteView(OwnView):
    """Ask before a view is deleted; the list stays as it is shown."""

    form_class = DeleteViewForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        heading = f"Delete the view “{self.view.name}”?"
        lead = "Only the name and the filters are deleted. What they show stays."
        return super().get_context_data(heading=heading, lead=lead, **kwargs)

    def carry_out(self, form: Any) -> None:
        services.delete_view(view=self.view, by=self.person)
        messages.success(self.request, f"The view “{self.view.name}” is deleted.")
