"""Pages of the digest's publication that axe looks at: a month in each state, what was published, the forms between."""

import datetime as dt
from typing import Any

from config.celery import app
from core.clock import today
from digests.models import Indicator, MonthlyDigest
from digests.months import last_whole_month
from digests.services import publication
from tests.browser.page import Known, Page, Scene
from tests.factories_publication import OCTOBER, a_month, published

HOME = "/councils/fernshire/digest/"
TODAY = dt.date(2026, 11, 22)


def in_hand(known: Known) -> MonthlyDigest:
    a_month(known("council"))
    return publication.open_digest(council=known("council"), month=OCTOBER, by=known("analyst"), today=TODAY)


def draft(known: Known) -> str:
    in_hand(known)
    return f"{HOME}?month=2026-10"


def step(deed: str) -> Scene:
    """The scene of a form that moves October's draft on."""
    return lambda known: f"{HOME}versions/{in_hand(known).pk}/{deed}/"


def commentary(known: Known) -> str:
    in_hand(known)
    # The page opens for a month that has begun, and the browser lives on the real day.
    month = last_whole_month(today())
    return f"{HOME}indicators/{the('FS01').pk}/{month:%Y/%m}/commentary/"


def the(code: str) -> Any:
    return Indicator.objects.get(code=code)


def what_was_published(known: Known) -> MonthlyDigest:
    """October as it was published; what is sent to the worker goes nowhere."""
    app.conf.broker_url = "memory://"
    a_month(known("council"))
    digest = published(known("council"), known("analyst"), TODAY)
    MonthlyDigest.objects.filter(pk=digest.pk).update(job=None)
    return digest


def at(path: str, code: str = "") -> Scene:
    """The scene of a page of October as it was published; `code` names an indicator in it."""

    def scene(known: Known) -> str:
        digest = what_was_published(known)
        indicator = f"indicators/{the(code).pk}/" if code else ""
        return f"{HOME}published/{digest.pk}/{path}{indicator}"

    return scene


def some_published(known: Known) -> str:
    what_was_published(known)
    return f"{HOME}published/"


PAGES = [
    Page("digest draft", draft, "analyst"),
    Page("digest commentary", commentary, "analyst"),
    Page("digest mark commented", step("commented"), "analyst"),
    Page("digest published list", some_published, "board_member"),
    Page("digest published list empty", lambda known: f"{HOME}published/", "board_member"),
    Page("digest published", at(""), "board_member"),
    Page("digest published indicator", at("", "FS01"), "board_member"),
    Page("digest scrutiny", at("scrutiny/"), "board_member"),
    Page("digest scrutiny indicator", at("scrutiny/", "FS06"), "board_member"),
]
