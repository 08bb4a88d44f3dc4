"""/councils/…/reports/…/submit/, sign/ and return/: along the chain, each post in its turn, out of turn nobody."""

import datetime as dt
from collections.abc import Callable

import pytest
import time_machine
from django.core import mail
from django.test import Client

from accounts.models import Organisation, Post, User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Notice
from reports import background, delivering
from reports.models import ChainStep, Report, ReturnTold, SignOff
from reports.selectors.chains import chain_of
from reports.services import signing
from reports.services.chains import set_chain
from tests.conftest import TODAY
from tests.factories import PostFactory, PostHoldingFactory, UserFactory
from tests.integration.reports.conftest import UNREADY, issued_now, with_a_pdf

Browser = Callable[..., Client]
Status = Report.Status


def page_of(report: Report, deed: str = "") -> str:
    return f"/councils/fernshire/reports/{report.pk}/" + (f"{deed}/" if deed else "")


def seen_by(client: Client, report: Report, deed: str = "") -> str:
    answer = client.get(page_of(report, deed))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def submit(client: Client, report: Report, reason: str = UNREADY) -> str:
    """Press the button of the page that submits, which carries the chain that it shows; return the answer's page."""
    seen = client.get(page_of(report, "submit")).context["chain"].seen
    asked = {"seen_chain": seen, "unready_reason": reason}
    return client.post(page_of(report, "submit"), asked, follow=True).content.decode()


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


@pytest.fixture
def head_post(council: Organisation, owner: User) -> Post:
    """Of the head of service, which the action owner holds."""
    post = PostFactory(organisation=council, title="Head of Quality Assurance")
    PostHoldingFactory(post=post, person=owner)
    return post


@pytest.fixture
def deputy_post(council: Organisation, analyst: User) -> Post:
    """Which the analyst holds."""
    post = PostFactory(organisation=council, title="Deputy Director")
    PostHoldingFactory(post=post, person=analyst)
    return post


@pytest.fixture
def long_chain(
    notice: Notice, head_post: Post, director_post: Post, deputy_post: Post, director: User, improver: User
) -> Notice:
    """The head of service, then the director, in whose place the deputy director may sign."""
    set_chain(
        council=notice.council, kind="adviser_monthly", by=improver, today=TODAY, notice=notice,
        steps=[(head_post, None), (director_post, deputy_post)],
    )  # fmt: skip
    return notice


@pytest.fixture
def put_up(written: Report, long_chain: Notice, improver: User) -> Report:
    """Before the head of service, with a PDF to read."""
    report = signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY)
    return with_a_pdf(report)


