"""How something is answered on a day: worked cases of the rule, and its laws."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from improvement_plans.answering import ActionLinked, AnswerGiven, Span, State, answered_on

TODAY = dt.date(2026, 11, 22)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def action(
    reference: str = "a1.1",
    *,
    linked: str = "2026-06-01",
    unlinked: str | None = None,
    left: str | None = None,
    done: tuple[tuple[str, str | None], ...] = (),
) -> ActionLinked:
    return ActionLinked(
        reference=reference,
        linked=Span(day(linked), day(unlinked) if unlinked else None),
        in_plan=Span(day("2026-02-02"), day(left) if left else None),
        done=tuple(Span(day(since), day(until) if until else None) for since, until in done),
    )


def answer(
    state: State, on: str = "2026-06-02", *, order: int = 0, proof: tuple[str, str | None] | None = None
) -> AnswerGiven:
    proofs = (Span(day(proof[0]), day(proof[1]) if proof[1] else None),) if proof else ()
    return AnswerGiven(state, day(on), order=order, proofs=proofs)


OPEN = action()
DONE = action("a1.2", done=(("2026-10-01", None),))
REOPENED = action("a1.3", done=(("2026-10-01", "2026-11-01"),))
LEFT = action("a1.4", left="2026-11-22")
PLANNED, SAID_DONE, NOT_PLANNED = (answer(state) for state in (State.PLANNED, State.DONE, State.NOT_PLANNED))

CASES = [
    ("nothing at all", [], [], State.UNANSWERED, ""),
    ("a link alone plans it", [], [OPEN], State.PLANNED, ""),
    ("planned with an action", [PLANNED], [OPEN], State.PLANNED, ""),
    ("planned without a link", [PLANNED], [], State.UNANSWERED, "no action is linked to it any longer"),
    ("planned, its action left today", [PLANNED], [LEFT], State.UNANSWERED, "no longer in the plan: a1.4"),
    ("planned, one of two left", [PLANNED], [LEFT, OPEN], State.PLANNED, ""),
    ("planned, unlinked today", [PLANNED], [action(unlinked="2026-11-22")], State.UNANSWERED, "no action is"),
    ("planned, unlinked tomorrow", [PLANNED], [action(unlinked="2026-11-23")], State.PLANNED, ""),
    ("planned, all done", [PLANNED], [DONE], State.PLANNED, "All its actions are done"),
    ("done by its action", [SAID_DONE], [DONE], State.DONE, ""),
    ("done, another still open", [SAID_DONE], [DONE, OPEN], State.PLANNED, "still open: a1.1"),
    ("done, reopened since", [SAID_DONE], [REOPENED], State.PLANNED, "still open: a1.3"),
    ("done by an action that left the plan", [SAID_DONE],
     [action(left="2026-11-01", done=(("2026-10-01", None),))], State.DONE, ""),
    ("done with nothing to show", [SAID_DONE], [], State.UNANSWERED, "no longer counts"),
    ("done with evidence", [answer(State.DONE, proof=("2026-06-02", None))], [OPEN], State.DONE, ""),
    ("done, the evidence expired today", [answer(State.DONE, proof=("2026-06-02", "2026-11-22"))], [],
     State.UNANSWERED, "no longer counts"),
    ("not planned stands", [NOT_PLANNED], [], State.NOT_PLANNED, ""),
    ("not planned, though linked", [NOT_PLANNED], [OPEN], State.NOT_PLANNED, "Linked all the same: a1.1"),
    ("the newest day counts", [answer(State.NOT_PLANNED, "2026-06-03"), PLANNED], [OPEN], State.NOT_PLANNED,
     "Linked all the same"),
    ("of one day the later counts", [answer(State.NOT_PLANNED, order=1), answer(State.PLANNED, order=2)],
     [OPEN], State.PLANNED, ""),
    ("tomorrow's answer is not looked at", [answer(State.NOT_PLANNED, "2026-11-23")], [OPEN], State.PLANNED, ""),
    ("tomorrow's link is not looked at", [], [action(linked="2026-11-23")], State.UNANSWERED, ""),
]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "actions", "state", "because"),
    [case[1:] for case in CASES],
    ids=[case[0].replace(" ", "-") for case in CASES],
)
def test_worked_cases(
    answers: list[AnswerGiven], actions: list[ActionLinked], state: State, because: str
) -> None:
    found = answered_on(TODAY, answers, actions)
    assert found.state is state
    assert because in found.because
    assert bool(found.because) == bool(because)


@pytest.mark.parametrize(
    ("answers", "active", "state", "because"),
    [
        ([], 0, State.UNANSWERED, ""),
        ([], 1, State.PLANNED, "Covered by the 1 active action of its area."),
        ([], 12, State.PLANNED, "Covered by the 12 active actions of its area."),
        ([PLANNED], 2, State.PLANNED, "Covered by the 2 active actions of its area."),
        ([NOT_PLANNED], 2, State.NOT_PLANNED, ""),
        ([SAID_DONE], 2, State.PLANNED, "Answered done on 2 June 2026, but what showed it no longer counts. "
         "Covered by the 2 active actions of its area."),
    ],
)  # fmt: skip
def test_the_active_actions_of_its_area_cover_a_clause(
    answers: list[AnswerGiven], active: int, state: State, because: str
) -> None:
    found = answered_on(TODAY, answers, [], active_in_area=active)
    assert (found.state, found.because) == (state, because)


days = st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31))
spans = st.builds(
    lambda since, length: Span(since, since + dt.timedelta(length) if length is not None else None),
    days,
    st.none() | st.integers(0, 400),
)
some_answers = st.lists(
    st.builds(
        AnswerGiven,
        state=st.sampled_from([State.PLANNED, State.DONE, State.NOT_PLANNED]),
        given_on=days,
        order=st.integers(0, 1000),
        proofs=st.lists(spans, max_size=2).map(tuple),
    ),
    max_size=4,
    unique_by=lambda each: each.order,
)
some_actions = st.lists(
    st.builds(
        ActionLinked,
        reference=st.sampled_from(["a1.1", "b2.3", "c4"]),
        linked=spans,
        in_plan=spans,
        done=st.lists(spans, max_size=2).map(tuple),
    ),
    max_size=4,
)


def cut(span: Span, on: dt.date) -> Span | None:
    """What was known of a span at the end of a day."""
    if span.since > on:
        return None
    return span if span.until is None or span.until <= on else Span(span.since)


def known(spans_given: tuple[Span, ...], on: dt.date) -> tuple[Span, ...]:
    return tuple(each for each in (cut(span, on) for span in spans_given) if each is not None)


@given(days, some_answers, some_actions)
def test_a_day_is_told_the_same_whatever_comes_after_it(
    on: dt.date, answers: list[AnswerGiven], actions: list[ActionLinked]
) -> None:
    then = [replace(each, proofs=known(each.proofs, on)) for each in answers if each.given_on <= on]
    linked_then = [
        ActionLinked(each.reference, linked, in_plan, known(each.done, on))
        for each in actions
        for linked in known((each.linked,), on)
        for in_plan in known((each.in_plan,), on) or (Span(dt.date.max),)
    ]
    assert answered_on(on, answers, actions) == answered_on(on, then, linked_then)


@given(days, some_answers, some_actions, st.randoms())
def test_the_order_in_which_facts_are_told_does_not_matter(
    on: dt.date, answers: list[AnswerGiven], actions: list[ActionLinked], shuffler: object
) -> None:
    turned, moved = list(answers), list(actions)
    shuffler.shuffle(turned)  # type: ignore[attr-defined]
    shuffler.shuffle(moved)  # type: ignore[attr-defined]
    assert answered_on(on, turned, moved) == answered_on(on, answers, actions)


@given(days, some_answers, some_actions)
def test_unanswered_means_that_no_linked_action_is_in_the_plan(
    on: dt.date, answers: list[AnswerGiven], actions: list[ActionLinked]
) -> None:
    live = any(each.linked.holds_on(on) and each.in_plan.holds_on(on) for each in actions)
    if live:
        assert answered_on(on, answers, actions).state is not State.UNANSWERED


@given(days, some_answers, some_actions)
def test_finishing_an_action_never_undoes_an_answer_of_done(
    on: dt.date, answers: list[AnswerGiven], actions: list[ActionLinked]
) -> None:
    finished = [replace(each, done=(*each.done, Span(on))) for each in actions]
    if answered_on(on, answers, actions).state is State.DONE:
        assert answered_on(on, answers, finished).state is State.DONE
