"""What people write, read as Markdown: headings, bold, lists, links, tables and quotes, and nothing else.

The parser knows neither HTML nor images, and no address but http, https and mailto. Without Django, so that pure
modules count words by it.
"""

import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_LEFT_OUT = ("code", "fence", "backticks", "html_block", "html_inline", "lheading", "reference", "entity")
_LINK = re.compile(r"(https?://|mailto:)[^\s]", re.IGNORECASE)

# The parser drops in silence what stands inside one of these at its last level.
_HOLDERS = ("list_item_open", "blockquote_open")

WIDEST = 14
"""How many columns a table may have: a year's months with their name and their sum. More, and words break up."""
DEEPEST = 9
"""How deep lists may stand inside one another; quotes, which take up half as much, may stand deeper."""


def parsed(text: str) -> list[Token]:
    """Return the tokens of `text`, a list of their own each time."""
    return PARSER.parse(text.replace("\0", ""))


def unprintable(text: str) -> str:
    """Return in a sentence why `text` cannot be printed as it stands, "" if it can: too deep lists, too wide tables."""
    tokens = parsed(text)
    if any(each.type in _HOLDERS and each.level >= PARSER.options.maxNesting - 1 for each in tokens):
        return f"Lists and quotes stand more than {DEEPEST} deep inside one another: bring them further out"
    widest = _widest_table(tokens)
    if widest > WIDEST:
        return (
            f"A table has {widest} columns, and no page is that wide: split it into tables of up to {WIDEST}"
        )
    return ""


def _widest_table(tokens: Sequence[Token]) -> int:
    widest = columns = 0
    for each in tokens:
        if each.type == "table_open":
            columns = 0
        columns += each.type == "th_open"
        widest = max(widest, columns)
    return widest


def word_count(text: str) -> int:
    """Return how many words are read in `text`, without the marks and the addresses of links."""
    return len(_words_in(parsed(text)).split())


def _words_in(tokens: Sequence[Token]) -> str:
    return " ".join(_spoken(each) for each in tokens if each.type == "inline")


def _spoken(inline: Token) -> str:
    """Return an inline token's words; marks within a word do not cut it in two."""
    return "".join(
        " " if each.type in ("softbreak", "hardbreak") else each.content for each in inline.children or ()
    )


def _words_of_image(
    renderer: Any, tokens: Sequence[Token], place: int, options: Any, env: MutableMapping[str, Any]
) -> str:
    """Print the words that describe an image in its place: a report shows no image from elsewhere."""
    return str(nh3.clean_text(renderer.renderInlineAsText(tokens[place].children, options, env)))


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_LEFT_OUT))
    parser.validateLink = lambda url: bool(_LINK.match(url))  # type: ignore[method-assign]
    parser.add_render_rule("image", _words_of_image)
    return parser


PARSER = _parser()
"""The one parser, which keeps nothing from one text to the next."""
