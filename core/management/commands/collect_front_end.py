"""Copies the prebuilt front-end files out of node_modules, less the typeface and crown that are not ours."""

import re
import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

GOVUK = Path("govuk-frontend/dist/govuk")
MOJ = Path("@ministryofjustice/frontend/moj")
STYLESHEETS = (GOVUK / "govuk-frontend.min.css", MOJ / "moj-frontend.min.css")
SCRIPTS = (GOVUK / "govuk-frontend.min.js", MOJ / "moj-frontend.min.js", Path("htmx.org/dist/htmx.min.js"))
IMAGES = MOJ / "assets/images"
# The folder under the static root: {% static "vendor/govuk-frontend.min.css" %}.
FOLDER = "vendor"

# GDS Transport is licensed for services on the gov.uk domain alone, and the crown is the Crown's.
TYPEFACE = "GDS Transport"
EMBLEM = re.compile(r"crown|crest", re.IGNORECASE)
OUR_TYPEFACE = "arial,Helvetica,sans-serif"

# With the notice in front of it, which speaks of the typeface alone.
_FONT_FACE = re.compile(r"(?:/\*[^*]*\*/)?\s*@font-face\s*\{[^{}]*\}")
_RULE = re.compile(r"(?P<selectors>[^{};]+)\{(?P<declarations>[^{}]*)\}")
_ADDRESS = re.compile(r"url\((?P<address>[^)]*)\)")
_SOURCE_MAP = re.compile(r"(?:/\*#\s*sourceMappingURL=[^*]*\*/|//#\s*sourceMappingURL=\S*)")


def without_source_map(text: str) -> str:
    """Drop the pointer to a source map: it is not served, and hashed storage fails for what is absent."""
    return _SOURCE_MAP.sub("", text)


def without_typeface(css: str) -> str:
    """Drop the faces of the reserved typeface and name the substitute wherever it was asked for."""
    css = _FONT_FACE.sub(lambda face: "" if TYPEFACE in face[0] else face[0], css)
    return re.sub(rf"[\"']?{TYPEFACE}[\"']?,\s*arial,\s*sans-serif", OUR_TYPEFACE, css)


def _without_emblem_in_rule(rule: re.Match[str]) -> str:
    # A rule that draws the emblem goes whole: what stays of a mask without its image is a filled block.
    if EMBLEM.search(rule["declarations"]):
        return ""
    selectors = [each for each in rule["selectors"].split(",") if not EMBLEM.search(each)]
    return f"{','.join(selectors)}{{{rule['declarations']}}}" if selectors else ""


def without_emblems(css: str) -> str:
    """Drop every rule that draws the crown or the crest and every selector named after one."""
    return _RULE.sub(lambda rule: _without_emblem_in_rule(rule) if EMBLEM.search(rule[0]) else rule[0], css)


def with_images_beside(css: str) -> str:
    """Point at `images/` beside the stylesheet, wherever the static files are served from."""
    return _ADDRESS.sub(lambda address: f"url(images/{Path(address['address']).name})", css)


def prepared(css: str) -> str:
    """Return a stylesheet as we may serve it; raises CommandError when something reserved is left in it."""
    css = with_images_beside(without_emblems(without_typeface(without_source_map(css))))
    left = TYPEFACE if TYPEFACE in css else EMBLEM.search(css)
    if left:
        raise CommandError(
            f"The stylesheet still names {left}: its wording changed, and this command must follow."
        )
    return css


def image_names(css: str) -> list[str]:
    """Name the images that a prepared stylesheet asks for."""
    return sorted({Path(address).name for address in _ADDRESS.findall(css)})


class Command(BaseCommand):
    """Writes FRONT_END_DIR/vendor whole or not at all."""

    help = "Copy the front-end files out of node_modules, without the reserved typeface and crown."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        source, target = settings.BASE_DIR / "node_modules", settings.FRONT_END_DIR / FOLDER
        unfinished = target.with_name(f".{FOLDER}-unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        (unfinished / "images").mkdir(parents=True)
        try:
            self._write(source, unfinished)
        except FileNotFoundError as error:
            raise CommandError(
                f"{error.filename} is not there: run `make setup`, which installs it."
            ) from error
        shutil.rmtree(target, ignore_errors=True)
        unfinished.rename(target)
        if options["verbosity"]:
            self.stdout.write(f"Front-end files are in {target}")

    def _write(self, source: Path, target: Path) -> None:
        for stylesheet in STYLESHEETS:
            css = prepared((source / stylesheet).read_text(encoding="utf-8"))
            (target / stylesheet.name).write_text(css, encoding="utf-8")
            for name in image_names(css):
                shutil.copyfile(source / IMAGES / name, target / "images" / name)
        for script in SCRIPTS:
            text = without_source_map((source / script).read_text(encoding="utf-8"))
            (target / script.name).write_text(text, encoding="utf-8")
