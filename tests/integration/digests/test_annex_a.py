"""Annex A through its pages: uploaded, worked out, made the month's figures; what is refused; nothing left behind."""

import datetime as dt
import io
import logging
import os
import stat
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core import serializers
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Organisation, User
from core import jobs
from core.models import AuditEntry, Job
from digests.annex_a.workbook import LARGEST
from digests.annex_a_uploads import background, waiting_files
from digests.annex_a_uploads.background import UNEXPECTED, work_out
from digests.models import AnnexALoad, Indicator, Reading
from tests.factories_annex_a import EXTRACT, made, sheet_of
from tests.factories_plan import IndicatorFactory, ReadingFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
ANNEX_A = "/councils/fernshire/digest/annex-a/"
STANDARDS = {"cp_visit_days": "10", "cp_visit_counted_in": "working", "cin_seen_days": "28"}


@pytest.fixture(autouse=True)
def waiting(settings, tmp_path: Path) -> Path:
    settings.ANNEX_A_DIR = tmp_path / "waiting"
    return settings.ANNEX_A_DIR


@pytest.fixture
def client(analyst: User, client_for: ClientFor) -> Client:
    return client_for(analyst)


@pytest.fixture
def sent(monkeypatch) -> list[int]:
    """The keys that the worker was sent."""
    keys: list[int] = []
    monkeypatch.setattr("digests.services.annex_a.work_out_annex_a.delay", keys.append)
    return keys


def workbook(*, dirty: bool = False, rows: int = 400) -> SimpleUploadedFile:
    return SimpleUploadedFile("Secret name.xlsx", made(rows, 5, dirty=dirty)[0])


def upload(client: Client, file: object, callbacks, **terms: str):
    with callbacks(execute=True):
        return client.post(
            f"{ANNEX_A}upload/", {"extract_on": "30/09/2026", **STANDARDS, "file": file, **terms}, follow=True
        )


def newest() -> AnnexALoad:
    return AnnexALoad.objects.select_related("job", "council").order_by("-pk")[0]


def page(client: Client, load: AnnexALoad) -> str:
    answer = client.get(f"{ANNEX_A}{load.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def worked_out(client: Client, sent: list[int], django_capture_on_commit_callbacks) -> AnnexALoad:
    upload(client, workbook(), django_capture_on_commit_callbacks)
    work_out(sent[0])
    return newest()


def test_uploaded_for_the_worker_in_a_private_file_without_its_name(
    client, sent, waiting, django_capture_on_commit_callbacks
) -> None:
    answer = upload(client, workbook(), django_capture_on_commit_callbacks)
    load = newest()
    assert answer.redirect_chain[-1][0] == f"{ANNEX_A}{load.pk}/"
    assert "Waiting for the worker" in answer.content.decode()
    assert sent == [load.pk]
    (kept,) = waiting.iterdir()
    assert kept.name == load.token
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(waiting.stat().st_mode) == 0o700
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.scope) == ("uploaded an Annex A workbook", "fernshire")
    assert "Secret" not in answer.content.decode() + serializers.serialize("json", [load, entry])


def test_worked_out_with_its_report_and_measures_and_nothing_left(worked_out, client, waiting) -> None:
    assert (worked_out.job.state, worked_out.token) == (Job.State.DONE, "")
    assert list(waiting.iterdir()) == []
    text = page(client, worked_out)
    for words in (
        "Assessments authorised in 45 working days", "Day 0 is the start of the assessment", "not yet authorised",
        "List 8: Children in care", "visited within 10 working days", "No indicator names this measure",
    ):  # fmt: skip
        assert words in text
    again = client.get(f"{ANNEX_A}{worked_out.pk}/progress/").content.decode()
    assert "See what was found" in again
    work_out(worked_out.pk)
    assert AuditEntry.objects.filter(action="worked out an Annex A workbook").count() == 1


def test_a_dirty_workbook_is_told_by_list_row_and_column(
    client, sent, django_capture_on_commit_callbacks
) -> None:
    upload(client, workbook(dirty=True, rows=600), django_capture_on_commit_callbacks)
    work_out(sent[0])
    text = page(client, newest())
    assert "The list is not in the workbook." in text
    assert "<strong>Date of Birth</strong>: the cell is blank and must be filled in" in text
    assert "<strong>Column H</strong>: the heading is none of the template" in text


