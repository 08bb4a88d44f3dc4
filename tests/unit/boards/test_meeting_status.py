"""The statuses of a meeting: the table, and the diagram that is drawn from it."""

import pytest
import rules
from django.conf import settings
from django.urls import reverse

from boards.models import Meeting
from boards.transitions import TRANSITIONS, as_page, may_follow, open_from

FOLLOWS = {
    "draft": {"called", "in_progress", "cancelled"},
    "called": {"in_progress", "cancelled"},
    "in_progress": {"minutes_drafted"},
    "minutes_drafted": {"minutes_agreed"},
    "minutes_agreed": {"closed"},
    "closed": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("before", Meeting.Status.values)
def test_what_may_follow(before: str) -> None:
    assert {after for after in Meeting.Status.values if may_follow(before, after)} == FOLLOWS[before]
    assert {each.after for each in open_from(before)} == FOLLOWS[before]


def test_the_next_step_comes_first_and_what_ends_it_last() -> None:
    assert [each.after for each in open_from("draft")] == ["called", "in_progress", "cancelled"]
    assert [each.ends_it for each in open_from("called")] == [False, True]


@pytest.mark.parametrize("each", TRANSITIONS, ids=lambda each: f"{each.before} to {each.after}")
def test_each_leads_to_a_page_and_asks_a_permission(each) -> None:
    assert reverse(each.url_name, args=["fernshire", 1])
    assert rules.perm_exists(each.permission)
    assert ":" not in each.label, "a colon ends a label in Mermaid"


def test_the_diagram_in_the_documents_is_that_of_the_table() -> None:
    page = settings.BASE_DIR / "docs" / "meeting-status.md"
    assert page.read_text(encoding="utf-8") == as_page()
