"""The frozen minutes without what is confidential: the same places, and nothing that was said in them."""

from typing import Any

HIDDEN_TITLE = "Confidential item"


def without_confidential(content: dict[str, Any]) -> dict[str, Any]:
    """Return frozen minutes in which a confidential item keeps its number and its time, and nothing else."""
    return {**content, "items": [_open(each) for each in content["items"]]}


def has_confidential(content: dict[str, Any]) -> bool:
    """Whether anything in frozen minutes is confidential: an item, or a paper of an open one."""
    return any(
        each["is_confidential"] or any(paper["is_confidential"] for paper in each["papers"])
        for each in content["items"]
    )


def _open(item: dict[str, Any]) -> dict[str, Any]:
    if not item["is_confidential"]:
        return {**item, "papers": [each for each in item["papers"] if not each["is_confidential"]]}
    return {
        "number": item["number"],
        "starts_at": item["starts_at"],
        "title": HIDDEN_TITLE,
        "is_confidential": True,
        "papers": [],
    }
