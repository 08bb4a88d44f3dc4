"""A real Chromium in front of a live server, with axe to judge what it shows."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD

# The shell without windows is the same engine and half the work.
INSTALLED = ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium")
CHROMIUM = Path(os.environ.get("CHROMIUM") or next(filter(os.path.exists, INSTALLED), INSTALLED[-1]))
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
def page_at(browser: Browser, live_server: LiveServer) -> Callable[..., Any]:
    """Return a window of a width, signed in as a person (or nobody), with or without scripts."""
    return windows(browser, live_server.url)


@pytest.fixture(scope="session")
def reading_server(django_db_setup: None) -> Iterator[LiveServer]:
    """A server of pages that are only read: it answers from within the transaction of the test, rolled back after it.

    To empty all tables after each page, as `live_server` must, would take longer than to look at it.
    """
    assert connection.vendor == "sqlite", (
        "The server shares the connection of the test, in memory: unset DATABASE_URL"
    )
    server = LiveServer("127.0.0.1")
    with server._live_server_modified_settings:
        yield server
    server.stop()


@pytest.fixture
def reading_at(browser: Browser, reading_server: LiveServer, db: None) -> Callable[..., Any]:
    """Return a window as `page_at` does, for a page on which nothing is sent."""
    return windows(browser, reading_server.url)


def windows(browser: Browser, url: str) -> Callable[..., Any]:
    """Return what opens a window of a width on the server at `url`."""

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
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])
        try:
            yield Seen(context.new_page(), url)
        finally:
            context.close()

    return window
