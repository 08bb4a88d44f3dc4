"""Two installations: one on PostgreSQL and Redis, one on SQLite with the broker kept in files."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
import redis
from psycopg2 import sql

from tests.services.installation import Installation

POSTGRESQL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres:postgres@127.0.0.1:5432/postgres")
REDIS = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/9")
SPARE = range(10, 16)
CLAIM = "recovery-register-tests"


# Before pytest-xdist reads the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.services)
            # All of one kind on one process of the run, which so makes its tables by the migrations once.
            kind = "files" if "on_files" in getattr(item, "fixturenames", ()) else "servers"
            item.add_marker(pytest.mark.xdist_group(kind))


@pytest.fixture(scope="session")
def server() -> Iterator["psycopg2.extensions.connection"]:
    """The PostgreSQL server, on which databases can be made and dropped."""
    try:
        connection = psycopg2.connect(POSTGRESQL, connect_timeout=2)
    except psycopg2.Error as refusal:
        absent(f"PostgreSQL does not answer: {str(refusal).strip().splitlines()[0]}")
    connection.autocommit = True
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def migrated_database(
    server: "psycopg2.extensions.connection", tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The name of a database that the migrations made; each installation starts from a copy of it."""
    name = f"recovery_migrated_{os.getpid()}"
    with database(server, name, of="template0"):
        empty = Installation(tmp_path_factory.mktemp("migrated"), DATABASE_URL=address_of(name))
        empty.run("manage.py", "migrate", "--verbosity", "0")
        yield name


@pytest.fixture(scope="module")
def on_servers(
    server: "psycopg2.extensions.connection", migrated_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """With a database of its own on PostgreSQL and a numbered one of Redis that nobody else uses."""
    name = f"recovery_services_{os.getpid()}"
    try:
        broker = claimed_redis()
    except redis.RedisError as refusal:
        absent(f"Redis does not answer: {str(refusal).strip().splitlines()[0]}")
    number = broker.connection_pool.connection_kwargs["db"]
    with database(server, name, of=migrated_database):
        installation = Installation(
            tmp_path_factory.mktemp("servers"), DATABASE_URL=address_of(name),
            REDIS_URL=f"{REDIS.rpartition('/')[0]}/{number}",
        )  # fmt: skip
        try:
            yield installation
        finally:
            installation.end()
            broker.flushdb()
            broker.close()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite database that the migrations made; each installation starts from a copy of it."""
    empty = Installation(tmp_path_factory.mktemp("migrated"))
    empty.run("manage.py", "migrate", "--verbosity", "0")
    return empty.folder / "var" / "db.sqlite3"


@pytest.fixture(scope="module")
def on_files(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """As a fresh checkout runs: SQLite, and a broker that needs no server."""
    installation = Installation(tmp_path_factory.mktemp("files"))
    own = installation.folder / "var"
    own.mkdir(exist_ok=True)
    shutil.copy(migrated_file, own / migrated_file.name)
    try:
        yield installation
    finally:
        installation.end()


@contextmanager
def database(server: "psycopg2.extensions.connection", name: str, *, of: str) -> Iterator[None]:
    """Make a database as a copy of another one, and drop it afterwards."""
    statement(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    statement(server, "CREATE DATABASE {} TEMPLATE {}", name, of)
    try:
        yield
    finally:
        statement(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def address_of(name: str) -> str:
    """Return the address of a database on the server."""
    return f"{POSTGRESQL.rpartition('/')[0]}/{name}"


def claimed_redis() -> redis.Redis:
    """Return one of the spare numbered databases, empty and marked as ours; the mark lapses by itself."""
    for number in SPARE:
        found = redis.Redis.from_url(f"{REDIS.rpartition('/')[0]}/{number}", socket_connect_timeout=2)
        if found.dbsize() == 0 and found.set(CLAIM, os.getpid(), nx=True, ex=600):
            return found
        found.close()
    return absent(f"None of the Redis databases {SPARE.start} to {SPARE.stop - 1} is empty")


def absent(what: str) -> redis.Redis:
    """Skip with a line that says what is missing; in CI nothing may be missing."""
    say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
    say(f"{what} (bin/test-services start brings them up)")


def statement(server: "psycopg2.extensions.connection", words: str, *names: str) -> None:
    with server.cursor() as cursor:
        cursor.execute(sql.SQL(words).format(*map(sql.Identifier, names)))