class TestSubmit:
    def test_the_form_shows_the_chain_and_submitting_asks_its_first_post(
        self, written: Report, long_chain: Notice, improver: User, client_for: Browser
    ) -> None:
        client, earlier = client_for(improver), written.job_id
        page = seen_by(client, written, "submit")
        assert "<strong>Head of Quality Assurance</strong>: Owen Ashdown" in page
        assert "In its place may sign Deputy Director: Anwen Lyle" in page
        chain = chain_of(long_chain.council, "adviser_monthly", long_chain, today=TODAY)
        asked = {"seen_chain": chain.seen, "unready_reason": UNREADY}
        answer = client.post(page_of(written, "submit"), asked)
        assert answer.headers["Location"] == page_of(written)
        report = fresh(written)
        assert (report.status, report.round) == (Status.AWAITING_SIGN_OFF, 1)
        assert report.job_id != earlier
        assert [(row.order, str(row.post), row.asked_at is not None) for row in report.sign_offs.all()] == [
            (1, "Head of Quality Assurance", True), (2, "Director of Children's Services", False),
        ]  # fmt: skip
        entry = AuditEntry.objects.get(action="submitted a report for sign-off")
        assert entry.detail["chain"] == ["Head of Quality Assurance", "Director of Children's Services"]

    def test_an_unready_report_needs_a_reason_which_it_then_carries(
        self, draft: Report, chain: Post, improver: User, client_for: Browser
    ) -> None:
        client = client_for(improver)
        page = submit(client, draft, "  ")
        assert "Enter why the report goes out although something is missing" in page
        assert fresh(draft).status == Status.DRAFT
        submit(client, draft, "The analyst is ill.")
        assert (fresh(draft).status, fresh(draft).unready_reason) == (
            Status.AWAITING_SIGN_OFF, "The analyst is ill.",
        )  # fmt: skip

    def test_a_chain_that_changed_since_it_was_shown_is_shown_again_first(
        self, written: Report, chain: Post, improver: User, client_for: Browser
    ) -> None:
        asked = {"seen_chain": "999:", "unready_reason": UNREADY}
        page = client_for(improver).post(page_of(written, "submit"), asked).content.decode()
        assert "The chain of posts has changed since you opened this page" in page
        assert fresh(written).status == Status.DRAFT

    def test_without_a_chain_it_says_where_one_is_set(
        self, written: Report, improver: User, client_for: Browser
    ) -> None:
        client = client_for(improver)
        page = submit(client, written)
        assert "Nobody is set to sign this kind of report" in page
        assert "/councils/fernshire/reports/chains/adviser_monthly/" in page
        assert fresh(written).status == Status.DRAFT

    def test_the_duty_holders_post_is_proposed_where_no_chain_was_set(
        self, written: Report, director_post: Post, director: User, improver: User, client_for: Browser
    ) -> None:
        written.discharges.owner_post = director_post
        written.discharges.save()
        client = client_for(improver)
        assert "this one is proposed from the notice" in seen_by(client, written, "submit")
        submit(client, written)
        assert written.sign_offs.get().post == director_post
        assert not ChainStep.objects.exists()

    def test_a_vacant_post_is_warned_of_and_its_deputy_may_sign(
        self, written: Report, council: Organisation, deputy_post: Post, analyst: User, improver: User,
        client_for: Browser,
    ) -> None:  # fmt: skip
        vacant = PostFactory(organisation=council, title="Vacant Post")
        set_chain(
            council=council, kind="adviser_monthly", steps=[(vacant, deputy_post)], by=improver, today=TODAY
        )
        assert "A post in this chain is vacant" in seen_by(client_for(improver), written, "submit")
        report = signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY)
        with_a_pdf(report)
        client_for(analyst).post(page_of(report, "sign"))
        assert fresh(report).status == Status.SIGNED
        assert report.sign_offs.get().as_deputy
        assert "Anwen Lyle, as Deputy Director in its place" in seen_by(client_for(improver), report)

    def test_it_is_not_submitted_twice(self, submitted: Report, improver: User, client_for: Browser) -> None:
        assert "This report is awaiting sign-off" in submit(client_for(improver), submitted)
        assert SignOff.objects.count() == 1


