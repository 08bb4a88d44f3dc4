"""Notices in many forms, of councils that do not exist, against tables written by hand."""

import pytest

from notices.extraction import extract
from tests.unit.notices.extraction.tables import differences, notice_names, rows_of, table_of, text_of


@pytest.mark.parametrize("name", notice_names())
def test_the_obligations_are_those_of_the_table(name: str) -> None:
    assert differences(table_of(name).rows, rows_of(extract(text_of(name)))) == []


@pytest.mark.parametrize("name", notice_names())
def test_the_header_is_that_of_the_table(name: str) -> None:
    header = extract(text_of(name)).header
    expected = table_of(name).header
    assert {field: getattr(header, field) for field in expected} == expected


@pytest.mark.parametrize("name", notice_names())
def test_every_line_rests_on_words_of_its_clause(name: str) -> None:
    for clause in extract(text_of(name)).clauses:
        for line in clause.obligations:
            assert "".join(line.words.split()).rstrip(".") in "".join(clause.text.split())
            assert 0 < line.confidence <= 1


@pytest.mark.parametrize("name", notice_names())
def test_the_words_of_the_notice_are_all_placed(name: str) -> None:
    assert extract(text_of(name)).unplaced == ()
