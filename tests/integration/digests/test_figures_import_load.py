"""Loading figures and taking them back: versions, reasons, twice over, half way, what was known in between."""

import datetime as dt
from decimal import Decimal
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import jobs
from core.audit import entries_about
from core.importing.running import run
from core.models import AuditEntry
from core.refusals import Refusal
from digests.figure_wizard import FIGURE_IMPORTS
from digests.importing.figures import Impossible, SaidFigure, Spot, figure_in
from digests.models import Indicator, Reading
from digests.months import months_on
from digests.services import Given, give_figure, loading
from digests.services.loading_undo import undo
from digests.services.readings import check_given
from tests.factories_figures import (
    INDICATORS,
    TODAY,
    book_of,
    checked,
    counts_of,
    loaded,
    long_file,
    started,
    upload_of,
)
from tests.factories_plan import IndicatorFactory, ReadingFactory
from tests.factories_publication import a_month, published

pytestmark = pytest.mark.django_db
APRIL, MAY = dt.date(2025, 4, 1), dt.date(2025, 5, 1)


@pytest.fixture
def indicators(council) -> dict[str, Indicator]:
    return {
        code: IndicatorFactory(council=council, code=code, title=title, unit=unit)
        for code, (title, unit) in INDICATORS.items()
    }


def versions(indicator, month=APRIL) -> list[tuple[int, Decimal | None, bool]]:
    """Return number, numerator and whether it stands, of each version."""
    rows = Reading.objects.filter(indicator=indicator, month=month).order_by("version")
    return [(row.version, row.numerator, row.superseded_at is None) for row in rows]


def test_new_figures_are_first_versions_and_those_that_differ_are_revised_with_the_reason(
    council, analyst, indicators
):
    kept = ReadingFactory(
        indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231"
    )
    ReadingFactory(indicator=indicators["SG14"], month=MAY, numerator=38, denominator=40, value=95)
    file = long_file(["SG14", APRIL, 41, 52, None], ["SG14", MAY, 38, 40, 95], ["SG09", APRIL, 9, 12, None])
    imported = loaded(council, analyst, file, on_existing="update", revision_reason="Late plans recorded")
    assert imported.state == "loaded", imported.job.error
    assert counts_of(imported) == (1, 1, 1)
    assert versions(indicators["SG14"]) == [(1, 40, False), (2, 41, True)]
    assert versions(indicators["SG14"], MAY) == [(1, 38, True)]
    new = Reading.objects.current().get(indicator=indicators["SG14"], month=APRIL)
    assert (new.revision_reason, new.load, new.recorded_by) == ("Late plans recorded", imported, analyst)
    assert new.value == Decimal("78.8462")
    kept.refresh_from_db()
    assert kept.superseded_at == imported.loaded_at == new.recorded_at
    assert imported.outcome["new"] == {"digests.reading": 1}
    assert imported.outcome["changed"] == {"digests.reading": 1}
    # One entry for the load, with counts; none for each figure.
    assert not AuditEntry.objects.filter(subject_kind="digests.reading").exists()
    entry = entries_about(imported).get(action="loaded an import")
    assert entry.detail["by_indicator"] == {str(indicators["SG14"].pk): 1, str(indicators["SG09"].pk): 1}


def test_a_value_that_only_rounds_what_stands_changes_nothing(council, analyst, indicators):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=41, denominator=52, value="78.8462")
    imported = checked(
        council, analyst, upload_of(book_of(["Code", "Apr 2025"], ["SG14", "78.8%"])), kind="wide"
    )
    assert counts_of(imported) == (0, 1, 0)
    imported = checked(
        council, analyst, upload_of(book_of(["Code", "Apr 2025"], ["SG14", "78.9%"])), kind="wide"
    )
    assert counts_of(imported) == (0, 0, 1)


def test_the_same_load_twice_changes_nothing_and_says_so(council, analyst, indicators):
    rows = [["SG14", APRIL, 41, 52, 78.8], ["SG09", APRIL, None, None, "c"], ["CL01", APRIL, None, None, 377]]
    loaded(council, analyst, long_file(*rows))
    again = checked(council, analyst, long_file(*rows))
    assert counts_of(again) == (0, 3, 0)
    with pytest.raises(
        Refusal, match="Nothing would change: everything that can be loaded is in the digest already"
    ):
        started(again, analyst, "update")
    assert Reading.objects.count() == 3


@pytest.mark.parametrize(
    ("on_existing", "reason", "field"), [("stop", "Late", "on_existing"), ("update", " ", "revision_reason")]
)
def test_what_differs_is_not_revised_without_being_asked_for_and_a_reason(
    council, analyst, indicators, on_existing, reason, field
):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231")
    imported = checked(
        council, analyst, long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None])
    )
    with pytest.raises(Refusal) as refusal:
        started(imported, analyst, on_existing, revision_reason=reason)
    assert refusal.value.field == field
    imported.refresh_from_db()
    assert (imported.state, imported.job) == ("checked", None)


