"""The template tag behind the line of saved views under the filters of a list page."""

from dataclasses import dataclass

from django import forms, template
from django.template import Context

from accounts.list_pages import ListPage, page_at
from accounts.models import SavedView
from accounts.selectors import saved_views_of

register = template.Library()


@dataclass(frozen=True)
class ViewsOfPage:
    """A person's views of a page, each with whether it is the one shown; `query`: the filters shown, to be saved."""

    page: ListPage
    views: list[tuple[SavedView, bool]]
    query: str
    may_save: bool


@register.simple_tag(takes_context=True)
def views_of_this_page(context: Context, form: forms.BaseForm | str) -> ViewsOfPage | None:
    """Return the views of the page that is being shown, with one query; None for a page that keeps none.

    Filters in which `form` finds an error are not offered for saving, nor those that are saved already.
    """
    request = context.get("request")
    council = getattr(request, "council", None)
    match = getattr(request, "resolver_match", None)
    page = page_at(match.view_name) if match else None
    if request is None or council is None or page is None:
        return None
    query = page.own(request.GET.urlencode())
    kept = saved_views_of(request.user, council).filter(page=page.key)
    views = [(view, bool(query) and page.own(view.query) == query) for view in kept]
    in_error = isinstance(form, forms.BaseForm) and bool(form.errors)
    may_save = bool(query) and not in_error and not any(is_shown for _, is_shown in views)
    return ViewsOfPage(page, views, query, may_save)
