"""The starter library: about fifty whole entries, in words of our own, that fit what the model and Annex A know."""

import csv
from pathlib import Path

import pytest

from digests.annex_a.derivations import MEASURES
from digests.library import by_topic, entries, entry_of
from digests.models import Definition
from digests.rating import PER_UNIT

PUBLISHED = Path(__file__).parents[4] / "shared" / "data" / "lait_extract.csv"


def test_it_has_about_fifty_in_five_topics_each_once():
    assert 50 <= len(entries()) <= 60
    assert len({entry.key for entry in entries()}) == len(entries())
    assert len({entry.title.lower() for entry in entries()}) == len(entries())
    assert [topic.name for topic in by_topic(entries())] == [
        "Front door and assessment", "Child protection", "Children looked after", "Care leavers", "Workforce",
    ]  # fmt: skip


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.key)
def test_an_entry_is_whole(entry):
    assert entry.unit in Definition.Unit.values
    assert entry.direction in Definition.Direction.values
    assert entry.period in Definition.PeriodType.values
    assert bool(entry.denominator) or entry.unit not in PER_UNIT
    assert len(entry.title) <= 200
    assert entry.meaning.endswith(".")
    assert entry.usual_target
    assert entry.annex_a_measure == "" or entry.annex_a_measure in MEASURES


def test_each_measure_of_annex_a_is_given_to_one_entry_at_most():
    given = [entry.annex_a_measure for entry in entries() if entry.annex_a_measure]
    assert len(given) == len(set(given)) >= 15


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the published extract is not on this machine")
def test_its_codes_and_short_names_stand_in_the_published_file():
    with PUBLISHED.open(encoding="utf-8-sig", newline="") as table:
        published = {(row["lait_code"], row["lait_short"]) for row in csv.DictReader(table)}
    named = {(entry.national_code, entry.short_name) for entry in entries() if entry.national_code}
    assert named <= published
    assert len(named) >= 35


@pytest.mark.parametrize(
    ("words", "found"),
    [("seen alone", ["CP13"]), ("ALONE seen", ["CP13"]), ("271", ["FD03"]), ("no such thing", [])],
)
def test_it_is_searched_by_every_word(words, found):
    assert [entry.key for entry in entries() if entry.has_words(words)] == found


def test_a_key_that_is_none_gives_nothing():
    assert entry_of("FD01") is not None
    assert entry_of("") is None
