"""A cut as it leaves the council: small numbers hidden wherever they stand, and everything that would give one away."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from core.refusals import Refusal
from digests.publication.scrutiny import scrutiny_copy
from reports.cut.reading import WITH_NUMBERS

LEFT_OUT = "Left out of this copy: an indicator of this objective has a figure that is hidden."


def with_small_numbers_hidden(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cut in today's shape with its small numbers hidden by the rule of `digests.suppression`.

    What was written about an objective is left out where a figure of one of its indicators is hidden, for it may name
    that figure. Raises Refusal for a cut that was stored without the numbers behind its figures.
    """
    if content["format"] < WITH_NUMBERS:
        raise Refusal("These figures were stored before small numbers could be hidden: take them again first")
    digest = scrutiny_copy(content["digest"])
    told_of = {
        objective["reference"]
        for line in digest["lines"]
        if line["is_withheld"]
        for objective in line["objectives"]
    }
    slow = [_slow(each, told_of) for each in content["slow"]["objectives"]]
    return {**content, "digest": digest, "slow": {**content["slow"], "objectives": slow}}


def tally_of(lines: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many lines stand how: counted over what is shown, so that no total gives a hidden rating away."""
    return dict(Counter(line["standing"] for line in lines))


def _slow(objective: dict[str, Any], told_of: set[str]) -> dict[str, Any]:
    if objective["reference"] not in told_of or not objective["explanation"]:
        return objective
    return {**objective, "explanation": LEFT_OUT, "step": "", "step_due_on": None}
