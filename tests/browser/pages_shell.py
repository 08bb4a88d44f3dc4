"""The pages of the shell: signing in, home, people, evidence, the gallery."""

import datetime as dt

from accounts.list_pages import LIST_PAGES
from accounts.models import SavedView
from accounts.services import save_view
from core.clock import today
from tests.browser.page import Known, Page, Scene, at
from tests.factories import (
    CadenceTermsFactory,
    ClauseFactory,
    EvidenceFactory,
    FileVersionFactory,
    LinkVersionFactory,
    MembershipFactory,
    NoticeFactory,
    ObligationFactory,
    PostFactory,
    PostHoldingFactory,
)


def evidence_list(known: Known) -> str:
    FileVersionFactory(evidence=EvidenceFactory(council=known("council"), recorded_by=known("improver")))
    LinkVersionFactory(
        evidence=EvidenceFactory(council=known("council"), kind="letter", title="A letter " * 20)
    )
    return "/councils/fernshire/evidence/"


def evidence_detail(known: Known) -> str:
    evidence = EvidenceFactory(council=known("council"), recorded_by=known("improver"))
    FileVersionFactory(evidence=evidence)
    LinkVersionFactory(evidence=evidence, number=2)
    return f"/councils/fernshire/evidence/{evidence.pk}/"


def home(known: Known) -> str:
    notice = NoticeFactory(council=known("council"))
    post = PostFactory(organisation=known("council"))
    PostHoldingFactory(post=post, person=known("owner"))
    for summary, days in (
        ("Submit the improvement plan", -20),
        ("Report to the adviser", 9),
        ("Hold a review", 200),
    ):
        clause = ClauseFactory(notice=notice)
        obligation = ObligationFactory(clause=clause, summary=summary, kind="submission", owner_post=post)
        due = today() + dt.timedelta(days=days)
        CadenceTermsFactory(obligation=obligation, terms={"type": "by_date", "date": due.isoformat()})
    return "/councils/fernshire/"


def choose(known: Known) -> str:
    MembershipFactory(council=known("other_council"), person=known("improver"))
    return "/"


def people(known: Known) -> str:
    PostHoldingFactory(post=PostFactory(organisation=known("council")), person=known("owner"))
    PostFactory(organisation=known("council"))
    return "/councils/fernshire/people/"


def saved_view(known: Known) -> SavedView:
    """One of several views that the person keeps of the evidence, one of them with a long name."""
    kept = {"council": known("council"), "page": LIST_PAGES["evidence"], "by": known("improver")}
    for name, query in (
        ("Letters since June", "kind=letter&since=1 June 2026"),
        ("Words" * 12, "title=words"),
    ):
        save_view(name=name, query=query, **kept)
    return save_view(name="Plans", query="kind=plan", **kept)


def saved_view_form(deed: str) -> Scene:
    """The scene of a form about a saved view."""
    return lambda known: f"/councils/fernshire/people/views/{saved_view(known).pk}/{deed}/"


def evidence_by_saved_view(known: Known) -> str:
    evidence_list(known)
    return f"/councils/fernshire/evidence/?{saved_view(known).query}"


def evidence_with_saved_views(known: Known) -> str:
    saved_view(known)
    return f"{evidence_list(known)}?kind=minutes"


PAGES = [
    Page("sign-in", at("/accounts/login/"), None),
    Page("password reset", at("/accounts/password/reset/"), None),
    Page("sign-up closed", at("/accounts/signup/"), None),
    Page("accessibility", at("/accessibility/"), None),
    Page("home empty", at("/councils/fernshire/")),
    Page("home", home),
    Page("home filtered", lambda known: home(known) + "?show=overdue"),
    Page("home of an owner", home, "owner"),
    Page("home of an adviser", home, "adviser"),
    Page("choose a council", choose),
    Page("your account", at("/your-account/")),
    Page("two-step", at("/accounts/2fa/")),
    Page("authenticator app", at("/accounts/2fa/totp/activate/")),
    Page("passkey", at("/accounts/2fa/webauthn/add/")),
    Page("change password", at("/accounts/password/change/")),
    Page("sign out", at("/accounts/logout/")),
    Page("gallery", at("/gallery/")),
    Page("people", people),
    Page("evidence", evidence_list),
    Page("evidence empty", at("/councils/fernshire/evidence/?kind=plan")),
    Page("evidence filter wrong", at("/councils/fernshire/evidence/?since=soon")),
    Page("evidence detail", evidence_detail),
    Page("evidence by saved view", evidence_by_saved_view),
    Page("evidence with saved views", evidence_with_saved_views),
    Page("save a view", at("/councils/fernshire/people/views/evidence/save/?kind=plan")),
    Page("rename a view", saved_view_form("rename")),
    Page("delete a view", saved_view_form("delete")),
    Page("add evidence", at("/councils/fernshire/evidence/add/")),
]
