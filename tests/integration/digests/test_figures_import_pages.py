"""The import of figures through its pages: who may open them, both forms to their end, what is refused at each step."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from core.importing.running import run
from digests.figure_wizard import FIGURE_IMPORTS
from digests.models import FigureImport, FigureMapping, Indicator, Reading
from tests.factories_figures import (
    INDICATORS,
    book_of,
    checked,
    counts_of,
    errors_of,
    loaded,
    long_file,
    month,
    quarterly_report,
    started,
    upload_of,
    uploaded,
    years_above,
)
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
HOME = "/councils/fernshire/digest/imports/"
APRIL = dt.date(2025, 4, 1)


@pytest.fixture(autouse=True)
def indicators(council) -> dict[str, Indicator]:
    return {
        code: IndicatorFactory(council=council, code=code, title=title, unit=unit)
        for code, (title, unit) in INDICATORS.items()
    }


@pytest.fixture
def client(client_for, analyst):
    return client_for(analyst)


def steps(pk: int) -> list[str]:
    return [
        HOME, f"{HOME}new/", f"{HOME}{pk}/", f"{HOME}{pk}/layout/", f"{HOME}{pk}/layout/s0/", f"{HOME}{pk}/check/",
        f"{HOME}{pk}/progress/", f"{HOME}{pk}/errors.csv", f"{HOME}{pk}/errors.xlsx", f"{HOME}{pk}/columns/",
        f"{HOME}template-wide.xlsx", f"{HOME}template-long.csv",
    ]  # fmt: skip


def wide(*rows, headings=("Code", "Apr 2025", "May 2025")):
    return upload_of(book_of(list(headings), *rows))


@pytest.mark.parametrize(
    "role", ["improver", "owner", "chair", "adviser", "department_official", "board_member", "administrator"]
)
def test_nobody_but_the_analyst_loads_figures(council, analyst, client_for, request, role):
    imported = checked(council, analyst, wide(["SG14", "80%"]), "wide")
    stranger = client_for(request.getfixturevalue(role))
    for address in steps(imported.pk):
        assert stranger.get(address).status_code == 403, address
    for address in ("layout/", "layout/s0/", "check/", "check-again/", "drop/", "undo/"):
        assert stranger.post(f"{HOME}{imported.pk}/{address}").status_code == 403, address
    imported.refresh_from_db()
    assert imported.state == "checked"


def test_for_people_from_elsewhere_there_is_no_such_page(council, analyst, outsider, client_for):
    imported = checked(council, analyst, wide(["SG14", "80%"]), "wide")
    stranger = client_for(outsider)
    for address in steps(imported.pk):
        assert stranger.get(address).status_code == 404, address
    assert client_for(None).get(HOME).status_code == 302


def test_the_wide_form_from_the_file_to_the_digest(
    council, client, django_capture_on_commit_callbacks, monkeypatch
):
    sent = []
    monkeypatch.setattr("digests.tasks.load_figures.delay", sent.append)
    book, _ = quarterly_report()
    answer = client.post(f"{HOME}new/", {"kind": "wide", "file": upload_of(book)}, follow=True)
    imported = FigureImport.objects.get()
    assert answer.redirect_chain[-1][0] == f"{HOME}{imported.pk}/layout/"
    shown = answer.content.decode()
    for words in (
        "October 2025 to December 2025, columns E to G", "Code: column A", "Indicator: column B",
        "Column D, “Target”: a target", "Column J, “RAG”: a rating", "Column L, “England”: a benchmark",
        "SG09 Children seen alone",
    ):  # fmt: skip
        assert words in shown, words
    answer = client.post(f"{HOME}{imported.pk}/layout/")
    assert answer.headers["Location"] == f"{HOME}{imported.pk}/check/"
    assert "Load into the digest" in client.get(f"{HOME}{imported.pk}/check/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"{HOME}{imported.pk}/check/", {"on_existing": "stop"})
    assert answer.headers["Location"] == f"{HOME}{imported.pk}/"
    run(FIGURE_IMPORTS, sent[0])
    page = client.get(f"{HOME}{imported.pk}/").content.decode()
    assert "SG09 Children seen alone: 3 new" in page
    assert reverse("digest:indicator", args=["fernshire", Indicator.objects.get(code="CL01").pk]) in page
    assert Reading.objects.count() == 6
    answer = client.post(f"{HOME}{imported.pk}/undo/", follow=True)
    assert "what stood before it stands again" in answer.content.decode()
    assert not Reading.objects.current().exists()
    assert Reading.objects.count() == 6


def test_the_long_form_and_its_columns_are_remembered(council, client):
    headings = ["Which one", "When", "How many", "Of how many"]
    rows = [["SG14", "Apr 2025", 41, 52]]
    client.post(f"{HOME}new/", {"kind": "long", "file": long_file(*rows, headings=headings)})
    imported = FigureImport.objects.get()
    chosen = {"long-indicator": "0", "long-month": "1", "long-numerator": "2", "long-denominator": "3"}
    answer = client.post(f"{HOME}{imported.pk}/columns/", chosen)
    assert answer.headers["Location"] == f"{HOME}{imported.pk}/check/"
    client.post(
        f"{HOME}new/", {"kind": "long", "file": long_file(["SG14", "May 2025", 38, 40], headings=headings)}
    )
    second = FigureImport.objects.exclude(pk=imported.pk).get()
    page = client.get(f"{HOME}{second.pk}/columns/")
    assert "as you mapped them the last time" in page.content.decode()
    assert second.mapping["long"]["columns"] == {"indicator": 0, "month": 1, "numerator": 2, "denominator": 3}


def test_a_row_that_nobody_knows_is_named_once_and_remembered(council, analyst, client, indicators):
    """What stands beside the months stays, so that next month's sheet is known by its headings."""
    imported = uploaded(council, analyst, wide(["S.O.", "80%", "81%"]), "wide")
    assert "Unknown" in client.get(f"{HOME}{imported.pk}/layout/").content.decode()
    form = client.get(f"{HOME}{imported.pk}/layout/s0/").context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    refused = client.post(f"{HOME}{imported.pk}/layout/s0/", {**typed, "called-2": "SG15"})
    assert "There is no indicator called “SG15”. Did you mean" in refused.content.decode()
    answer = client.post(f"{HOME}{imported.pk}/layout/s0/", {**typed, "called-2": "SG14"})
    assert answer.headers["Location"] == f"{HOME}{imported.pk}/layout/"
    client.post(f"{HOME}{imported.pk}/layout/")
    imported.refresh_from_db()
    assert (errors_of(imported), counts_of(imported)) == ([], (2, 0, 0))
    later = checked(council, analyst, wide(["S.O.", "80%"], headings=("Code", "Jun 2025")), "wide")
    assert (errors_of(later), counts_of(later)) == ([], (1, 0, 0))
    assert FigureMapping.objects.get().mapping["called"] == {"s o": indicators["SG14"].pk}


