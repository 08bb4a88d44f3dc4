"""A whole installation for one test run: its own database, broker and files, and a real Celery worker."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from tests.waiting import wait_for

LONGEST_COMMAND = 300.0
"""Seconds after which a command that has not ended counts as stuck."""


class Installation:
    """Everything that runs with one set of environment variables."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.mail = folder / "mail"
        self.mail.mkdir(parents=True)
        self.complaints = folder / "stage.log"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        self.environment = kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(folder / "var"),
            "EMAIL_URL": f"filemail:///{self.mail}",
            "LOG_LEVEL": "WARNING",
            # What is signed leaves at once: nothing here waits for minutes.
            "RECALL_WINDOW_MINUTES": "0",
            **environment,
        }
        self.workers: list[subprocess.Popen[bytes]] = []
        self.stage: subprocess.Popen[str] | None = None

    def run(self, *arguments: str) -> str:
        """Run Python with `arguments` to its end and return what it printed; a failure fails the test."""
        done = subprocess.run(
            [sys.executable, *arguments], env=self.environment, cwd=settings.BASE_DIR,
            capture_output=True, text=True, timeout=LONGEST_COMMAND, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def play(self, scene: str, *arguments: str, of: str = "scenes") -> dict[str, Any]:
        """Play a scene of the module `of` on the stage of this installation and return what it found."""
        stage = self.stage = self.stage or self._set_up_stage()
        assert stage.stdin is not None
        assert stage.stdout is not None
        stage.stdin.write(json.dumps([of, scene, *arguments]) + "\n")
        stage.stdin.flush()
        answer: dict[str, Any] = json.loads(stage.stdout.readline() or '{"failed": "The stage is gone"}')
        assert "failed" not in answer, f"{answer['failed']}\n{self.complaints.read_text()[-3000:]}"
        found: dict[str, Any] = answer["found"]
        return found

    def _set_up_stage(self) -> subprocess.Popen[str]:
        with self.complaints.open("w") as complaints:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.services.stage"], env=self.environment, cwd=settings.BASE_DIR,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints, text=True,
            )  # fmt: skip

    def start_worker(self, **environment: str) -> int:
        """Start a worker, with more in its environment, and return its process group once it is ready."""
        log = self.folder / f"worker-{len(self.workers)}.log"
        with log.open("wb") as output:
            worker = subprocess.Popen(
                [
                    sys.executable, "-m", "celery", "--app", "config", "worker", "--loglevel", "INFO",
                    "--concurrency", "1", "--without-gossip", "--without-mingle", "--without-heartbeat",
                ],
                env={**self.environment, **environment}, cwd=settings.BASE_DIR, stdout=output, stderr=output,
                start_new_session=True,
            )  # fmt: skip
        self.workers.append(worker)

        def ready() -> bool:
            assert worker.poll() is None, log.read_text()[-3000:]
            return " ready." in log.read_text()

        wait_for(ready, "the worker")
        return worker.pid

    def stop_workers(self) -> None:
        """End every worker of this installation, with its children."""
        for worker in self.workers:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()
        self.workers.clear()

    def end(self) -> None:
        """End everything of this installation that runs."""
        self.stop_workers()
        if self.stage is not None:
            # The stage ends with its standard input.
            self.stage.communicate()
            self.stage = None

    def letters(self) -> list[str]:
        """Return the e-mails that were sent."""
        return [each.read_text(encoding="utf-8") for each in sorted(self.mail.iterdir())]
