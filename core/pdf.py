"""HTML to a tagged PDF/UA document, the same bytes for the same HTML, without touching the network."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from core.tagging import mend

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class InlineOnlyFetcher(URLFetcher):
    """Serves what stands in the document itself (`data:`): a report must not fetch what somebody wrote into it."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)


def stylesheet_path(name: str) -> str:
    """Return where the static stylesheet `name` lies; raises FileNotFoundError when there is none."""
    found = finders.find(name)
    if not found:
        raise FileNotFoundError(f"There is no static file {name}")
    return str(found)


@dataclass(frozen=True)
class AttachedFile:
    """A file inside a document: the data that it shows."""

    name: str
    description: str
    content: bytes


def pdf_bytes(
    html: str,
    *,
    stylesheet: str | None,
    identifier: str,
    tagged: bool = True,
    files: Sequence[AttachedFile] = (),
    made_at: dt.datetime = EPOCH,
) -> bytes:
    """Return `html` as a tagged PDF/UA-1 document with `files` inside it, which bear the moment `made_at`.

    `stylesheet` is the path of a static CSS file, None for a document that brings its own; `identifier` (such as the
    hash of the data cut) becomes the document's identifier, so that rendering the same cut twice gives the same bytes.
    What is only printed over the pages of another document (its heads and feet) is not `tagged`.
    """
    # Where fontTools subsets a font it stamps the hour into it, unless it is told another.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    fonts = FontConfiguration()
    sheets = [] if stylesheet is None else [CSS(filename=stylesheet_path(stylesheet), font_config=fonts)]
    options: dict[str, Any] = {
        "stylesheets": sheets,
        "font_config": fonts,
        "pdf_variant": "pdf/ua-1" if tagged else None,
        "pdf_tags": tagged,
        "pdf_identifier": identifier.encode(),
        "attachments": [_attachment(each, made_at) for each in files],
    }
    document: bytes = HTML(string=html, url_fetcher=InlineOnlyFetcher()).write_pdf(finisher=mend, **options)
    return document


def _attachment(file: AttachedFile, moment: dt.datetime) -> Attachment:
    # WeasyPrint prints the moment as if it were in UTC.
    at = moment.astimezone(dt.UTC)
    return Attachment(
        string=file.content, name=file.name, description=file.description, created=at, modified=at,
        relationship="Data",
    )  # fmt: skip
