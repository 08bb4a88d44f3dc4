"""The copy of frozen minutes that holds nothing confidential."""

import json

from hypothesis import given
from hypothesis import strategies as st

from boards.minutes_content import has_confidential, without_confidential

SECRET = "SECRET"


def item(number, *, is_confidential, paper_is=False):
    word = SECRET if is_confidential else "open"
    hidden = paper_is or is_confidential
    return {
        "number": number, "key": number, "starts_at": "14:00", "title": word, "said": word, "presenter": word,
        "is_confidential": is_confidential, "confidential_because": word if is_confidential else "",
        "outcomes": [{"kind": "decision", "words": word}], "challenges": [{"question": word}],
        "papers": [{"title": SECRET if hidden else "open", "is_confidential": hidden}],
    }  # fmt: skip


contents = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=6).map(
    lambda flags: {
        "board": "Board",
        "items": [item(n, is_confidential=a, paper_is=b) for n, (a, b) in enumerate(flags, 1)],
    }
)


@given(contents)
def test_nothing_confidential_is_left_and_every_place_is(content):
    shown = without_confidential(content)
    assert SECRET not in json.dumps(shown)
    assert [each["number"] for each in shown["items"]] == [each["number"] for each in content["items"]]
    assert shown["board"] == "Board"


@given(contents)
def test_what_holds_nothing_confidential_is_as_it_was(content):
    assert (without_confidential(content) == content) == (not has_confidential(content))
    assert without_confidential(without_confidential(content)) == without_confidential(content)


def test_a_confidential_item_keeps_its_number_and_its_time_alone():
    (shown,) = without_confidential({"items": [item(3, is_confidential=True)]})["items"]
    assert shown == {
        "number": 3, "starts_at": "14:00", "title": "Confidential item", "is_confidential": True, "papers": [],
    }  # fmt: skip
