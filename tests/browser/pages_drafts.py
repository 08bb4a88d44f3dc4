"""Pages of a draft under review that axe looks at, each with something open, decided and left over on it."""

from collections.abc import Callable

from django.urls import reverse

from notices.drafts.services import start_draft
from notices.models import NoticeDraft
from tests.browser.page import Known, Page, Scene, at
from tests.factories import NoticeFactory
from tests.integration.notices_drafts.conftest import clause, decide_everything, duty
from tests.integration.notices_drafts.notice_text import NOTICE

DRAFTS = "/councils/fernshire/notices/drafts/"
Key = Callable[[NoticeDraft], list[int | str]]


def a_draft(known: Known) -> NoticeDraft:
    """A draft with an open question and a line that belongs to no clause."""
    return start_draft(
        council=known("council"),
        text=f"Sent by second post\n\n{NOTICE}",
        source_name="notice.txt",
        by=known("improver"),
    )


def page(name: str, key: Key = lambda draft: []) -> Scene:
    """The scene of a page of a draft; `key` gives what else its address names."""

    def scene(known: Known) -> str:
        draft = a_draft(known)
        return reverse(f"drafts:{name}", args=[draft.council.slug, draft.pk, *key(draft)])

    return scene


def with_a_draft(address: str) -> Scene:
    """The scene of a page that lists drafts."""

    def scene(known: Known) -> str:
        a_draft(known)
        return address

    return scene


def ready(known: Known) -> str:
    """The last page before the register, with an earlier notice for the same service."""
    draft = decide_everything(a_draft(known), known("improver"))
    NoticeFactory(council=draft.council, service_area="Children's social care", title="An earlier notice")
    return reverse("drafts:confirm", args=[draft.council.slug, draft.pk])


def question(draft: NoticeDraft) -> list[int | str]:
    return [draft.content["questions"][0]["key"]]


KINDS = ("by_date", "within", "before_each", "ladder", "standing")
PAGES = [
    Page("drafts of notices", with_a_draft(DRAFTS)),
    Page("no drafts yet", at(DRAFTS)),
    Page("add a notice", at(f"{DRAFTS}add/")),
    *(
        Page(f"draft: {name}", page(name))
        for name in ("review", "header", "areas", "confirm", "discard", "clause_add")
    ),
    Page("draft: ready to confirm", ready),
    Page("draft: question", page("question", question)),
    Page("draft: clause", page("clause", lambda draft: [clause(draft, "2")["key"]])),
    Page("draft: remove a clause", page("clause_remove", lambda draft: [clause(draft, "7")["key"]])),
    Page("draft: add a duty", page("obligation_add", lambda draft: [clause(draft, "1")["key"]])),
    Page("draft: duty", page("obligation", lambda draft: [duty(draft, "7")["key"]])),
    Page("draft: kind of cadence", page("cadence", lambda draft: [duty(draft, "3")["key"], 0])),
    *(
        Page(
            f"draft: {kind}",
            page("cadence_fields", lambda draft, kind=kind: [duty(draft, "3")["key"], 0, kind]),
        )
        for kind in KINDS
    ),
]