def test_made_the_months_figures_of_the_indicators_that_name_a_measure(
    worked_out, client, council, analyst
) -> None:
    named = IndicatorFactory(council=council, code="A45", annex_a_measure="assessments_in_45_days")
    snapshot = IndicatorFactory(council=council, code="CIN", annex_a_measure="cin_seen")
    other_unit = IndicatorFactory(
        council=council, code="DAY", annex_a_measure="cin_seen", unit=Indicator.Unit.DAYS
    )
    IndicatorFactory(council=council, code="NONE")
    IndicatorFactory(code="ELSE", annex_a_measure="cin_seen")
    kept = {each["key"]: each for each in worked_out.measures}
    september = kept["assessments_in_45_days"]["figures"][-1]
    stands = ReadingFactory(
        indicator=snapshot, month=dt.date(2026, 9, 1),
        numerator=kept["cin_seen"]["figures"][0]["numerator"],
        denominator=kept["cin_seen"]["figures"][0]["denominator"],
    )  # fmt: skip
    ReadingFactory(indicator=named, month=dt.date(2026, 9, 1), numerator=Decimal(1), denominator=Decimal(2))
    text = page(client, worked_out)
    assert "Figures that would be given or revised: 6. Already the same: 1. Left out: 1." in text
    assert "the indicator was not counted in percent" in text
    answer = client.post(f"{ANNEX_A}{worked_out.pk}/", follow=True).content.decode()
    assert "Figures given or revised: 6. Already the same: 1. Left out: 1." in answer
    readings = Reading.objects.current().filter(indicator=named).order_by("month")
    assert [each.month.month for each in readings] == [4, 5, 6, 7, 8, 9]
    newest_one = readings[5]
    assert (newest_one.numerator, newest_one.denominator) == (
        september["numerator"],
        september["denominator"],
    )
    assert (newest_one.version, newest_one.revision_reason) == (2, "From Annex A as at 30 September 2026")
    assert newest_one.recorded_by == analyst
    assert Reading.objects.get(indicator=snapshot).pk == stands.pk
    assert not Reading.objects.filter(indicator__in=[other_unit]).exists()
    assert not Reading.objects.filter(indicator__code__in=["NONE", "ELSE"]).exists()
    load = newest()
    assert load.readings_given_by == analyst
    before = Reading.objects.count()
    again = client.post(f"{ANNEX_A}{worked_out.pk}/", follow=True).content.decode()
    assert "Figures given or revised: 0. Already the same: 7." in again
    assert Reading.objects.count() == before


def test_a_month_that_was_not_over_is_not_given(
    client, sent, council, django_capture_on_commit_callbacks
) -> None:
    IndicatorFactory(council=council, annex_a_measure="assessments_in_45_days")
    upload(client, workbook(), django_capture_on_commit_callbacks, extract_on="15/10/2026")
    work_out(sent[0])
    assert "October 2026: the month was not over when the extract was taken" in page(client, newest())
    client.post(f"{ANNEX_A}{newest().pk}/")
    assert {each.month.month for each in Reading.objects.all()} == {5, 6, 7, 8, 9}


