"""Answers where a notice stands, clause by clause, as at any day and as known on any other."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from notices.cadence import Cadence
from notices.models import CadenceTerms, Clause, Notice, Obligation
from notices.position import Answer, Position, work_out
from notices.selectors.cadences import binding_terms, cadences_on, local_terms
from notices.selectors.facts import clauses_of, is_known, obligations_with_facts
from notices.selectors.merging import merged
from notices.selectors.questions import Asked, question_about, said_once
from notices.selectors.standing import ClauseStanding, ObligationStanding, Register


def register_as_at(
    notice: Notice, *, as_at: dt.date, known_on: dt.date | None = None, horizon: dt.date | None = None
) -> Register:
    """Return the register of `notice` as at a day, from what was known on `known_on` (None: what is known now).

    `horizon` asks for the occurrences up to that day as well, for a calendar. Always the same number of queries.
    """
    return registers_as_at([notice], as_at=as_at, known_on=known_on, horizon=horizon)[0]


def registers_as_at(
    notices: Sequence[Notice],
    *,
    as_at: dt.date,
    known_on: dt.date | None = None,
    horizon: dt.date | None = None,
) -> list[Register]:
    """Return the registers of several notices, in as many queries as one takes."""
    found = clauses_of(notices)
    clauses: dict[int, list[Clause]] = defaultdict(list)
    for clause in found:
        clauses[clause.notice_id].append(clause)
    obligations: dict[int, dict[int, Obligation]] = defaultdict(dict)
    for obligation in obligations_with_facts(notices, found):
        obligations[obligation.clause.notice_id][obligation.pk] = obligation
    registers = []
    for notice in notices:
        asked = Asked(notice, as_at, known_on, horizon, obligations[notice.pk])
        tops = _tree(clauses[notice.pk], standings_of(asked))
        registers.append(Register(notice=notice, as_at=as_at, known_on=known_on, tops=tops))
    return registers


def standings_of(asked: Asked) -> dict[int, ObligationStanding]:
    """Return the standing of every obligation asked about, by its key."""
    own = {key: _own_standing(obligation, asked) for key, obligation in asked.obligations.items()}
    return {key: _with_borrowed_position(standing, own, asked) for key, standing in own.items()}


def _own_standing(obligation: Obligation, asked: Asked) -> ObligationStanding:
    answer, local = _binding_answer(obligation, asked), _local_answer(obligation, asked)
    return ObligationStanding(
        obligation=obligation,
        cadences=cadences_on(obligation, as_at=asked.as_at, known_on=asked.known_on),
        answer=answer,
        local=local,
        position=_position(answer, local),
    )


def _binding_answer(obligation: Obligation, asked: Asked) -> Answer | None:
    """What the notice requires. A consequence is never due; what somebody may do is due only when it was asked for."""
    if obligation.kind == Obligation.Kind.CONSEQUENCE:
        return None
    terms = binding_terms(obligation)
    if obligation.modality == "may":
        terms = [each for each in terms if each.terms.get("type") == "on_request"]
        if not terms:
            return None
    groups = _by_what_they_follow(said_once(obligation, terms, asked))
    answers = [work_out(question_about(obligation, group, asked)) for group in groups]
    return merged(answers, places=[[terms.index(each) for each in group] for group in groups])


def _by_what_they_follow(terms: Sequence[CadenceTerms]) -> list[Sequence[CadenceTerms]]:
    """Cadences that hang on different meetings are asked about apart (law H4: the merge of their rows)."""
    followed = {each.follows_id for each in terms if each.terms.get("type") in ("before_each", "at_each")}
    if len(followed) < 2:
        return [terms]
    return [
        [each for each in terms if each.follows_id == key or (place == 0 and each.follows_id not in followed)]
        for place, key in enumerate(sorted(followed, key=str))
    ]


def _local_answer(obligation: Obligation, asked: Asked) -> Answer | None:
    """What the council expects of itself, from the day on which it set that expectation."""
    terms = local_terms(obligation)
    since = terms.local_since if terms else None
    if terms is None or obligation.kind == Obligation.Kind.CONSEQUENCE or (since and asked.as_at < since):
        return None
    # An age is counted over all that was done (reading 13); a clock starts when somebody sets it.
    is_age = Cadence.from_json(terms.terms).type == "kept_up_to_date"
    start = None if is_age or since is None else max(since, asked.notice.in_force_from)
    return work_out(question_about(obligation, [terms], asked, in_force=start))


def _position(answer: Answer | None, local: Answer | None) -> Position | None:
    """The notice's answer; what is late only by the council's own expectation is a risk and never a breach."""
    if answer is None or answer.position is None:
        return None
    late_locally = local is not None and local.position in (Position.IN_BREACH, Position.AT_RISK)
    if late_locally and answer.position in (Position.NOT_ASSESSED, Position.ON_TRACK):
        return Position.AT_RISK
    return answer.position


def _with_borrowed_position(
    standing: ObligationStanding, own: Mapping[int, ObligationStanding], asked: Asked
) -> ObligationStanding:
    """Content that nobody has judged stands where the plan or report stands that must have it."""
    whole = _whole_of(standing.obligation, asked.obligations)
    if whole is None or standing.position is None or _has_been_judged(standing.obligation, asked):
        return standing
    if standing.answer is not None and standing.answer.occurrences:
        return standing
    return ObligationStanding(
        obligation=standing.obligation,
        cadences=standing.cadences,
        answer=standing.answer,
        local=standing.local,
        position=own[whole.pk].position,
        position_from=whole,
    )


def _whole_of(obligation: Obligation, obligations: Mapping[int, Obligation]) -> Obligation | None:
    """The plan or report at the end of the chain of `part_of`; None when it is part of nothing, or goes in a circle."""
    seen = {obligation.pk}
    whole = None
    key = obligation.part_of_id
    while key is not None and key in obligations and key not in seen:
        whole = obligations[key]
        seen.add(key)
        key = whole.part_of_id
    return whole


def _has_been_judged(obligation: Obligation, asked: Asked) -> bool:
    return any(
        is_known(each, asked.known_on) and asked.notice.in_force_from <= each.assessed_on <= asked.as_at
        for each in obligation.assessments.all()
    )


def _tree(
    clauses: Iterable[Clause], standings: Mapping[int, ObligationStanding]
) -> tuple[ClauseStanding, ...]:
    """The clauses as a tree, each with its obligations in order."""
    beneath: dict[int | None, list[Clause]] = defaultdict(list)
    for clause in clauses:
        beneath[clause.parent_id].append(clause)
    held: dict[int, list[ObligationStanding]] = defaultdict(list)
    for standing in standings.values():
        held[standing.obligation.clause_id].append(standing)

    def branch(parent: int | None) -> tuple[ClauseStanding, ...]:
        return tuple(
            ClauseStanding(clause=clause, obligations=tuple(held[clause.pk]), children=branch(clause.pk))
            for clause in beneath[parent]
        )

    return branch(None)
