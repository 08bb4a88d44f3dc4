"""Setting the statistical neighbours: typed in ten rows or loaded from a file, by version, with every refusal."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Organisation, User
from core.models import AuditEntry
from digests.models import Neighbour, NeighbourModel
from tests.factories_benchmarks import FERNSHIRES, MeasureFactory, NeighbourModelFactory, publish

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]
NEIGHBOURS = "/councils/fernshire/digest/benchmarks/neighbours/"
TERMS = {
    "name": "Children's services model, May 2025",
    "effective_from": "01/05/2025",
    "own_area": "Fernshire",
    "region": "South Wold",
}
TEN = {f"area_{place + 1}": area for place, area in enumerate(FERNSHIRES)}


@pytest.fixture
def client(analyst: User, client_for: ClientFor) -> Client:
    return client_for(analyst)


def save(client: Client, path: str = "add/", **changed: object) -> str:
    return client.post(f"{NEIGHBOURS}{path}", {**TERMS, **TEN, **changed}, follow=True).content.decode()


def test_ten_rows_are_kept_with_closeness_and_subset(
    client: Client, council: Organisation, analyst: User
) -> None:
    page = save(client, closeness_1="very_close", closeness_2="close", subset_2="on")
    assert "10 neighbours are set" in page
    assert "Holds today" in page
    model = NeighbourModel.objects.get()
    assert (model.effective_from, model.own_area, model.region) == (
        dt.date(2025, 5, 1),
        "Fernshire",
        "South Wold",
    )
    assert (model.council, model.set_by) == (council, analyst)
    kept = list(model.neighbours.values_list("rank", "area", "closeness", "is_in_subset"))
    assert kept[:3] == [
        (1, "Aldermere", "very_close", False), (2, "Brackwell", "close", True), (3, "Cawthorne Vale", "", False)
    ]  # fmt: skip
    assert len(kept) == 10
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.scope, entry.detail["subset"]) == (
        "set the statistical neighbours", "fernshire", ["Brackwell"]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "words", "field"),
    [
        ({"area_1": ""}, "Enter the council that is ranked 1", "id_area_1"),
        ({"area_4": " "}, "Enter the council that is ranked 4", "id_area_4"),
        ({"area_5": "aldermere "}, "aldermere is ranked 1 already: leave it in one place", "id_area_5"),
        ({"area_2": "FERNSHIRE"}, "FERNSHIRE is the council itself", "id_area_2"),
        ({"area_3": "x" * 81}, "The council ranked 3 must be 80 characters or fewer", "id_area_3"),
        ({"closeness_3": "near"}, "Choose the closeness from the list", "id_closeness_3"),
        ({"name": ""}, "Enter the name of the model", "id_name"),
        ({"effective_from": "31/02/2025"}, "must be a real date", "id_effective_from"),
    ],
)
def test_what_is_refused(changed: dict[str, str], words: str, field: str, client: Client) -> None:
    page = save(client, **changed)
    assert words in page
    assert f'href="#{field}' in page
    assert not NeighbourModel.objects.exists()


def test_nobody_at_all_is_refused(client: Client) -> None:
    page = save(client, **dict.fromkeys(TEN, ""))
    assert "Enter the council that is ranked 1" in page


def test_fewer_than_ten_will_do(client: Client) -> None:
    save(client, area_10="", area_9="")
    assert Neighbour.objects.count() == 8


def test_one_version_from_a_day(client: Client, council: Organisation) -> None:
    NeighbourModelFactory(council=council)
    assert "There is a model from this day on already" in save(client)
    save(client, effective_from="01/04/2021", name="Of 2021")
    assert [each.name for each in NeighbourModel.objects.order_by("effective_from")] == [
        "Of 2021", "Children's services model, May 2025"
    ]  # fmt: skip


def test_a_version_is_put_right(client: Client, council: Organisation) -> None:
    model = NeighbourModelFactory(council=council)
    page = client.get(f"{NEIGHBOURS}{model.pk}/").content.decode()
    assert 'value="Aldermere"' in page
    save(client, f"{model.pk}/", area_1="Zennor", subset_10="on")
    model.refresh_from_db()
    kept = list(model.neighbours.values_list("area", "is_in_subset"))
    assert (kept[0], kept[9]) == (("Zennor", False), ("Lindwood", True))
    assert Neighbour.objects.count() == 10
    assert AuditEntry.objects.get().action == "changed the statistical neighbours"


def test_the_page_offers_the_names_of_the_published_figures(client: Client, council: Organisation) -> None:
    publish(MeasureFactory(release__council=council), [("Zennor", 2025, 1)])
    assert '<option value="Zennor">' in client.get(f"{NEIGHBOURS}add/").content.decode()


def the_file(*rows: str, headings: str = "Rank,Name,Closeness,Subset") -> SimpleUploadedFile:
    return SimpleUploadedFile("neighbours.csv", "\n".join((headings, *rows)).encode())


def test_a_file_is_loaded(client: Client) -> None:
    rows = [f"{place + 1},{area},Not close  ," for place, area in enumerate(FERNSHIRES)]
    rows[0] = "1,Aldermere,very close,Yes"
    page = save(client, "load/", file=the_file(*rows[::-1]))
    assert "10 neighbours are set" in page
    first, second = Neighbour.objects.order_by("rank")[:2]
    assert (first.area, first.closeness, first.is_in_subset) == ("Aldermere", "very_close", True)
    assert (second.area, second.closeness, second.is_in_subset) == ("Brackwell", "not_close", False)


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (the_file("1,Aldermere,near,"), "C2: the closeness must be one of very close, close"),
        (the_file("11,Aldermere,,"), "A2: the rank must be from 1 to 10, and not “11”"),
        (the_file("1,,,", "x,Brackwell,,perhaps"), "B2: enter the name of the council"),
        (the_file("1,,,", "x,Brackwell,,perhaps"), "D3: write Yes or leave it empty, and not “perhaps”"),
        (the_file("1,Aldermere,,", "1,Brackwell,,"), "Rank 1 must stand once"),
        (the_file("2,Aldermere,,"), "Enter the council that is ranked 1"),
        (the_file("a,b", headings="Reference,Name"), "has no column for Rank"),
        (SimpleUploadedFile("a.csv", b"\x7fELF\x00"), "The file must be one of these"),
        (SimpleUploadedFile("a.csv", b"Rank,Name\n" * 200_000), "The file must be smaller than 1 MB"),
    ],
)  # fmt: skip
def test_files_that_are_refused(file: SimpleUploadedFile, words: str, client: Client) -> None:
    file.seek(0)
    page = client.post(f"{NEIGHBOURS}load/", {**TERMS, "file": file}).content.decode()
    assert words in page
    assert not NeighbourModel.objects.exists()


@pytest.mark.parametrize("role", ["improver", "owner", "chair", "adviser"])
def test_nobody_but_the_analyst_sets_them(
    role: str, council: Organisation, client_for: ClientFor, request
) -> None:
    model = NeighbourModelFactory(council=council)
    client = client_for(request.getfixturevalue(role))
    assert "Aldermere" in client.get(NEIGHBOURS).content.decode()
    for path in ("add/", "load/", f"{model.pk}/"):
        assert client.get(f"{NEIGHBOURS}{path}").status_code == 403
        assert client.post(f"{NEIGHBOURS}{path}", {**TERMS, **TEN}).status_code == 403
    assert NeighbourModel.objects.count() == 1


def test_outsiders_and_other_councils(
    council: Organisation,
    other_council: Organisation,
    outsider: User,
    partner: User,
    client: Client,
    client_for: ClientFor,
) -> None:
    theirs = NeighbourModelFactory(council=other_council)
    assert client.get(f"{NEIGHBOURS}{theirs.pk}/").status_code == 404
    assert client_for(outsider).get(NEIGHBOURS).status_code == 404
    assert client_for(partner).get(NEIGHBOURS).status_code == 403
    assert client_for(None).post(f"{NEIGHBOURS}add/", {**TERMS, **TEN}).status_code == 302
    assert NeighbourModel.objects.count() == 1
