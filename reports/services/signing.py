"""Sign-off: put up along the chain of its kind, signed or returned by each post in turn, numbered with the last."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.selectors import posts_held_by, roles_of
from core.refusals import Refusal
from reports.authorship import goes_along_a_chain, may_write
from reports.kinds import Author
from reports.models import Report, SignOff, SignOffReturn
from reports.numbering import number_of
from reports.readiness import is_ready
from reports.selectors.chains import Chain, chain_of, chair_post
from reports.selectors.readiness import readiness_of
from reports.selectors.waiting import open_sign_off_of
from reports.services import rows
from reports.services.asking import ask_issue, ask_worker
from reports.services.telling import tell_of_return

Status = Report.Status
NO_CHAIN = "Nobody is set to sign this kind of report: set its chain of posts first"


@transaction.atomic
def submit(
    *, report: Report, by: User, today: dt.date, unready_reason: str = "", seen_chain: str | None = None
) -> Report:
    """Put a report up for sign-off and ask the first post of its chain; an unready one needs a reason to print.

    `seen_chain` is `Chain.seen` of the chain that the person confirmed. Raises Refusal out of turn, without a chain,
    for a chain that has changed since, and for an unready report without a reason.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Status.AWAITING_SIGN_OFF)
    chain = _chain(report, today, seen_chain)
    report.unready_reason = _reason(report, unready_reason, today)
    report.status, report.round = Status.AWAITING_SIGN_OFF, report.round + 1
    report.save(update_fields=["status", "round", "unready_reason"])
    now = timezone.now()
    SignOff.objects.bulk_create(
        SignOff(
            report=report, round=report.round, order=order, post=step.post, deputy_post=step.deputy_post,
            asked_at=now if order == 1 else None,
        )
        for order, step in enumerate(chain.steps, start=1)
    )  # fmt: skip
    # What is signed is what was written: the posts get a PDF of the text as it is now.
    ask_worker(report)
    posts = [str(step.post) for step in chain.steps]
    rows.record(report, by, "submitted a report for sign-off", round=report.round, chain=posts)
    return report


@transaction.atomic
def sign(*, report: Report, by: User, today: dt.date, sign_off: int | None = None) -> Report:
    """Sign a report for the post that was asked: the next one is asked, and with the last it gets its number.

    `sign_off` is the key of the signature that the person saw themselves asked for, so that a button pressed twice
    signs once. Raises Refusal for anybody but a holder of the post or of its deputy post, out of turn, and before
    there is a PDF to read.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Status.SIGNED)
    _refuse_unless_put_up(report)
    asked = _asked(report, by, today, sign_off)
    _refuse_unread(report)
    asked.signed_at, asked.signed_by = timezone.now(), by
    asked.as_deputy = not _holds(by, asked.post_id, today)
    asked.save(update_fields=["signed_at", "signed_by", "as_deputy"])
    following = report.sign_offs.filter(round=report.round, order__gt=asked.order).first()
    if following is not None:
        following.asked_at = asked.signed_at
        following.save(update_fields=["asked_at"])
        rows.record(
            report, by, "signed a report in its turn", post=str(asked.post), as_deputy=asked.as_deputy
        )
        return report
    return _sign_last(report, by, post=str(asked.post), as_deputy=asked.as_deputy)


@transaction.atomic
def sign_own(*, report: Report, by: User, today: dt.date, unready_reason: str = "") -> Report:
    """Sign a report that goes along no chain: the adviser his own. An unready one needs a reason, which is printed.

    Raises Refusal for a report of the council's, out of turn, and before there is a PDF of it to read.
    """
    report = rows.locked(report)
    if goes_along_a_chain(report.what):
        raise Refusal("This report goes along a chain of posts: put it up for sign-off")
    if not may_write(roles_of(by, report.notice.council, today=today), report.what):
        raise Refusal("Only the adviser signs the adviser's own report")
    rows.refuse_unless(report, Status.SIGNED)
    _refuse_unread(report)
    _refuse_changed_since_read(report)
    reason = _reason(report, unready_reason, today)
    if reason != report.unready_reason:
        report.unready_reason = reason
        report.save(update_fields=["unready_reason"])
    return _sign_last(report, by)


@transaction.atomic
def return_for_changes(
    *, report: Report, comment: str, by: User, today: dt.date, sign_off: int | None = None
) -> Report:
    """Give a report back with a comment; its authors are told at once.

    Raises Refusal without a comment, out of turn, and for anybody but the post that was asked or its deputy.
    """
    report = rows.locked(report)
    rows.refuse_unless(report, Status.RETURNED)
    asked = _asked(report, by, today, sign_off)
    if not comment.strip():
        raise Refusal("Enter what has to change before you sign", field="comment")
    returned = SignOffReturn.objects.create(sign_off=asked, comment=comment.strip(), returned_by=by)
    report.status = Status.RETURNED
    report.save(update_fields=["status"])
    tell_of_return(returned, report, today=today)
    rows.record(report, by, "returned a report", post=str(asked.post))
    return report


def _chain(report: Report, today: dt.date, seen: str | None) -> Chain:
    if not goes_along_a_chain(report.what):
        raise Refusal("The adviser signs his own report himself: it goes along no chain")
    council = report.notice.council
    chain = chain_of(council, report.kind, report.notice, today=today)
    if not chain.steps:
        place = reverse("reports:chain", args=[council.slug, report.kind])
        raise Refusal(NO_CHAIN, link=(place, "Set the chain"))
    if seen is not None and seen != chain.seen:
        raise Refusal(
            "The chain of posts has changed since you opened this page: look at it again, then submit"
        )
    if report.what.author == Author.CHAIR:
        _refuse_another_chair(report, chain, today)
    return chain


def _refuse_another_chair(report: Report, chain: Chain, today: dt.date) -> None:
    """A chain that was set stays as it was set, while the board may have got another chair."""
    last, chair = chain.steps[-1].post, chair_post(report.notice, today=today)
    if last != chair:
        signs = str(chair) if chair is not None else "a post that nobody is appointed to"
        place = reverse("reports:chain", args=[report.notice.council.slug, report.kind])
        raise Refusal(
            f"The board chair signs this report last, which is {signs} and not {last}: set the chain again",
            link=(place, "Set the chain"),
        )


def _reason(report: Report, unready_reason: str, today: dt.date) -> str:
    """Return why an unready report goes out; "" for one that is ready."""
    if is_ready(readiness_of(report, today=today)):
        return ""
    if not unready_reason.strip():
        raise Refusal("Enter why the report goes out although something is missing", field="unready_reason")
    return unready_reason.strip()


def _refuse_unless_put_up(report: Report) -> None:
    """Of a draft only the adviser's own is signed, and that by another door."""
    if report.status != Status.AWAITING_SIGN_OFF:
        raise Refusal("This report is not before anybody for signature: look at it again before you go on")


