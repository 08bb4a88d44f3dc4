"""What `collect_front_end` serves: nothing reserved, nothing missing, and whole or not at all."""

import os
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from core.management.commands import collect_front_end as front_end

FACE = (
    "/*! All rights reserved. */"
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
)


@pytest.fixture
def served(tmp_path: Path, settings: Any) -> Path:
    """The folder that the command writes from the installed packages."""
    if not (settings.BASE_DIR / "node_modules" / front_end.STYLESHEETS[0]).exists():
        absent = "node_modules is not there; `make setup` installs it"
        pytest.fail(absent) if os.environ.get("CI") == "true" else pytest.skip(absent)
    settings.FRONT_END_DIR = tmp_path
    call_command("collect_front_end", verbosity=0)
    return tmp_path / front_end.FOLDER


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        (f"{FACE}a{{color:red}}", "a{color:red}"),
        ("p{font-family:GDS Transport,arial,sans-serif}", "p{font-family:arial,Helvetica,sans-serif}"),
        ('p{font-family:"GDS Transport",arial,sans-serif}', "p{font-family:arial,Helvetica,sans-serif}"),
        (
            "@font-face{font-family:Another;src:url(x.woff2)}",
            "@font-face{font-family:Another;src:url(images/x.woff2)}",
        ),
        (".moj-header__logotype-crown{top:0}a{color:red}", "a{color:red}"),
        (".footer__crown,.footer{top:0}", ".footer{top:0}"),
        (
            "@supports (x:y){.logo:before{color:red;mask-image:url(/a/govuk-crest.svg)}}b{top:0}",
            "@supports (x:y){}b{top:0}",
        ),
        (".tick{background:url(/assets/images/tick.svg)}", ".tick{background:url(images/tick.svg)}"),
        ("a{color:red}\n/*# sourceMappingURL=a.min.css.map */", "a{color:red}\n"),
    ],
)
def test_a_stylesheet_loses_what_is_reserved_and_keeps_the_rest(css: str, expected: str) -> None:
    assert front_end.prepared(css) == expected


def test_a_stylesheet_that_still_names_the_typeface_is_refused() -> None:
    with pytest.raises(CommandError, match="GDS Transport"):
        front_end.prepared("p{font-family:GDS Transport,serif}")


def test_a_script_loses_its_source_map() -> None:
    assert front_end.without_source_map("export{a};//# sourceMappingURL=a.min.js.map\n") == "export{a};\n"


def test_the_served_files_carry_no_crown_and_no_reserved_typeface(served: Path) -> None:
    files = [path for path in served.rglob("*") if path.is_file()]
    texts = {path.name: path.read_text(encoding="utf-8") for path in files if path.suffix in {".css", ".svg"}}
    assert {path.suffix for path in files} == {".css", ".js", ".svg"}
    assert not [path.name for path in files if front_end.EMBLEM.search(path.name)]
    assert not [name for name, text in texts.items() if front_end.EMBLEM.search(text)]
    assert not [name for name, text in texts.items() if "GDS Transport" in text or "@font-face" in text]


def test_every_address_in_a_served_stylesheet_leads_to_a_served_file(served: Path) -> None:
    addresses = {
        address
        for stylesheet in served.glob("*.css")
        for address in re.findall(r"url\(([^)]*)\)", stylesheet.read_text(encoding="utf-8"))
    }
    assert addresses
    assert not [address for address in addresses if not (served / address).is_file()]


def test_no_served_file_points_at_a_source_map(served: Path) -> None:
    assert not [path for path in served.glob("*.*") if "sourceMappingURL" in path.read_text(encoding="utf-8")]


def test_the_layout_rules_are_still_there(served: Path) -> None:
    css = (served / "govuk-frontend.min.css").read_text(encoding="utf-8")
    assert css.count("{") == css.count("}")
    for block in ("button", "error-summary", "footer", "service-navigation"):
        assert f".govuk-{block}{{" in css


def contents(folder: Path) -> dict[Path, bytes]:
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_second_run_leaves_the_same_files(served: Path) -> None:
    before = contents(served)
    call_command("collect_front_end", verbosity=0)
    assert contents(served) == before


def test_without_the_packages_the_command_says_what_to_run_and_leaves_the_old_files(
    served: Path, tmp_path: Path, settings: Any
) -> None:
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match="make setup"):
        call_command("collect_front_end", verbosity=0)
    assert (served / "htmx.min.js").is_file()


def test_the_settings_serve_the_folder() -> None:
    assert settings.FRONT_END_DIR in settings.STATICFILES_DIRS
