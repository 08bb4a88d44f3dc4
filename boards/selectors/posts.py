"""Answers which posts a board can give an action to."""

from django.db.models import Q, QuerySet

from accounts.models import Post
from boards.models import Board


def owning_posts(board: Board) -> QuerySet[Post]:
    """Return the posts of the council and of every organisation that ever had a seat on the board."""
    seated = board.memberships.filter(organisation__isnull=False).values("organisation")
    posts_seated = board.memberships.filter(post__isnull=False).values("post__organisation")
    return (
        Post.objects.filter(
            Q(organisation=board.notice.council_id)
            | Q(organisation__in=seated)
            | Q(organisation__in=posts_seated)
        )
        .select_related("organisation")
        .order_by("organisation__kind", "title")
    )
