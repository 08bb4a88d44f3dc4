"""What a published digest shows whoever reads it: the whole, or its copy for scrutiny.

Apart from `rendering`, so that a page which only reads does not load what makes PDFs.
"""

from typing import Any

from core.frozen import sha256_of
from digests.models import MonthlyDigest
from digests.publication.scrutiny import scrutiny_copy


def content_to_read(digest: MonthlyDigest, *, for_scrutiny: bool) -> dict[str, Any]:
    """Return what a published digest shows, or its copy for scrutiny; raises ValueError for one that is no such.

    The copy's `sha256` is that of the copy: the one of the whole would let somebody try hidden numbers out.
    """
    if digest.content is None:
        raise ValueError("Only a published digest has content.")
    content = scrutiny_copy(digest.content) if for_scrutiny else digest.content
    return {**content, "sha256": sha256_of(content) if for_scrutiny else digest.sha256}
