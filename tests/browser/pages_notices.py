"""Pages of a notice's register that axe looks at, with every kind of fact and outcome on them."""

import datetime as dt

from notices.models import Notice, Obligation, Party
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    AppointmentFactory,
    AreaFactory,
    AssessmentFactory,
    CadenceTermsFactory,
    ClauseFactory,
    DischargeFactory,
    EvidenceFactory,
    NoticeFactory,
    ObligationFactory,
    PlannedEventFactory,
    PostFactory,
    RequestFactory,
    VariationFactory,
)

REGISTER = "/councils/fernshire/notices/"
D = dt.date
A_MOMENT = dt.datetime(2026, 11, 1, 10, tzinfo=dt.UTC)


def duty(notice: Notice, number: str, kind: str, terms: dict[str, object], **more: object) -> Obligation:
    """An obligation of a clause of its own; `follows` hangs its cadence on another."""
    follows = more.pop("follows", None)
    clause = ClauseFactory(notice=notice, number=number)
    obligation = ObligationFactory(
        clause=clause, kind=kind, **{"summary": f"A duty of the kind {kind}, worded at some length", **more}
    )
    CadenceTermsFactory(obligation=obligation, terms=terms, follows=follows)
    return obligation


def a_notice(known: Known) -> Notice:
    """A notice with a duty of every kind and a fact of every sort."""
    notice = NoticeFactory(council=known("council"), published_on=D(2026, 1, 20))
    AreaFactory(notice=notice, letter="a", title="Leadership")
    AppointmentFactory(notice=notice, post=PostFactory(organisation=known("council")))
    plan = duty(notice, "4", "submission", {"type": "by_date", "date": "2026-02-16"})
    duty(notice, "4.a", "content", {"type": "standing"}, part_of=plan)
    board = duty(notice, "6", "meeting", {"type": "each_calendar", "unit": "month"}, duty_holder=Party.BOARD)
    report = duty(notice, "5.b", "report", {"type": "at_each", "of": "board meeting"}, follows=board)
    record = duty(notice, "5.a", "provision", {"type": "kept_up_to_date"})
    CadenceTermsFactory(
        obligation=record, part=1, is_local=True, terms={"type": "kept_up_to_date", "max_age_days": 30}
    )
    duty(notice, "8", "review", {"type": "at_least_every", "n": 6, "unit": "months"}, owed_by_council=False)
    asked = duty(notice, "9", "report", {"type": "on_request"})
    RequestFactory(obligation=asked, reference="E-mail of 1 October")
    AssessmentFactory(obligation=duty(notice, "3", "standing", {"type": "standing"}))
    held = PlannedEventFactory(obligation=board, planned_on=D(2026, 3, 12))
    DischargeFactory(obligation=board, effective_on=D(2026, 3, 12), for_event=held)
    late = DischargeFactory(
        obligation=report, effective_on=D(2026, 3, 14), for_event=held, what="Report sent"
    )
    late.evidence.add(EvidenceFactory(council=known("council")))
    PlannedEventFactory(
        obligation=board, planned_on=D(2026, 4, 9), cancelled_on=D(2026, 4, 2), cancelled_recorded_at=A_MOMENT,
        cancelled_reason="No quorum",
    )  # fmt: skip
    PlannedEventFactory(obligation=board, planned_on=D(2026, 12, 10))
    DischargeFactory(
        obligation=board, effective_on=D(2026, 5, 1), withdrawn_at=A_MOMENT, withdrawn_reason="Keyed twice"
    )
    VariationFactory(obligation=board, agreed_on=D(2026, 6, 20))
    return notice


def page(address: str = "") -> Scene:
    """The scene of a page of the notice: `{clause}` and `{board}` stand for the keys of its monthly meeting."""

    def scene(known: Known) -> str:
        notice = a_notice(known)
        board = Obligation.objects.get(clause__notice=notice, clause__number="6")
        keys = {"clause": board.clause_id, "board": board.pk}
        return f"{REGISTER}{notice.pk}/{address.format(**keys)}"

    return scene


def about(number: str, deed: str) -> Scene:
    """The scene of a form about the obligation of one clause."""

    def scene(known: Known) -> str:
        notice = a_notice(known)
        obligation = Obligation.objects.get(clause__notice=notice, clause__number=number)
        return f"{REGISTER}{notice.pk}/obligations/{obligation.pk}/{deed}/"

    return scene


def fact(kind: str, deed: str) -> Scene:
    """The scene of a form about the first fact of a kind that counts; `{key}` in `deed` stands for it."""

    def scene(known: Known) -> str:
        notice = a_notice(known)
        board = Obligation.objects.get(clause__notice=notice, clause__number="6")
        rows = {"discharge": board.discharges, "event": board.planned_events}[kind]
        chosen = rows.filter(withdrawn_at=None).latest("pk")
        return f"{REGISTER}{notice.pk}/{deed.format(key=chosen.pk)}"

    return scene


def deadlines(query: str = "") -> Scene:
    """The scene of the list of deadlines."""

    def scene(known: Known) -> str:
        a_notice(known)
        return f"{REGISTER}deadlines/{query}"

    return scene


PAGES = [
    Page("notices none", lambda known: REGISTER),
    Page("notice", page()),
    Page("notice read only", page(), "board_member"),
    Page("notice earlier", page("?as_at=2026-03-15&known_on=2026-03-15&from=2026-01")),
    Page("notice before it was in force", page("?as_at=2026-01-01")),
    Page("notice with a wrong day", page("?as_at=soon&known_on=2099-01-01")),
    Page("clause", page("clauses/{clause}/")),
    Page("deadlines", deadlines()),
    Page("deadlines with wrong filters", deadlines("?due_from=soon&outcome=x")),
    Page("deadlines none found", deadlines("?outcome=superseded")),
    Page("record a meeting", about("6", "done")),
    Page("record a report", about("5.b", "done")),
    Page("assess a duty", about("3", "assess")),
    Page("plan a meeting", about("6", "plan")),
    Page("record a request", about("9", "request")),
    Page("ask as the adviser", about("9", "request"), "adviser"),
    Page("local expectation", about("5.a", "expectation")),
    Page("vary a cadence", about("6", "vary")),
    Page("terms of a variation", about("6", "vary/0/every")),
    Page("terms of a variation before each", about("5.b", "vary/0/before_each")),
    Page("add evidence to a record", fact("discharge", "discharges/{key}/evidence/")),
    Page("withdraw a record", fact("discharge", "facts/discharge/{key}/withdraw/")),
    Page("cancel a meeting", fact("event", "meetings/{key}/cancel/")),
    Page("status of a notice", page("status/")),
    Page("areas of a notice", page("areas/")),
    Page("appointment", page("appointments/add/")),
]
