"""Who may see the reviews, keep them, answer what they ask, and record what they found."""

import datetime as dt

import rules
from django.utils import timezone

from accounts.models import Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from accounts.selectors import posts_held_by, roles_of
from core.clock import today
from reviews.models import AreaRating, Finding, InformationRequest, Preparation, Question

records_findings = has_any_role(Role.IMPROVEMENT_TEAM, Role.ADVISER)
"""The team, and the adviser in his own words, which the team does not change."""

reads_own_drafts = has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST, Role.CHAIR)
"""The council's own people: others read its own assessment once it is submitted to them."""

signs_answers = has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR)


def _holds(person: User, post_id: int | None) -> bool:
    """Whether they hold the post today; which posts they hold is asked once per person and request, as roles are."""
    kept: dict[dt.date, frozenset[int]] = person.__dict__.setdefault("_posts_held_on", {})
    day = today()
    if post_id is not None and day not in kept:
        kept[day] = frozenset(posts_held_by(person, today=day).values_list("pk", flat=True))
    return post_id is not None and post_id in kept[day]


@rules.predicate
def runs_the_programme_of_it(
    person: User, row: InformationRequest | Question | Preparation | Finding | AreaRating | None
) -> bool:
    """The improvement team of the council that is reviewed."""
    return row is not None and runs_the_programme(person, row.review.notice.council)


@rules.predicate
def owns_the_task(person: User, row: InformationRequest | Preparation | None) -> bool:
    """Whoever holds, today, the post that is to provide it."""
    return row is not None and _holds(person, row.owner_post_id)


@rules.predicate
def answers_the_question(person: User, question: Question | None) -> bool:
    """Whoever holds, today, the post that is to answer it."""
    return question is not None and _holds(person, question.answered_by_id)


@rules.predicate
def wrote_it(person: User, finding: Finding | AreaRating | None) -> bool:
    """Whoever recorded the finding, while they still have the role for it."""
    return (
        finding is not None
        and finding.recorded_by_id == person.pk
        and records_findings(person, finding.review.notice.council)
    )


@rules.predicate
def is_not_the_advisers(person: User, finding: Finding | AreaRating | None) -> bool:
    """Whether it was recorded by the council's own people, who were not its adviser then, or by nobody known."""
    if finding is None or finding.recorded_by is None:
        return finding is not None
    council, then = finding.review.notice.council, timezone.localdate(finding.recorded_at)
    is_of_the_council = finding.recorded_by.organisation_id == council.pk
    return is_of_the_council and Role.ADVISER not in roles_of(finding.recorded_by, council, today=then)


rules.add_perm("reviews.view_reviews", reads_all)
rules.add_perm("reviews.keep_reviews", runs_the_programme)
# The pages open to those who may own something on them, and then the very row.
rules.add_perm(
    "reviews.answer_what_is_asked", has_any_role(Role.IMPROVEMENT_TEAM, Role.ACTION_OWNER, Role.ANALYST)
)
rules.add_perm("reviews.provide_information", runs_the_programme_of_it | owns_the_task)
rules.add_perm("reviews.do_preparation", runs_the_programme_of_it | owns_the_task)
rules.add_perm("reviews.answer_question", runs_the_programme_of_it | answers_the_question)
rules.add_perm("reviews.sign_off_answers", signs_answers)
rules.add_perm("reviews.read_draft_assessment", reads_own_drafts)
rules.add_perm("reviews.write_self_assessment", runs_the_programme)
rules.add_perm("reviews.submit_self_assessment", runs_the_programme)
rules.add_perm("reviews.rate_before", runs_the_programme)
rules.add_perm("reviews.rate_at_review", records_findings)
rules.add_perm("reviews.record_findings", records_findings)
rules.add_perm("reviews.edit_finding", wrote_it | (runs_the_programme_of_it & is_not_the_advisers))
