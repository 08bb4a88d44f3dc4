"""What people write becomes clean HTML: what is allowed is there, and nothing that could do anything else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.markdown import as_html
from reports.markup import word_count

SHOWN = [
    ("a paragraph", "Visits fell.", "<p>Visits fell.</p>"),
    ("line ends within one are spaces", "Visits\nfell.", "<p>Visits\nfell.</p>"),
    ("bold and italic", "**All** of *them*", "<p><strong>All</strong> of <em>them</em></p>"),
    ("a list", "- one\n- two", "<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    ("a numbered list", "3. one\n4. two", '<ol start="3">\n<li>one</li>\n<li>two</li>\n</ol>'),
    ("a quotation", "> We feel heard.", "<blockquote>\n<p>We feel heard.</p>\n</blockquote>"),
    ("a link", "[plan](https://fernshire.example/plan)",
     '<p><a href="https://fernshire.example/plan" rel="noopener noreferrer">plan</a></p>'),
    ("an address to write to", "<mailto:team@fernshire.example>",
     '<p><a href="mailto:team@fernshire.example" rel="noopener noreferrer">mailto:team@fernshire.example</a></p>'),
    ("words behind four spaces are no code", "    indented", "<p>indented</p>"),
    ("backticks are printed", "`x`", "<p>`x`</p>"),
    ("a line of dashes under words is no heading", "Words\n---", "<p>Words</p>\n<hr>"),
    ("signs are escaped", "5 < 6 & 7 > 3", "<p>5 &lt; 6 &amp; 7 &gt; 3</p>"),
    ("a nul character goes", "a\0b", "<p>ab</p>"),
    ("nothing", "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html"), [case[1:] for case in SHOWN], ids=[case[0] for case in SHOWN])
def test_what_is_allowed_is_shown(text: str, html: str) -> None:
    assert as_html(text).strip() == html


HEADINGS = [
    ("# One", ["h3"]),
    ("###### Deep", ["h3"]),
    ("# One\n\n## Two\n\n# Three", ["h3", "h4", "h3"]),
    ("# One\n\n#### Skipped\n\n## Back", ["h3", "h4", "h4"]),
    ("## First\n\n# Higher", ["h3", "h3"]),
    ("# 1\n\n## 2\n\n### 3\n\n#### 4\n\n##### 5\n\n###### 6", ["h3", "h4", "h5", "h6", "h6", "h6"]),
    ("> # In a quotation", ["h3"]),
]


@pytest.mark.parametrize(("text", "levels"), HEADINGS)
def test_headings_go_down_one_by_one_below_that_of_the_section(text: str, levels: list[str]) -> None:
    assert re.findall(r"<(h\d)>", as_html(text)) == levels


def test_headings_can_stand_below_another_level() -> None:
    assert as_html("# One\n\n## Two", below=3) == "<h4>One</h4>\n<h5>Two</h5>\n"


def test_a_table_says_which_way_its_heads_look_and_carries_no_style() -> None:
    html = as_html("| Team | Posts |\n| --- | ---: |\n| North | 3 |")
    assert '<th scope="col">Team</th>' in html
    assert re.search(r'<th (class="app-number" scope="col"|scope="col" class="app-number")>Posts</th>', html)
    assert '<td class="app-number">3</td>' in html
    assert "style" not in html


def test_a_table_is_reached_by_keyboard_for_it_may_scroll() -> None:
    assert as_html("| Team |\n| --- |\n| North |").startswith('<table tabindex="0">')


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example/x)",
    "[x](/councils/fernshire/)",
    "[x](https:javascript:alert(1))",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover="alert(1))',
    '[x](https://a.example "title" onclick=alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "<a href='javascript:alert(1)'>x</a>",
    "<svg/onload=alert(1)>",
    "<iframe src=https://evil.example></iframe>",
    "<style>p{background:url(https://evil.example)}</style>",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "| a |\n| --- |\n| <img src=x onerror=alert(1)> |",
    "# <b onmouseover=alert(1)>x</b>",
    "> <form action=https://evil.example><input></form>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "```html\n<script>alert(1)</script>\n```",
    "\\<script>alert(1)</script>",
    "<p style='position:fixed'>x</p>",
    "[![x](https://evil.example/a.png)](javascript:alert(1))",
    "<https://a.example/<script>alert(1)</script>>",
]
TAG = re.compile(r"<\s*/?\s*([a-zA-Z0-9]+)([^>]*)>")
ALLOWED = {"p", "br", "hr", "h3", "h4", "h5", "h6", "strong", "em", "ul", "ol", "li", "a", "blockquote",
           "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
ATTRIBUTE = re.compile(r'\s+([a-z-]+)="([^"]*)"')


def assert_harmless(html: str) -> None:
    """Only known tags, only known attributes, and no link but to http, https and mailto."""
    for name, rest in TAG.findall(html):
        assert name in ALLOWED, html
        for attribute, value in ATTRIBUTE.findall(rest):
            assert attribute in {"href", "rel", "class", "scope", "start", "tabindex"}, html
            if attribute == "href":
                assert re.match(r"(https?://|mailto:)", value, re.IGNORECASE), html
        assert ATTRIBUTE.sub("", rest).strip() in {"", "/"}, html


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_hostile_comes_through(text: str) -> None:
    assert_harmless(as_html(text))


PIECES = st.sampled_from(
    [*"<>\"'&;#:()[]!`*_-|\n\t /=.a", "\\", "javascript:", "https://", "<img ", "onerror="]
)


@given(st.lists(PIECES).map("".join))
def test_no_text_whatever_comes_through_as_anything_else(text: str) -> None:
    assert_harmless(as_html(text))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("   \n\n ", 0),
        ("Visits fell.", 2),
        ("# Visits\n\n- fell\n- rose", 3),
        ("foo**bar** baz", 2),
        ("[the plan](https://fernshire.example/a-long-address)", 2),
        ("| a | b |\n| --- | --- |\n| c | d |", 4),
        ("one\ntwo", 2),
    ],
)  # fmt: skip
def test_words_are_counted_as_they_are_read(text: str, number: int) -> None:
    assert word_count(text) == number
