"""Says in plain English what a series' statistics show: of each month, of the latest, of its target. Pure."""

import datetime as dt
from collections.abc import Iterator

from digests.reckoning import Fired, Reckoning

SIGNALS = {
    "": "No signal",
    "above_limit": "Above the upper limit",
    "below_limit": "Below the lower limit",
    "trend_up": "Rising trend",
    "trend_down": "Falling trend",
    "two_in_three_high": "Two in three near the upper limit",
    "two_in_three_low": "Two in three near the lower limit",
    "run_above": "Run above the mean",
    "run_below": "Run below the mean",
}
MEANINGS = {
    "common": "common cause",
    "improvement": "improvement",
    "concern": "concern",
    "neutral_high": "unusually high, neither better nor worse",
    "neutral_low": "unusually low, neither better nor worse",
}
VARIATIONS = {
    "common": "No real change",
    "improvement": "Improving",
    "concern": "Getting worse",
    "neutral_high": "Unusually high",
    "neutral_low": "Unusually low",
}
"""The word of the latest month's meaning, as a tag."""

ASSURANCES = {
    "hitting": "Will meet its target",
    "hit_and_miss": "May or may not meet its target",
    "failing": "Will miss its target",
}
UNTESTED = {
    "rolling_12": (
        "Each figure covers twelve months, so months that follow each other share most of what they count. Limits and "
        "signals would mislead, and none are worked out."
    ),
    "year_to_date": (
        "Each figure adds to the months before it in the year, so the months do not stand for themselves. Limits and "
        "signals would mislead, and none are worked out."
    ),
}
"""Why a series of a type of period is not tested: XmR charts take months that do not share what they count."""

FIRM = 12


def quality_in_words(word: str, problem: str, note: str) -> str:
    """Return what is known of a figure's quality: "Incomplete. Recording problem. One team was late"; "" where nothing
    is. `problem` says whether it lies in recording or in practice."""
    parts = (word, f"{problem} problem" if problem else "", note)
    return ". ".join(part.rstrip(".") for part in parts if part)


def signal_in_words(signal: str, meaning: str) -> str:
    """Return what a month says ("Run above the mean: improvement"), or nothing where nothing was tested."""
    if not meaning:
        return ""
    return f"{SIGNALS[signal]}: {MEANINGS[meaning]}" if signal else SIGNALS[""]


def fired_in_words(fired: Fired) -> str:
    """Return what months in a row mean and by which signals ("Improvement: run above the mean")."""
    meaning = MEANINGS[fired.meaning]
    signals = ", ".join(SIGNALS[signal][0].lower() + SIGNALS[signal][1:] for signal in fired.signals)
    return f"{meaning[0].upper()}{meaning[1:]}: {signals}"


def statistics_in_words(reckoning: Reckoning, *, since: dt.date) -> str:
    """Return what the months from `since` on show, what the latest is, whether the target is in reach, and how firm
    the limits are."""
    sentences = [_within(reckoning, since), assurance_in_words(reckoning), trial_in_words(reckoning)]
    return " ".join(sentence for sentence in sentences if sentence)


def _within(reckoning: Reckoning, since: dt.date) -> str:
    told = reckoning.since(since)
    limited = [each for each in told if each.lower_limit is not None]
    if not limited:
        return "There are no limits yet: they rest on moves from month to month, and there is none to go by."
    within = sum(each.signal not in ("above_limit", "below_limit") for each in limited)
    months = "month" if len(limited) == 1 else "months"
    return f"{within} of {len(limited)} {months} within limits; {latest_in_words(reckoning)}."


def latest_in_words(reckoning: Reckoning) -> str:
    """Return what the latest month is: "the last 7 are above the mean: improvement"."""
    latest = reckoning.latest
    if reckoning.values[-1] is None:
        return "the latest month has no value"
    if not latest.meaning:
        return "too few months have passed since the limits began anew to say anything of the latest"
    if not latest.signal:
        return "the latest shows no real change"
    return f"{_pattern(latest.signal, reckoning.months_in_signal())}: {MEANINGS[latest.meaning]}"


def _pattern(signal: str, months: int) -> str:
    return {
        "above_limit": "the latest is above the upper limit",
        "below_limit": "the latest is below the lower limit",
        "trend_up": f"the last {months} rise from month to month",
        "trend_down": f"the last {months} fall from month to month",
        "two_in_three_high": "two of the last 3 are near the upper limit",
        "two_in_three_low": "two of the last 3 are near the lower limit",
        "run_above": f"the last {months} are above the mean",
        "run_below": f"the last {months} are below the mean",
    }[signal]


def assurance_in_words(reckoning: Reckoning) -> str:
    """Return whether the target is in reach while nothing changes, as a sentence; "" where that cannot be asked."""
    words = {
        "hitting": "As things stand it will always meet its target.",
        "failing": "As things stand it will always miss its target.",
        "hit_and_miss": "As things stand it may meet or miss its target from month to month.",
    }
    return words.get(reckoning.assurance, "")


def trial_in_words(reckoning: Reckoning) -> str:
    """Return the warning that the limits rest on too few months; "" where they are firm or there are none."""
    latest = reckoning.latest_segment
    if not latest.is_trial or latest.lower_limit is None:
        return ""
    return f"The limits are trial limits: they rest on {latest.points} months, and {FIRM} make them firm."


def limits_explained(
    reckoning: Reckoning, *, baseline_points: int | None, screens_outliers: bool, run_length: int
) -> Iterator[str]:
    """Yield how mean, limits and signals are worked out, a sentence each."""
    count = reckoning.latest_segment.points
    fixed = baseline_points is not None and count >= baseline_points
    months = f"the first {count} months with a value" if fixed else f"all {count} months with a value"
    yield f"The mean is that of {months} since mean and limits last began."
    yield "The limits lie 2.66 times the average move from month to month above and below it."
    if screens_outliers:
        yield "Moves of 3.267 times the average or more are left out of that average."
    yield (
        f"A signal is a month outside the limits, {run_length} in a row that only rise or only fall, two in three near "
        f"a limit, or {run_length} in a row on one side of the mean."
    )
