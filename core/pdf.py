"""HTML to a tagged PDF/UA document, the same bytes for the same HTML, without touching the network."""

import os
from typing import Any

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher


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


def pdf_bytes(html: str, *, stylesheet: str, identifier: str) -> bytes:
    """Return `html` as a tagged PDF/UA-1 document.

    `stylesheet` is the path of a static CSS file; `identifier` (such as the hash of the data cut) becomes the
    document's identifier, so that rendering the same cut twice gives the same bytes.
    """
    # Where fontTools subsets a font it stamps the hour into it, unless it is told another.
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    fonts = FontConfiguration()
    css = CSS(filename=stylesheet_path(stylesheet), font_config=fonts)
    options: dict[str, Any] = {
        "stylesheets": [css],
        "font_config": fonts,
        "pdf_variant": "pdf/ua-1",
        "pdf_tags": True,
        "pdf_identifier": identifier.encode(),
    }
    document: bytes = HTML(string=html, url_fetcher=InlineOnlyFetcher()).write_pdf(**options)
    return document
