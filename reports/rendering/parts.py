"""Puts a report together from the parts that its kind names: what somebody wrote, and what the cut says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from digests.chart import one_legend
from digests.publication.page import front_of
from reports.cut.hiding import tally_of
from reports.kinds import Period
from reports.markdown import as_html
from reports.models import Report
from reports.rendering import facts
from reports.selectors.changes import changes_of, earlier_reports
from reports.selectors.sections import texts_of

Cut = Mapping[str, Any]
Context = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One chapter of a document: its heading, its template, what that draws; `entries` stand under it in contents."""

    key: str
    title: str
    template: str
    context: Context = field(default_factory=dict)
    entries: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        return f"part-{self.key}"


def parts_of(report: Report, cut: Cut) -> list[Part]:
    """Return the parts of a report in the order of its kind; what a cut has nothing of is left out."""
    texts = texts_of(report)
    parts = (
        _section(report, key, texts[key]) if key in texts else _PARTS[key](report, cut)
        for key in report.what.parts
    )
    return [part for part in parts if part is not None]


def _section(report: Report, key: str, text: str) -> Part | None:
    section = report.what.section(key)
    if not text.strip() and not section.is_required:
        return None
    html: SafeString = as_html(text)
    return Part(key, section.title, _template("section"), {"html": html, "is_written": bool(text.strip())})


def _template(name: str) -> str:
    return f"pdf/report/_part_{name}.html"


def _part(key: str, title: str, context: Context | None = None, **more: Any) -> Part:
    return Part(key, title, _template(key), context or {}, **more)


def _glance(report: Report, cut: Cut) -> Part:
    title = {
        Period.MONTH: "The month at a glance",
        Period.QUARTER: "The quarter at a glance",
        Period.OCCASION: "At a glance",
    }[report.what.period]
    return _part("glance", title, {"tally": tally_of(cut["digest"]["lines"])})


def _changes(report: Report, cut: Cut) -> Part:
    compared = changes_of(report)
    since = f" since {compared.before.month:%B %Y}" if compared else ""
    return _part("changes", f"What changed{since}", {"compared": compared})


def _slow(report: Report, cut: Cut) -> Part:
    return _part("slow", "Slow objectives and weak contributions")


def _position(report: Report, cut: Cut) -> Part:
    context = {
        "clauses": facts.clauses_with_duties(cut), "late": facts.late_rows(cut), "theirs": facts.theirs(cut),
    }  # fmt: skip
    return _part("position", "Position against the notice", context)


def _plan(report: Report, cut: Cut) -> Part:
    areas = cut["plan"]["areas"] if cut["plan"] else []
    entries = tuple((f"area-{place}", area["title"]) for place, area in enumerate(areas, start=1))
    return _part("plan", "Progress against the plan", entries=entries)


def _areas_of_notice(report: Report, cut: Cut) -> Part:
    return _part("areas_of_notice", "The areas of the notice", {"areas": facts.areas_with_lines(cut)})


def _voices(report: Report, cut: Cut) -> Part | None:
    if cut["voices"] is None:
        return None
    is_regular = report.what.period is not Period.OCCASION
    rows = facts.recent_voices(cut) if is_regular else facts.voices_that_changed_something(cut)
    return _part("voices", "Voices, and what they changed", {"rows": rows, "is_regular": is_regular})


def _board(report: Report, cut: Cut) -> Part | None:
    return _part("board", "The board") if cut["boards"] else None


def _money(report: Report, cut: Cut) -> Part | None:
    return _part("money", "Money for improvement") if cut["money"] else None


def _movers(report: Report, cut: Cut) -> Part:
    return _part("movers", "What to look at", {"front": front_of(cut["digest"]["lines"])})


def _trends(report: Report, cut: Cut) -> Part:
    trends = facts.key_trends(cut)
    legend = one_legend(trend.chart.legend for trend in trends)
    return _part("trends", "Performance trends", {"trends": trends, "legend": legend})


def _indicators(report: Report, cut: Cut) -> Part:
    return _part("indicators", "All indicators")


def _risks(report: Report, cut: Cut) -> Part | None:
    return _part("risks", "Risks", {"risks": facts.open_risks(cut)}) if cut["risks"] else None


def _reviews(report: Report, cut: Cut) -> Part | None:
    is_needed = report.what.period is Period.OCCASION
    return _part("reviews", "Reviews of progress") if cut["reviews"] or is_needed else None


def _escalations(report: Report, cut: Cut) -> Part:
    return _part("escalations", "What was escalated")


def _compliance(report: Report, cut: Cut) -> Part:
    return _part("compliance", "Clause by clause", {"clauses": facts.duties_with_dates(cut)})


def _ahead(report: Report, cut: Cut) -> Part:
    return _part("ahead", "What falls due next")


def _sources(report: Report, cut: Cut) -> Part:
    return _part("sources", "Where the figures come from", {"earlier": earlier_reports(report)})


def _figures(report: Report, cut: Cut) -> Part | None:
    trends = facts.key_trends(cut)
    return _part("figures", "The figures behind the charts", {"trends": trends}) if trends else None


_PARTS: dict[str, Callable[[Report, Cut], Part | None]] = {
    "glance": _glance,
    "changes": _changes,
    "slow": _slow,
    "position": _position,
    "plan": _plan,
    "areas_of_notice": _areas_of_notice,
    "voices": _voices,
    "board": _board,
    "money": _money,
    "movers": _movers,
    "trends": _trends,
    "indicators": _indicators,
    "risks": _risks,
    "reviews": _reviews,
    "escalations": _escalations,
    "compliance": _compliance,
    "ahead": _ahead,
    "sources": _sources,
    "figures": _figures,
}
