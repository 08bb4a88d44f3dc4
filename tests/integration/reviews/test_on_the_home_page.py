"""What a post must get ready for a review, or give to the reviewers, stands on its holder's home page."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Organisation, User
from tests.factories import NoticeFactory, PostFactory, PostHoldingFactory
from tests.factories_reviews import InformationRequestFactory, PreparationFactory, ReviewFactory

pytestmark = pytest.mark.django_db
ClientFor = Callable[[User | None], Client]


def test_it_is_owed_by_the_holder_of_the_post_and_by_nobody_else(
    council: Organisation, owner: User, analyst: User, client_for: ClientFor
) -> None:
    review = ReviewFactory(notice=NoticeFactory(council=council), planned_on=dt.date(2026, 12, 17))
    post = PostHoldingFactory(post=PostFactory(organisation=council), person=owner).post
    late = {"due_on": dt.date(2026, 11, 20), "owner_post": post}
    PreparationFactory(review=review, what="Choose the files", **late)
    InformationRequestFactory(
        review=review, what="Figures of the month", due_on=dt.date(2026, 12, 20), owner_post=post
    )
    page = client_for(owner).get("/councils/fernshire/").content.decode()
    for words in (
        "Choose the files", "Review, preparation, due 20 November 2026", "Overdue by 2 days", "Figures of the month",
        f"/councils/fernshire/reviews/{review.pk}/information/",
    ):  # fmt: skip
        assert words in page, words
    assert "Choose the files" not in client_for(analyst).get("/councils/fernshire/").content.decode()
    overdue = client_for(owner).get("/councils/fernshire/?show=overdue").content.decode()
    assert "Choose the files" in overdue
    assert "Figures of the month" not in overdue
