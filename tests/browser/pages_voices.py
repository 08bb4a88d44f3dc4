"""Pages of voices and of evidence that axe looks at."""

import datetime as dt

from evidence.models import Evidence
from improvement_plans.models import Action, Plan, Voice
from tests.browser.page import Known, Page, Scene
from tests.factories import (
    AreaFactory,
    EvidenceFactory,
    LinkVersionFactory,
    NoticeFactory,
    PostHoldingFactory,
)
from tests.factories_plan import ActionFactory, ObjectiveFactory, PlanFactory
from tests.factories_voices import ChangedVoiceFactory, VoiceFactory

HOME = "/councils/fernshire/"


def a_plan(known: Known) -> Plan:
    return PlanFactory(notice=NoticeFactory(council=known("council")))


def some_voices(known: Known) -> Voice:
    """A voice that changed something, beside one of long ago and one that changed nothing."""
    plan = a_plan(known)
    areas = [AreaFactory(notice=plan.notice, letter=letter) for letter in "abd"]
    VoiceFactory(plan=plan, areas=areas[:1], theme="Waiting for an answer", is_summary=True)
    VoiceFactory(plan=plan, areas=areas[1:2], heard_on=dt.date(2026, 3, 3), group=Voice.Group.STAFF)
    voice = ChangedVoiceFactory(plan=plan, areas=areas[:2])
    voice.actions.add(ActionFactory(objective=ObjectiveFactory(plan=plan)))
    voice.evidence.add(EvidenceFactory(council=known("council")))
    return voice


def of_voices(address: str) -> Scene:
    """The scene of a page about all voices."""

    def scene(known: Known) -> str:
        some_voices(known)
        return f"{HOME}plan/{address}"

    return scene


def of_one(deed: str = "") -> Scene:
    """The scene of a voice's page, or of one of the forms about it."""
    return lambda known: f"{HOME}plan/voices/{some_voices(known).pk}/{deed}"


def empty(address: str) -> Scene:
    """The scene of a page of a plan in which nothing is kept yet."""

    def scene(known: Known) -> str:
        a_plan(known)
        return f"{HOME}plan/{address}"

    return scene


def some_evidence(known: Known) -> Evidence:
    """Evidence on which an action and a voice rest, beside one that expired and one to be looked at again."""
    council = known("council")
    days = {"effective_on": dt.date(2026, 1, 5)}
    LinkVersionFactory(evidence__council=council, evidence__expires_on=dt.date(2026, 6, 1), **_of(days))
    LinkVersionFactory(evidence__council=council, evidence__review_on=dt.date(2026, 11, 1), **_of(days))
    piece = EvidenceFactory(
        council=council, recorded_by=known("improver"), shows="Seven in ten supervisions look back."
    )
    LinkVersionFactory(evidence=piece)
    some_voices(known).evidence.add(piece)
    Action.objects.get().evidence.add(piece)
    return piece


def _of(days: dict[str, dt.date]) -> dict[str, dt.date]:
    return {f"evidence__{name}": day for name, day in days.items()}


def evidence_list(known: Known) -> str:
    some_evidence(known)
    return f"{HOME}evidence/"


def of_evidence(deed: str = "") -> Scene:
    """The scene of the page of a piece of evidence, or of one of the forms about it."""
    return lambda known: f"{HOME}evidence/{some_evidence(known).pk}/{deed}"


def evidence_of_action(known: Known) -> str:
    action = ActionFactory(objective=ObjectiveFactory(plan=a_plan(known)))
    PostHoldingFactory(post=action.owner_post, person=known("owner"))
    EvidenceFactory(council=known("council"))
    return f"{HOME}plan/actions/{action.pk}/evidence/"


PAGES = [
    Page("voices", of_voices("voices/")),
    Page("voices filtered", of_voices("voices/?changed=yes&as_at=2026-11-10&known_on=2026-11-12")),
    Page("voices empty", empty("voices/")),
    Page("you said", of_voices("you-said/"), "board_member"),
    Page("you said empty", empty("you-said/")),
    Page("voice", of_one()),
    Page("add a voice", of_voices("voices/add/")),
    Page("edit a voice", of_one("edit/")),
    Page("what a voice changed", of_one("changed/")),
    Page("tell a voice back", of_one("told/")),
    Page("evidence shown", evidence_list),
    Page("evidence one", of_evidence()),
    Page("evidence one for the Department", of_evidence(), "department_official"),
    Page("evidence edit", of_evidence("edit/")),
    Page("evidence look again", of_evidence("look-again/")),
    Page("evidence add a version", of_evidence("add-version/")),
    Page("evidence of an action", evidence_of_action, "owner"),
]