def test_the_layout_can_be_changed(council, analyst, client):
    book, _ = years_above()
    imported = uploaded(council, analyst, upload_of(book), "wide")
    sheet = f"{HOME}{imported.pk}/layout/s0/"
    form = client.get(sheet).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    assert (typed["headings"], typed["month-2"], typed["month-4"]) == (3, "February 2025", "")
    refusals = [
        ({"month-2": "Feb"}, "enter a month with its year, such as April 2026"),
        ({"headings": "999"}, "The sheet has 10 rows"),
        ({"headings": ""}, "Enter the number of the row with the months"),
        ({"left_out": "seven"}, "Rows to leave out must be numbers of rows"),
        ({"code": "0", "title": "0"}, "A column says one thing"),
        ({"code": "", "title": ""}, "Choose the column that names the indicators"),
        ({name: "" for name in typed if name.startswith("month-")}, "Enter the month of a column at least"),
    ]
    for changes, words in refusals:
        answer = client.post(sheet, {**typed, **changes})
        assert answer.status_code == 200
        assert words in answer.content.decode(), words
    changes = {"month-2": "", "month-4": "January 2025", "left_out": "7"}
    client.post(sheet, {**typed, **changes})
    page = client.get(f"{HOME}{imported.pk}/layout/").content.decode()
    assert "Column C, “February 2025”: you chose not to read it" in page
    assert "Row 7, “CL01”: left out by you" in page
    client.post(f"{HOME}{imported.pk}/layout/")
    imported.refresh_from_db()
    assert counts_of(imported) == (4, 0, 0)
    # Rows 4 and 6 hold no month: nothing can be read with one of them for headings.
    answer = client.post(sheet, {**typed, "headings": "4"}, follow=True)
    assert "Not read" in answer.content.decode()
    answer = client.post(f"{HOME}{imported.pk}/layout/", follow=True)
    assert "Choose a sheet to read" in answer.content.decode()