def test_figures_are_refused_before_they_are_there_and_after_a_later_extract(
    client, sent, council, worked_out, django_capture_on_commit_callbacks
) -> None:
    assert (
        "No indicator names a measure"
        in client.post(f"{ANNEX_A}{worked_out.pk}/", follow=True).content.decode()
    )
    IndicatorFactory(council=council, annex_a_measure="cin_seen")
    upload(client, workbook(), django_capture_on_commit_callbacks, extract_on="31/10/2026")
    later = newest()
    assert "is not worked out yet" in client.post(f"{ANNEX_A}{later.pk}/", follow=True).content.decode()
    work_out(later.pk)
    client.post(f"{ANNEX_A}{later.pk}/")
    answer = client.post(f"{ANNEX_A}{worked_out.pk}/", follow=True).content.decode()
    assert "The figures of Annex A as at 31 October 2026 are given already" in answer
    assert [each.month for each in Reading.objects.all()] == [dt.date(2026, 10, 1)]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"extract_on": "23/11/2026"}, "The day of the extract must be today or earlier"),
        ({"extract_on": "01/01/2014"}, "must be 1 January 2015 or later"),
        ({"extract_on": ""}, "Enter the day of the extract"),
        ({"extract_on": "soon"}, "must be a real date"),
        ({"file": ""}, "Choose the workbook"),
        ({"cp_visit_days": "0"}, "must be 1 or more"),
        ({"cin_seen_days": ""}, "Enter the days within which a child in need is seen"),
        ({"cp_visit_counted_in": "moons"}, "working days"),
        ({"file": SimpleUploadedFile("a.csv", b"Child Unique ID\nC1\n")}, "must be an Excel workbook"),
        ({"file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0" + b"0" * 99)}, "protected by a password"),
        ({"file": SimpleUploadedFile("a.xlsx", b"")}, "empty"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_kept(
    client, sent, waiting, django_capture_on_commit_callbacks, terms, words
) -> None:
    file = terms.get("file", workbook(rows=11))
    answer = upload(
        client, file, django_capture_on_commit_callbacks, **{k: v for k, v in terms.items() if k != "file"}
    )
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "govuk-error-summary" in answer.content.decode()
    assert not AnnexALoad.objects.exists()
    assert not waiting.exists() or list(waiting.iterdir()) == []


def test_one_that_is_too_large_is_refused(
    client, monkeypatch, sent, waiting, django_capture_on_commit_callbacks
) -> None:
    assert LARGEST >= 50 * 1024 * 1024
    monkeypatch.setattr("digests.services.annex_a.LARGEST", 1024)
    answer = upload(client, workbook(), django_capture_on_commit_callbacks)
    assert "The file must be smaller than" in answer.content.decode()
    assert not waiting.exists()


def test_a_form_without_its_token_is_refused_before_anything_is_kept(analyst: User, waiting) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    answer = strict.post(
        f"{ANNEX_A}upload/", {"extract_on": "30/09/2026", **STANDARDS, "file": workbook(rows=11)}
    )
    assert answer.status_code == 403
    assert not waiting.exists()
    token = strict.get(f"{ANNEX_A}upload/").cookies["csrftoken"].value
    terms = {"extract_on": "30/09/2026", **STANDARDS, "file": workbook(rows=11), "csrfmiddlewaretoken": token}
    assert strict.post(f"{ANNEX_A}upload/", terms).status_code == 302


@pytest.mark.parametrize("path", ["", "upload/", "{pk}/", "{pk}/progress/"])
def test_whoever_gives_no_figures_sees_nothing_of_it(
    path, client_for, improver, owner, outsider, worked_out, council, other_council
) -> None:
    address = ANNEX_A + path.format(pk=worked_out.pk)
    for person in (improver, owner):
        assert client_for(person).get(address).status_code == 403
        assert client_for(person).post(address).status_code == 403
    assert client_for(outsider).get(address).status_code == 404
    assert client_for(None).get(address).status_code == 302
    assert not Reading.objects.exists()
    assert "Annex A" not in client_for(improver).get("/councils/fernshire/digest/").content.decode()


def test_another_councils_load_does_not_exist(worked_out, client, other_council) -> None:
    AnnexALoad.objects.filter(pk=worked_out.pk).update(council=other_council)
    assert client.get(f"{ANNEX_A}{worked_out.pk}/").status_code == 404
    assert client.post(f"{ANNEX_A}{worked_out.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: made(50, 1)[0][:3000], "is damaged"),
        (lambda: _other_workbook(), "None of the lists was found"),
    ],
)
def test_a_failure_says_why_and_leaves_nothing(
    client, sent, waiting, django_capture_on_commit_callbacks, content, words
) -> None:
    upload(client, SimpleUploadedFile("x.xlsx", content()), django_capture_on_commit_callbacks)
    work_out(sent[0])
    load = newest()
    assert words in load.job.error
    assert (load.job.state, load.measures, load.worked_out_at) == (Job.State.FAILED, [], None)
    assert list(waiting.iterdir()) == []
    text = page(client, load)
    assert words in text
    assert "Upload a workbook again" in text


def _other_workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Plan"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_an_unexpected_failure_repeats_no_value_anywhere(
    client, sent, monkeypatch, caplog, django_capture_on_commit_callbacks
) -> None:
    def stumbles(lists, terms):
        raise ValueError(f"cannot work with {next(iter(lists.values())).get('child')[0]}")

    monkeypatch.setattr(background, "derive_all", stumbles)
    upload(client, workbook(), django_capture_on_commit_callbacks)
    with caplog.at_level(logging.DEBUG):
        work_out(sent[0])
    load = newest()
    assert load.job.error == UNEXPECTED
    assert f"Annex A load {load.pk} failed: ValueError at test_annex_a.py" in caplog.text
    assert not _identifiers(caplog.text)