class TestSign:
    def test_each_post_signs_in_its_turn_and_the_last_one_gives_the_number(
        self, put_up: Report, owner: User, director: User, client_for: Browser
    ) -> None:
        first, second = client_for(owner), client_for(director)
        assert "Your signature" not in seen_by(second, put_up)
        assert "You sign for <strong>Head of Quality Assurance</strong>" in seen_by(first, put_up)
        said = first.post(page_of(put_up, "sign"), follow=True).content.decode()
        assert "You have signed. Director of Children&#x27;s Services is asked next." in said
        assert (fresh(put_up).status, fresh(put_up).number) == (Status.AWAITING_SIGN_OFF, "")
        second.post(page_of(put_up, "sign"))
        report = fresh(put_up)
        assert (report.status, report.signed_by, report.number) == (Status.SIGNED, director, "AR-2026-10 v1")
        assert [row.signed_by for row in report.sign_offs.all()] == [owner, director]
        assert not any(row.as_deputy for row in report.sign_offs.all())

    def test_nobody_signs_before_their_turn(
        self, put_up: Report, director: User, improver: User, client_for: Browser
    ) -> None:
        # The director's post was not asked yet, and the team's people stand in no chain.
        assert client_for(director).post(page_of(put_up, "sign")).status_code == 403
        assert client_for(improver).post(page_of(put_up, "sign")).status_code == 403
        assert not put_up.sign_offs.exclude(signed_at=None).exists()

    def test_a_button_pressed_twice_signs_once_though_the_person_holds_the_next_post_too(
        self, put_up: Report, director_post: Post, owner: User, client_for: Browser
    ) -> None:
        PostHoldingFactory(post=director_post, person=owner)
        client, asked = client_for(owner), put_up.sign_offs.get(order=1)
        client.post(page_of(put_up, "sign"), {"sign_off": asked.pk})
        again = client.post(page_of(put_up, "sign"), {"sign_off": asked.pk}, follow=True).content.decode()
        assert "That step is done: the report now waits for Director of Children&#x27;s Services" in again
        assert fresh(put_up).status == Status.AWAITING_SIGN_OFF

    @pytest.mark.parametrize("key", ["nonsense", "9" * 40, "\x00", "-1"])
    def test_a_key_that_is_none_signs_nothing(
        self, key: str, put_up: Report, owner: User, client_for: Browser
    ) -> None:
        client_for(owner).post(page_of(put_up, "sign"), {"sign_off": key})
        assert not put_up.sign_offs.exclude(signed_at=None).exists()

    def test_nobody_signs_what_nobody_can_read_yet(
        self, written: Report, chain: Post, director: User, improver: User, client_for: Browser
    ) -> None:
        signing.submit(report=written, by=improver, today=TODAY, unready_reason=UNREADY)
        client = client_for(director)
        assert "You can sign as soon as the PDF has been made" in seen_by(client, written)
        page = client.post(page_of(written, "sign"), follow=True).content.decode()
        assert "read it before you sign" in page
        assert fresh(written).status == Status.AWAITING_SIGN_OFF

    def test_a_late_pdf_of_an_older_text_is_never_what_is_signed(
        self, draft: Report, chain: Post, director: User, improver: User
    ) -> None:
        older = draft.job_id
        report = signing.submit(report=draft, by=improver, today=TODAY, unready_reason=UNREADY)
        background.render_draft(older)
        assert not fresh(report).preview
        with pytest.raises(Refusal, match="read it before you sign"):
            signing.sign(report=report, by=director, today=TODAY)

    def test_who_holds_the_post_no_longer_signs_no_longer(
        self, submitted: Report, director: User, client_for: Browser
    ) -> None:
        director.holdings.update(ended_on=TODAY - dt.timedelta(days=1))
        assert client_for(director).post(page_of(submitted, "sign")).status_code == 403
        assert fresh(submitted).status == Status.AWAITING_SIGN_OFF

    def test_a_report_is_not_signed_out_of_turn(self, written: Report, director: User) -> None:
        with pytest.raises(Refusal, match="not before anybody for signature"):
            signing.sign(report=written, by=director, today=TODAY)

    def test_nor_twice(self, signed: Report, director: User, client_for: Browser) -> None:
        page = client_for(director).post(page_of(signed, "sign"), follow=True).content.decode()
        assert "This report is signed: look at it again" in page
        assert AuditEntry.objects.filter(action="signed a report").count() == 1

    def test_a_chain_set_anew_leaves_what_is_under_way_alone(
        self, put_up: Report, council: Organisation, improver: User
    ) -> None:
        only = PostFactory(organisation=council)
        set_chain(council=council, kind="adviser_monthly", steps=[(only, None)], by=improver, today=TODAY)
        assert put_up.sign_offs.count() == 2


