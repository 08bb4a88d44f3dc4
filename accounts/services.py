"""What a person does to views of their own: keep the filters of a list page under a name, rename, delete."""

from django.db import IntegrityError, transaction

from accounts.list_pages import ListPage
from accounts.models import Organisation, SavedView, User
from core import audit
from core.refusals import Refusal

LONGEST_NAME = SavedView._meta.get_field("name").max_length or 0
LONGEST_QUERY = SavedView._meta.get_field("query").max_length or 0
MOST_ON_A_PAGE = 20


@transaction.atomic
def save_view(*, council: Organisation, page: ListPage, query: str, name: str, by: User) -> SavedView:
    """Return the filters in `query`, kept under `name` for `by` alone; what is not the page's own is left out.

    Raises Refusal on `name` for none, one that is too long or one that the person has for this page already (in
    whatever case); and for no filters, for too many of them, and for more views than a page has room for.
    """
    own, address = page.own(query), page.address(council.slug, query)
    if not own:
        raise Refusal("Apply a filter before you save a view", link=(address, f"Go to {page.words}"))
    if len(own) > LONGEST_QUERY:
        raise Refusal("These filters are too long to save", link=(address, "Shorten them"))
    if SavedView.objects.filter(person=by, council=council, page=page.key).count() >= MOST_ON_A_PAGE:
        reason = f"You have {MOST_ON_A_PAGE} views of this page, which is the most: delete one first"
        raise Refusal(reason, link=(page.address(council.slug), f"Go to {page.words}"))
    view = SavedView(person=by, council=council, page=page.key, name=_worded(name), query=own)
    _write(view)
    _record(by, "saved a view", view)
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: User) -> SavedView:
    """Give a view another name. Raises Refusal on `name` as `save_view` does."""
    earlier, view.name = view.name, _worded(name)
    _write(view)
    _record(by, "renamed a view", view, earlier_name=earlier)
    return view


@transaction.atomic
def delete_view(*, view: SavedView, by: User) -> None:
    """Delete a view. What it showed stays as it is."""
    _record(by, "deleted a view", view)
    view.delete()


def _worded(name: str) -> str:
    worded = " ".join(name.split())
    if not worded:
        raise Refusal("Enter a name for this view", field="name")
    if len(worded) > LONGEST_NAME:
        raise Refusal(f"A name for this view must be {LONGEST_NAME} characters or fewer", field="name")
    return worded


def _write(view: SavedView) -> None:
    """Write a view; that its name is taken is the database's to say, so that two windows cannot both take it."""
    try:
        with transaction.atomic():
            view.save()
    except IntegrityError as error:
        reason = f"You already have a view of this page called “{view.name}”: enter another name"
        raise Refusal(reason, field="name") from error


def _record(by: User, action: str, view: SavedView, **detail: str) -> None:
    kept = {"page": view.page, "query": view.query, **detail}
    audit.record(by=by, action=action, subject=view, scope=view.council.slug, detail=kept)
