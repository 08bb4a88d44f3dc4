"""What is done with the items of an agenda: built, added, changed, moved, withdrawn, and told what they are about."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from accounts.models import Post, User
from boards.agenda_building import STANDARD, Present, Wanted, missing_items, missing_links
from boards.brought import required_of
from boards.filling import Found, filled
from boards.linking import kind_of
from boards.models import AgendaItem, AgendaLink, AgendaTemplateItem, Meeting, Purpose
from boards.services.carrying import place_waiting
from boards.services.meeting_rows import agenda_open, claim, next_order, place_for_added, record, sign
from boards.services.rows import still_there
from boards.services.template import LONGEST_ITEM
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Clause

LINK_TAKEN_OFF = "took a link off an agenda item"


@dataclass(frozen=True)
class ItemWords:
    """What an item says: `presenter` in words where no post presents it."""

    title: str
    purpose: str = Purpose.DISCUSS
    presenter_post: Post | None = None
    presenter: str = ""
    minutes: int = 10
    summary: str = ""
    is_confidential: bool = False
    confidential_because: str = ""
    clause: Clause | None = None


@dataclass(frozen=True)
class Built:
    """What building an agenda added."""

    items: int
    links: int
    carried: int

    @property
    def is_nothing(self) -> bool:
        return not (self.items or self.links or self.carried)


@transaction.atomic
def build_agenda(*, meeting: Meeting, by: User | None, today: dt.date) -> Built:
    """Add to an agenda what it lacks: of the template, of what the case holds today, of what waited to be carried.

    Nothing that is there is written over, and what people took off is not brought back. Raises Refusal.
    """
    meeting = agenda_open(meeting)
    templates = {each.pk: each for each in meeting.board.template_items.all()}
    items = list(meeting.items.filter(carried_from=None))
    carried_before = [] if items else list(meeting.items.order_by("order"))
    present = [Present(each.kind, each.title, each.from_template_id) for each in items]
    lacking = missing_items(_wanted(list(templates.values())), present)
    items += [_made(meeting, each, templates.get(each.key or 0), by) for each in lacking]
    _put_after_those_made(meeting, carried_before)
    carried = len(place_waiting(meeting=meeting, by=by))
    links = sum(_fill(item, meeting, today) for item in items if item.state == AgendaItem.State.OPEN)
    built = Built(len(lacking), links, carried)
    if not built.is_nothing:
        record(by, "built the agenda", meeting, meeting, items=built.items, links=links, carried=carried)
    return built


def _put_after_those_made(meeting: Meeting, carried: list[AgendaItem]) -> None:
    """Give what was carried to an agenda before it was built the place that it has on one that is."""
    for item in carried:
        item.order = place_for_added(meeting)
        item.save(update_fields=["order"])


def _wanted(templates: list[AgendaTemplateItem]) -> list[Wanted]:
    if not templates:
        return list(STANDARD)
    return [Wanted(each.kind, each.title, each.purpose, each.minutes, each.pk) for each in templates]


def _made(
    meeting: Meeting, wanted: Wanted, template: AgendaTemplateItem | None, by: User | None
) -> AgendaItem:
    clause = template.clause if template is not None and template.clause_id else None
    if clause is None:
        clause = next((each.clause for each in required_of(meeting) if each.item_kind == wanted.kind), None)
    is_confidential = template is not None and template.is_confidential
    return AgendaItem.objects.create(
        meeting=meeting, order=next_order(meeting), title=wanted.title, kind=wanted.kind, purpose=wanted.purpose,
        minutes=wanted.minutes, from_template=template, clause=clause, changed_by=by,
        presenter_post=template.presenter_post if template is not None else None,
        is_confidential=is_confidential,
        confidential_because="The board’s template says so" if is_confidential else "",
    )  # fmt: skip


def _fill(item: AgendaItem, meeting: Meeting, today: dt.date) -> int:
    """Add the links that an item lacks; its summary only while it has none and nobody edited it. Return how many."""
    filling = filled(item.kind, meeting, today)
    found = {(each.kind, each.key): each for each in filling.links}
    linked = set(item.links.values_list("kind", "key"))
    lacking = missing_links(list(found), linked=linked, taken_off=_taken_off(item))
    AgendaLink.objects.bulk_create(_link(item, found[each]) for each in lacking)
    if filling.summary and not item.summary and item.revision == 1:
        AgendaItem.objects.filter(pk=item.pk).update(summary=filling.summary)
    return len(lacking)


def _link(item: AgendaItem, found: Found) -> AgendaLink:
    return AgendaLink(item=item, kind=found.kind, key=found.key, words=found.words[:300])


def _taken_off(item: AgendaItem) -> set[tuple[str, int]]:
    """Return what people took off an item: the audit trail knows."""
    deeds = AuditEntry.objects.filter(
        subject_kind=item._meta.label_lower, subject_key=str(item.pk), action=LINK_TAKEN_OFF
    )
    return {(each["kind"], each["key"]) for each in deeds.values_list("detail", flat=True)}


@transaction.atomic
def add_item(*, meeting: Meeting, words: ItemWords, by: User) -> AgendaItem:
    """Put an item at the end of the agenda, before any other business. Raises Refusal."""
    meeting = agenda_open(meeting)
    _check(meeting, words)
    item = AgendaItem(meeting=meeting, order=place_for_added(meeting), changed_by=by)
    _write(item, words)
    record(by, "added an agenda item", item, meeting)
    return item


@transaction.atomic
def edit_item(*, item: AgendaItem, words: ItemWords, revision: int, by: User) -> AgendaItem:
    """Say anew what an item is. Raises Refusal, and ChangedMeanwhile after another person's change."""
    meeting = agenda_open(item.meeting)
    claim(item, seen=revision, by=by)
    _check(meeting, words)
    _write(item, words)
    record(by, "changed an agenda item", item, meeting)
    return item


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, by: User) -> bool:
    """Move an item one place up or down among those that stand; return whether there was a place."""
    meeting = agenda_open(item.meeting)
    item.refresh_from_db()
    standing = meeting.items.exclude(state=AgendaItem.State.WITHDRAWN)
    beside = (
        standing.filter(order__lt=item.order).order_by("-order").first()
        if up
        else standing.filter(order__gt=item.order).order_by("order").first()
    )
    if beside is None:
        return False
    item.order, beside.order = beside.order, item.order
    item.save(update_fields=["order"])
    beside.save(update_fields=["order"])
    record(by, "moved an agenda item", item, meeting, up=up)
    return True


