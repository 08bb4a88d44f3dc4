"""Pages of the import of figures that axe looks at."""

import datetime as dt
from typing import Any

from tests.browser.page import Known, Page, Scene
from tests.factories_figures import (
    INDICATORS,
    checked,
    loaded,
    long_file,
    quarterly_report,
    started,
    upload_of,
    uploaded,
)
from tests.factories_plan import IndicatorFactory, ReadingFactory

IMPORTS = "/councils/fernshire/digest/imports/"
APRIL = dt.date(2025, 4, 1)


def indicators(known: Known) -> Any:
    return {
        code: IndicatorFactory(council=known("council"), code=code, title=title, unit=unit)
        for code, (title, unit) in INDICATORS.items()
    }


def a_report() -> Any:
    """A report with a heading between its rows, an indicator that nobody knows and a month without a year."""
    book, _ = quarterly_report()
    sheet = book.worksheets[0]
    sheet.append(["", "Care and protection of children"])
    sheet.append(
        ["SG99", "Visits in ten working days, all teams of the service", None, 95, 81, "84%", "about 90"]
    )
    sheet.append(["SG14", "Conferences that end in a plan", None, 90, "53/52", "41/52", "0.846"])
    sheet.append(["Source: case management system, drawn on the third working day"])
    sheet["H3"] = "Jan"
    return upload_of(book, "scorecard.xlsx")


def layout(known: Known, page: str = "layout/") -> str:
    indicators(known)
    return f"{IMPORTS}{uploaded(known('council'), known('analyst'), a_report(), 'wide').pk}/{page}"


def one_sheet(known: Known) -> str:
    return layout(known, "layout/s0/")


def with_troubles(known: Known) -> str:
    found = indicators(known)
    ReadingFactory(
        indicator=found["SG09"], month=dt.date(2025, 10, 1), numerator=40, denominator=50, value=80
    )
    return f"{IMPORTS}{checked(known('council'), known('analyst'), a_report(), 'wide').pk}/check/"


def columns(known: Known) -> str:
    indicators(known)
    file = long_file(["SG14", APRIL, 41, 52, None])
    return f"{IMPORTS}{uploaded(known('council'), known('analyst'), file).pk}/columns/"


def result(known: Known) -> str:
    indicators(known)
    file = long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None])
    return f"{IMPORTS}{loaded(known('council'), known('analyst'), file).pk}/"


def waiting(known: Known) -> str:
    indicators(known)
    imported = checked(known("council"), known("analyst"), long_file(["SG14", APRIL, 41, 52, None]))
    return f"{IMPORTS}{started(imported, known('analyst')).pk}/"


def several(known: Known) -> str:
    result(known)
    return IMPORTS


def page_after(scene: Scene, step: str) -> Scene:
    return lambda known: f"{scene(known)}{step}"


PAGES = [
    Page("figure imports", several, "analyst"),
    Page("figure imports empty", lambda known: IMPORTS, "analyst"),
    Page("figure import new", lambda known: f"{IMPORTS}new/", "analyst"),
    Page("figure import layout", layout, "analyst"),
    Page("figure import sheet", one_sheet, "analyst"),
    Page("figure import columns", columns, "analyst"),
    Page("figure import check", with_troubles, "analyst"),
    Page("figure import waiting", waiting, "analyst"),
    Page("figure import result", result, "analyst"),
    Page("figure import undo", page_after(result, "undo/"), "analyst"),
]
