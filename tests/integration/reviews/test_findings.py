"""Findings: recorded, frozen once they are sources of the plan, answered there, corrected by a new one."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from improvement_plans.models import Answer, Rating, Source
from notices.models import Notice
from reviews.models import Finding, Kind, Review
from reviews.selectors.findings import FindingCounts, counts_of, findings_of
from tests.factories import AreaFactory, EvidenceFactory, NoticeFactory
from tests.factories_plan import ActionFactory, ActionUpdateFactory, PlanFactory, ReviewFactory
from tests.factories_reviews import FindingFactory
from tests.factories_sources import AnswerFactory, AnsweringFactory, SourceFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
D = dt.date
TODAY = D(2026, 11, 22)
ONE = {"kind": "priority", "words": "Assessments do not say what a child said."}
SHARED = {"document": "Letter after the review", "received_on": "20 November 2026"}


@pytest.fixture
def notice(council: Organisation) -> Notice:
    return NoticeFactory(council=council)


@pytest.fixture
def review(notice: Notice) -> Review:
    return ReviewFactory(notice=notice, planned_on=D(2026, 7, 14), held_on=D(2026, 7, 14))


@pytest.fixture
def finding(review: Review, improver: User) -> Finding:
    return FindingFactory(review=review, reference="F1", words="Visits are late", recorded_by=improver)


def page_of(review: Review, deed: str = "") -> str:
    return f"/councils/fernshire/reviews/{review.pk}/findings/{deed}"


def of(finding: Finding, deed: str = "") -> str:
    return page_of(finding.review, f"{finding.pk}/{deed}")


def seen(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def refused(client: Client, address: str, sent: dict[str, Any], words: str) -> None:
    answer = client.post(address, sent)
    assert answer.status_code == 200
    assert words in answer.content.decode().replace("&#x27;", "'")


def made_source(finding: Finding, **fields: Any) -> Source:
    """Make the finding a source of the plan behind the pages' back."""
    finding.source = SourceFactory(words=finding.words, received_on=D(2026, 7, 20), **fields)
    finding.save()
    return finding.source


# Recording


@pytest.mark.parametrize("role", ["improver", "adviser"])
def test_team_and_adviser_record_findings_under_the_next_reference(
    role: str, finding: Finding, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    area = AreaFactory(notice=finding.review.notice, letter="b")
    piece = EvidenceFactory(council=finding.review.notice.council)
    client = client_for(request.getfixturevalue(role))
    sent = {**ONE, "area": area.pk, "evidence": piece.pk}
    assert (
        "F2 is recorded." in client.post(page_of(finding.review, "add/"), sent, follow=True).content.decode()
    )
    added = Finding.objects.get(reference="F2")
    assert (added.kind, added.words, added.area) == ("priority", ONE["words"], area)
    assert (added.recorded_by, list(added.evidence.all())) == (request.getfixturevalue(role), [piece])
    assert AuditEntry.objects.get(action="recorded a finding").detail["reference"] == "F2"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({**ONE, "kind": ""}, "Choose what kind of finding it is"),
        ({**ONE, "kind": "praise"}, "Choose what kind of finding it is from the list"),
        ({**ONE, "words": " "}, "Enter what was found, in its exact words"),
        ({**ONE, "words": "\0"}, "holds a character that cannot be kept"),
        ({**ONE, "reference": "F1"}, "This review already has a finding F1: enter another reference"),
        ({**ONE, "reference": "x" * 31}, "must be 30 characters or fewer"),
        ({**ONE, "area": "999999"}, "Choose the area of the notice from the list"),
        ({**ONE, "evidence": "999999"}, "from the list"),
    ],
)
def test_what_cannot_be_recorded_says_why(
    sent: dict[str, str], words: str, finding: Finding, improver: User, client_for: ClientFor
) -> None:
    refused(client_for(improver), page_of(finding.review, "add/"), sent, words)
    assert Finding.objects.count() == 1


