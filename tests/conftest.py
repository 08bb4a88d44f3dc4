"""Known people, known councils, and what every test needs in place of the outside world."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from factory.django import DjangoModelFactory

from accounts.models import Organisation, Role, User
from tests.factories import CouncilFactory, MembershipFactory, UserFactory

# The same examples on every run, and no example fails for the machine being busy: nothing here is a timed test.
hypothesis.settings.register_profile("suite", deadline=None, derandomize=True)
hypothesis.settings.load_profile("suite")

# A Sunday, as good as any, on which everything in tests/integration happens; a test that turns on another says so.
TODAY = dt.date(2026, 11, 22)

# Of the rows that factories number: above whatever a test numbers itself.
FIRST_NUMBER = 100


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--screenshots", metavar="FOLDER", help="keep a picture of each page that the browser tests open"
    )


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Passwords are quick to hash, and alike for the whole run: the demonstration case hashes its own once."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session", autouse=True)
def _no_collected_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The middleware that serves collected files finds none, and does not read through those of a working copy."""
    django_settings.STATIC_ROOT = tmp_path_factory.mktemp("static")


def _factories(of: type[Any] = DjangoModelFactory) -> Iterator[type[DjangoModelFactory[Any]]]:
    for each in of.__subclasses__():
        yield each
        yield from _factories(each)


@pytest.fixture(autouse=True)
def _numbered_anew() -> None:
    """What a factory numbers depends on no test before, and clashes with no number that a test writes out."""
    for each in _factories():
        each.reset_sequence(FIRST_NUMBER, force=True)


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    """Uploads of a test go away with it; static files are served from where they lie."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    # Its own for each test: what is counted there (attempts to sign in) is not carried on.
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(tmp_path)}
    }
    settings.CELERY_TASK_ALWAYS_EAGER = False


@pytest.fixture
def council(db: None) -> Organisation:
    """The council whose recovery the known people work on."""
    return CouncilFactory(name="Fernshire Council", slug="fernshire")


@pytest.fixture
def other_council(db: None) -> Organisation:
    """A council that none of them has anything to do with."""
    return CouncilFactory(name="Marlow Vale Council", slug="marlow-vale")


def _person(council: Organisation, role: str, name: str) -> User:
    person = UserFactory(name=name, email=f"{role}@{council.slug}.example", organisation=council)
    MembershipFactory(council=council, person=person, role=role)
    return person


@pytest.fixture
def improver(council: Organisation) -> User:
    """Of the improvement team."""
    return _person(council, Role.IMPROVEMENT_TEAM, "Imogen Prowse")


@pytest.fixture
def owner(council: Organisation) -> User:
    """An action owner."""
    return _person(council, Role.ACTION_OWNER, "Owen Ashdown")


@pytest.fixture
def analyst(council: Organisation) -> User:
    """The performance analyst."""
    return _person(council, Role.ANALYST, "Anwen Lyle")


@pytest.fixture
def chair(council: Organisation) -> User:
    """The chair of the board."""
    return _person(council, Role.CHAIR, "Cheryl Harrow")


@pytest.fixture
def adviser(council: Organisation) -> User:
    """The appointed adviser."""
    return _person(council, Role.ADVISER, "Adam Visick")


@pytest.fixture
def department_official(council: Organisation) -> User:
    """An official of the Department."""
    return _person(council, Role.DEPARTMENT, "Delia Farrant")


@pytest.fixture
def board_member(council: Organisation) -> User:
    """A member of the board."""
    return _person(council, Role.BOARD_MEMBER, "Brandon Mews")


@pytest.fixture
def administrator(council: Organisation) -> User:
    """Who keeps people, posts and roles."""
    return _person(council, Role.ADMINISTRATOR, "Ada Minchin")


@pytest.fixture
def agency(db: None) -> Organisation:
    """An agency that contributes to the council's plan wherever a test says so."""
    return CouncilFactory(
        name="Fernshire Health Trust", slug="fernshire-health", kind=Organisation.Kind.PARTNER_AGENCY
    )


@pytest.fixture
def partner(council: Organisation, agency: Organisation) -> User:
    """Somebody of that agency: they see what it contributes to, and nothing else."""
    person = _person(council, Role.PARTNER, "Petra Longden")
    person.organisation = agency
    person.save()
    return person


@pytest.fixture
def outsider(other_council: Organisation) -> User:
    """Of the improvement team of another council: for them, this council's pages do not exist."""
    return _person(other_council, Role.IMPROVEMENT_TEAM, "Otto Sidmouth")


@pytest.fixture
def client_for() -> Callable[[User | None], Client]:
    """Return a browser without scripts, signed in as a person, or as nobody."""

    def signed_in(person: User | None = None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


@pytest.fixture
def queries_of() -> Callable[[Client, str], int]:
    """Return how many questions a page asks of the database."""

    def counted(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return counted
