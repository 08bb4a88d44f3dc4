"""Answers what is written in a report: its sections, who wrote them, what stood there before, what is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.safestring import SafeString

from accounts.models import User
from reports.kinds import SectionKind
from reports.markdown import as_html
from reports.markup import word_count
from reports.models import Report, ReportSection, SectionComment, SectionDraft, SectionVersion
from reports.wording import Run, Share, compared, shares


def texts_of(report: Report) -> dict[str, str]:
    """Return the Markdown of a report by the keys of its sections, in the order of its kind; "" where nothing is."""
    written = {section.key: section.text for section in report.sections.all()}
    return {key: written.get(key, "") for key in report.what.section_keys}


@dataclass(frozen=True)
class Printed:
    """A section as it is read: its title and its text as HTML; "" where nothing has been written."""

    key: str
    title: str
    html: SafeString


def printed_sections(report: Report) -> list[Printed]:
    """Return the sections of a report as they are read, in the order of its kind."""
    texts = texts_of(report)
    return [Printed(each.key, each.title, as_html(texts[each.key])) for each in report.what.sections]


@dataclass(frozen=True)
class SectionStanding:
    """One section as its report's authors see it: who wrote it, what is said of it, what `own` words wait unsaved."""

    section: ReportSection
    what: SectionKind
    authors: tuple[str, ...]
    open_comments: int
    own: SectionDraft | None

    @property
    def words(self) -> int:
        return word_count(self.section.text)

    @property
    def written_in_words(self) -> str:
        """Who wrote it and who changed it last: "Written by A and B, last changed by B"."""
        return written_in_words(self.authors, self.section.written_by)


def sections_of(report: Report, *, person: User) -> list[SectionStanding]:
    """Return how the sections of a report stand for `person`, in the order of its kind."""
    sections = {
        each.key: each
        for each in report.sections.select_related("written_by").annotate(
            open_comments=Count(
                "comments", filter=Q(comments__settled_at=None, comments__answers=None), distinct=True
            )
        )
    }
    authors = _authors(report)
    own = {each.section_id: each for each in unsaved_of(person, report)}
    return [
        SectionStanding(
            sections[what.key], what, authors.get(what.key, ()),
            sections[what.key].open_comments,
            own.get(sections[what.key].pk),
        )
        for what in report.what.sections
        if what.key in sections
    ]  # fmt: skip


def unsaved_of(person: User, report: Report) -> list[SectionDraft]:
    """Return what `person` has typed in the report and not saved; what is saved meanwhile is no longer unsaved."""
    drafts = SectionDraft.objects.filter(section__report=report, person=person).select_related("section")
    return [each for each in drafts if each.text.strip() != each.section.text]


def open_comments_of(report: Report, section: ReportSection | None = None) -> int:
    """Return how many comments on the report, or on one section of it, nobody has settled."""
    found = SectionComment.objects.filter(section__report=report, answers=None, settled_at=None)
    return (found if section is None else found.filter(section=section)).count()


def comments_on(section: ReportSection) -> QuerySet[SectionComment]:
    """Return what was said of a section, each with its answers: what is open first, then as it was said."""
    first = SectionComment.objects.filter(section=section, answers=None)
    return (
        first.select_related("said_by", "settled_by")
        .prefetch_related("answered_by__said_by")
        .order_by("settled_at", "said_at", "pk")
    )


@dataclass(frozen=True)
class Saved:
    """One save of a section: by whom, when, and what it changed."""

    version: SectionVersion
    changes: tuple[Run, ...]


def saves_of(section: ReportSection) -> list[Saved]:
    """Return every save of a section, the newest first, each held against the one before it."""
    versions = list(section.versions.select_related("written_by").order_by("revision"))
    texts = ["", *(each.text for each in versions)]
    saves = [
        Saved(each, compared(before, each.text)) for before, each in zip(texts[:-1], versions, strict=True)
    ]
    return saves[::-1]


def shares_of(section: ReportSection) -> tuple[Share, ...]:
    """Return whose words stand in a section now, the most first."""
    versions = section.versions.select_related("written_by").order_by("revision")
    return shares((str(each.written_by or "Somebody"), each.text) for each in versions)


@dataclass(frozen=True)
class Previous:
    """What stood in the same section of the report before: in which one, under what number, and the words."""

    report: Report
    text: str

    @property
    def html(self) -> SafeString:
        return as_html(self.text)

    @property
    def name(self) -> str:
        """Its month and number: "October 2026, AR-2026-10 v1"."""
        return f"{self.report.month:%B %Y}, {self.report.number or 'draft, not issued'}"


def previous_text(section: ReportSection) -> Previous | None:
    """Return what the report before of the same kind says in this section; None where there is none with words."""
    report = section.report
    earlier = Report.objects.filter(notice=report.notice_id, kind=report.kind).filter(
        Q(month__lt=report.month) | Q(month=report.month, sequence__lt=report.sequence)
    )
    found = (
        ReportSection.objects.filter(report__in=earlier, key=section.key)
        .exclude(text="")
        .select_related("report__document")
        .order_by("-report__month", "-report__sequence", "-report__version")
        .first()
    )
    return Previous(found.report, found.text) if found else None


def written_in_words(authors: tuple[str, ...], last: User | None) -> str:
    """Return who wrote something and who changed it last, as one sentence; "" where nobody has."""
    if last is None:
        return ""
    *firsts, final = authors or (str(last),)
    by = f"{', '.join(firsts)} and {final}" if firsts else final
    return f"Written by {by}, last changed by {last}" if firsts else f"Written by {by}"


def _authors(report: Report) -> Mapping[str, tuple[str, ...]]:
    """Return who saved words in each section, in the order in which they first did."""
    saves = SectionVersion.objects.filter(section__report=report).order_by("revision", "pk")
    found: dict[str, list[str]] = {}
    for key, name in saves.values_list("section__key", "written_by__name"):
        names = found.setdefault(key, [])
        if name and name not in names:
            names.append(name)
    return {key: tuple(names) for key, names in found.items()}