def test_revising_asks_for_a_reason_on_its_own_field(council, analyst, client, indicators):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231")
    imported = checked(
        council, analyst, long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 53, 52, None])
    )
    check = f"{HOME}{imported.pk}/check/"
    page = client.get(check).content.decode()
    assert "40 of 52 (76.9231)" in page
    assert "41 of 52 (78.8462)" in page
    answer = client.post(check, {"on_existing": "update", "leaves_out_errors": "on", "revision_reason": ""})
    assert answer.context["form"].errors["revision_reason"] == ["Enter why the figures are revised"]
    answer = client.post(check, {"on_existing": "update", "revision_reason": "Late"})
    assert "Some rows have errors" in answer.content.decode()
    answer = client.post(
        check, {"on_existing": "update", "leaves_out_errors": "on", "revision_reason": "Late"}
    )
    assert answer.status_code == 302


@pytest.mark.parametrize(("kind", "filled"), [("long", {"C2": 41, "D2": 52}), ("wide", {"C2": 41})])
def test_the_file_to_fill_in_has_the_councils_own_indicators_and_the_last_months(
    council, analyst, client, kind, filled
):
    IndicatorFactory(
        council=council, code="OLD", retired_on=dt.date(2026, 1, 1), retired_because="No longer counted"
    )
    answer = client.get(f"{HOME}template-{kind}.xlsx")
    book = load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    values = [value for row in sheet.iter_rows(values_only=True) for value in row]
    assert "SG14" in values
    assert "OLD" not in values
    assert month(2026, 10) in values
    assert month(2025, 11) in values
    assert month(2025, 10) not in values
    # Filled in, it loads as it is.
    for place, value in filled.items():
        sheet[place] = value
    imported = checked(council, analyst, upload_of(book), kind)
    assert (errors_of(imported), counts_of(imported)) == ([], (1, 0, 0))
    text = client.get(f"{HOME}template-{kind}.csv").content.decode("utf-8-sig")
    assert "Oct 2026" in text
    assert client.get(f"{HOME}template-other.csv").status_code == 404


def test_steps_that_are_past_or_of_the_other_form_lead_to_the_right_page(council, analyst, client):
    done = loaded(council, analyst, wide(["SG14", "80%"]), "wide")
    for step in ("layout/", "layout/s0/", "columns/"):
        assert client.get(f"{HOME}{done.pk}/{step}").status_code == 302
    answer = client.post(f"{HOME}{done.pk}/layout/", follow=True)
    assert "This import is loaded: start a new one" in answer.content.decode()
    long = checked(council, analyst, long_file(["SG14", "May 2025", 41, 52, None]))
    for step in ("layout/", "layout/s0/"):
        assert client.get(f"{HOME}{long.pk}/{step}").status_code == 404
        assert client.post(f"{HOME}{long.pk}/{step}").status_code == 404
    open_wide = uploaded(council, analyst, wide(["SG14", "80%"]), "wide")
    assert (
        client.post(f"{HOME}{open_wide.pk}/columns/").headers["Location"] == f"{HOME}{open_wide.pk}/layout/"
    )
    assert client.get(f"{HOME}{open_wide.pk}/layout/s7/").status_code == 404


def test_a_load_that_waits_shows_its_progress(council, analyst, client):
    imported = started(checked(council, analyst, wide(["SG14", "80%"]), "wide"), analyst)
    assert "Waiting for the worker" in client.get(f"{HOME}{imported.pk}/").content.decode()


@pytest.mark.parametrize("kind", ["long", "wide"])
def test_pages_ask_as_much_of_ten_times_as_many_figures(council, analyst, client, queries_of, kind):
    asked = []
    for number in (4, 40):
        months = [dt.date(2000 + at // 12, at % 12 + 1, 1) for at in range(number)]
        if kind == "long":
            file = long_file(*([code, month, 7, 10, None] for code in INDICATORS for month in months))
        else:
            titles = [f"{month:%b %Y}" for month in months]
            file = wide(
                *([code, *(["7/10"] * number)] for code in ("SG14", "SG09")), headings=("Code", *titles)
            )
        imported = checked(council, analyst, file, kind)
        addresses = ["check/"] + (["layout/", "layout/s0/"] if kind == "wide" else ["columns/"])
        asked.append([queries_of(client, f"{HOME}{imported.pk}/{address}") for address in addresses])
        done = loaded(
            council,
            analyst,
            long_file(*(["WF03", month, 7, None, None] for month in months)),
            on_existing="skip",
        )
        asked[-1].append(queries_of(client, f"{HOME}{done.pk}/"))
        asked[-1].append(queries_of(client, f"{HOME}{done.pk}/undo/"))
    assert asked[0] == asked[1]
