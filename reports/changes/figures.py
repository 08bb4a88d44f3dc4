"""What changed in the figures and the risks: ratings, signals, scores."""

from collections.abc import Iterator

from reports.changes.change import WENT, Change, Cut, Row, Turn, pairs, turn_of

WITH_SIGNALS = 2
"""The first format of a cut that held the statistics of figures."""

_STANDINGS = ("on_target", "near_target", "off_target")
"""The best first."""


def indicators(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the indicators that came, went, are rated otherwise or show another signal."""
    pair = [{line["code"]: line for line in cut["digest"]["lines"]} for cut in (before, now)]
    with_signals = min(before["format"], now["format"]) >= WITH_SIGNALS
    for code, was, is_now in pairs(*pair):
        if was is None or is_now is None:
            known = is_now or was or {}
            words = ["Reported" if each else "Not reported" for each in (was, is_now)]
            yield Change(code, known["title"], words[0], words[1], "new" if is_now else "no longer reported")
            continue
        yield from _rating(code, was, is_now)
        if with_signals and not was["is_withheld"] and not is_now["is_withheld"]:
            yield from _new_signal(code, was, is_now)


def _rating(code: str, was: Row, now: Row) -> Iterator[Change]:
    """Yield how the rating changed; where a figure is hidden, nothing that could give it away."""
    if "suppressed" not in (was["standing"], now["standing"]) and was["word"] != now["word"]:
        turn = turn_of(_STANDINGS, was["standing"], now["standing"])
        what = "with another rating" if turn is Turn.OTHER else f"rated {WENT[turn]}"
        yield Change(code, now["title"], was["word"], now["word"], what, turn)


def _new_signal(code: str, was: Row, now: Row) -> Iterator[Change]:
    """Yield another signal; where a figure was not given the rating says so, and there is none to compare."""
    if "not_given" in (was["standing"], now["standing"]):
        return
    signals = [_signal(each) for each in (was, now)]
    if signals[0] != signals[1]:
        yield Change(code, now["title"], signals[0], signals[1], "with another signal")


def _signal(line: Row) -> str:
    found = line["statistics"]
    return str(found["word"] or found["meaning"] or "No signal") if found else "Not tested"


def risks(before: Cut, now: Cut) -> Iterator[Change]:
    """Yield the risks that came, went, were closed or are scored otherwise; nothing where a cut holds no risks."""
    if before["risks"] is None or now["risks"] is None:
        return
    pair = [{each["reference"]: each for each in cut["risks"]["rows"]} for cut in (before, now)]
    for reference, was, is_now in pairs(*pair):
        words = [_risk(each) for each in (was, is_now)]
        if words[0] != words[1]:
            turn = _risk_turn(was, is_now)
            what = {Turn.BETTER: "lower", Turn.WORSE: "higher", Turn.OTHER: "changed"}[turn]
            yield Change(reference, (is_now or was or {})["title"], words[0], words[1], what, turn)


def _risk(risk: Row | None) -> str:
    if risk is None:
        return "Not in the log"
    if risk["closed_on"] is not None:
        return "Closed"
    return "Not scored" if risk["score"] is None else f"{risk['score']}, {risk['level_word'].lower()}"


def _risk_turn(was: Row | None, now: Row | None) -> Turn:
    weights = [0 if each is None or each["closed_on"] else each["score"] or 0 for each in (was, now)]
    if weights[0] == weights[1]:
        return Turn.OTHER
    return Turn.BETTER if weights[1] < weights[0] else Turn.WORSE
