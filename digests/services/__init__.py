"""What people do to the digest: one keyword-only, audited function for each deed."""

from digests.services.figures import give_figure
from digests.services.movers import change_movers
from digests.services.readings import Given

__all__ = ["Given", "change_movers", "give_figure"]
