"""Makes up the rows of each list: days that follow one another, codes of the template, children who do not exist."""

import datetime as dt
from collections.abc import Callable
from random import Random

from digests.annex_a.cells import UNBORN, Value
from digests.annex_a.lists import ADOPTION, CARE_LEAVERS, IN_CARE, ChildList, Column, Reads

Row = dict[str, Value | None]
Story = Callable[[Random, dt.date, dt.date], Row]
"""Given chance, the day of the extract and the day of birth, returns the days and counts of a row."""

SIX_MONTHS = 180
ONE_IN = 25
"""Of so many children known to early help or social care one is not yet born."""


def told(of: ChildList, rng: Random, ref: dt.date, name: str) -> Row:
    """Return a whole row of a list about the person called `name`."""
    born = _born(of, rng, ref)
    row: Row = {column.key: _anything(column, rng) for column in of.columns}
    row[of.columns[0].key] = name
    if "born" in row:
        row |= _birth(of, born, rng, ref)
    row |= STORIES[of.number](rng, ref, born)
    if "family" in row:
        row["family"] = f"Family {rng.randrange(10_000)}"
    return row


def _anything(column: Column, rng: Random) -> Value | None:
    if column.codes is not None:
        return rng.choice(column.codes.written)
    if column.reads is Reads.COUNT:
        return column.least + rng.choice((0, 0, 0, 1, 2, 3))
    made_up = {"team": f"Team {rng.randrange(12)}", "worker": f"Worker {rng.randrange(90)}", "urn": None}
    return made_up.get(column.key, "Made up" if column.reads is Reads.WORDS else None)


def _born(of: ChildList, rng: Random, ref: dt.date) -> dt.date:
    years = (18, 25) if of is CARE_LEAVERS else (1, 8) if of is ADOPTION else (0, 18)
    return _back(ref, rng.randint(years[0] * 366, years[1] * 365 - 1))


def _birth(of: ChildList, born: dt.date, rng: Random, ref: dt.date) -> Row:
    if not of.in_care_only and of is not CARE_LEAVERS and rng.randrange(ONE_IN) == 0:
        expected = ref + dt.timedelta(days=rng.randint(1, 90))
        return {"born": rng.choice((None, expected)), "age": UNBORN}
    age = ref.year - born.year - ((ref.month, ref.day) < (born.month, born.day))
    return {"born": born, "age": age}


def _back(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)


def _recent(rng: Random, ref: dt.date, most: int = SIX_MONTHS) -> dt.date:
    return _back(ref, rng.randint(0, most))


def _after(rng: Random, start: dt.date, ref: dt.date, most: int) -> dt.date:
    """Return a day from `start` on, `most` days later at the latest, and none after the extract."""
    return start + dt.timedelta(days=rng.randint(0, min(most, (ref - start).days)))


def _perhaps(rng: Random, day: dt.date, chance: float) -> dt.date | None:
    return day if rng.random() < chance else None


def _contact(rng: Random, ref: dt.date, born: dt.date) -> Row:
    return {"contact": _recent(rng, ref)}


def _early_help(rng: Random, ref: dt.date, born: dt.date) -> Row:
    start = _recent(rng, ref)
    return {"start": start, "end": _perhaps(rng, _after(rng, start, ref, 90), 0.7)}


def _referral(rng: Random, ref: dt.date, born: dt.date) -> Row:
    return {"referral": _recent(rng, ref)}


def _assessment(rng: Random, ref: dt.date, born: dt.date) -> Row:
    start = _recent(rng, ref)
    return {"start": start, "authorised": _perhaps(rng, _after(rng, start, ref, 80), 0.8)}


def _enquiry(rng: Random, ref: dt.date, born: dt.date) -> Row:
    strategy = _recent(rng, ref)
    held = _perhaps(rng, _after(rng, strategy, ref, 30), 0.4)
    told: Row = {"strategy": strategy, "conference": held}
    if held is None:
        told |= {"plan": None, "unnecessary": rng.choice(("a) Yes", "b) No"))}
    return told


def _case_in_need(rng: Random, ref: dt.date, born: dt.date) -> Row:
    start = _recent(rng, ref, 700)
    start = max(start, born)
    end = _perhaps(rng, _after(rng, max(start, _back(ref, SIX_MONTHS)), ref, SIX_MONTHS), 0.3)
    return {
        "start": start,
        "end": end,
        "seen": _after(rng, max(start, _back(ref, 60)), ref, 60),
        "closure": "RC1 - Adopted" if end else None,
    }


def _plan(rng: Random, ref: dt.date, born: dt.date) -> Row:
    start = max(_recent(rng, ref, 900), born)
    end = _perhaps(rng, _after(rng, max(start, _back(ref, SIX_MONTHS)), ref, SIX_MONTHS), 0.3)
    until = end or ref
    return {
        "start": start,
        "end": end,
        "visit": _after(rng, max(start, _back(until, 30)), until, 30),
        "review": _perhaps(rng, _after(rng, start, until, 900), 0.8),
    }


def _care(rng: Random, ref: dt.date, born: dt.date) -> Row:
    start = _after(rng, born, ref, 15 * 365)
    end = _perhaps(rng, _after(rng, max(start, _back(ref, SIX_MONTHS)), ref, SIX_MONTHS), 0.15)
    until = end or ref
    return {
        "start": start,
        "end": end,
        "ceased": "c) E2: Died" if end else None,
        "legal_start": start,
        "placed": _after(rng, start, until, 3_000),
        "review": _after(rng, max(start, _back(until, 200)), until, 200),
        "visit": _after(rng, max(start, _back(until, 60)), until, 60),
        "reviewing_officer": _perhaps(rng, until, 0.5),
        "health": _perhaps(rng, _after(rng, max(start, _back(until, 450)), until, 450), 0.9),
        "dental": _perhaps(rng, _after(rng, max(start, _back(until, 450)), until, 450), 0.8),
        "postcode": "ZZ99 3VZ",
        "authority": "Fernshire",
    }


def _care_leaver(rng: Random, ref: dt.date, born: dt.date) -> Row:
    return {}


def _adoption(rng: Random, ref: dt.date, born: dt.date) -> Row:
    entered = _after(rng, born, ref, 600)
    decided = _after(rng, entered, ref, 200)
    order = _after(rng, decided, ref, 100)
    matched = _after(rng, order, ref, 200)
    placed = _perhaps(rng, _after(rng, matched, ref, 60), 0.7)
    adopted = _perhaps(rng, _after(rng, placed, ref, 300), 0.5) if placed else None
    return {
        "entered": entered, "decided": decided, "order": order, "matched": matched, "placed": placed,
        "adopted": adopted, "reversal": None,
    }  # fmt: skip


def _adopter(rng: Random, ref: dt.date, born: dt.date) -> Row:
    enquiry = _recent(rng, ref, 360)
    first = _after(rng, enquiry, ref, 30)
    over = _after(rng, first, ref, 60)
    second = _after(rng, over, ref, 20)
    return {
        "enquiry": enquiry, "stage_1_start": first, "stage_1_end": over, "stage_2_start": second,
        "stage_2_end": _perhaps(rng, _after(rng, second, ref, 120), 0.6), "leaving": None,
    }  # fmt: skip


STORIES: dict[int, Story] = {
    1: _contact, 2: _early_help, 3: _referral, 4: _assessment, 5: _enquiry, 6: _case_in_need, 7: _plan,
    IN_CARE.number: _care, CARE_LEAVERS.number: _care_leaver, ADOPTION.number: _adoption, 11: _adopter,
}  # fmt: skip
