"""The tables of coverage: marks where rows and columns meet, gathered, cut to a page, and as rows of a sheet."""

from improvement_plans.coverage import Column, Row, answering, grid_of, sheet_rows


def column(key: int, objective: str = "a1", area_clauses: frozenset[int] = frozenset()) -> Column:
    return Column(key, f"{objective}.{key}", f"Action {key}", objective, area_clauses)


def row(key: int, *linked: int, group: str = "Inspection", is_clause: bool = False) -> Row:
    return Row(key, f"R{key}", "See every child", group, "planned", "Planned", frozenset(linked), is_clause)


def marks(rows: list[Row], columns: list[Column]) -> list[list[str]]:
    return [list(cells[4:]) for cells in sheet_rows(rows, columns)]


def test_a_mark_stands_where_an_action_is_linked() -> None:
    assert marks([row(1, 7), row(2)], [column(7), column(8)]) == [["Answers", ""], ["", ""]]


def test_an_active_action_of_its_area_covers_a_clause_and_never_a_source_of_the_same_key() -> None:
    columns = [column(7, area_clauses=frozenset({1})), column(8)]
    assert marks([row(1, is_clause=True), row(1)], columns) == [["By area", ""], ["", ""]]


def test_a_link_says_more_than_the_area() -> None:
    assert marks([row(1, 7, is_clause=True)], [column(7, area_clauses=frozenset({1}))]) == [["Answers"]]


def test_rows_are_gathered_and_columns_stand_under_their_objectives() -> None:
    rows = [row(1), row(2), row(3, group="Audit")]
    grid = grid_of(rows, [column(7), column(8), column(9, "b2")])
    assert [(group, len(lines)) for group, lines in grid.groups] == [("Inspection", 2), ("Audit", 1)]
    assert grid.objectives == [("a1", 2), ("b2", 1)]


def test_what_does_not_fit_the_page_is_counted() -> None:
    rows, columns = [row(key) for key in range(5)], [column(key) for key in range(4)]
    grid = grid_of(rows, columns, most_rows=3, most_columns=1)
    assert (len(grid.columns), grid.hidden_columns, grid.hidden_rows) == (1, 3, 2)
    assert sum(len(lines) for _, lines in grid.groups) == 3


def test_only_columns_with_a_mark_go_into_a_sheet() -> None:
    columns = [column(7), column(8, area_clauses=frozenset({2})), column(9)]
    assert [each.key for each in answering([row(1, 7), row(2)], columns)] == [7]
    assert [each.key for each in answering([row(1, 7), row(2, is_clause=True)], columns)] == [7, 8]
    assert answering([], columns) == []
