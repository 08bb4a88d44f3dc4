"""What is frozen as JSON so that it never changes: its one spelling, its hash, and its days read back."""

import datetime as dt
import hashlib
import json
import re
from contextlib import suppress
from typing import Any

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def sha256_of(content: dict[str, Any]) -> str:
    """Return the SHA-256 of frozen content in its one canonical spelling: keys in order, no spaces."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def with_days(content: Any) -> Any:
    """Return frozen content with its ISO dates as days, so that templates write them in words.

    What somebody typed that only looks like one, such as "2026-02-31", stays what they typed.
    """
    if isinstance(content, dict):
        return {key: with_days(value) for key, value in content.items()}
    if isinstance(content, list):
        return [with_days(value) for value in content]
    if isinstance(content, str) and DAY.fullmatch(content):
        with suppress(ValueError):
            return dt.date.fromisoformat(content)
    return content


def sha256_of_text(text: str) -> str:
    """Return the SHA-256 of a text as it is kept, in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()
