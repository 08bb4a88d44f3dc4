"""Writes the two lists that a council keeps beside its objectives: the budget lines and the work streams."""

from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction

from accounts.models import Post, User
from core.refusals import Refusal
from improvement_plans.models import BudgetLine, Plan, WorkStream
from improvement_plans.services import writing
from notices.models import Area


@transaction.atomic
def add_budget_line(*, plan: Plan, code: str, title: str, amount: Decimal, by: User) -> BudgetLine:
    """Add a line of the money for improvement work; `amount` in pounds."""
    plan = writing.locked(plan)
    line = writing.signed(BudgetLine(plan=plan), by)
    _write_line(line, code, title, amount)
    writing.write_audit(by=by, deed="added a budget line", subject=line, plan=plan, amount=str(amount))
    return line


@transaction.atomic
def edit_budget_line(
    *, line: BudgetLine, code: str, title: str, amount: Decimal, by: User, revision: int | None = None
) -> BudgetLine:
    """Change a budget line; what was held against it stays, also where it is now more than the line has."""
    plan = writing.locked(line.plan)
    line = writing.claimed(line, by=by, revision=revision)
    before = line.amount
    _write_line(line, code, title, amount)
    writing.write_audit(
        by=by, deed="edited a budget line", subject=line, plan=plan, before=str(before), amount=str(amount)
    )
    return line


@transaction.atomic
def add_work_stream(
    *,
    plan: Plan,
    number: int,
    title: str,
    by: User,
    lead_post: Post | None = None,
    areas: Iterable[Area] = (),
) -> WorkStream:
    """Add one of the council's own strands of work."""
    plan = writing.locked(plan)
    stream = writing.signed(WorkStream(plan=plan), by)
    _write_stream(stream, number, title, lead_post, list(areas))
    writing.write_audit(by=by, deed="added a work stream", subject=stream, plan=plan)
    return stream


@transaction.atomic
def edit_work_stream(
    *,
    stream: WorkStream,
    number: int,
    title: str,
    by: User,
    lead_post: Post | None = None,
    areas: Iterable[Area] = (),
    revision: int | None = None,
) -> WorkStream:
    """Change a work stream; the objectives in it stay in it."""
    plan = writing.locked(stream.plan)
    stream = writing.claimed(stream, by=by, revision=revision)
    lists = _write_stream(stream, number, title, lead_post, list(areas))
    writing.write_audit(by=by, deed="edited a work stream", subject=stream, plan=plan, lists=lists)
    return stream


def _write_line(line: BudgetLine, code: str, title: str, amount: Decimal) -> None:
    line.code = writing.words_of(code, field="code", message="Enter the code of the budget line")
    line.title = writing.words_of(title, field="title", message="Enter what the money is for")
    taken = line.plan.budget_lines.filter(code=line.code).exclude(pk=line.pk).first()
    if taken is not None:
        raise Refusal(f"{line.code} is the code of “{taken.title}”: enter another", field="code")
    if amount < 0:
        raise Refusal("The amount must be nothing or more", field="amount")
    line.amount = amount
    line.save()


def _write_stream(
    stream: WorkStream, number: int, title: str, lead_post: Post | None, areas: list[Area]
) -> dict[str, list[str]]:
    plan = stream.plan
    taken = plan.work_streams.filter(number=number).exclude(pk=stream.pk).first()
    if taken is not None:
        raise Refusal(f"{number} is the number of “{taken.title}”: enter another", field="number")
    stream.number = number
    stream.title = writing.words_of(title, field="title", message="Enter the title of the work stream")
    if lead_post is not None:
        writing.refuse_foreign_posts([lead_post], plan, field="lead_post")
    if any(area.notice_id != plan.notice_id for area in areas):
        raise Refusal("Choose areas of this plan's notice", field="areas")
    stream.lead_post = lead_post
    stream.save()
    return writing.set_lists(stream, {"areas": areas})