def test_skip_leaves_what_stands(council, analyst, indicators):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231")
    file = long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None])
    imported = loaded(council, analyst, file, on_existing="skip", revision_reason="")
    assert imported.state == "loaded"
    assert versions(indicators["SG14"]) == [(1, 40, True)]
    assert versions(indicators["SG09"]) == [(1, 9, True)]


def test_errors_stop_a_load_until_they_are_left_out(council, analyst, indicators):
    book = book_of(["Code", "Apr 2025", "May 2025"], ["SG14", "41/52", "53/52"])
    imported = checked(council, analyst, upload_of(book), kind="wide")
    with pytest.raises(Refusal, match="Some rows have errors"):
        started(imported, analyst)
    imported = loaded(council, analyst, upload_of(book), "wide", leaves_out_errors=True)
    assert imported.state == "loaded"
    assert Reading.objects.get().month == APRIL
    assert imported.outcome["left_out"] == 1


def test_a_figure_that_was_taken_back_is_given_again_with_why(council, analyst, indicators):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, superseded_at=timezone.now())
    imported = loaded(council, analyst, long_file(["SG14", APRIL, 41, 52, None]), revision_reason="")
    assert imported.state == "loaded"
    assert versions(indicators["SG14"]) == [(1, 90, False), (2, 41, True)]
    assert "Given again" in Reading.objects.current().get().revision_reason


def test_a_digest_that_changed_since_the_check_is_not_written_over(council, analyst, indicators):
    imported = started(checked(council, analyst, long_file(["SG14", APRIL, 41, 52, None])), analyst)
    give_figure(
        indicator=indicators["SG14"],
        month=APRIL,
        given=Given(Decimal(40), Decimal(52)),
        by=analyst,
        today=TODAY,
    )
    run(FIGURE_IMPORTS, imported.job_id)
    imported.refresh_from_db()
    assert imported.state == "failed"
    assert "The digest has changed since the file was checked" in imported.job.error
    assert versions(indicators["SG14"]) == [(1, 40, True)]


def test_a_load_that_breaks_half_way_leaves_nothing_and_can_be_run_again(
    council, analyst, indicators, monkeypatch
):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231")
    file = long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None])
    imported = started(checked(council, analyst, file), analyst, "update")

    def breaks(*given, **named):
        raise OSError("The disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(loading.services, "loaded", breaks)
        run(FIGURE_IMPORTS, imported.job_id)
    imported.refresh_from_db()
    assert imported.state == "failed"
    assert "Nothing was loaded" in imported.job.error
    assert versions(indicators["SG14"]) == [(1, 40, True)]
    assert Reading.objects.count() == 1
    imported = started(imported, analyst, "update")
    run(FIGURE_IMPORTS, imported.job_id)
    imported.refresh_from_db()
    assert imported.state == "loaded"
    assert versions(indicators["SG14"]) == [(1, 40, False), (2, 41, True)]


def test_undo_puts_back_what_stood_as_one_more_version(council, analyst, indicators):
    ReadingFactory(
        indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231",
        quality="doubtful", quality_note="One team late", problem="recording",
    )  # fmt: skip
    file = long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None], ["SG14", MAY, 3, 4, None])
    imported = loaded(council, analyst, file, on_existing="update")
    # By hand since: this one stays.
    give_figure(
        indicator=indicators["SG14"], month=MAY, given=Given(Decimal(4), Decimal(4)), by=analyst, today=TODAY,
        revision_reason="Counted again",
    )  # fmt: skip
    now = imported.loaded_at + dt.timedelta(hours=2)
    undo(imported=imported, by=analyst, now=now)
    imported.refresh_from_db()
    assert (imported.state, imported.undone_at) == ("undone", now)
    assert versions(indicators["SG14"]) == [(1, 40, False), (2, 41, False), (3, 40, True)]
    assert versions(indicators["SG09"]) == [(1, 9, False)]
    assert versions(indicators["SG14"], MAY) == [(1, 3, False), (2, 4, True)]
    again = Reading.objects.current().get(indicator=indicators["SG14"], month=APRIL)
    assert again.revision_reason == "Undo of the import of figures.xlsx"
    assert (again.quality, again.quality_note, again.problem) == ("doubtful", "One team late", "recording")
    assert (again.load, again.value) == (None, Decimal("76.9231"))
    # An hour after the load its figures were known.
    between = imported.loaded_at + dt.timedelta(hours=1)
    known = Reading.objects.filter(recorded_at__lte=between).exclude(superseded_at__lte=between)
    assert sorted(known.filter(month=APRIL).values_list("numerator", flat=True)) == [9, 41]
    entry = entries_about(imported).get(action="undid an import")
    counted = ("taken_back", "put_back", "left_as_revised")
    assert [entry.detail[each] for each in counted] == [2, 1, 1]
    # And the file can be loaded once more.
    again = loaded(council, analyst, file_again(), on_existing="update")
    assert again.state == "loaded"
    assert versions(indicators["SG09"]) == [(1, 9, False), (2, 9, True)]


