"""Which kinds of review discharge the duty to review: kept per notice, followed by the register, shown on the page."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Discharge, PlannedEvent
from notices.selectors import register_as_at
from reviews.models import CountingRule, Kind, Review
from reviews.selectors.counting import counting_of
from reviews.services.counting import keep_rule
from reviews.services.holding import hold_review
from reviews.services.planning import ReviewWords, plan_review
from tests.factories import NoticeFactory, ObligationFactory
from tests.factories_reviews import CountingRuleFactory, ReviewDuties, review_duties

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/reviews/"
JUL_15 = dt.date(2016, 7, 15)
STOCKTAKE, HELD = dt.date(2016, 2, 16), dt.date(2016, 6, 30)
LETTER = "Letter of the Department of 12 January 2016: the stocktake is a review of progress."


@pytest.fixture
def duties(council: Organisation) -> ReviewDuties:
    """A notice of 16 December 2015: a review at least every six months, so the first by 16 June 2016."""
    return review_duties(council)


def held(duties: ReviewDuties, kind: str, day: dt.date, by: User) -> Review:
    """A review planned and held on one day, as the team enters it that evening."""
    review = plan_review(
        notice=duties.notice, kind=kind, planned_on=day, words=ReviewWords(), by=by, today=day
    )
    return hold_review(review=review, held_on=day, revision=1, by=by, today=day)


def rows(duties: ReviewDuties, as_at: dt.date = JUL_15) -> list[tuple[dt.date, str, dt.date | None]]:
    standing = register_as_at(duties.notice, as_at=as_at).standing_of(duties.progress)
    return [(row.due_on, row.outcome.value, row.discharged_on) for row in standing.occurrences]


def test_without_a_rule_only_the_progress_review_counts_for_the_first_duty(duties: ReviewDuties) -> None:
    found = counting_of(duties.notice)
    assert {kind: each.obligation for kind, each in found.items()} == {
        Kind.PROGRESS: duties.progress, Kind.DIAGNOSTIC: None, Kind.MONITORING_VISIT: None, Kind.STOCKTAKE: None,
        Kind.PEER: None, Kind.AUDIT: None,
    }  # fmt: skip
    assert found[Kind.PROGRESS].words == "Counts for clause 8"
    assert "only a six-monthly progress review does" in found[Kind.STOCKTAKE].because


def test_a_notice_without_a_duty_to_review_says_so(council: Organisation) -> None:
    found = counting_of(NoticeFactory(council=council))
    assert not any(each.counts for each in found.values())
    assert "names no duty to review" in found[Kind.PROGRESS].because


def test_six_months_ran_out_on_16_june_unless_the_stocktake_counts(
    duties: ReviewDuties, improver: User
) -> None:
    """The case of the sample: a stocktake on 16 February, the six-month review held on 30 June."""
    stocktake = held(duties, Kind.STOCKTAKE, STOCKTAKE, improver)
    assert rows(duties, as_at=dt.date(2016, 6, 17)) == [(dt.date(2016, 6, 16), "overdue", None)]

    held(duties, Kind.PROGRESS, HELD, improver)
    assert rows(duties) == [
        (dt.date(2016, 6, 16), "met_late", HELD),
        (dt.date(2016, 12, 30), "upcoming", None),
    ]
    keep_rule(
        notice=duties.notice, kind=Kind.STOCKTAKE, obligation=duties.progress, because=LETTER, by=improver,
        today=JUL_15,
    )  # fmt: skip
    # From the stocktake on 16 February six months run to 16 August, so that the review of 30 June was in time.
    assert rows(duties) == [
        (dt.date(2016, 6, 16), "met", STOCKTAKE),
        (dt.date(2016, 8, 16), "met", HELD),
        (dt.date(2016, 12, 30), "upcoming", None),
    ]
    stocktake.refresh_from_db()
    assert stocktake.planned_event is not None
    assert stocktake.planned_event.planned_on == STOCKTAKE


def test_taking_the_rule_back_withdraws_what_it_had_recorded(duties: ReviewDuties, improver: User) -> None:
    keep_rule(
        notice=duties.notice, kind=Kind.STOCKTAKE, obligation=duties.progress, because=LETTER, by=improver,
        today=JUL_15,
    )  # fmt: skip
    stocktake = held(duties, Kind.STOCKTAKE, STOCKTAKE, improver)
    assert Discharge.objects.get().effective_on == STOCKTAKE
    keep_rule(
        notice=duties.notice, kind=Kind.STOCKTAKE, obligation=None, because="The letter was withdrawn", by=improver,
        today=JUL_15,
    )  # fmt: skip
    assert "The letter was withdrawn" in Discharge.objects.get().withdrawn_reason
    assert PlannedEvent.objects.get().withdrawn_at is not None
    stocktake.refresh_from_db()
    assert stocktake.planned_event is None
    assert stocktake.held_on == STOCKTAKE
    assert rows(duties) == [(dt.date(2016, 6, 16), "overdue", None)]


def test_a_planned_review_enters_and_leaves_the_diary_with_the_rule(
    duties: ReviewDuties, improver: User
) -> None:
    today, day = dt.date(2016, 4, 1), dt.date(2016, 5, 10)
    review = plan_review(
        notice=duties.notice, kind=Kind.PEER, planned_on=day, words=ReviewWords(), by=improver, today=today
    )
    assert review.planned_event is None
    for obligation, standing in ((duties.progress, 1), (None, 0), (duties.progress, 1)):
        keep_rule(
            notice=duties.notice, kind=Kind.PEER, obligation=obligation, because="Agreed by letter", by=improver,
            today=today,
        )  # fmt: skip
        in_diary = PlannedEvent.objects.filter(cancelled_on=None, withdrawn_at=None)
        assert [event.planned_on for event in in_diary] == [day] * standing


def test_a_rule_whose_words_change_moves_nothing(duties: ReviewDuties, improver: User) -> None:
    held(duties, Kind.PROGRESS, HELD, improver)
    keep_rule(
        notice=duties.notice, kind=Kind.PROGRESS, obligation=duties.progress, because="Clause 8", by=improver,
        today=JUL_15,
    )  # fmt: skip
    assert Discharge.objects.filter(withdrawn_at=None).count() == Discharge.objects.count() == 1
    entry = AuditEntry.objects.get(action="kept a rule on what counts as a review")
    assert entry.detail["reviews"] == 0


@pytest.mark.parametrize("wrong", ["other notice", "no review", "no words"])
def test_a_rule_names_a_duty_to_review_of_this_notice_and_says_why(
    wrong: str, duties: ReviewDuties, other_council: Organisation, improver: User
) -> None:
    chosen = {
        "other notice": review_duties(other_council).progress,
        "no review": ObligationFactory(clause=duties.progress.clause),
        "no words": duties.progress,
    }[wrong]
    with pytest.raises(Refusal) as refused:
        keep_rule(
            notice=duties.notice, kind=Kind.STOCKTAKE, obligation=chosen, because=" " if wrong == "no words" else "So",
            by=improver, today=JUL_15,
        )  # fmt: skip
    assert refused.value.field == ("because" if wrong == "no words" else "obligation")
    assert not CountingRule.objects.exists()


class TestPages:
    def test_the_page_says_of_every_kind_whether_it_counts_and_why(
        self, duties: ReviewDuties, adviser: User, client_for: ClientFor
    ) -> None:
        CountingRuleFactory(notice=duties.notice, because="A stocktake is the Department's own")
        page = client_for(adviser).get(f"{HOME}what-counts/").content.decode()
        assert "Counts for clause 8" in page
        assert "A stocktake is the Department&#x27;s own" in page
        assert "keep_rule" not in page
        assert ">Change<" not in page

    @pytest.mark.parametrize("notice", ["9" * 5000, "x", "-1"])
    def test_a_notice_that_is_none_is_not_there(
        self, notice: str, duties: ReviewDuties, adviser: User, client_for: ClientFor
    ) -> None:
        assert client_for(adviser).get(f"{HOME}what-counts/?notice={notice}").status_code == 404

    def test_a_rule_is_kept_and_the_review_page_says_so(
        self, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        review = held(duties, Kind.STOCKTAKE, STOCKTAKE, improver)
        client = client_for(improver)
        before = client.get(f"{HOME}{review.pk}/").content.decode()
        assert "Does not count as a review under the notice" in before
        address = f"{HOME}what-counts/{duties.notice.pk}/stocktake/"
        assert "1 review of this kind is planned or held" in client.get(address).content.decode()
        kept = client.post(address, {"obligation": duties.progress.pk, "because": LETTER}, follow=True)
        assert "the register follows it" in kept.content.decode()
        after = client.get(f"{HOME}{review.pk}/").content.decode()
        assert "Counts for clause 8" in after
        assert "Letter of the Department of 12 January 2016" in after

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            ({"obligation": "", "because": ""}, "Enter the words that say so, and where they stand"),
            ({"obligation": "999999", "because": "So"}, "from the list"),
            ({"obligation": "x", "because": "So\x00"}, "from the list"),
        ],
    )
    def test_a_rule_that_cannot_be_is_refused_beside_its_field(
        self, data: dict[str, str], message: str, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        address = f"{HOME}what-counts/{duties.notice.pk}/stocktake/"
        answer = client_for(improver).post(address, data)
        assert answer.status_code == 200
        assert message in answer.content.decode()
        assert not CountingRule.objects.exists()

    def test_the_registers_refusal_is_shown_with_the_review(
        self, duties: ReviewDuties, improver: User, client_for: ClientFor
    ) -> None:
        """Both held on one day: the second of them would be the same record twice."""
        held(duties, Kind.PROGRESS, HELD, improver)
        held(duties, Kind.STOCKTAKE, HELD, improver)
        address = f"{HOME}what-counts/{duties.notice.pk}/stocktake/"
        answer = client_for(improver).post(address, {"obligation": duties.progress.pk, "because": "So"})
        assert "the register refuses it" in answer.content.decode()
        assert not CountingRule.objects.exists()

    @pytest.mark.parametrize("role", ["owner", "analyst", "chair", "adviser", "department_official"])
    def test_only_the_team_keeps_rules(
        self, role: str, duties: ReviewDuties, client_for: ClientFor, request: pytest.FixtureRequest
    ) -> None:
        client = client_for(request.getfixturevalue(role))
        address = f"{HOME}what-counts/{duties.notice.pk}/stocktake/"
        assert client.get(address).status_code == client.post(address, {}).status_code == 403

    def test_another_councils_notice_and_an_unknown_kind_are_not_there(
        self, duties: ReviewDuties, other_council: Organisation, improver: User, client_for: ClientFor
    ) -> None:
        theirs, client = NoticeFactory(council=other_council), client_for(improver)
        for address in (
            f"{HOME}what-counts/{theirs.pk}/stocktake/",
            f"{HOME}what-counts/{duties.notice.pk}/picnic/",
            f"{HOME}what-counts/?notice={theirs.pk}",
            f"{HOME}what-counts/?notice={10**30}",
        ):
            assert client.get(address).status_code == 404
