"""What people do before and at a review: plan it, give what is asked for, write the own assessment, hold it."""

import datetime as dt

from improvement_plans.selectors import plan_as_at
from notices.models import Area
from reviews.models import Judgement
from reviews.services.assessing import Narrative, assess_objective, open_assessment, write_narrative
from reviews.services.holding import hold_review
from reviews.services.information import provide_information, record_provision
from reviews.services.planning import ReviewWords, plan_review
from reviews.services.recording import Proofs
from reviews.services.submitting import submit_assessment
from tests.integration.year.case import Case
from tests.integration.year.driving import Deed

NOTHING = Proofs()
SAID = Narrative(
    progress="Half of the actions are done.",
    staff_survey="Staff know the plan.",
    supervision="Two in three supervisions took place.",
)


def plan(name: str, kind: str, planned_on: dt.date) -> Deed:
    """Plan a review of a kind, and call it `name` from now on."""

    def deed(case: Case, today: dt.date) -> None:
        words = ReviewWords(
            scope="All that the notice names", areas=tuple(Area.objects.filter(notice=case.notice))
        )
        found = plan_review(
            notice=case.notice, kind=kind, planned_on=planned_on, words=words, by=case.team, today=today,
            prepared_by=case.posts["head"],
        )  # fmt: skip
        case.kept[name] = found.pk

    return deed


def hold(name: str) -> Deed:
    """Record that a review is held today."""

    def deed(case: Case, today: dt.date) -> None:
        found = case.review(name)
        hold_review(review=found, held_on=today, revision=found.revision, by=case.team, today=today)

    return deed


def provide(name: str, *numbers: str) -> Deed:
    """Give the reviewers what the clauses of these numbers name, and let the register know."""

    def deed(case: Case, today: dt.date) -> None:
        found = case.review(name)
        wanted = list(found.information_requests.filter(clause__number__in=numbers))
        assert {each.clause.number for each in wanted if each.clause} == set(numbers)
        for request in wanted:
            provide_information(
                request=request, provided_on=today, words="Sent by e-mail", proofs=NOTHING,
                revision=request.revision, by=case.people["head"], today=today,
            )  # fmt: skip
        recorded = record_provision(review=case.review(name), by=case.team, today=today)
        assert {each.obligation.clause.number for each in recorded} == set(numbers)

    return deed


def submit(name: str) -> Deed:
    """Write the own assessment for a review, every objective of the plan in it, and submit it."""

    def deed(case: Case, today: dt.date) -> None:
        _, kept = open_assessment(case.review(name), case.team)
        write_narrative(
            review=case.review(name), narrative=SAID, proofs=NOTHING, revision=kept.revision, by=case.team,
            today=today,
        )  # fmt: skip
        standing = plan_as_at(case.notice, today)
        for each in standing.objectives if standing is not None else ():
            assess_objective(
                review=case.review(name), objective=each.objective, judgement=Judgement.SOME,
                words="Two of three teams keep to it.", proofs=NOTHING, revision=0, by=case.team, today=today,
            )  # fmt: skip
        kept.refresh_from_db()
        submit_assessment(review=case.review(name), revision=kept.revision, by=case.team, today=today)

    return deed