def file_again():
    return long_file(["SG14", APRIL, 41, 52, None], ["SG09", APRIL, 9, 12, None], ["SG14", MAY, 4, 4, None])


def test_what_was_known_on_the_days_between_stays_known(council, analyst, indicators):
    ReadingFactory(indicator=indicators["SG14"], month=APRIL, numerator=40, denominator=52, value="76.9231",
                   recorded_at=dt.datetime(2026, 5, 1, 9, tzinfo=dt.UTC))  # fmt: skip
    imported = loaded(council, analyst, long_file(["SG14", APRIL, 41, 52, None]), on_existing="update")
    # The load happened two days before its undo; both within what is allowed had it been a day.
    for reading in Reading.objects.filter(load=imported):
        reading.recorded_at -= dt.timedelta(hours=23)
        reading.save(update_fields=["recorded_at"])
    Reading.objects.filter(superseded_at=imported.loaded_at).update(
        superseded_at=imported.loaded_at - dt.timedelta(hours=23)
    )
    imported.loaded_at -= dt.timedelta(hours=23)
    imported.save(update_fields=["loaded_at"])
    undo(imported=imported, by=analyst, now=imported.loaded_at + dt.timedelta(hours=23))
    loaded_on, undone_on = (timezone.localdate(each) for each in (imported.loaded_at, timezone.now()))

    def known_on(day):
        return list(Reading.objects.known_on(day).values_list("numerator", flat=True))

    assert known_on(dt.date(2026, 5, 2)) == [40]
    assert known_on(loaded_on) == ([41] if loaded_on < undone_on else [40])
    assert known_on(undone_on) == [40]


def test_a_published_digest_keeps_what_it_showed(council, analyst):
    found = a_month(council)
    digest = published(council, analyst, TODAY)
    shown = (digest.content, digest.sha256)
    october = dt.date(2026, 10, 1)
    file = long_file([found["worse"].code, october, 1, 2, None])
    imported = loaded(council, analyst, file, on_existing="update")
    assert imported.outcome["changed"] == {"digests.reading": 1}
    digest.refresh_from_db()
    assert (digest.content, digest.sha256) == shown
    undo(imported=imported, by=analyst, now=imported.loaded_at)
    digest.refresh_from_db()
    assert (digest.content, digest.sha256) == shown


def test_undo_is_refused_after_a_day_and_when_nothing_of_it_is_left(council, analyst, indicators):
    imported = loaded(council, analyst, long_file(["SG14", APRIL, 41, 52, None]))
    with pytest.raises(Refusal, match="within 24 hours"):
        undo(imported=imported, by=analyst, now=imported.loaded_at + dt.timedelta(hours=25))
    give_figure(
        indicator=indicators["SG14"], month=APRIL, given=Given(Decimal(40), Decimal(52)), by=analyst, today=TODAY,
        revision_reason="Counted again",
    )  # fmt: skip
    with pytest.raises(Refusal, match="nothing left to undo"):
        undo(imported=imported, by=analyst, now=imported.loaded_at)
    assert versions(indicators["SG14"]) == [(1, 41, False), (2, 40, True)]


def test_a_job_is_done_once(council, analyst, indicators):
    imported = loaded(council, analyst, long_file(["SG14", APRIL, 41, 52, None]))
    run(FIGURE_IMPORTS, imported.job_id)
    assert not jobs.claim(imported.job_id)
    assert Reading.objects.count() == 1


def test_a_load_and_an_undo_ask_as_much_for_ten_times_as_many_figures(council, analyst, indicators):
    """Rows beyond what one statement holds go into one more; what is asked beside them stays the same."""
    counts = []
    for year, months in ((2000, 4), (2010, 40)):
        first = dt.date(year, 1, 1)
        rows = [[code, months_on(first, on), 7, 10, None] for code in INDICATORS for on in range(months)]
        imported = started(checked(council, analyst, long_file(*rows)), analyst)
        with CaptureQueriesContext(connection) as asked:
            run(FIGURE_IMPORTS, imported.job_id)
            imported.refresh_from_db()
            undo(imported=imported, by=analyst, now=imported.loaded_at)
        inserts = [
            each for each in asked if each["sql"].startswith("INSERT") and '"digests_reading"' in each["sql"]
        ]
        counts.append(len(asked) - len(inserts))
        assert len(inserts) <= 1 + len(rows) // 50
    assert counts[0] == counts[1]


def test_what_the_import_lets_through_the_form_would_have(council, analyst, indicators):
    """The rules of a file and those of the form are written apart: here they are held against each other."""
    numbers = [None, *map(Decimal, (0, 1, "41.5", 52, 101, -1, 10**10))]
    accepted = 0
    for indicator, triple in product(indicators.values(), product(numbers, repeat=3)):
        said = SaidFigure("", 1, "", Spot(1, APRIL), *triple)
        try:
            kept = figure_in(said, indicator.unit)
        except Impossible:
            continue
        alone = kept.value if kept.numerator is None else None
        check_given(Given(kept.numerator, kept.denominator, value=alone), indicator)
        accepted += 1
    assert accepted > 100
