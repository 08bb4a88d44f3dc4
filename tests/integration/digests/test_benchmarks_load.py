"""Loading a published file through its pages: checked, loaded whole, withdrawn; and everything that is refused."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import BenchmarkMeasure, BenchmarkRelease, BenchmarkValue
from tests.factories_benchmarks import ReleaseFactory, csv_file, rows, xlsx_file

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
BENCHMARKS = "/councils/fernshire/digest/benchmarks/"
FIGURES = rows(("England", 2024, "87.0"), ("England", 2025, "88.0"), ("Aldermere", 2025, "-"))
TERMS = {"name": "Published in October", "published_on": "01/10/2026"}


def upload(client: Client, file: SimpleUploadedFile, **terms: str) -> str:
    """Upload a file and return the page that follows."""
    answer = client.post(f"{BENCHMARKS}load/", {**TERMS, **terms, "file": file}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def newest() -> BenchmarkRelease:
    return BenchmarkRelease.objects.order_by("-pk")[0]


def load(client: Client, release: BenchmarkRelease | None = None) -> str:
    """Confirm a checked file and return the page that follows."""
    release = release or newest()
    return client.post(f"{BENCHMARKS}releases/{release.pk}/", follow=True).content.decode()


@pytest.fixture
def client(analyst: User, client_for: ClientFor) -> Client:
    return client_for(analyst)


@pytest.mark.parametrize("make", [csv_file, xlsx_file])
def test_checked_first_and_then_loaded_whole(make, client: Client, analyst: User) -> None:
    page = upload(client, make(*FIGURES))
    assert "3 figures of 1 measure and 2 areas, 2024 to 2025. 1 of them is suppressed" in page
    assert "New figures: 3. Different from the ones that stand: 0. The same: 0." in page
    assert not BenchmarkValue.objects.exists()
    assert "Published in October is loaded and counts from now on." in load(client)
    measure = BenchmarkMeasure.objects.get()
    assert (measure.code, measure.key, measure.polarity) == ("112", "CareLeaverAcc", "higher")
    kept = measure.values.values_list("area", "year", "value")
    assert set(kept) == {
        ("England", 2024, Decimal(87)), ("England", 2025, Decimal(88)), ("Aldermere", 2025, None)
    }  # fmt: skip
    release = newest()
    assert (release.loaded_by, release.checked_by, release.is_standing) == (analyst, analyst, True)
    assert list(AuditEntry.objects.order_by("pk").values_list("action", "scope")) == [
        ("checked a file of published figures", "fernshire"),
        ("loaded published figures", "fernshire"),
    ]


def test_the_longest_name_of_an_area_is_kept_whatever_its_signs(client: Client) -> None:
    upload(client, csv_file(*rows(("&" * 80, 2025, 1), ("ß" * 80, 2025, 1))))
    assert "is loaded and counts from now on" in load(client)
    assert BenchmarkValue.objects.count() == 2


def test_the_same_file_twice_changes_nothing_and_says_so(client: Client) -> None:
    upload(client, csv_file(*FIGURES))
    load(client)
    page = upload(client, csv_file(*FIGURES, name="again.csv"))
    assert "This file is loaded already, so nothing was changed." in page
    assert f"{BENCHMARKS}releases/{newest().pk}/" in page
    assert "This file is loaded already" in load(client)
    assert (BenchmarkRelease.objects.count(), BenchmarkValue.objects.count()) == (1, 3)


def test_a_file_that_is_checked_again_takes_the_place_of_its_first_check(client: Client) -> None:
    upload(client, csv_file(*FIGURES))
    upload(client, csv_file(*FIGURES), name="Better name")
    assert [each.name for each in BenchmarkRelease.objects.all()] == ["Better name"]


def test_another_file_with_the_same_figures_has_nothing_to_load(client: Client) -> None:
    upload(client, csv_file(*FIGURES))
    load(client)
    page = upload(client, xlsx_file(*FIGURES))
    assert "New figures: 0. Different from the ones that stand: 0. The same: 3." in page
    assert "Every figure in the file stands already" in page
    assert "Every figure in the file stands already" in load(client)
    assert (newest().loaded_at, BenchmarkValue.objects.count()) == (None, 3)


def test_a_release_published_later_is_told_of(client: Client) -> None:
    upload(client, csv_file(*FIGURES))
    load(client)
    earlier = rows(("England", 2024, "86.5"), ("England", 2023, "85"))
    page = upload(client, csv_file(*earlier), published_on="01/10/2025")
    assert "New figures: 1. Different from the ones that stand: 1." in page
    assert "Of 1 of its measures a release that was published later is loaded" in page


def test_errors_are_named_by_cell_and_stop_the_load(client: Client) -> None:
    bad = rows(("England", 2025, "88"), ("Aldermere", 2031, "1"), ("Brackwell", 2025, "lots"))
    page = upload(client, csv_file(*bad))
    assert "2 errors" in page
    assert "F3" in page
    assert "Year must be from 1990 to" in page
    assert "Value must be a number, or - where it is suppressed, and not “lots”" in page
    assert "Load all" not in page
    assert "The file has errors" in load(client)
    assert (newest().loaded_at, BenchmarkMeasure.objects.count()) == (None, 0)
    listed = client.get(f"{BENCHMARKS}releases/{newest().pk}/errors.csv").content.decode("utf-8-sig")
    assert [line.split(",")[:3] for line in listed.splitlines()[1:]] == [
        ["CSV", "3", "F3"],
        ["CSV", "4", "G4"],
    ]


def bomb() -> SimpleUploadedFile:
    """A small workbook that unpacks to more than anybody publishes."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(160):
                sheet.write(bytes(1024 * 1024))
    return SimpleUploadedFile("published.xlsx", kept.getvalue())


