"""The sorts of things that may lead nowhere: what each is called, by which rule it is found, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Orphan:
    """One sort of thing that leads nowhere: its key in addresses, its words, the rule and what to do about it."""

    key: str
    words: str
    rule: str
    remedy: str


WITHOUT_SOURCE = Orphan(
    "actions-without-source",
    "Actions that answer nothing",
    "Actions in the plan that are linked to no source and to no clause. An area alone does not say what an "
    "action answers.",
    "Open the action and link what it answers, or ask whether the plan needs it.",
)
WITHOUT_EVIDENCE = Orphan(
    "done-without-evidence",
    "Actions done without evidence",
    "Actions called done to which no evidence is attached that counts on the day: what expired no longer counts.",
    "Open the action and add the evidence, or reopen it.",
)
WITHOUT_INDICATOR = Orphan(
    "objectives-without-indicator",
    "Objectives without an indicator",
    "Objectives in the plan that no indicator should show to be moving, neither by the objective itself nor by "
    "one of its actions. Which indicator belongs to what is not dated: this is how it is linked today.",
    "Open an indicator of the digest and say which objectives should move it.",
)
WITHOUT_ACTION = Orphan(
    "areas-without-action",
    "Areas without an active action",
    "Areas of the notice none of whose objectives has an action that is in the plan, not done and not paused.",
    "Add an action to an objective of the area.",
)
ORPHANS = {each.key: each for each in (WITHOUT_SOURCE, WITHOUT_EVIDENCE, WITHOUT_INDICATOR, WITHOUT_ACTION)}