@transaction.atomic
def withdraw_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Take an item off the agenda; it stays on record and can be put back. Raises Refusal once something came of it."""
    meeting = agenda_open(item.meeting)
    item.refresh_from_db()
    if item.state != AgendaItem.State.OPEN:
        raise Refusal(f"This item is {item.get_state_display().lower()}, so it is not withdrawn")
    if item.outcomes.exists() or item.challenges.exists():
        raise Refusal(
            "Something came of this item, so it is not withdrawn: mark it as done, or carry it forward"
        )
    return _set_state(item, AgendaItem.State.WITHDRAWN, "withdrew an agenda item", meeting, by)


@transaction.atomic
def restore_item(*, item: AgendaItem, by: User) -> AgendaItem:
    """Put an item that was withdrawn back in its place. Raises Refusal for any other."""
    meeting = agenda_open(item.meeting)
    item.refresh_from_db()
    if item.state != AgendaItem.State.WITHDRAWN:
        raise Refusal("This item stands on the agenda already")
    return _set_state(item, AgendaItem.State.OPEN, "put an agenda item back", meeting, by)


def _set_state(
    item: AgendaItem, state: AgendaItem.State, deed: str, meeting: Meeting, by: User
) -> AgendaItem:
    item.state = state
    sign(item, by)
    item.save()
    record(by, deed, item, meeting)
    return item


@transaction.atomic
def link_item(*, item: AgendaItem, kind: str, keys: list[int], by: User, today: dt.date) -> int:
    """Say what else an item is about, of one kind; return how many are new. Raises Refusal for what is not offered."""
    meeting = agenda_open(item.meeting)
    found = kind_of(kind)
    offered = dict(found.choices(meeting.board.notice.council, today)) if found is not None else {}
    if not keys or any(key not in offered for key in keys):
        raise Refusal("Choose what the item is about from the list", field="keys")
    linked = set(item.links.filter(kind=kind).values_list("key", flat=True))
    new = [key for key in dict.fromkeys(keys) if key not in linked]
    AgendaLink.objects.bulk_create(_link(item, Found(kind, key, offered[key])) for key in new)
    record(by, "linked an agenda item", item, meeting, kind=kind, keys=new)
    return len(new)


@transaction.atomic
def unlink_item(*, link: AgendaLink, by: User) -> None:
    """Take a link off an item. Raises Refusal once the agenda may no longer change."""
    meeting = agenda_open(link.item.meeting)
    still_there(link)
    record(by, LINK_TAKEN_OFF, link.item, meeting, kind=link.kind, key=link.key)
    link.delete()


def _check(meeting: Meeting, words: ItemWords) -> None:
    notice = meeting.board.notice
    if not words.title.strip():
        raise Refusal("Enter the title", field="title")
    if not 1 <= words.minutes <= LONGEST_ITEM:
        raise Refusal(f"The minutes that it takes must be from 1 to {LONGEST_ITEM}", field="minutes")
    if words.is_confidential and not words.confidential_because.strip():
        raise Refusal("Enter why it is confidential", field="confidential_because")
    if words.clause is not None and words.clause.notice_id != notice.pk:
        raise Refusal("Choose a clause of the board’s notice", field="clause")
    if words.presenter_post is not None and words.presenter_post.organisation_id != notice.council_id:
        raise Refusal("Choose a post of the council", field="presenter_post")


def _write(item: AgendaItem, words: ItemWords) -> None:
    for name in ItemWords.__dataclass_fields__:
        value = getattr(words, name)
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    if not item.is_confidential:
        item.confidential_because = ""
    item.save()