def test_an_area_of_another_notice_is_none_to_choose(
    finding: Finding, improver: User, client_for: ClientFor
) -> None:
    foreign = AreaFactory()
    refused(
        client_for(improver), page_of(finding.review, "add/"), {**ONE, "area": foreign.pk}, "from the list"
    )
    assert list(Finding.objects.all()) == [finding]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"held_on": None}, "Record first that the review was held"),
        ({"held_on": None, "cancelled_on": D(2026, 7, 1), "cancelled_because": "Postponed"},
         "This review was cancelled on 1 July 2026"),
    ],
)  # fmt: skip
def test_only_a_review_that_was_held_finds_something(
    fields: dict[str, Any], words: str, review: Review, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(**fields)
    client = client_for(improver)
    refused(client, page_of(review, "add/"), ONE, words)
    assert "Findings are recorded once the review was held" in seen(client, page_of(review))


def test_a_finding_is_edited_and_of_two_the_second_sees_the_difference(
    finding: Finding, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    sent = {"kind": "improvement", "words": "Visits are often late", "reference": "F1", "revision": "1"}
    assert client.post(of(finding, "edit/"), sent).status_code == 302
    conflict = client.post(of(finding, "edit/"), {**sent, "words": "Visits come late"}).content.decode()
    assert "Imogen Prowse changed this" in conflict
    finding.refresh_from_db()
    assert (finding.words, finding.revision) == ("Visits are often late", 2)
    assert "Visits are late" in seen(client, of(finding))


def test_the_team_does_not_touch_the_advisers_words_nor_he_theirs(
    finding: Finding, improver: User, adviser: User, client_for: ClientFor
) -> None:
    his = FindingFactory(review=finding.review, reference="F7", recorded_by=adviser)
    for person, foreign, own in ((improver, his, finding), (adviser, finding, his)):
        client = client_for(person)
        for deed in ("edit/", "remove/", "correct/"):
            assert client.get(of(foreign, deed)).status_code == 403
            assert client.post(of(foreign, deed), {**ONE, "revision": "1"}).status_code == 403
        assert client.get(of(own, "edit/")).status_code == 200
    assert Finding.objects.count() == 2


def test_a_finding_entered_by_mistake_goes(finding: Finding, improver: User, client_for: ClientFor) -> None:
    client_for(improver).post(of(finding, "remove/"), {})
    assert not Finding.objects.exists()
    assert AuditEntry.objects.get(action="removed a finding").detail["words"] == "Visits are late"


# Sources of the plan


@pytest.mark.parametrize(
    ("kind", "origin", "prefix"),
    [
        (Kind.PROGRESS, "review", "PR"),
        (Kind.STOCKTAKE, "review", "ST"),
        (Kind.DIAGNOSTIC, "diagnostic", "DR"),
        (Kind.MONITORING_VISIT, "monitoring_visit", "MV"),
        (Kind.PEER, "peer_review", "PE"),
        (Kind.AUDIT, "audit", "AU"),
    ],
)
def test_findings_become_sources_in_one_go(
    kind: str, origin: str, prefix: str, finding: Finding, improver: User, client_for: ClientFor
) -> None:
    Review.objects.update(kind=kind)
    PlanFactory(notice=finding.review.notice)
    area = AreaFactory(notice=finding.review.notice, letter="b")
    second = FindingFactory(review=finding.review, reference="F2", kind="priority", area=area)
    FindingFactory(review=finding.review, reference="F3", kind="strength")
    client = client_for(improver)
    shown = seen(client, page_of(finding.review, "sources/"))
    assert ("F1 Visits are late" in shown, "F2 " in shown, "F3 " in shown) == (True, True, False)
    sent = {**SHARED, "findings": [finding.pk, second.pk]}
    answer = client.post(page_of(finding.review, "sources/"), sent, follow=True).content.decode()
    assert "2 findings are sources of the plan now" in answer
    kept = {each.reference: each for each in Source.objects.all()}
    assert set(kept) == {f"{prefix} 2026-07 F1", f"{prefix} 2026-07 F2"}
    one = kept[f"{prefix} 2026-07 F2"]
    assert (one.origin, one.kind, one.words, one.document, one.received_on) == (
        origin, "finding", second.words, "Letter after the review", D(2026, 11, 20),
    )  # fmt: skip
    assert list(one.areas.all()) == [area]
    second.refresh_from_db()
    assert second.source == one


def test_the_advisers_words_stay_his_in_the_plan(
    review: Review, improver: User, adviser: User, client_for: ClientFor
) -> None:
    PlanFactory(notice=review.notice)
    his = FindingFactory(review=review, reference="F1", recorded_by=adviser)
    client = client_for(improver)
    client.post(page_of(review, "sources/"), {**SHARED, "findings": [his.pk]})
    source = Source.objects.get()
    assert source.recorded_by == adviser
    assert client.get(f"/councils/fernshire/plan/sources/{source.pk}/edit/").status_code == 403


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"findings": []}, "Choose at least one finding"),
        ({"findings": ["strength"]}, "choose among those that are left"),
        ({"findings": ["foreign"]}, "choose among those that are left"),
        ({"findings": ["x"]}, "Choose at least one finding"),
        ({"received_on": "23 November 2026"}, "The day it was received must be today or earlier"),
        ({"document": "x" * 301}, "must be 300 characters or fewer"),
    ],
)
def test_what_cannot_become_a_source_says_why(
    sent: dict[str, Any], words: str, finding: Finding, improver: User, client_for: ClientFor
) -> None:
    PlanFactory(notice=finding.review.notice)
    keys = {
        "strength": FindingFactory(review=finding.review, reference="F2", kind="strength").pk,
        "foreign": FindingFactory().pk,
    }
    asked = {**SHARED, "findings": [finding.pk], **sent}
    asked["findings"] = [keys.get(each, each) for each in asked["findings"]]
    answer = client_for(improver).post(page_of(finding.review, "sources/"), asked)
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Source.objects.exists()


