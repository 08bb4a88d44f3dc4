"""What the plan has of that which a file can name."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.importing.checked import Existing, Identity


@dataclass(frozen=True)
class KnownPlan:
    """What the plan has, by identity; `objective_words` gives an objective's reference for "1 Its title"."""

    objectives: Mapping[Identity, Existing]
    actions: Mapping[Identity, Existing]
    milestones: Mapping[Identity, Existing]
    objective_words: Mapping[str, str]
