"""A real Chromium in front of a live server, with axe to judge what it shows."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.factories import PASSWORD

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
AXE = django_settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
VENDOR = django_settings.FRONT_END_DIR / "vendor"
WIDTHS = {"desktop": 1280, "phone": 375}
HEIGHT = 900
PATIENCE = 10_000
"""Milliseconds that a step of a journey may take before it has failed."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, one for a whole run."""
    for needed in (CHROMIUM, AXE, VENDOR):
        if not needed.exists():
            say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
            say(f"{needed} is not there: `make setup` brings it")
    # Playwright keeps an event loop in this thread, and Django would not touch the database beside one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


class Seen:
    """A page in the browser, with everything that it complained of."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self.base = page, base
        self.complaints: list[str] = []
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def open(self, address: str) -> Page:
        """Open an address of the live server; a page that answers with an error fails the test."""
        answer = self.page.goto(self.base + address)
        assert answer is not None
        assert answer.ok, f"{address} answered {answer.status}"
        return self.page

    def bring_axe(self) -> None:
        """Put axe into the page, once after it was opened."""
        # Evaluated and not added as an element: the policy of the page stays in force and is tested with it.
        self.page.evaluate(AXE.read_text(encoding="utf-8"))

    def violations(self) -> list[str]:
        """Return what axe finds: the rule, and the first places that break it. Needs `bring_axe`."""
        # What is folded up is judged too: axe passes over it otherwise.
        self.page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found: dict[str, Any] = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']}: {each['help']} at {[node['target'] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window: it should never scroll sideways."""
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return max(0, int(self.page.evaluate(wider)))


@pytest.fixture
def page_at(browser: Browser, live_server: Any) -> Callable[..., Any]:
    """Return a window of a width, signed in as a person (or nobody), with or without scripts."""

    @contextmanager
    def window(width: int, person: Any = None, *, scripts: bool = True) -> Iterator[Seen]:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        if person is not None:
            client = Client()
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
            # Confirmed as well, so that the pages which guard an account open.
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
            cookie = client.cookies[django_settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        try:
            yield Seen(context.new_page(), live_server.url)
        finally:
            context.close()

    return window