def test_without_a_plan_there_is_nothing_to_answer_them(
    finding: Finding, improver: User, client_for: ClientFor
) -> None:
    sent = {**SHARED, "findings": [finding.pk]}
    refused(
        client_for(improver),
        page_of(finding.review, "sources/"),
        sent,
        "There is no improvement plan under this",
    )


def test_each_becomes_a_source_once(finding: Finding, improver: User, client_for: ClientFor) -> None:
    PlanFactory(notice=finding.review.notice)
    client, sent = client_for(improver), {**SHARED, "findings": [finding.pk]}
    other = FindingFactory(review=finding.review, reference="F2")
    assert client.post(page_of(finding.review, "sources/"), sent).status_code == 302
    refused(
        client, page_of(finding.review, "sources/"), sent, "One of them is a source already or was taken away"
    )
    client.post(page_of(finding.review, "sources/"), {**SHARED, "findings": [other.pk]})
    assert Source.objects.count() == 2
    assert "is a source of the plan already" in seen(client, page_of(finding.review, "sources/"))


def test_what_is_a_source_is_frozen_and_corrected_by_a_new_one(
    finding: Finding, improver: User, client_for: ClientFor
) -> None:
    made_source(finding, reference="PR 2026-07 F1", plan=PlanFactory(notice=finding.review.notice))
    client = client_for(improver)
    frozen = "F1 is a source of the plan (PR 2026-07 F1) and is frozen"
    refused(client, of(finding, "edit/"), {**ONE, "revision": "1"}, frozen)
    refused(client, of(finding, "remove/"), {}, frozen)
    refused(client, of(finding, "correct/"), ONE, "Enter why it is corrected")
    sent = {**ONE, "note": "The letter was corrected on 1 August."}
    assert client.post(of(finding, "correct/"), sent).status_code == 302
    new = Finding.objects.get(corrects=finding)
    assert (new.reference, new.correction_note) == ("F2", "The letter was corrected on 1 August.")
    for each in (finding, new):
        assert "The letter was corrected on 1 August." in seen(client, of(each))
    refused(client, of(finding, "correct/"), sent, "F1 is corrected by F2 already: correct that")
    refused(client, of(new, "correct/"), sent, "F2 is no source of the plan yet: edit it as it is")
    finding.refresh_from_db()
    assert finding.words == "Visits are late"


# How the plan answers them


@pytest.fixture
def answered(review: Review, improver: User) -> dict[str, Finding]:
    """Findings in every state, of which one is planned by an action that is rated red."""
    plan = PlanFactory(notice=review.notice)
    found = {
        name: FindingFactory(review=review, reference=f"F{place}", words=name, kind=kind, recorded_by=improver)
        for place, (name, kind) in enumerate(
            [("planned", "priority"), ("refused", "improvement"), ("open", "improvement"), ("new", "priority"),
             ("good", "strength")], start=1,
        )
    }  # fmt: skip
    for name in ("planned", "refused", "open"):
        made_source(found[name], plan=plan, reference=f"PR 2026-07 {found[name].reference}")
    action = ActionFactory(objective__plan=plan, reference="1.1", title="Visit weekly")
    ActionUpdateFactory(action=action, rating=Rating.RED)
    AnsweringFactory(source=found["planned"].source, action=action)
    AnswerFactory(
        source=found["refused"].source, kind=Answer.Kind.NOT_PLANNED, reason="Done by the health trust."
    )
    return found


