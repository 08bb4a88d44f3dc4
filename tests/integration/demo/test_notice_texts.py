"""The demonstration's notices are worded for it: no run of eight words is one of the sample notices'."""

import re
from pathlib import Path

import pytest

from reports.demo.days import FernshireDays, WestmereDays
from reports.demo.registers import fernshire_text, westmere_text
from tests.conftest import TODAY

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "notices"
RUN = 8
TEXTS = {"fernshire": fernshire_text(FernshireDays(TODAY)), "westmere": westmere_text(WestmereDays(TODAY))}


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample notices are not beside the repository")
@pytest.mark.parametrize("name", TEXTS)
def test_no_eight_words_in_a_row_are_a_samples(name: str) -> None:
    samples = [path.read_text(encoding="utf-8") for path in SAMPLES.glob("*.txt")]
    assert samples
    shared = {" ".join(run) for text in samples for run in runs(text) & runs(TEXTS[name])}
    assert shared == set()


@pytest.mark.parametrize("name", TEXTS)
def test_every_day_is_filled_in(name: str) -> None:
    assert "$" not in TEXTS[name]
    assert re.search(r"issued to .+ on \d{1,2} [A-Z][a-z]+ 2026", TEXTS[name])
