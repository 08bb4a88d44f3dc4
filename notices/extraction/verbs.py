"""Knows a list item that starts with a verb (`submit a plan`, `reviewing its thresholds`) and its base form."""

from __future__ import annotations

import re

_VERBS = frozenset(
    "accept achieve act address adopt advise agree allow appoint arrange assess attend audit build carry clarify "
    "collaborate commission communicate complete conduct confirm consult continue convene co-operate cooperate "
    "co-produce create deliver demonstrate develop draw embed employ enable engage ensure escalate establish "
    "evaluate evidence facilitate finalise focus fund give have hold identify implement improve include increase "
    "inform introduce invite keep maintain make manage meet monitor nominate notify obtain offer oversee prepare "
    "prioritise produce progress promote provide publish put recruit reduce refresh report resource respond review "
    "revise secure seek send set share show strengthen submit supply support sustain take target track train "
    "arrange chair circulate consider deal design engage host inform let notify permit reply sign spend tell test "
    "transform undertake update use work write".split()
)
_FIRST = re.compile(
    r"^(?:[Tt]o\s+)?(?:(?:also|then|jointly|formally|regularly|promptly|immediately|"
    r"urgently)\s+)*([A-Za-z][A-Za-z-]*)"
)


def starts_with_verb(words: str) -> bool:
    """Whether the words open with a verb that a lead-in can govern."""
    match = _FIRST.match(words)
    return match is not None and _base(match[1].lower()) is not None


def base_form(words: str) -> str:
    """The words with an opening gerund in its base form: `reviewing its policy` → `review its policy`."""
    match = _FIRST.match(words)
    base = _base(match[1].lower()) if match else None
    if match is None or base is None:
        return words
    return words[: match.start(1)] + base + words[match.end(1) :]


def _base(word: str) -> str | None:
    if word in _VERBS:
        return word
    if not word.endswith("ing"):
        return None
    stem = word.removesuffix("ing")
    candidates = (stem, f"{stem}e", stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem)
    return next((candidate for candidate in candidates if candidate in _VERBS), None)