def test_each_finding_says_how_the_plan_answers_it(
    answered: dict[str, Finding], review: Review, improver: User, client_for: ClientFor
) -> None:
    lines = {line.finding.words: line for line in findings_of(review, TODAY)}
    states = {words: line.state for words, line in lines.items()}
    assert states == {
        "planned": "planned", "refused": "not_planned", "open": "unanswered", "new": None, "good": None,
    }  # fmt: skip
    assert list(lines) == ["planned", "new", "refused", "open", "good"]
    assert counts_of(lines.values()) == FindingCounts(
        total=5, strengths=1, no_source=1, unanswered=1, planned=1, done=0, not_planned=1
    )
    shown = seen(client_for(improver), page_of(review))
    for words in (
        "Done by the health trust.",
        "1.1",
        "Red",
        "Not in the plan yet",
        "A strength asks for no action",
    ):
        assert words in shown, words
    assert "Red" in seen(client_for(improver), of(answered["planned"]))
    # Before the link was made and the answer was given, both were unanswered.
    earlier = {line.finding.words: line.state for line in findings_of(review, D(2026, 5, 31))}
    assert earlier["planned"] is None


def test_words_that_differ_in_the_plan_are_told(
    answered: dict[str, Finding], improver: User, client_for: ClientFor
) -> None:
    Source.objects.filter(finding=answered["open"]).update(words="Otherwise worded")
    assert "its words differ in the plan" in seen(client_for(improver), of(answered["open"]))


def test_fifty_findings_take_as_many_queries_as_five(
    review: Review, improver: User, client_for: ClientFor, queries_of: Callable[[Client, str], int]
) -> None:
    plan, client = PlanFactory(notice=review.notice), client_for(improver)

    def fill(numbers: range) -> int:
        for number in numbers:
            finding = FindingFactory(
                review=review, reference=f"F{number}", area=AreaFactory(notice=review.notice)
            )
            source = made_source(finding, plan=plan, reference=f"PR {number}")
            action = ActionFactory(objective__plan=plan, reference=f"1.{number}")
            AnsweringFactory(source=source, action=action)
            ActionUpdateFactory(action=action)
            finding.evidence.add(EvidenceFactory(council=review.notice.council))
        client.get(page_of(review))
        return queries_of(client, page_of(review))

    assert fill(range(1, 6)) == fill(range(6, 51))


# Who may do what

READERS = [
    "improver", "owner", "analyst", "chair", "adviser", "department_official", "board_member", "administrator",
]  # fmt: skip
WRITERS = {
    "add/": {"improver", "adviser"},
    "sources/": {"improver"},
    "{pk}/edit/": {"improver"},
    "{pk}/remove/": {"improver"},
    "{pk}/correct/": {"improver"},
}


@pytest.mark.parametrize("role", READERS)
def test_everybody_reads_and_few_write(
    role: str, finding: Finding, client_for: ClientFor, request: pytest.FixtureRequest
) -> None:
    client = client_for(request.getfixturevalue(role))
    for address in (page_of(finding.review), of(finding)):
        assert client.get(address).status_code == 200
    for deed, roles in WRITERS.items():
        expected = 200 if role in roles else 403
        assert client.get(page_of(finding.review, deed.format(pk=finding.pk))).status_code == expected, deed


def test_another_councils_review_and_another_reviews_finding_are_not_there(
    finding: Finding, improver: User, outsider: User, client_for: ClientFor
) -> None:
    elsewhere, other = FindingFactory(), ReviewFactory(notice=finding.review.notice)
    client = client_for(improver)
    for deed in ("", "edit/", "remove/", "correct/"):
        assert client_for(outsider).get(of(finding, deed)).status_code == 404
        assert client.get(of(elsewhere, deed)).status_code == 404
        assert client.get(page_of(other, f"{finding.pk}/{deed}")).status_code == 404
    assert client.post(page_of(elsewhere.review, "sources/"), SHARED).status_code == 404
