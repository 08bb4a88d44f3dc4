"""What a document shows of a cut: no heading stands over clauses of which nothing can fall due."""

from reports.rendering import facts


def clause(number, *keys):
    return {"number": number, "section": number, "obligations": [{"key": key} for key in keys]}


def test_only_clauses_with_a_duty_are_listed():
    cut = {"clauses": [clause("1"), clause("5", None, "on_track"), clause("14", None)]}
    assert [each["number"] for each in facts.clauses_with_duties(cut)] == ["5"]
