"""What was published, as it is read: frozen, the same in page and files, and without small numbers for scrutiny."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pikepdf
import pypdf
import pytest
from django.test import Client

from accounts.models import Organisation, User
from core.models import Job
from digests.models import Indicator, MonthlyDigest
from digests.publication import background as publication_background
from digests.publication.reading import content_to_read
from digests.publication.rendering import html_of
from digests.publication.scrutiny import scrutiny_copy
from digests.services import Given, give_figure, publication
from tests.conftest import TODAY
from tests.factories_indicators import many_indicators
from tests.factories_plan import IndicatorFactory, ReadingFactory, TargetFactory
from tests.factories_publication import OCTOBER, a_month, group_of, months_of, published

ClientFor = Callable[[User | None], Client]
HOME = "/councils/fernshire/digest/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tasks_kept_in_memory() -> None:
    """What is sent to the worker goes nowhere; the tests do the worker's part themselves."""
    from config.celery import app

    app.conf.broker_url = "memory://"


@pytest.fixture
def month(council: Organisation) -> dict[str, Indicator]:
    return a_month(council)


@pytest.fixture
def digest(council: Organisation, month: dict[str, Indicator], analyst: User) -> MonthlyDigest:
    return published(council, analyst, TODAY)


def body(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200, address
    found: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return found


def main_of(page: bytes) -> str:
    return page.decode().split("<main", 1)[1].split("</main>")[0]


def rows_of(content: bytes) -> list[list[Any]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def sheets_in(content: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def plain(cell: Any) -> Any:
    """Return a cell of either file alike: days and words as words, numbers as numbers, nothing as nothing."""
    if cell is None or isinstance(cell, bool):
        return {None: "", True: "Yes", False: "No"}[cell]
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    try:
        return float(cell)
    except ValueError:
        return str(cell)


ROLES = {
    "improver": True, "owner": False, "analyst": True, "chair": True, "adviser": False, "department_official": False,
    "board_member": True,
}  # fmt: skip
"""Who reads what was published, and whether they may see the copy for scrutiny."""


def test_everybody_reads_what_was_published_and_some_the_copy_for_scrutiny(
    digest: MonthlyDigest, month: dict[str, Indicator], client_for: ClientFor, request: Any
) -> None:
    key, place = month["worse"].pk, f"{HOME}published/{digest.pk}/"
    paths = ("", f"indicators/{key}/", "digest.csv", "digest.xlsx", "progress/")
    copies = ("scrutiny/", f"scrutiny/indicators/{key}/", "scrutiny/digest.csv", "scrutiny/digest.xlsx")
    for role, may_see_copy in ROLES.items():
        client = client_for(request.getfixturevalue(role))
        assert {client.get(f"{place}{path}").status_code for path in paths} == {200}, role
        expected = {200 if may_see_copy else 403}
        assert {client.get(f"{place}{path}").status_code for path in copies} == expected, role
        assert client.get(f"{place}digest.pdf").status_code == 404
        assert client.get(f"{place}indicators/999999/").status_code == 404
        assert ("/scrutiny/" in client.get(place).content.decode()) == may_see_copy, role


def test_nothing_that_happens_later_changes_what_was_published(
    digest: MonthlyDigest, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    client, place = client_for(analyst), f"{HOME}published/{digest.pk}/"
    paths = ["", f"indicators/{month['worse'].pk}/", "digest.csv", "scrutiny/", "scrutiny/digest.csv"]
    pages = {path: main_of(body(client, place + path)) if path.endswith(("/", "")) and "csv" not in path
             else body(client, place + path) for path in paths}  # fmt: skip
    sheets, printed = sheets_in(body(client, f"{place}digest.xlsx")), html_of(digest, for_scrutiny=False)
    revised = Given(numerator=Decimal(95), denominator=Decimal(100))
    give_figure(
        indicator=month["worse"],
        month=OCTOBER,
        given=revised,
        by=analyst,
        today=TODAY,
        revision_reason="Late forms",
    )
    Indicator.objects.filter(pk=month["worse"].pk).update(
        title="Renamed", unit="count", direction="lower", meaning="Something else", decimals=0
    )
    month["worse"].targets.update(at_least=None, at_most=Decimal(5))
    month["worse"].objectives.clear()
    month["worse"].areas.clear()
    IndicatorFactory(council=digest.council, code="FS99")
    live = client.get(f"{HOME}?month=2026-10").content.decode()
    assert "Renamed" in live
    assert "FS99" in live
    for path, before in pages.items():
        after = body(client, place + path)
        assert (main_of(after) if isinstance(before, str) else after) == before, path
    assert sheets_in(body(client, f"{place}digest.xlsx")) == sheets
    digest = MonthlyDigest.objects.select_related("council", "published_by").get(pk=digest.pk)
    # The PDF is made from this text alone.
    assert html_of(digest, for_scrutiny=False) == printed


def test_the_files_have_what_the_page_shows(
    digest: MonthlyDigest, analyst: User, client_for: ClientFor
) -> None:
    client, place = client_for(analyst), f"{HOME}published/{digest.pk}/"
    page = main_of(body(client, place))
    heading, *rows = rows_of(body(client, f"{place}digest.csv"))
    assert len(rows) == 6
    for row in rows:
        named = dict(zip(heading, row, strict=True))
        for name in ("Code", "Indicator", "Rating", "Target", "Movement", "Cause"):
            assert named[name] in page, named
        key = line_in(digest.content, named["Code"])["key"]
        # The front page tells each once; what else is wrong with it stands on its own page.
        own = main_of(body(client, f"{place}indicators/{key}/"))
        for words in filter(None, named["Exceptions"].split("; ")):
            assert words in own
    assert rows[0][:10] == [
        "FS01", "Visits in time", "Yes", "2026-10", "61.0", "100.0", "61.0", "Percent", "At least 80.0%",
        "Red: off target",
    ]  # fmt: skip
    sheets = sheets_in(body(client, f"{place}digest.xlsx"))
    assert [[plain(cell) for cell in row] for row in sheets["Month"][1:]] == [
        [plain(cell) for cell in row] for row in rows
    ]
    assert len(sheets["Series"]) == 1 + sum(len(line["series"]) for line in digest.content["lines"])
    assert [row[3:6] for row in sheets["Breakdowns"][1:]] == [
        ("North", 33, 50), ("South", 19, 30), ("West", 9, 20)
    ]  # fmt: skip


def test_a_task_delivered_twice_makes_the_pdf_once_and_a_failure_is_told(
    digest: MonthlyDigest, analyst: User, client_for: ClientFor, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []

    def broken(digest: MonthlyDigest, *, for_scrutiny: bool) -> bytes:
        made.append(for_scrutiny)
        raise OSError("no room")

    monkeypatch.setattr(publication_background, "pdf_of", broken)
    client, place = client_for(analyst), f"{HOME}published/{digest.pk}/"
    assert "Make the PDF" not in client.get(place).content.decode()
    publication_background.render_published(digest.job_id)
    publication_background.render_published(digest.job_id)
    assert made == [False]
    page = client.get(place).content.decode()
    assert "Something went wrong while the PDF was made" in page
    assert "Make the PDF again" in page
    client.post(f"{HOME}versions/{digest.pk}/render/")
    assert MonthlyDigest.objects.get().job.state == "waiting"
    assert client.get(f"{place}progress/").headers.get("HX-Refresh") is None


def test_without_job_and_document_the_analyst_can_have_the_pdf_made(
    digest: MonthlyDigest, analyst: User, board_member: User, client_for: ClientFor
) -> None:
    MonthlyDigest.objects.update(job=None)
    client, place = client_for(analyst), f"{HOME}published/{digest.pk}/"
    page = client.get(place).content.decode()
    assert f'action="{HOME}versions/{digest.pk}/render/"' in page
    assert "Make the PDF</button>" in page
    assert "Make the PDF" not in client_for(board_member).get(place).content.decode()
    assert (
        "The PDF is being made."
        in client.post(f"{HOME}versions/{digest.pk}/render/", follow=True).content.decode()
    )
    assert "Make the PDF" not in client.get(place).content.decode()


def test_the_quality_of_a_figure_is_told_in_the_list_on_its_page_in_the_files_and_in_print(
    council: Organisation, month: dict[str, Indicator], analyst: User, client_for: ClientFor
) -> None:
    month["worse"].readings.filter(month=OCTOBER, dimension="").update(
        quality="incomplete", problem="recording", quality_note="Records of one team are missing"
    )
    month["worse"].readings.filter(month=dt.date(2026, 9, 1)).update(quality="doubtful")
    digest = published(council, analyst, TODAY)
    client, place = client_for(analyst), f"{HOME}published/{digest.pk}/"
    words = "Incomplete. Recording problem. Records of one team are missing"
    page = body(client, f"{place}indicators/{month['worse'].pk}/").decode()
    assert f"<strong>Data quality:</strong> {words}.</p>" in page
    assert f'data-label="Note">{words}</td>' in page
    assert 'data-label="Note">Doubtful</td>' in page
    assert f"Data quality: {words}</span>" in body(client, place).decode()
    assert f"<strong>Data quality:</strong> {words}.</p>" in html_of(digest, for_scrutiny=False)
    heading, first, *_ = rows_of(body(client, f"{place}digest.csv"))
    assert first[heading.index("Data quality")] == words
    # What was published before more than the note was kept still reads.
    for kept in digest.content["lines"][0]["series"]:
        del kept["quality"], kept["problem"]
    digest.save()
    page = body(client, f"{place}indicators/{month['worse'].pk}/").decode()
    assert 'data-label="Note">Records of one team are missing</td>' in page


def test_where_every_month_is_suppressed_words_stand_in_place_of_the_chart(
    council: Organisation, analyst: User, client_for: ClientFor
) -> None:
    few = IndicatorFactory(council=council, code="FS11", unit="days", decimals=0, direction="lower")
    TargetFactory(indicator=few, at_least=None, at_most=Decimal(426))
    for number, at in enumerate((dt.date(2026, 9, 1), OCTOBER)):
        ReadingFactory(
            indicator=few, month=at, numerator=Decimal(800 + number), denominator=Decimal(2), value=400
        )
    digest = published(council, analyst, TODAY)
    words = "Nothing can be drawn: every figure of these months is suppressed or has no value."
    copy = body(client_for(analyst), f"{HOME}published/{digest.pk}/scrutiny/indicators/{few.pk}/").decode()
    printed = html_of(digest, for_scrutiny=True)
    for shown in (copy, printed):
        assert words in shown
        assert 'class="digest-chart"' not in shown
    assert 'class="digest-chart"' in html_of(digest, for_scrutiny=False)


# --- The copy for scrutiny -----------------------------------------------------------------------------------------


@pytest.fixture
def hidden(month: dict[str, Indicator], council: Organisation, analyst: User) -> MonthlyDigest:
    """October with small numbers in every place: the month, one before, a group, what is left of a denominator."""
    # 3 of 1,237 this month is already there. 2 of 1,481 in June; then a count of 4; then 1,759 of 1,762.
    june = IndicatorFactory(council=council, code="FS07", title="Repeat plans")
    TargetFactory(indicator=june)
    months_of(june, [811, 823, 829, 839, 2, 853, 857, 859, 863], of=1481)
    few = IndicatorFactory(
        council=council, code="FS08", title="Escalations", unit="count", direction="lower", decimals=0
    )
    TargetFactory(indicator=few, at_least=None, at_most=Decimal(2), tolerance=Decimal(0))
    months_of(few, [31, 37, 4], of=None)
    rest = IndicatorFactory(council=council, code="FS09", title="Seen by a doctor")
    months_of(rest, [1600, 1759], of=1762)
    groups = IndicatorFactory(council=council, code="FS10", title="Plans by team")
    months_of(groups, [700, 700], of=1100)
    for name, numerator, denominator in (("East", 3, 271), ("Hill", 251, 311), ("Lake", 446, 518)):
        group_of(groups, name, numerator, denominator)
    # The whole is hidden, so no group of it is shown either.
    group_of(rest, "East", 900, 901)
    group_of(rest, "West", 859, 861)
    return published(council, analyst, TODAY)


# What the digest shows and would tell: the hidden figures, their parts and their percentages.
TELLING = [
    "0.2%", "3 of 1,237",  # FS06 in October
    "0.1%", "2 of 1,481",  # FS07 in June
    "<strong>4</strong>", "FS08,Escalations,No,2026-10,4.0,",  # FS08 in October
    "99.8%", "1,759 of 1,762",  # FS09 in October: 3 are left
    "1.1%", "3 of 271",  # FS10, East
    "80.7%", "251 of 311",  # FS10, Hill: hidden beside it
]  # fmt: skip
KEPT = ["0.2425", "0.1350", "99.8297", "1.1070", "80.7074"]


def holds(words: str, telling: str) -> bool:
    """Whether a number stands in `words`, and not as the end of a longer one."""
    return re.search(rf"(?<![0-9.,]){re.escape(telling)}", words) is not None


def test_the_copy_holds_no_hidden_number_in_page_csv_or_xlsx(
    hidden: MonthlyDigest, board_member: User, client_for: ClientFor
) -> None:
    client, place = client_for(board_member), f"{HOME}published/{hidden.pk}/"
    indicators = Indicator.objects.filter(code__in=["FS06", "FS07", "FS08", "FS09", "FS10"])
    whole, copy = (
        [main_of(body(client, f"{place}{path}"))]
        + [main_of(body(client, f"{place}{path}indicators/{each.pk}/")) for each in indicators]
        + [body(client, f"{place}{path}digest.csv").decode("utf-8-sig")]
        + [repr(sheets_in(body(client, f"{place}{path}digest.xlsx")))]
        for path in ("", "scrutiny/")
    )
    everything, shown = (
        [*pages, html_of(hidden, for_scrutiny=each)] for each, pages in ((False, whole), (True, copy))
    )
    for telling in TELLING:
        assert holds(" ".join(everything), telling), (
            f"{telling} is no good test: the digest itself does not show it"
        )
    for telling in (*TELLING, *KEPT):
        assert not [words for words in shown if holds(words, telling)], telling
    assert hidden.sha256 in everything[-1]
    assert not [words for words in shown if hidden.sha256 in words]


def test_the_pdf_is_tagged_named_bookmarked_and_its_copy_holds_no_hidden_number(
    hidden: MonthlyDigest, analyst: User, client_for: ClientFor
) -> None:
    # Each indicator takes long to draw and to read: one as it is, and those of which something is hidden.
    drawn = ["FS01", "FS06", "FS07", "FS08", "FS09", "FS10"]
    hidden.content["lines"] = [line_in(hidden.content, code) for code in drawn]
    hidden.save()
    publication_background.render_published(hidden.job_id)
    job = Job.objects.get(pk=hidden.job_id)
    assert (job.state, job.percent, job.error) == ("done", 100, "")
    client, place = client_for(analyst), f"{HOME}published/{hidden.pk}/"
    answer = client.get(f"{place}digest.pdf")
    document = b"".join(answer.streaming_content)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-digest-2026-10-v1.pdf"'
    with pikepdf.open(io.BytesIO(document)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Fernshire Council: Performance digest, October 2026"
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        # The front page, three sections, a page or more for each of the six indicators, and how it was made.
        assert len(pdf.pages) >= 9
        assert [title[:4] for title in titles if title.startswith("FS")] == drawn
    words = " ".join(text_of(document).split())
    for said in (
        "Really getting worse: ", "61.0%; the latest is below the lower limit: concern", "Merely wobbling: ",
        "An interim manager started.", "Whether children are seen as often as they must be.",
        "Objective O1 Steady management", "1.1 Appoint three managers", "33 of 50", hidden.sha256,
    ):  # fmt: skip
        assert said in words, said
    copy = body(client, f"{place}scrutiny/digest.pdf")
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert "copy for scrutiny" in str(pdf.docinfo["/Title"])
    shown = " ".join(text_of(copy).split())
    assert not [telling for telling in (*TELLING, *KEPT, hidden.sha256) if holds(shown, telling)]
    assert "What is suppressed in this copy, and why" in shown


def line_in(content: dict[str, Any], code: str) -> dict[str, Any]:
    return next(line for line in content["lines"] if line["code"] == code)


def test_what_could_be_worked_back_is_left_out_and_the_rest_is_as_it_was(hidden: MonthlyDigest) -> None:
    copy = scrutiny_copy(hidden.content)
    for code in ("FS06", "FS07", "FS08", "FS09"):
        line = line_in(copy, code)
        assert (line["statistics"], line["commentary"], line["is_withheld"]) == (None, None, True), code
        assert not [
            month for month in line["series"] if month["mean"] or month["upper_limit"] or month["signal"]
        ]
        assert not [found for found in line["exceptions"] if found["kind"] in ("concern", "failing")]
    reasons = [
        [(each["kind"], each["beside"]) for each in line_in(content, "FS07")["exceptions"]]
        for content in (hidden.content, copy)
    ]
    assert reasons == [[("failing", ""), ("missed", "no real change from other months")], [("missed", "")]]
    june = line_in(copy, "FS07")
    assert [month["month"] for month in june["series"] if month["figure"] is None] == ["2026-06-01"]
    assert (june["is_hidden"], june["value_words"]) == (False, "58.3%")
    now = line_in(copy, "FS06")
    assert (now["standing"], now["distance"], now["movement"], now["exceptions"]) == (
        "suppressed",
        None,
        "",
        [],
    )
    steady = line_in(copy, "FS02")
    assert {**steady, "earlier": []} == {**line_in(hidden.content, "FS02"), "earlier": []}
    without_groups = line_in(copy, "FS09")
    assert (without_groups["breakdowns"], without_groups["breakdown_left_out"]) == ([], True)
    teams = line_in(copy, "FS10")["breakdowns"][0]["groups"]
    assert [(each["group"], each["is_hidden"]) for each in teams][:2] == [("East", True), ("Hill", True)]


def test_the_month_before_is_hidden_as_well_and_so_is_how_it_moved(
    council: Organisation, analyst: User
) -> None:
    indicator = IndicatorFactory(council=council, unit="count", direction="lower", decimals=0)
    months_of(indicator, [20, 3, 30], of=None)
    copy = content_to_read(published(council, analyst, TODAY), for_scrutiny=True)
    line = copy["lines"][0]
    assert (line["value_words"], line["before_words"], line["before"], line["movement"]) == (
        "30", "Suppressed", None, "",
    )  # fmt: skip


def test_a_small_number_before_the_series_hides_the_mean_that_rests_on_it(
    council: Organisation, analyst: User
) -> None:
    indicator = IndicatorFactory(council=council, unit="count", direction="lower", decimals=0)
    months_of(indicator, [3, *range(40, 66)], of=None)
    digest = published(council, analyst, TODAY)
    line = scrutiny_copy(digest.content)["lines"][0]
    assert len(line["series"]) == 24
    assert (line["statistics"], line["earlier"]) == (None, [])
    assert digest.content["lines"][0]["earlier"][0][:2] == ["2024-08-01", "count"]
    assert all(month["figure"] is not None for month in line["series"])


def test_the_copy_says_what_was_suppressed_and_why(
    hidden: MonthlyDigest, board_member: User, client_for: ClientFor
) -> None:
    page = main_of(body(client_for(board_member), f"{HOME}published/{hidden.pk}/scrutiny/"))
    assert "the difference between them is 1 to 4" in page
    assert "Nothing that is shown is rounded or changed." in page
    assert "copy for scrutiny" in page


# --- Queries ----------------------------------------------------------------------------------------------------------


def grown(council: Organisation, analyst: User, indicators: int, months: int) -> MonthlyDigest:
    many_indicators(council, indicators, months=months)
    digest = publication.open_digest(council=council, month=OCTOBER, by=analyst, today=TODAY)
    digest = publication.mark_commented(digest=digest, by=analyst, today=TODAY, uncommented_because="Later")
    return publication.publish(digest=digest, by=analyst, today=TODAY)


def test_a_large_digest_takes_no_more_queries_than_a_small_one(
    council: Organisation, other_council: Organisation, analyst: User, improver: User, outsider: User,
    client_for: ClientFor, queries_of: Callable[[Client, str], int],
) -> None:  # fmt: skip
    counts: list[list[int]] = []
    for kept, person, indicators, months in (
        (council, improver, 10, 12),
        (other_council, outsider, 200, 120),
    ):
        digest = grown(kept, analyst, indicators, months)
        client, home = client_for(person), f"/councils/{kept.slug}/digest/"
        key = digest.content["lines"][0]["key"]
        place = f"{home}published/{digest.pk}/"
        client.get(home)
        addresses = [
            f"{home}?month=2026-10", f"{home}digest.csv?month=2026-10", f"{home}published/", place,
            f"{place}indicators/{key}/", f"{place}digest.xlsx", f"{place}scrutiny/",
        ]  # fmt: skip
        counts.append([queries_of(client, address) for address in addresses])
    assert counts[0] == counts[1]
