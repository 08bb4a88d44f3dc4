"""The pages whose filters a person may keep under a name, and which parameters of their addresses are filters."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

DAYS = ("as_at", "known_on")
PLAN = (
    *DAYS, "plan", "area", "work_stream", "owner", "rating", "overdue", "words", "agency", "contributing", "source",
    "milestones", "differs", "slow", "due_from", "due_to",
)  # fmt: skip


@dataclass(frozen=True)
class ListPage:
    """One list page: `key` is how it is stored and named in addresses, `words` its name for people.

    `parameters` are all that a kept query may hold. The page of a long list is none of them: which rows are on it
    changes from day to day.
    """

    key: str
    url_name: str
    words: str
    parameters: tuple[str, ...]

    def own(self, query: str) -> str:
        """Return what of `query` is this page's and says something, always in the same order; "" for nothing."""
        asked = parse_qsl(query)
        return urlencode(
            [
                (name, value)
                for name in self.parameters
                for given, value in asked
                if given == name and value.strip()
            ]
        )

    def address(self, council_slug: str, query: str = "") -> str:
        """Return the address of the page in a council; a query can never lead away from it."""
        place = reverse(self.url_name, args=[council_slug])
        own = self.own(query)
        return f"{place}?{own}" if own else place


LIST_PAGES = {
    page.key: page
    for page in (
        ListPage(
            "deadlines",
            "notices:deadlines",
            "Deadlines",
            (
                *DAYS,
                "notice",
                "duty_holder",
                "kind",
                "outcome",
                "position",
                "whose",
                "due_from",
                "due_to",
                "sort",
            ),
        ),
        ListPage("plan-by-area", "plan:by_area", "Plan by area", PLAN),
        ListPage("plan-by-work-stream", "plan:by_work_stream", "Plan by work stream", PLAN),
        ListPage("plan-by-owner", "plan:by_owner", "Plan by owner", PLAN),
        ListPage("actions", "plan:actions", "Actions of the plan", PLAN),
        ListPage("plan-timeline", "plan:timeline", "Timeline of the plan", ("by", *PLAN)),
        ListPage(
            "sources",
            "plan:sources",
            "Sources",
            (*DAYS, "plan", "origin", "kind", "addressee", "area", "state", "words"),
        ),
        ListPage("clauses", "plan:clauses", "Clauses and their actions", (*DAYS, "plan", "state", "words")),
        ListPage("coverage", "plan:coverage", "Coverage", (*DAYS, "plan", "area", "work_stream", "origin")),
        ListPage(
            "digest",
            "digest:month",
            "Performance digest",
            ("month", "known_on", "area", "key", "rating", "words"),
        ),
        ListPage(
            "digest-charts",
            "digest:multiples",
            "Charts of all indicators",
            ("month", "known_on", "area", "key", "rating", "words"),
        ),
        ListPage(
            "figures-owed", "digest:owed", "Figures owed", ("month", "state", "owner", "quality", "words")
        ),
        ListPage(
            "evidence",
            "evidence:list",
            "Evidence",
            ("title", "kind", "confidentiality", "state", "since", "until"),
        ),
        ListPage(
            "voices",
            "plan:voices",
            "Voices",
            (*DAYS, "plan", "group", "area", "theme", "changed", "told", "since", "words"),
        ),
        ListPage(
            "risks",
            "plan:risks",
            "Risks",
            (*DAYS, "plan", "owner", "state", "level", "scores", "likelihood", "impact", "words", "sort"),
        ),
        ListPage(
            "updates",
            "plan:cycle",
            "Updates",
            (*DAYS, "plan", "month", "state", "owner", "kind", "words", "by"),
        ),
        ListPage("meetings", "board:meetings", "Meetings", ("when", "status", "year", "board")),
        ListPage("board-actions", "board:actions", "Board actions", ("state", "owner", "meeting", "words")),
        ListPage("reviews", "reviews:reviews", "Reviews", (*DAYS, "kind", "state")),
        ListPage("escalations", "reports:escalations", "Escalations", ("state", "words")),
        ListPage("reports", "reports:list", "Reports", ("kind", "month", "status", "year")),
    )
}
"""Every page with a bar of filters, by its key."""


def page_at(url_name: str) -> ListPage | None:
    """Return the list page that has the name `url_name` among the addresses, or None."""
    return next((page for page in LIST_PAGES.values() if page.url_name == url_name), None)
