"""Two independent checkers and qpdf have nothing to say against the PDF of any kind, nor against the digest's own.

`make check-pdf` installs the checkers beside the application and runs this; where they are not, it is skipped.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from accounts.models import Organisation, User
from digests.publication import rendering as digest_rendering
from reports.kinds import KINDS
from reports.rendering import document_for, html_of
from tests.conftest import TODAY
from tests.factories_cuts import a_draft, a_full_case, two_cuts
from tests.factories_publication import published

ACCEPTED = {
    # "Header cells are shredded": a guess by counting. A table with one row and a heading for its row has more header
    # cells than others, and is none the worse for it.
    "TBL-010": ("",),
    # Tagged content painted out of its order: the marks of a list are painted after its words. Readers follow the
    # tree, which has them in their order.
    "ORD-001": ("",),
    # "Prose marked as artifact": a running head of so many words that it is taken for a sentence.
    "TAG-002": ("Performance digest, version", "Copy for scrutiny, version"),
}
"""What outloud guesses at and is right as it is, by its rule and how its evidence may begin."""

FOLDERS = [os.environ.get("PDF_CHECKERS", ""), str(Path(sys.executable).parent), os.environ.get("PATH", "")]


def found(program: str) -> str:
    """Return where a checker is, or skip."""
    where = shutil.which(program, path=os.pathsep.join(filter(None, FOLDERS)))
    if where is None:
        pytest.skip(f"{program} is not installed: run make check-pdf")
    return where


def said_by(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def documents(
    council: Organisation, improver: User, analyst: User, tmp_path: Path
) -> Callable[[], list[Path]]:
    """Make the PDF of every kind, and of the digest for the board and for scrutiny, when it is asked for."""

    def made() -> list[Path]:
        case = a_full_case(council)
        digest = published(council, analyst, TODAY)
        _, cut = two_cuts(case, improver, TODAY)
        paths = []
        for kind in KINDS:
            report = a_draft(case, kind.key, improver, cut)
            paths.append(_written(tmp_path / f"{kind.key}.pdf", document_for(report, html_of(report))))
        for name, for_scrutiny in (("published", False), ("published-scrutiny", True)):
            paths.append(
                _written(tmp_path / f"{name}.pdf", digest_rendering.pdf_of(digest, for_scrutiny=for_scrutiny))
            )
        return paths

    return made


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_no_checker_finds_anything(documents: Callable[[], list[Path]], tmp_path: Path) -> None:
    pdfua, outloud, qpdf = (found(program) for program in ("pdfua", "outloud", "qpdf"))
    complaints = {}
    for path in documents():
        code, words = said_by(pdfua, "check", "--", str(path))
        against = [] if code == 0 and "errors=0 warnings=0" in words else [words]
        code, words = said_by(qpdf, "--check", str(path))
        against += [] if code == 0 else [words]
        against += _by_outloud(outloud, path, tmp_path / "outloud.json")
        if against:
            complaints[path.name] = against
    assert complaints == {}


def _by_outloud(outloud: str, path: Path, answer: Path) -> list[str]:
    said_by(outloud, "--quiet", "--json", str(answer), str(path))
    (result,) = json.loads(answer.read_text(encoding="utf-8"))["results"]
    return [
        f"{each['rule']} {each['message']}"
        for each in result["findings"]
        if each["severity"] != "info" and not _is_accepted(each)
    ]


def _is_accepted(finding: dict[str, Any]) -> bool:
    begins = ACCEPTED.get(finding["rule"])
    return begins is not None and str(finding.get("evidence") or "").startswith(begins)
