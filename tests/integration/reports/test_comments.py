"""/councils/…/reports/…/write/…/comments/: what colleagues say of a section, answered, settled, opened again."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from reports.models import Report, ReportSection, SectionComment
from reports.services import comments
from tests.factories_reports import ReportFactory, SectionCommentFactory, section_of

REPORTS = "/councils/fernshire/reports/"


@pytest.fixture
def analysis(draft: Report) -> ReportSection:
    return section_of(draft, "analysis")


@pytest.fixture
def address(analysis: ReportSection) -> str:
    return f"{REPORTS}{analysis.report_id}/write/analysis/comments/"


@pytest.fixture
def asked(analysis: ReportSection, analyst: User) -> SectionComment:
    return comments.comment_on(section=analysis, words="Say which teams.", by=analyst)


@pytest.mark.parametrize("who", ["improver", "chair", "analyst", "owner"])
def test_whoever_sees_the_draft_says_what_they_think(
    who: str, address: str, request: pytest.FixtureRequest, client_for: Callable[..., Client]
) -> None:
    person = request.getfixturevalue(who)
    client = client_for(person)
    answer = client.post(address, {"words": " Say which <b>teams</b>.\r\nAnd why. "})
    assert answer.headers["Location"] == address
    said = SectionComment.objects.get()
    assert (said.words, said.said_by) == ("Say which <b>teams</b>.\nAnd why.", person)
    page = client.get(address).content.decode()
    assert "Say which &lt;b&gt;teams&lt;/b&gt;." in page
    assert str(person) in page


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("adviser", 404),
        ("department_official", 404),
        ("board_member", 404),
        ("partner", 403),
        ("outsider", 404),
    ],
)
def test_nobody_else_reads_or_says_anything(
    who: str,
    status: int,
    address: str,
    asked: SectionComment,
    request: pytest.FixtureRequest,
    client_for: Callable[..., Client],
) -> None:
    client = client_for(request.getfixturevalue(who))
    assert client.get(address).status_code == status
    assert client.get(f"{address}{asked.pk}/answer/").status_code == status
    for deed in ("", f"{asked.pk}/answer/", f"{asked.pk}/settle/", f"{asked.pk}/reopen/"):
        assert client.post(f"{address}{deed}", {"words": "x"}).status_code == status
    assert SectionComment.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "Enter your comment"),
        ("  \n ", "Enter your comment"),
        ("a" * 4001, "Your comment must be 4000 characters or fewer"),
        ("a\0b", "Your comment holds a character that cannot be kept"),
    ],
)
def test_a_comment_that_cannot_be_kept_is_refused(
    words: str, message: str, address: str, improver: User, client_for: Callable[..., Client]
) -> None:
    assert message in client_for(improver).post(address, {"words": words}).content.decode()
    assert not SectionComment.objects.exists()


def test_a_comment_is_answered_in_its_thread(
    address: str, asked: SectionComment, improver: User, client_for: Callable[..., Client]
) -> None:
    client, place = client_for(improver), f"{address}{asked.pk}/answer/"
    assert "Say which teams." in client.get(place).content.decode()
    assert "Enter your comment" in client.post(place, {"words": ""}).content.decode()
    client.post(place, {"words": "North and east."})
    answer = SectionComment.objects.get(answers=asked)
    assert (answer.words, answer.said_by) == ("North and east.", improver)
    client.post(f"{address}{answer.pk}/answer/", {"words": "And west."})
    assert list(asked.answered_by.values_list("words", flat=True)) == ["North and east.", "And west."]


def test_a_comment_is_settled_and_opened_again(
    address: str, asked: SectionComment, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    client.post(f"{address}{asked.pk}/settle/")
    asked.refresh_from_db()
    assert asked.settled_by == improver
    assert "Settled" in client.get(address).content.decode()
    page = client.post(f"{address}{asked.pk}/settle/", follow=True).content.decode()
    assert "This comment has been settled already" in page
    client.post(f"{address}{asked.pk}/reopen/")
    asked.refresh_from_db()
    assert (asked.settled_at, asked.settled_by) == (None, None)
    page = client.post(f"{address}{asked.pk}/reopen/", follow=True).content.decode()
    assert "This comment is open already" in page


def test_an_answer_opens_a_settled_comment_again(
    asked: SectionComment, improver: User, analyst: User
) -> None:
    comments.settle_comment(comment=asked, by=improver)
    answer = comments.answer_comment(comment=asked, words="Not quite.", by=analyst)
    asked.refresh_from_db()
    assert asked.settled_at is None
    with pytest.raises(Refusal, match="Settle the comment that this answers"):
        comments.settle_comment(comment=answer, by=improver)


def test_a_comment_is_found_only_in_its_own_section(
    draft: Report, asked: SectionComment, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    other = ReportFactory(notice=draft.notice, kind="scrutiny_update")
    for place in (f"{draft.pk}/write/recommendations", f"{other.pk}/write/summary"):
        assert client.post(f"{REPORTS}{place}/comments/{asked.pk}/settle/").status_code == 404
        assert client.get(f"{REPORTS}{place}/comments/{asked.pk}/answer/").status_code == 404
    assert (
        client.post(f"{REPORTS}{draft.pk}/write/analysis/comments/99999999999999999999/settle/").status_code
        == 404
    )


def test_open_comments_are_counted_where_the_report_is_read_and_submitted(
    draft: Report, asked: SectionComment, chain: object, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    comments.answer_comment(comment=asked, words="North.", by=improver)
    SectionCommentFactory(section=section_of(draft, "recommendations"))
    for place, words in (
        ("", "Comments (2 open)"),
        ("write/", "(1 open)"),
        ("submit/", "2 comments on this report are still open"),
    ):
        assert words in client.get(f"{REPORTS}{draft.pk}/{place}").content.decode()
    comments.settle_comment(comment=asked, by=improver)
    assert "Comments (1 open)" in client.get(f"{REPORTS}{draft.pk}/").content.decode()


def test_an_issued_report_closes_its_comments_and_never_shows_them_to_whoever_gets_it(
    issued: Report, improver: User, adviser: User, client_for: Callable[..., Client]
) -> None:
    section = section_of(issued, "analysis")
    said = SectionCommentFactory(section=section, words="Between ourselves")
    address = f"{REPORTS}{issued.pk}/write/analysis/comments/"
    page = client_for(improver).get(address).content.decode()
    assert "Between ourselves" in page
    assert "its comments are closed" in page
    page = client_for(improver).post(address, {"words": "One more"}).content.decode()
    assert "This report has been issued, so its comments are closed" in page
    for deed in (comments.settle_comment, comments.reopen_comment):
        with pytest.raises(Refusal, match="its comments are closed"):
            deed(comment=said, by=improver)
    reader = client_for(adviser)
    assert reader.get(address).status_code == 403
    assert "Between ourselves" not in reader.get(f"{REPORTS}{issued.pk}/").content.decode()
    assert "and who wrote what" not in reader.get(f"{REPORTS}{issued.pk}/").content.decode()


def test_the_audit_trail_knows_of_a_comment_and_not_its_words(asked: SectionComment, analyst: User) -> None:
    entry = AuditEntry.objects.get(action="commented on a section of a report")
    assert (entry.actor_name, entry.detail["comment"]) == (str(analyst), asked.pk)
    assert "teams" not in str(entry.detail) + entry.subject_name


def test_many_comments_ask_no_more_than_a_few(
    address: str,
    analysis: ReportSection,
    improver: User,
    client_for: Callable[..., Client],
    queries_of: Callable[[Client, str], int],
) -> None:
    client = client_for(improver)
    SectionCommentFactory(section=analysis, answers=SectionCommentFactory(section=analysis))
    few = queries_of(client, address)
    for _ in range(10):
        SectionCommentFactory(section=analysis, answers=SectionCommentFactory(section=analysis))
    assert queries_of(client, address) == few
