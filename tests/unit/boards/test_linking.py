"""The registry of what agenda items can be about."""

import pytest

from boards import linking


@pytest.fixture
def kinds(monkeypatch):
    monkeypatch.setattr(linking, "_kinds", {})
    asked = []

    def resolve(council, keys):
        asked.append(sorted(keys))
        return {key: (f"now {key}", f"/{key}/") for key in keys if key != 9}

    linking.register(
        "toy", "A toy", choices=lambda council, today: [], resolve=resolve, permission="toys.see"
    )
    return asked


def test_links_are_called_as_they_are_now_and_lead_there(kinds):
    found = linking.resolved(None, [("toy", 1, "then"), ("toy", 2, "then")], may=lambda rule: True)
    assert found[("toy", 1)] == linking.Resolved("now 1", "/1/")
    assert kinds == [[1, 2]], "asked once for the kind"


@pytest.mark.parametrize(
    ("link", "may"),
    [(("toy", 9, "then"), True), (("gone", 1, "then"), True), (("toy", 1, "then"), False)],
    ids=["what is gone", "a kind that nobody registers", "what the person may not see"],
)
def test_without_anything_to_lead_to_the_words_stay(kinds, link, may):
    found = linking.resolved(None, [link], may=lambda rule: may)
    assert found[link[:2]] == linking.Resolved("then", "")


def test_kinds_are_listed_by_their_words(kinds):
    linking.register("ball", "A ball", choices=lambda c, t: [], resolve=lambda c, k: {}, permission="x")
    assert [each.key for each in linking.registered()] == ["ball", "toy"]
    assert linking.kind_of("none") is None
