"""What people write, as HTML that is safe to print: headings, bold, lists, links, tables and quotes, and nothing else.

Two layers keep it safe, each enough by itself: the parser (`reports.markup`) knows neither HTML nor images nor any
address but http, https and mailto, and what it gives is cleaned against a list of what is allowed.
"""

from collections.abc import Sequence

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it.token import Token

from reports.markup import PARSER, parsed

SECTION_LEVEL = 2
"""The level of the heading that a section stands under, in the document as on the pages."""

_TAGS = {"p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li", "a", "blockquote",
         "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ATTRIBUTES = {
    "a": {"href"},
    "ol": {"start"},
    "table": {"tabindex"},
    "th": {"class", "scope"},
    "td": {"class"},
}
_SCHEMES = {"http", "https", "mailto"}
RIGHT = "app-number"
"""The class of a cell that stands on the right; the policy on content forbids styles in the markup."""


def as_html(text: str, *, below: int = SECTION_LEVEL) -> SafeString:
    """Return `text`, which is Markdown, as clean HTML whose headings go down one by one from the level `below`.

    A document with its section titles at level 2 gets headings from 3 on, none of them skipping a level, whatever
    numbers of # were typed: PDF/UA asks for it, and so does a screen reader.
    """
    tokens = parsed(text)
    _shift(tokens, below)
    _mend_tables(tokens)
    html = PARSER.renderer.render(tokens, PARSER.options, {})
    clean = nh3.clean(
        html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer",
    )  # fmt: skip
    return mark_safe(clean)  # noqa: S308  # cleaned in the line above


def _shift(tokens: Sequence[Token], below: int) -> None:
    """Give the headings their levels: the first goes one below `below`, none more than one below the one before."""
    open_levels: list[int] = []
    for opening, closing in _headings(tokens):
        typed = int(opening.tag[1])
        while open_levels and open_levels[-1] >= typed:
            open_levels.pop()
        open_levels.append(typed)
        opening.tag = closing.tag = f"h{min(6, below + len(open_levels))}"


def _headings(tokens: Sequence[Token]) -> list[tuple[Token, Token]]:
    places = [place for place, each in enumerate(tokens) if each.type == "heading_open"]
    return [(tokens[place], tokens[place + 2]) for place in places]


def _mend_tables(tokens: Sequence[Token]) -> None:
    """Let a table be reached by keyboard, for on a phone it scrolls, and say which way a header cell looks.

    What stands on the right is moved by a class and not by a style.
    """
    for each in tokens:
        if each.type == "table_open":
            each.attrSet("tabindex", "0")
        if each.type not in ("th_open", "td_open"):
            continue
        style = str(each.attrs.pop("style", ""))
        if style.endswith("right"):
            each.attrSet("class", RIGHT)
        if each.type == "th_open":
            each.attrSet("scope", "col")
