"""Plays the scenes of an installation, each in a process of its own, forked from one that has loaded the application.

Reads one line of JSON for each scene from standard input, `["scenes_packs", "journey", "fernshire"]`, and answers with
one: `{"found": …}`, what the scene found, or `{"failed": …}`, the traceback. Loading the application takes longer than
most scenes; a fork shares nothing with its sisters all the same, and no connection is open here for it to share.
"""

import importlib
import json
import os
import signal
import sys
import traceback
from typing import Any

import django

LONGEST_SCENE = 300
"""Seconds after which a scene that has not ended counts as stuck and is ended."""


def main() -> None:
    """Answer until standard input ends."""
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(perform(*json.loads(line))) + "\n")
        sys.stdout.flush()


def perform(module: str, scene: str, *arguments: str) -> dict[str, Any]:
    """Play one scene in a child and wait for its end; a child that died without a word has failed."""
    play = importlib.import_module(f"tests.services.{module}").SCENES[scene]
    answers, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(answers)
        # Standard output carries the answers: what a scene prints goes with its complaints.
        os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
        signal.alarm(LONGEST_SCENE)
        with os.fdopen(said, "w", encoding="utf-8") as answer:
            answer.write(json.dumps(_answer(play, arguments)))
        os._exit(0)
    os.close(said)
    with os.fdopen(answers, encoding="utf-8") as answer:
        heard = answer.read()
    _, status = os.waitpid(child, 0)
    if not heard:
        return {"failed": f"{module} {scene} ended without a word (wait status {status})"}
    told: dict[str, Any] = json.loads(heard)
    return told


def _answer(play: Any, arguments: tuple[str, ...]) -> dict[str, Any]:
    try:
        return {"found": play(*arguments)}
    except BaseException:
        return {"failed": traceback.format_exc()}


if __name__ == "__main__":
    main()
