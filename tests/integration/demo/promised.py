"""What the digest of the demonstration case shows on whatever day it is loaded, as a reader of it would put it."""

import datetime as dt
from collections import defaultdict

from accounts.models import Organisation
from digests.exceptions import Kind, exceptions_of
from digests.models import MonthlyDigest
from digests.months import last_whole_month, months_on
from digests.publication.content import judged
from digests.publication.scrutiny import scrutiny_copy
from digests.selectors import digest_for
from digests.selectors.lateness import late_figures
from digests.standing import Line


def lines_on(day: dt.date) -> dict[str, Line]:
    """The lines of the newest month's digest, by code."""
    council = Organisation.objects.get(slug="fernshire")
    return {line.indicator.code: line for line in digest_for(council, last_whole_month(day), months=24).lines}


def exceptions_on(day: dt.date) -> dict[Kind, set[str]]:
    """The codes of the newest month's exceptions, by the rule that finds them."""
    found: dict[Kind, set[str]] = defaultdict(set)
    for code, line in lines_on(day).items():
        for each in exceptions_of(judged(line, day)):
            found[each.kind].add(code)
    return found


def check_front_page(day: dt.date) -> None:
    """Real improvement, real concern, a target out of reach, a late figure, and others that merely wobble."""
    found, lines = exceptions_on(day), lines_on(day)
    assert {"AS01", "FD05", "WF01", "WF03"} <= found[Kind.IMPROVEMENT]
    assert found[Kind.CONCERN] == {"CP09", "WF02"}
    assert {"CL01", "LA03", "LA06", "WF01"} <= found[Kind.FAILING]
    # Better, and yet not good enough as things stand; better, and within reach.
    assert found[Kind.IMPROVEMENT] & found[Kind.FAILING]
    assert found[Kind.IMPROVEMENT] - found[Kind.FAILING]
    assert found[Kind.STALE] == {"EH02"}
    assert {"FD02", "FD03"} <= found[Kind.CHANGED]
    # Off target in a month that is like the others: the target is missed, and nothing has happened.
    assert found[Kind.MISSED] - found[Kind.CONCERN] - found[Kind.FAILING] - found[Kind.IMPROVEMENT]
    quiet = set(lines) - set().union(*found.values())
    assert len(quiet) >= 12
    assert {lines[code].assurance for code in lines} == {"", "hitting", "hit_and_miss", "failing"}


def check_late(day: dt.date) -> None:
    """The same indicator has not come for two months, and its owner is chased from the first day on."""
    council = Organisation.objects.get(slug="fernshire")
    late = [(each.indicator.code, each.month, each.owner) for each in late_figures(council, today=day)]
    last = last_whole_month(day)
    assert late == [
        ("EH02", months_on(last, -1), "Partnership Manager"), ("EH02", last, "Partnership Manager"),
    ]  # fmt: skip


def check_publication(day: dt.date) -> None:
    """Six digests are published, each on its day; the newest one is commented and waits."""
    newest, *published = MonthlyDigest.objects.filter(council__slug="fernshire").order_by("-month")
    last = last_whole_month(day)
    assert (newest.month, newest.status) == (last, "commented")
    assert [each.month for each in published] == [months_on(last, -back) for back in range(1, 7)]
    for each in published:
        assert each.status == "published"
        assert each.content["as_at"] == months_on(each.month, 1).replace(day=14).isoformat()
        assert len(each.content["lines"]) == 40
        assert sum(line["benchmarks"] is not None for line in each.content["lines"]) == 23
        assert sum(line["commentary"] is not None for line in each.content["lines"]) >= 10


def check_small_numbers(day: dt.date) -> None:
    """In the copy for scrutiny the youngest are hidden, and one more group so that they cannot be worked out."""
    digest = MonthlyDigest.objects.filter(council__slug="fernshire", status="published").latest("month")
    assert digest.content is not None
    by_code = {line["code"]: line for line in scrutiny_copy(digest.content)["lines"]}
    groups = {each["group"]: each["is_hidden"] for each in by_code["LA09"]["breakdowns"][0]["groups"]}
    assert groups["Under 10"]
    assert sum(groups.values()) == 2
    teams = by_code["CP09"]["breakdowns"][0]["groups"]
    assert [each["group"] for each in teams if each["is_hidden"]] == []
    assert min(teams, key=lambda each: float(each["value"]))["group"] == "South"


def check_digest(day: dt.date) -> None:
    """Everything that the demonstration's digest promises on `day`."""
    check_front_page(day)
    check_late(day)
    check_publication(day)
    check_small_numbers(day)
