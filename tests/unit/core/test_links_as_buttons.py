"""Links that are drawn as buttons are said to be buttons, and answer the space bar as buttons do."""

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[3] / "templates"


@pytest.mark.parametrize("folder", ["reviews", "boards", "reports"])
def test_each_has_the_role_and_the_behaviour_of_a_button(folder: str) -> None:
    lacking = [
        f"{path.relative_to(TEMPLATES)}: {tag}"
        for path in sorted((TEMPLATES / folder).rglob("*.html"))
        for tag in re.findall(r"<a (?:\{%.*?%\}|\{\{.*?\}\}|[^>{])*>", path.read_text(encoding="utf-8"))
        if re.search(r'class="govuk-button[ "{]', tag)
        and not {'role="button"', 'draggable="false"', 'data-module="govuk-button"'}
        <= set(tag.rstrip(">").split())
    ]
    assert lacking == []
