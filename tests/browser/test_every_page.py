"""Every page at both widths: axe finds nothing, nothing scrolls sideways, the browser complains of nothing."""

from pathlib import Path

import pytest

from tests.browser.conftest import HEIGHT, WIDTHS
from tests.browser.page import Page
from tests.browser.pages import PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name.replace(" ", "-"))
def test_page(page: Page, reading_at, council, request):
    person = request.getfixturevalue(page.person) if page.person else None
    address = page.scene(request.getfixturevalue)
    found = {}
    with reading_at(max(WIDTHS.values()), person) as seen:
        window = seen.open(address)
        seen.bring_axe()
        # One page at both widths: what depends on the width is styled, and follows when the window changes.
        for name, width in WIDTHS.items():
            window.set_viewport_size({"width": width, "height": HEIGHT})
            keep_picture(
                window, f"{page.name.replace(' ', '-')}-{name}", request.config.getoption("screenshots")
            )
            if seen.overflow():
                found[f"{name}, wider than the window"] = [f"{seen.overflow()} px"]
            found[f"{name}, axe"] = seen.violations()
        found["console"] = seen.complaints
    assert {where: what for where, what in found.items() if what} == {}


def keep_picture(window, name: str, folder: str | None) -> None:
    """Save a picture of the whole page, if somebody asked for pictures (--screenshots=FOLDER)."""
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        window.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