BAD_FILES: dict[str, tuple[Callable[[], SimpleUploadedFile], str]] = {
    "no file of a kind": (lambda: SimpleUploadedFile("a.csv", b"\x7fELF\x00\x01"), "The file must be one of these"),
    "no table": (lambda: SimpleUploadedFile("a.csv", b"Minutes of the board\nApologies"), "row of headings"),
    "another table": (lambda: csv_file(["1", "Visit"], headings=("reference", "action")), "has no column for"),
    "nothing in it": (lambda: SimpleUploadedFile("a.csv", b""), "The file that you chose is empty"),
    "only headings": (lambda: csv_file(), "no rows below its headings"),
    "half a workbook": (
        lambda: SimpleUploadedFile("a.xlsx", xlsx_file(*FIGURES).read()[:2000] + b"xl/workbook.xml"), "damaged"
    ),
    "a bomb": (bomb, "unpacks to far more than"),
    "too large": (lambda: SimpleUploadedFile("a.csv", b"a,b\n" * (8 * 1024 * 1024)), "smaller than 25 MB"),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_file_that_cannot_be_read_is_refused_and_not_kept(bad: str, client: Client) -> None:
    make, words = BAD_FILES[bad]
    page = upload(client, make())
    assert "There is a problem" in page
    assert words in page
    assert not BenchmarkRelease.objects.exists()
    kept = settings.MEDIA_ROOT / "benchmarks"
    assert not kept.exists() or not [path for path in kept.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": " "}, "Enter the name of the release"),
        ({"published_on": ""}, "Enter the day it was published"),
        ({"published_on": "01/01/2199"}, "The day on which it was published must be today or earlier"),
        ({"published_on": "soon"}, "Day it was published must be a real date"),
    ],
)
def test_terms_that_are_refused(changed: dict[str, str], words: str, client: Client) -> None:
    assert words in upload(client, csv_file(*FIGURES), **changed)
    assert not BenchmarkRelease.objects.exists()


def test_a_file_is_asked_for(client: Client) -> None:
    assert "Choose the file" in client.post(f"{BENCHMARKS}load/", TERMS).content.decode()


def test_withdrawing_undoes_a_load_with_a_reason_and_the_file_can_come_back(
    client: Client, analyst: User
) -> None:
    upload(client, csv_file(*FIGURES))
    load(client)
    release = newest()
    address = f"{BENCHMARKS}releases/{release.pk}/withdraw/"
    assert "Enter why it is withdrawn" in client.post(address, {"because": ""}).content.decode()
    assert newest().is_standing
    page = client.post(address, {"because": "Of the wrong year"}, follow=True).content.decode()
    assert "is withdrawn and counts no longer" in page
    assert "Of the wrong year" in page
    release.refresh_from_db()
    assert (release.is_standing, release.withdrawn_by, BenchmarkValue.objects.count()) == (False, analyst, 3)
    assert "it was withdrawn already" in client.post(address, {"because": "Again"}).content.decode()
    upload(client, csv_file(*FIGURES))
    load(client)
    assert (newest().is_standing, BenchmarkRelease.objects.standing().count()) == (True, 1)


def test_giving_a_checked_file_up_leaves_nothing(client: Client, django_capture_on_commit_callbacks) -> None:
    upload(client, csv_file(*FIGURES))
    release = newest()
    assert default_storage.exists(release.file.name)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(f"{BENCHMARKS}releases/{release.pk}/give-up/", follow=True).content.decode()
    assert "Nothing of it was loaded" in page
    assert not BenchmarkRelease.objects.exists()
    assert not default_storage.exists(release.file.name)


def test_a_loaded_release_is_not_given_up(client: Client) -> None:
    upload(client, csv_file(*FIGURES))
    load(client)
    page = client.post(f"{BENCHMARKS}releases/{newest().pk}/give-up/", follow=True).content.decode()
    assert "withdraw the release instead" in page
    assert newest().is_standing


@pytest.mark.parametrize("role", ["improver", "owner", "chair", "adviser", "department_official"])
def test_nobody_but_the_analyst_loads(
    role: str, council: Organisation, client_for: ClientFor, request
) -> None:
    release = ReleaseFactory(council=council)
    client = client_for(request.getfixturevalue(role))
    one = f"{BENCHMARKS}releases/{release.pk}/"
    for address in (f"{BENCHMARKS}load/", one, f"{one}withdraw/", f"{one}errors.csv"):
        assert client.get(address).status_code == 403
    posted = {"because": "Because", **TERMS, "file": csv_file(*FIGURES)}
    for address in (f"{BENCHMARKS}load/", one, f"{one}withdraw/", f"{one}give-up/"):
        assert client.post(address, posted).status_code == 403
    release.refresh_from_db()
    assert (release.is_standing, BenchmarkRelease.objects.count()) == (True, 1)


def test_an_outsider_and_another_councils_release_are_not_found(
    council: Organisation, other_council: Organisation, outsider: User, client: Client, client_for: ClientFor
) -> None:
    theirs, ours = ReleaseFactory(council=other_council), ReleaseFactory(council=council)
    for path in ("", "withdraw/"):
        assert client.get(f"{BENCHMARKS}releases/{theirs.pk}/{path}").status_code == 404
        assert client_for(outsider).get(f"{BENCHMARKS}releases/{ours.pk}/{path}").status_code == 404
        assert client_for(None).get(f"{BENCHMARKS}releases/{ours.pk}/{path}").status_code == 302
    assert client.post(f"{BENCHMARKS}releases/{theirs.pk}/withdraw/", {"because": "x"}).status_code == 404
