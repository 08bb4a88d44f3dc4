"""The worker's part: the draft's PDF, its progress, its failure and its download."""

import datetime as dt
import io
import re
from collections.abc import Callable

import lxml.html
import pikepdf
import pypdf
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core import jobs
from core.models import Job
from core.pdf import pdf_bytes
from reports import background
from reports.models import Report
from reports.rendering import document_for, html_of
from reports.services import preparing


def test_the_worker_makes_the_pdf_and_says_that_it_is_done(rendered: Report) -> None:
    job = rendered.job
    job.refresh_from_db()
    assert (job.state, job.percent, job.error) == (Job.State.DONE, 100, "")
    with rendered.preview.open("rb") as file:
        assert file.read(5) == b"%PDF-"


def test_a_pdf_that_was_made_anew_leaves_no_older_one_behind(
    rendered: Report, improver: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    older, storage = rendered.preview.name, rendered.preview.storage
    monkeypatch.setattr(background, "document_for", lambda report, html: b"%PDF-1.7 newer")
    again = preparing.render_again(report=rendered, by=improver)
    background.render_draft(again.job_id)
    again.refresh_from_db()
    assert not storage.exists(older)
    assert storage.exists(again.preview.name)


def test_a_task_delivered_twice_renders_once(rendered: Report) -> None:
    name = rendered.preview.name
    background.render_draft(rendered.job_id)
    rendered.refresh_from_db()
    assert rendered.preview.name == name
    assert Job.objects.get().state == Job.State.DONE


def test_the_pdf_is_tagged_with_title_language_and_bookmarks(rendered: Report) -> None:
    with rendered.preview.open("rb") as file, pikepdf.open(file) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert "Monthly report to the adviser, October 2026" in str(pdf.docinfo.Title)
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
        with pdf.open_outline() as outline:
            chapters = [item.title for item in outline.root]
    assert "Slow objectives and weak contributions" in chapters
    assert "Performance trends" in chapters


def test_the_same_cut_gives_the_same_bytes_from_the_html_alone(
    draft: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = html_of(draft)
    assert html == html_of(draft)
    first = document_for(draft, html)
    # In ten years the stylesheets of today are no longer there.
    monkeypatch.setattr("django.contrib.staticfiles.finders.find", lambda name: None)
    assert document_for(draft, html) == first


def test_the_html_needs_nothing_beside_it(draft: Report) -> None:
    page = lxml.html.fromstring(html_of(draft))
    assert page.xpath("//link | //script | //*[@src]") == []
    paper, screen, own = page.iterfind(".//head/style")
    assert (paper.get("media"), screen.get("media"), own.get("media")) == (None, "screen", None)
    assert "@page {" in paper.text
    assert "@media (max-width" in screen.text
    assert re.findall(r"url\(|@import|[<]", paper.text + screen.text) == []
    assert page.xpath("//meta[@name='viewport']")


def test_an_address_longer_than_the_line_is_broken_and_not_cut_off() -> None:
    page = f"<div class='written'><p>https://fernshire.example/{'a' * 150}</p></div>"
    document = pdf_bytes(page, stylesheet="css/report-pdf.css", identifier="long")
    lines = pypdf.PdfReader(io.BytesIO(document)).pages[0].extract_text().splitlines()
    # A line of A4 within its margins holds some 95 letters of this size.
    assert sorted(len(line) for line in lines if "aaa" in line)[-1] < 110


def test_a_font_that_is_cut_down_without_harfbuzz_keeps_no_hour(
    draft: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weasyprint.pdf.fonts.harfbuzz_subset", None)
    html = html_of(draft)
    first = document_for(draft, html)
    monkeypatch.setattr("fontTools.misc.timeTools.time.time", lambda: 4_000_000_000)
    assert document_for(draft, html) == first


def test_the_html_holds_the_facts_and_what_was_written_and_runs_nothing(draft: Report) -> None:
    draft.sections.filter(key="analysis").update(text="Visits fell.\n\n<script>alert(1)</script>")
    html = html_of(draft)
    assert "Steady management" in html
    assert "Two of three managers are in post." in html
    assert "1 of 1 action overdue, by 31 days" in html
    assert "84.0%" in html
    assert "<svg" in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "Not signed: this is a draft" in html


def test_a_failure_is_told_in_words_and_can_be_tried_again(
    draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    draft.cut.content = {"format": 1}
    type(draft.cut).objects.filter(pk=draft.cut_id).update(content={"format": 1})
    background.render_draft(draft.job_id)
    failed = Job.objects.get()
    assert failed.state == Job.State.FAILED
    assert "try again" in failed.error
    again = preparing.render_again(report=draft, by=improver)
    assert again.job_id != failed.pk


def test_a_job_whose_worker_was_killed_is_called_failed_and_can_be_started_again(
    draft: Report, improver: User
) -> None:
    jobs.claim(draft.job_id)
    now = timezone.now() + jobs.SILENCE_ALLOWED
    assert jobs.fail_abandoned(now - dt.timedelta(seconds=1)) == 0
    assert jobs.fail_abandoned(now + dt.timedelta(seconds=1)) == 1
    again = preparing.render_again(report=draft, by=improver)
    background.render_draft(again.job_id)
    again.refresh_from_db()
    assert again.preview


def test_the_progress_bar_moves_and_then_leads_to_the_download(
    draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    client = client_for(improver)
    address = f"/councils/fernshire/reports/{draft.pk}/progress/"
    jobs.claim(draft.job_id)
    jobs.move(draft.job_id, percent=35, message="Writing the pages")
    running = client.get(address).content.decode()
    assert 'value="35"' in running
    assert "Writing the pages" in running
    assert f'hx-get="{address}"' in running
    jobs.finish(draft.job_id)
    over = client.get(address).content.decode()
    assert f"/councils/fernshire/reports/{draft.pk}/download/" in over
    assert "hx-get" not in over


def test_once_the_job_is_over_the_bar_asks_for_the_whole_page(
    rendered: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).get(f"/councils/fernshire/reports/{rendered.pk}/progress/")
    assert answer.headers["HX-Refresh"] == "true"


def test_without_scripts_a_running_job_has_a_link_and_nothing_reloads_by_itself(
    draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).get(f"/councils/fernshire/reports/{draft.pk}/")
    page = answer.content.decode()
    assert "Look again</a>" in page
    assert "http-equiv" not in page
    assert "Refresh" not in answer.headers


def test_a_draft_is_downloaded_as_an_attachment(
    rendered: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).get(f"/councils/fernshire/reports/{rendered.pk}/download/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="fernshire-draft-AR-2026-10.pdf"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    with pikepdf.open(io.BytesIO(b"".join(answer.streaming_content))) as pdf:
        assert len(pdf.pages) >= 6


def test_there_is_nothing_to_download_before_the_worker_is_done(
    draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(improver).get(f"/councils/fernshire/reports/{draft.pk}/download/").status_code == 404


def test_asking_again_while_the_worker_is_at_it_is_refused(
    draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    answer = client_for(improver).post(f"/councils/fernshire/reports/{draft.pk}/render/", follow=True)
    assert "being made already" in answer.content.decode()
    assert Job.objects.count() == 1


@pytest.mark.parametrize("address", ["render", "sign"])
def test_what_changes_something_is_never_done_by_a_link(
    address: str, draft: Report, improver: User, client_for: Callable[..., Client]
) -> None:
    assert client_for(improver).get(f"/councils/fernshire/reports/{draft.pk}/{address}/").status_code == 405


def test_after_a_failure_the_team_finds_why_and_a_button_and_a_reader_only_why(
    draft: Report, improver: User, analyst: User, client_for: Callable[..., Client]
) -> None:
    jobs.fail(draft.job_id, reason="The worker stopped before it was finished.")
    address = f"/councils/fernshire/reports/{draft.pk}/"
    team, reader = (client_for(person).get(address).content.decode() for person in (improver, analyst))
    assert "The worker stopped before it was finished." in team
    assert "Try again" in team
    assert "The worker stopped before it was finished." in reader
    assert "Try again" not in reader
