"""What holds for the whole application: who may open what, which layer knows which, and how big things are."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import rules
from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

# An application stands on those after it; those in one group stand side by side and do not know each other.
LAYERS = [
    {"reports"},
    {"boards", "reviews", "digests"},
    {"improvement_plans"},
    {"notices"},
    {"evidence"},
    {"accounts"},
    {"core"},
]
HEIGHT = {name: len(LAYERS) - place for place, layer in enumerate(LAYERS) for name in layer}

# Addresses whose views are not ours or are for anybody, each with the reason.
OPEN_TO_ANYBODY = {
    "accounts/": "signing in comes before any permission; allauth guards what belongs to an account",
    "administration/": "Django's own site asks for staff and for model permissions",
    "accessibility/": "the law wants the accessibility statement open to anybody",
    "gallery/": "components with made-up words, in development only",
}
LONGEST_TEMPLATE = 100
LONGEST_FUNCTION = 60
NAMES_THAT_SAY_NOTHING = {
    "utils",
    "helpers",
    "helper",
    "manager",
    "managers",
    "handler",
    "handlers",
    "process",
    "data",
    "misc",
}

BASE = Path(settings.BASE_DIR)
SOURCES = sorted(
    path
    for name in [*HEIGHT, "config"]
    for path in (BASE / name).rglob("*.py")
    if "migrations" not in path.parts
)


def addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yield every address of the application with its pattern."""
    for each in resolver.url_patterns:
        address = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, address)
        else:
            yield address, each


ADDRESSES = [
    (address, pattern)
    for address, pattern in addresses(get_resolver())
    if not address.startswith(tuple(OPEN_TO_ANYBODY))
]


@pytest.mark.parametrize(("address", "pattern"), ADDRESSES, ids=[address for address, _ in ADDRESSES])
def test_every_address_states_a_permission_that_is_known(address, pattern):
    view = getattr(pattern.callback, "view_class", None)
    assert view is not None, f"{address} is no class that states a permission"
    permission = getattr(view, "permission", None)
    assert permission, f"{view.__name__} at {address} states no permission"
    assert rules.perm_exists(permission), f"{permission} of {view.__name__} is in no rules.py"


def test_every_exception_is_still_needed():
    known = [address for address, _ in addresses(get_resolver())]
    assert all(any(address.startswith(prefix) for address in known) for prefix in OPEN_TO_ANYBODY)


def test_every_page_of_a_council_finds_it_through_the_one_door():
    from accounts.access import CouncilPage

    for address, pattern in ADDRESSES:
        if address.startswith("councils/"):
            assert issubclass(pattern.callback.view_class, CouncilPage), address


def relations() -> Iterator[tuple[str, str, str]]:
    """Yield (application, field, application that it points at) for every relation of our models."""
    for model in apps.get_models(include_auto_created=True):
        own = model._meta.app_label
        for field in model._meta.get_fields():
            if own in HEIGHT and field.is_relation and not field.auto_created and field.related_model:
                yield own, f"{model.__name__}.{field.name}", field.related_model._meta.app_label


def test_models_point_only_at_their_own_layer_or_below():
    wrong = [
        f"{field} of {own} points at {other}"
        for own, field, other in relations()
        if other in HEIGHT and own != other and HEIGHT[other] >= HEIGHT[own]
    ]
    assert wrong == []


def test_the_walk_over_the_models_sees_the_relations_that_there_are():
    seen = {(own, other) for own, _, other in relations()}
    assert {("notices", "evidence"), ("evidence", "accounts"), ("reports", "notices")} <= seen


def test_templates_are_small():
    lengths = {
        str(path.relative_to(BASE)): len(path.read_text(encoding="utf-8").splitlines())
        for path in (BASE / "templates").rglob("*.html")
    }
    assert lengths, "there are templates"
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_TEMPLATE} == {}


def test_no_page_carries_what_its_policy_forbids():
    """Scripts and styles come from files alone; what the browser reads as JSON is no script."""
    forbidden = re.compile(
        r"<style[\s>]|\sstyle=|\son[a-z]+=\"|<script(?![^>]*(?:\ssrc=|application/json))", re.IGNORECASE
    )
    found = {
        str(path.relative_to(BASE))
        for path in (BASE / "templates").rglob("*.html")
        if "pdf" not in path.parts and forbidden.search(path.read_text(encoding="utf-8"))
    }
    assert found == set()


def test_every_module_says_what_it_is_for_in_a_sentence():
    silent = [
        str(path.relative_to(BASE))
        for path in SOURCES
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_no_module_has_a_name_that_says_nothing():
    assert [str(path) for path in SOURCES if {path.stem, path.parent.name} & NAMES_THAT_SAY_NOTHING] == []


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(BASE)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_the_clock_is_read_in_one_place():
    """Everything else is told what day it is (times of recording are moments and not days)."""
    reads = re.compile(r"date\.today\(\)|timezone\.localdate\(\)|datetime\.now\(\)|datetime\.today\(\)")
    readers = {
        str(path.relative_to(BASE)) for path in SOURCES if reads.search(path.read_text(encoding="utf-8"))
    }
    assert readers == {"core/clock.py"}


@pytest.mark.xdist_group("groups")
def test_the_tests_of_a_group_run_in_one_process(request: pytest.FixtureRequest):
    """Where pytest-xdist does not see the groups, each process makes again what a group shares (see pyproject.toml)."""
    shared_out = request.config.getoption("loadgroup", default=False)
    assert not shared_out or request.node.nodeid.endswith("@groups")
