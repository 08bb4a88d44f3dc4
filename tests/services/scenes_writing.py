"""Scenes of two who prepare and write at once, each played in a process of its own within an installation."""

import datetime as dt
import os
import signal
from typing import Any

from django.db import connection, transaction

from accounts.models import Organisation, Role, User
from core.clock import today
from digests.months import last_whole_month
from notices.models import Notice
from reports.models import DataCut, Report, ReportSection, SectionDraft, SectionVersion
from reports.services import drafts, preparing, signing, writing
from reports.services.chains import set_chain
from tests import factories as rows
from tests.factories_reports import issued_report, section_of
from tests.services.scenes import all_at_once


class Case:
    """A council under a notice, two of its improvement team, and a report that they write."""

    def __init__(self, slug: str) -> None:
        self.council: Organisation = rows.CouncilFactory(name=f"{slug.title()} Council", slug=slug)
        self.first, self.second = self._person("first"), self._person("second")
        begun = today() - dt.timedelta(days=200)
        self.notice: Notice = rows.NoticeFactory(council=self.council, issued_on=begun)

    def _person(self, name: str) -> User:
        person: User = rows.UserFactory(name=f"The {name}", email=f"{name}@{self.council.slug}.example")
        rows.MembershipFactory(council=self.council, person=person, role=Role.IMPROVEMENT_TEAM)
        return person

    def prepare(self, by: User, kind: str = "adviser_monthly") -> Report:
        month = last_whole_month(today())
        return preparing.prepare(notice=self.notice, kind=kind, month=month, by=by, today=today())

    def section(self) -> ReportSection:
        return section_of(self.prepare(self.first), "analysis")


def two_write_at_once(slug: str) -> dict[str, Any]:
    """Two save the same section in the same moment, both from its first revision."""
    case = Case(slug)
    section = case.section()

    def save(by: User) -> str:
        return f"saved {writing.write_section(section=section, text=f'By {by}.', seen=1, by=by).revision}"

    answers = all_at_once([lambda: save(case.first), lambda: save(case.second)])
    return {
        "saved": sum(each == "saved 2" for each in answers),
        "told": sum("changed this while you were editing" in each for each in answers),
        "versions": SectionVersion.objects.filter(section=section).count(),
        "text_is_the_version": SectionVersion.objects.get(section=section).text
        == section_of(section.report, "analysis").text,
    }


def write_and_submit_at_once(slug: str) -> dict[str, Any]:
    """One saves in the moment in which the other puts the report up for sign-off: never a text that nobody put up."""
    case = Case(slug)
    section = case.section()
    post = rows.PostFactory(organisation=case.council)
    rows.PostHoldingFactory(post=post, person=case.first)
    set_chain(
        council=case.council, kind="adviser_monthly", steps=[(post, None)], by=case.first, today=today()
    )

    def save() -> str:
        return (
            f"saved {writing.write_section(section=section, text='Late.', seen=1, by=case.second).revision}"
        )

    def submit() -> str:
        return signing.submit(
            report=section.report, by=case.first, today=today(), unready_reason="The plan follows."
        ).status

    answers = sorted(all_at_once([save, submit]))
    kept = section_of(section.report, "analysis")
    was_saved = "saved 2" in answers
    return {
        "submitted": "awaiting_sign_off" in answers,
        "either": was_saved or any("can no longer be changed" in each for each in answers),
        "text_agrees": kept.text == ("Late." if was_saved else ""),
    }


def two_windows_keep_at_once(slug: str) -> dict[str, Any]:
    """Two windows of one person keep what is typed in them in the same moment."""
    case = Case(slug)
    section = case.section()

    def keep(text: str) -> str:
        drafts.keep_draft(section=section, text=text, based_on=1, by=case.first)
        return f"kept {text}"

    answers = all_at_once([lambda: keep("one"), lambda: keep("two")])
    kept = [each for each in answers if each.startswith("kept ")]
    return {
        "kept": len(kept),
        "told": sum("You have other unsaved words" in each for each in answers),
        "drafts": [f"kept {each.text}" for each in SectionDraft.objects.filter(section=section)] == kept,
    }


def two_kinds_at_once(slug: str) -> dict[str, Any]:
    """Two prepare different reports on the same month in the same moment: both draw on one cut."""
    case = Case(slug)
    all_at_once(
        [
            lambda: str(case.prepare(case.first).pk),
            lambda: str(case.prepare(case.second, "scrutiny_update").pk),
        ]
    )
    reports = Report.objects.filter(notice=case.notice)
    return {
        "reports": reports.count(),
        "cuts": DataCut.objects.filter(notice=case.notice).count(),
        "drawn_on": len(set(reports.values_list("cut", flat=True))),
    }


def two_correct_at_once(slug: str) -> dict[str, Any]:
    """Two correct the same issued report in the same moment."""
    case = Case(slug)
    issued = issued_report(case.first, notice=case.notice, month=last_whole_month(today()))

    def correct(by: User) -> str:
        opened = preparing.open_correction(report=issued, reason="A figure was wrong.", by=by, today=today())
        return str(opened.pk)

    answers = all_at_once([lambda: correct(case.first), lambda: correct(case.second)])
    return {
        "same": len(set(answers)) == 1,
        "versions": sorted(Report.objects.filter(notice=case.notice).values_list("version", flat=True)),
    }


def killed_while_it_saves(slug: str) -> dict[str, Any]:
    """The process dies after it has written everything and before that has landed; what was kept is still there."""
    case = Case(slug)
    section = case.section()
    kept = drafts.keep_draft(section=section, text="Half a thought", based_on=1, by=case.first)
    connection.close()
    child = os.fork()
    if child == 0:
        with transaction.atomic():
            writing.write_section(
                section=section, text="Half a thought", seen=1, by=case.first, kept=writing.token_of(kept)
            )
            os.kill(os.getpid(), signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    found = {
        "killed": os.WTERMSIG(status) == signal.SIGKILL,
        "text": section_of(section.report, "analysis").text,
        "versions": SectionVersion.objects.filter(section=section).count(),
        "draft": SectionDraft.objects.get(section=section).text,
    }
    saved = writing.write_section(
        section=section,
        text="Half a thought, and the rest",
        seen=1,
        by=case.first,
        kept=writing.token_of(kept),
    )
    return found | {
        "revision": saved.revision,
        "drafts": SectionDraft.objects.filter(section=section).count(),
    }


SCENES = {
    scene.__name__: scene
    for scene in (
        two_write_at_once,
        write_and_submit_at_once,
        two_windows_keep_at_once,
        two_kinds_at_once,
        two_correct_at_once,
        killed_while_it_saves,
    )
}
