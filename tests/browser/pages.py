"""Every page that axe looks at: the `PAGES` of each module `pages_<application>.py` beside this one."""

from importlib import import_module
from pathlib import Path

from tests.browser.page import Page

PAGES: list[Page] = [
    page
    for path in sorted(Path(__file__).parent.glob("pages_*.py"))
    for page in import_module(f"tests.browser.{path.stem}").PAGES
]