def _asked(report: Report, by: User, today: dt.date, seen: int | None) -> SignOff:
    """Return the signature that is waited for, if it is `by`'s to give."""
    asked = open_sign_off_of(report)
    if asked is None:
        raise Refusal("This report waits for no signature: look at it again before you go on")
    if seen is not None and seen != asked.pk:
        raise Refusal(f"That step is done: the report now waits for {asked.post}. Look at it again")
    if not _holds(by, asked.post_id, today) and not _holds(by, asked.deputy_post_id, today):
        deputy = f" or {asked.deputy_post}" if asked.deputy_post else ""
        raise Refusal(f"Only whoever holds the post {asked.post}{deputy} can do this")
    return asked


def _refuse_unread(report: Report) -> None:
    if not report.can_be_read:
        raise Refusal("The PDF that you would sign is not there yet: read it before you sign")


def _refuse_changed_since_read(report: Report) -> None:
    """Of a report that is signed without having been put up: its PDF may be older than its text or its figures."""
    asked_at = report.job.requested_at if report.job is not None else None
    changed = [*report.sections.values_list("written_at", flat=True), report.cut.taken_at]
    if asked_at is None or any(moment is not None and moment > asked_at for moment in changed):
        raise Refusal(
            "The text or the figures have changed since the PDF was made: make it again and read it first"
        )


def _holds(person: User, post_id: int | None, today: dt.date) -> bool:
    return post_id is not None and posts_held_by(person, today=today).filter(pk=post_id).exists()


def _sign_last(report: Report, by: User, **detail: Any) -> Report:
    """Give the report its number and its time to be recalled, and ask for its issue when that is over."""
    report.status, report.signed_by, report.signed_at = Status.SIGNED, by, timezone.now()
    report.leaves_at = report.signed_at + settings.RECALL_WINDOW
    report.number = number_of(report.kind, report.month, report.version, sequence=report.sequence)
    report.save(update_fields=["status", "signed_by", "signed_at", "leaves_at", "number"])
    ask_issue(report)
    rows.record(report, by, "signed a report", number=report.number, **detail)
    return report
