"""What the clauses of whole notices, read and confirmed as people do it, ask of the reports under them."""

from functools import cache
from pathlib import Path

import pytest

from accounts.models import Organisation, User
from notices.drafts import services
from notices.drafts.content import DECIDED, LEFT, open_questions
from notices.drafts.questions import ways_to_answer
from notices.models import Notice
from notices.services.confirmation import confirm_register
from reports.demo.days import FernshireDays, WestmereDays
from reports.demo.registers import fernshire_text, westmere_text
from reports.kinds import kind_of
from reports.selectors.owed import default_obligation
from reports.selectors.readiness import readiness_of
from tests.conftest import TODAY
from tests.factories_cuts import WORDS
from tests.factories_reports import DataCutFactory, ReportFactory, cut_content

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "notices"
PROGRESS, UPDATES = "Progress against the plan's objectives", "Updates by the owners"
ANALYSIS, ADVICE = "Analysis", "Recommendations for action"
TRENDS, FIGURES = "Performance trends", "Figures for the month"
IMPACT = "Evidence of what changed for children and families"
SLOW, VOICES = "Slow objectives and weak contributions", "Voices of staff, children and young people"
AREAS = "Progress in each area of the notice"

OF_FIVE = {
    PROGRESS: "Clause 5.b",
    UPDATES: "Clause 5.a",
    ANALYSIS: "Clause 5.d",
    ADVICE: "Clause 5.d",
    TRENDS: "Clause 5.d",
    FIGURES: "Clauses 5.c and 5.d",
    SLOW: "Clause 5.e",
    VOICES: "Clause 5.f",
}
OF_SIX = {
    PROGRESS: "Clause 6.b",
    UPDATES: "Clause 6.a",
    ANALYSIS: "Clause 6.c",
    ADVICE: "Clause 6.c",
    FIGURES: "Clause 6.c",
    IMPACT: "Clause 6.c",
    SLOW: "Clause 6.d",
    VOICES: "Clause 6.e",
}
OF_SEVEN = {AREAS: "Clause 7", "Progress in the areas": "Clause 7"}
ASKED = [
    ("fernshire", "adviser_monthly", OF_FIVE),
    ("fernshire", "state_progress", OF_SEVEN),
    ("westmere", "adviser_monthly", OF_SIX),
    ("lambeth-2015", "adviser_monthly", OF_FIVE),
    ("lambeth-2015", "state_progress", OF_SEVEN),
    ("wandsworth-2016", "adviser_monthly", OF_SIX | {SLOW: "Clauses 6.d and 6.b"}),
]


@cache
def text_of(name: str) -> str:
    """Return the text of a notice: of the demonstration's own, or of a sample beside the repository."""
    if name == "fernshire":
        return fernshire_text(FernshireDays(TODAY))
    if name == "westmere":
        return westmere_text(WestmereDays(TODAY))
    if not SAMPLES.is_dir():
        pytest.skip("the sample notices are not beside the repository")
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def confirmed(name: str, council: Organisation, team: User) -> Notice:
    """Read a notice and confirm what was read; what it leaves open stays open."""
    draft = services.start_draft(council=council, text=text_of(name), source_name=f"{name}.txt", by=team)
    for question in open_questions(draft.content):
        draft = services.answer_question(
            draft=draft, key=question["key"], state=LEFT if LEFT in ways_to_answer(question) else DECIDED,
            answer="The notice does not say", by=team, today=TODAY, seen=draft.revision,
        )  # fmt: skip
    return confirm_register(draft=draft, by=team, today=TODAY, seen=draft.revision)


@pytest.mark.parametrize(("name", "kind", "asked"), ASKED)
def test_a_notice_says_what_its_reports_must_have(
    name: str, kind: str, asked: dict[str, str], council: Organisation, improver: User
) -> None:
    notice = confirmed(name, council, improver)
    content = cut_content(format=3, voices=None, areas=[], reviews=[])
    report = ReportFactory(
        notice=notice, kind=kind, discharges=default_obligation(notice, kind_of(kind)),
        cut=DataCutFactory(notice=notice, content=content), texts=WORDS if kind == "adviser_monthly" else {},
    )  # fmt: skip
    found = {each.title: each.asked_by for each in readiness_of(report, today=TODAY) if each.clauses}
    assert found == asked