def test_a_failure_to_say_so_does_not_drag_the_first_one_into_the_log(
    client, sent, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def stumbles(lists, terms):
        raise ValueError("CH00000000001")

    def breaks(**given):
        raise RuntimeError("the database went away")

    monkeypatch.setattr(background, "derive_all", stumbles)
    monkeypatch.setattr(background, "give_up", breaks)
    upload(client, workbook(), django_capture_on_commit_callbacks)
    with pytest.raises(RuntimeError) as raised:
        work_out(sent[0])
    assert raised.value.__context__ is None
    assert raised.value.__cause__ is None


def _identifiers(text: str) -> list[str]:
    return [name for name in made(400, 5)[1].names if name in text]


def test_no_identifier_is_anywhere_afterwards(
    client, sent, council, caplog, tmp_path, django_capture_on_commit_callbacks
) -> None:
    IndicatorFactory(council=council, annex_a_measure="cin_seen")
    with caplog.at_level(logging.DEBUG):
        upload(client, workbook(), django_capture_on_commit_callbacks)
        work_out(sent[0])
        shown = client.post(f"{ANNEX_A}{newest().pk}/", follow=True).content.decode()
    assert "Figures given or revised: 1." in shown
    assert _identifiers(str(made(400, 5)[1].names[:3])) != []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the names are the database's own
            rows.append(str(cursor.fetchall()))
    assert not _identifiers(shown + caplog.text + "".join(rows))
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if _identifiers(path.read_bytes().decode("latin-1"))]


def test_the_file_loses_its_name_before_it_is_read(
    client, sent, waiting, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    seen = []

    def looks(file):
        seen.append((list(waiting.iterdir()), os.fstat(file.fileno()).st_nlink))
        raise KeyboardInterrupt

    monkeypatch.setattr(background, "read_workbook", looks)
    upload(client, workbook(), django_capture_on_commit_callbacks)
    with pytest.raises(KeyboardInterrupt):
        work_out(sent[0])
    assert seen == [([], 0)]


def test_a_load_called_abandoned_is_not_taken_up_and_its_file_goes(
    client, sent, waiting, django_capture_on_commit_callbacks
) -> None:
    upload(client, workbook(rows=11), django_capture_on_commit_callbacks)
    jobs.fail_abandoned(timezone.now() + jobs.SILENCE_ALLOWED + dt.timedelta(seconds=1))
    work_out(sent[0])
    assert list(waiting.iterdir()) == []
    assert newest().worked_out_at is None


def test_a_job_called_failed_while_it_runs_keeps_nothing(
    client, sent, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    upload(client, workbook(rows=11), django_capture_on_commit_callbacks)
    derive_all = background.derive_all

    def late(lists, terms):
        jobs.fail(newest().job_id, reason="Called failed")
        return derive_all(lists, terms)

    monkeypatch.setattr(background, "derive_all", late)
    work_out(sent[0])
    load = newest()
    assert (load.job.error, load.worked_out_at, load.measures) == ("Called failed", None, [])


def test_a_broker_that_does_not_answer_fails_the_load_and_keeps_no_file(
    client, waiting, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    def refuses(key):
        raise OSError("no broker")

    monkeypatch.setattr("digests.services.annex_a.work_out_annex_a.delay", refuses)
    upload(client, workbook(rows=11), django_capture_on_commit_callbacks)
    assert "The worker could not be reached" in page(client, newest())
    assert list(waiting.iterdir()) == []


def test_a_file_that_nobody_took_is_swept_after_an_hour(waiting, capsys) -> None:
    old, new = (waiting_files.keep(workbook(rows=11)) for _ in range(2))
    hour_ago = timezone.now().timestamp() - 3_700
    os.utime(waiting / old, (hour_ago, hour_ago))
    call_command("sweep_annex_a")
    assert capsys.readouterr().out == "1 workbook removed.\n"
    assert [path.name for path in waiting.iterdir()] == [new]
    assert waiting_files.take(old) is None
    with pytest.raises(ValueError, match="no token"):
        waiting_files.take("../../etc/passwd")


def test_the_pages_take_the_same_number_of_queries_for_10_and_200(
    client, worked_out, council: Organisation
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    def more(count: int) -> None:
        for _ in range(count):
            IndicatorFactory(council=council, annex_a_measure="assessments_in_45_days")
            copy = newest()
            copy.pk, copy.job = None, jobs.request_job(kind="Annex A")
            copy.save()

    more(9)
    few = [queries(ANNEX_A), queries(f"{ANNEX_A}{worked_out.pk}/")]
    more(190)
    assert [queries(ANNEX_A), queries(f"{ANNEX_A}{worked_out.pk}/")] == few


def test_made_up_by_the_command(tmp_path, capsys) -> None:
    call_command("make_annex_a", str(tmp_path / "a.xlsx"), rows=30, extract_on=EXTRACT, dirty=True)
    assert "faults put in" in capsys.readouterr().out
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"
    assert sheet_of(1, [])[0] == ["List 1"]
    assert settings.ANNEX_A_DIR