class TestReturn:
    def test_any_step_returns_it_with_a_comment_and_the_authors_are_told_at_once(
        self, put_up: Report, owner: User, director: User, improver: User, client_for: Browser
    ) -> None:
        signing.sign(report=put_up, by=owner, today=TODAY)
        client = client_for(director)
        empty = client.post(page_of(put_up, "return"), {"comment": " "}).content.decode()
        assert "Enter what has to change before you sign" in empty
        client.post(page_of(put_up, "return"), {"comment": "Say what became of the audits."})
        assert fresh(put_up).status == Status.RETURNED
        seen = seen_by(client_for(improver), put_up)
        assert "Returned: Say what became of the audits." in seen
        assert "Owen Ashdown signed for Head of Quality Assurance" in seen
        assert "Cheryl Harrow returned it for Director of Children&#x27;s Services" in seen
        assert [told.recipient for told in ReturnTold.objects.all()] == [improver]
        assert delivering.deliver_waiting() == 1
        assert delivering.deliver_waiting() == 0
        (message,) = mail.outbox
        assert message.to == [improver.email]
        assert "was returned" in message.subject
        assert "Say what became of the audits." in message.body
        assert page_of(put_up) in message.body
        entry = AuditEntry.objects.get(action="returned a report")
        assert entry.detail == {"post": "Director of Children's Services"}

    def test_put_up_again_it_begins_a_new_round_and_earlier_signatures_are_void(
        self, put_up: Report, owner: User, director: User, improver: User, client_for: Browser
    ) -> None:
        signing.sign(report=put_up, by=owner, today=TODAY)
        signing.return_for_changes(report=put_up, comment="No.", by=director, today=TODAY)
        report = signing.submit(report=put_up, by=improver, today=TODAY, unready_reason=UNREADY)
        assert report.round == 2
        assert [row.signed_at for row in report.sign_offs.filter(round=2)] == [None, None]
        assert "(void: it came to nothing)" in seen_by(client_for(improver), report)
        with pytest.raises(Refusal, match="Only whoever holds the post Head of Quality Assurance"):
            signing.sign(report=report, by=director, today=TODAY)

    def test_of_two_who_return_it_the_second_is_told(
        self, put_up: Report, head_post: Post, owner: User, client_for: Browser
    ) -> None:
        other = UserFactory(name="Olwen Hale")
        PostHoldingFactory(post=head_post, person=other)
        signing.return_for_changes(report=put_up, comment="No.", by=other, today=TODAY)
        page = client_for(owner).post(page_of(put_up, "return"), {"comment": "Nor me."}).content.decode()
        assert "This report is returned" in page
        assert ReturnTold.objects.count() == 1

    def test_nobody_else_returns_it(self, submitted: Report, improver: User, client_for: Browser) -> None:
        client = client_for(improver)
        assert client.get(page_of(submitted, "return")).status_code == 403
        assert client.post(page_of(submitted, "return"), {"comment": "No."}).status_code == 403
        assert fresh(submitted).status == Status.AWAITING_SIGN_OFF


def test_the_age_of_what_waits_stands_on_its_page(
    submitted: Report, director: User, client_for: Browser
) -> None:
    # Asked at noon on the 22nd; the page is read at three in the afternoon on the 25th.
    with time_machine.travel(dt.datetime(2026, 11, 25, 15, 0, tzinfo=dt.UTC)):
        page = seen_by(client_for(director), submitted)
    assert "Waiting for Director of Children&#x27;s Services for 3 days" in page


def test_what_was_said_in_sign_off_is_not_issued_with_the_report(
    put_up: Report, owner: User, director: User, adviser: User, department_official: User, improver: User,
    client_for: Browser,
) -> None:  # fmt: skip
    signing.return_for_changes(report=put_up, comment="The head of service must go.", by=owner, today=TODAY)
    report = with_a_pdf(signing.submit(report=put_up, by=improver, today=TODAY, unready_reason=UNREADY))
    report = signing.sign(report=signing.sign(report=report, by=owner, today=TODAY), by=director, today=TODAY)
    issued = issued_now(report)
    for person, sees in ((improver, True), (owner, True), (adviser, False), (department_official, False)):
        page = seen_by(client_for(person), issued)
        assert ("The head of service must go." in page) == sees
        # Who signed is said to everybody.
        assert "Owen Ashdown" in page
