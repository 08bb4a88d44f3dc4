"""The same published file confirmed by two people at the same moment: one load lands, the other is told."""

import datetime as dt

import pytest
from django.db import connection

from accounts.models import Organisation, User
from digests.models import BenchmarkRelease, BenchmarkValue
from digests.services.benchmarks import ALREADY, check_release, load_release
from tests.factories_benchmarks import csv_file, rows
from tests.integration.notices.test_two_at_once import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.services,
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="needs two writers at once: set DATABASE_URL"
    ),
]
TODAY = dt.date(2026, 11, 22)


def a_checked_file(council: Organisation, person: User) -> BenchmarkRelease:
    return check_release(
        council=council,
        name="Published in October",
        published_on=dt.date(2026, 10, 1),
        upload=csv_file(*rows(("England", 2024, "87"), ("England", 2025, "88"))),
        by=person,
        today=TODAY,
    )


def test_one_check_confirmed_twice(council: Organisation, analyst: User) -> None:
    release = a_checked_file(council, analyst)
    told = at_once(
        lambda: load_release(release=BenchmarkRelease.objects.get(pk=release.pk), by=analyst, today=TODAY)
    )
    assert told == ["", ALREADY]
    assert BenchmarkValue.objects.count() == 2


def test_two_checks_of_the_same_file(council: Organisation, analyst: User) -> None:
    first = a_checked_file(council, analyst)
    # The second was checked before the first could be seen: as another row of the same file.
    second = BenchmarkRelease.objects.get(pk=first.pk)
    second.pk = None
    second.save()
    keys = iter([first.pk, second.pk])
    told = at_once(
        lambda: load_release(release=BenchmarkRelease.objects.get(pk=next(keys)), by=analyst, today=TODAY)
    )
    assert told == ["", ALREADY]
    assert (BenchmarkRelease.objects.standing().count(), BenchmarkValue.objects.count()) == (1, 2)
