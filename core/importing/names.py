"""Looks up what a cell names (a post, an area, a budget line), and offers what comes close when nothing matches."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from core.importing.columns import plain

Key = int | str
MOST_OFFERED = 3


@dataclass(frozen=True)
class Named:
    """One thing that can be named: its key, its name for people, and what else it is called."""

    key: Key
    name: str
    also: tuple[str, ...] = ()


@dataclass
class Register:
    """Everything of one sort that a cell may name; `sort` is what a message calls one of them: "post"."""

    sort: str
    entries: Sequence[Named]
    none_yet: str = ""
    _by_words: dict[str, Named] = field(init=False)
    _offered: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._by_words = {}
        # Names first: what one entry is also called never hides the name of another.
        for entry in self.entries:
            self._by_words.setdefault(plain(entry.name), entry)
        for entry in self.entries:
            for words in entry.also:
                self._by_words.setdefault(plain(words), entry)

    def find(self, words: str) -> Named | None:
        """Return what the words name, whatever their capitals and punctuation, or None."""
        return self._by_words.get(plain(words))

    def name_of(self, key: Key) -> str:
        """Return the name of an entry for people."""
        return next((entry.name for entry in self.entries if entry.key == key), str(key))

    def close_to(self, words: str) -> list[str]:
        """Return the names that come closest to words which name nothing."""
        asked = plain(words)
        if asked not in self._offered:
            close = difflib.get_close_matches(asked, self._by_words, n=MOST_OFFERED, cutoff=0.6)
            self._offered[asked] = list(dict.fromkeys(self._by_words[each].name for each in close))
        return self._offered[asked]

    def trouble_with(self, words: str) -> str:
        """Return the message for words that name nothing."""
        said = f"There is no {self.sort} called “{words[:80]}”"
        close = [f"“{name}”" for name in self.close_to(words)]
        if close:
            return f"{said}. Did you mean {' or '.join(close)}?"
        if not self.entries and self.none_yet:
            return f"{said}. {self.none_yet}"
        if 0 < len(self.entries) <= 10:
            return f"{said}. There are: {'; '.join(entry.name for entry in self.entries)}"
        return f"{said}. Enter it as it stands in the register, or add it there first"

    def split(self, words: str) -> list[str]:
        """Return the names that a cell lists: one, or several with ; or a line break between them, or commas.

        A comma parts names only where what stands between commas can be found: titles of posts hold commas too.
        """
        pieces: list[str] = []
        for piece in _parts(words, r"[;\n\r]+"):
            by_comma = _parts(piece, r",")
            if self.find(piece) is None and len(by_comma) > 1 and any(self.find(each) for each in by_comma):
                pieces.extend(by_comma)
            else:
                pieces.append(piece)
        return pieces


def _parts(words: str, between: str) -> list[str]:
    return [part.strip() for part in re.split(between, words) if part.strip()]


def choices(sort: str, pairs: Iterable[tuple[str, str]]) -> Register:
    """Return the register of a fixed list of choices, each by its value and its words."""
    return Register(sort, [Named(value, words, (value.replace("_", " "),)) for value, words in pairs])
