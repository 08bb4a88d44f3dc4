"""Two installations: one on PostgreSQL and Redis, one on SQLite with the broker kept in files."""

import os
from collections.abc import Iterator
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.services)


@pytest.fixture(scope="module")
def on_servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With a database of its own on PostgreSQL and a numbered one of Redis that nobody else uses."""
    name = f"recovery_services_{os.getpid()}"
    try:
        server = psycopg2.connect(POSTGRESQL, connect_timeout=2)
        broker = claimed_redis()
    except (psycopg2.Error, redis.RedisError) as refusal:
        absent(f"PostgreSQL and Redis do not both answer: {str(refusal).strip().splitlines()[0]}")
    server.autocommit = True
    statement(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    statement(server, "CREATE DATABASE {}", name)
    address = POSTGRESQL.rpartition("/")[0]
    number = broker.connection_pool.connection_kwargs["db"]
    installation = Installation(
        tmp_path_factory.mktemp("servers"), DATABASE_URL=f"{address}/{name}",
        REDIS_URL=f"{REDIS.rpartition('/')[0]}/{number}",
    )  # fmt: skip
    try:
        installation.run("manage.py", "migrate", "--verbosity", "0")
        yield installation
    finally:
        installation.stop_workers()
        statement(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        server.close()
        broker.flushdb()
        broker.close()


@pytest.fixture(scope="module")
def on_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """As a fresh checkout runs: SQLite, and a broker that needs no server."""
    installation = Installation(tmp_path_factory.mktemp("files"))
    try:
        installation.run("manage.py", "migrate", "--verbosity", "0")
        yield installation
    finally:
        installation.stop_workers()


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


def statement(server: "psycopg2.extensions.connection", words: str, name: str) -> None:
    with server.cursor() as cursor:
        cursor.execute(sql.SQL(words).format(sql.Identifier(name)))
