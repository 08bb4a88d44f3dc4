"""On which page of a pack each paper begins, and what the head and the foot of every page say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boards.packing.plan import PackPlan


@dataclass(frozen=True)
class Layout:
    """The pages of one copy: `begins` gives the page (1 is the cover) on which each bound paper begins, by its key."""

    front: int
    begins: Mapping[int, int]
    pages: int
    prefix: str

    def words(self, page: int) -> str:
        """Return the number of a page as it is printed."""
        return f"{self.prefix}{page}"

    def foot(self, page: int) -> str:
        return f"Page {self.words(page)} of {self.words(self.pages)}"


@dataclass(frozen=True)
class Sheet:
    """One page of a copy as the running head and foot tell it; a page of the front has no paper."""

    page: int
    foot: str
    label: str = ""
    title: str = ""
    is_confidential: bool = False


def laid_out(plan: PackPlan, *, front: int, pages_of: Mapping[int, int]) -> Layout:
    """Return the pages of a copy whose front (cover, contents, agenda) takes `front` pages; papers follow in order."""
    begins, page = {}, front + 1
    for paper in plan.bound:
        begins[paper.key] = page
        page += pages_of[paper.key]
    return Layout(front=front, begins=begins, pages=page - 1, prefix=plan.page_prefix)


def sheets(plan: PackPlan, layout: Layout, *, pages_of: Mapping[int, int]) -> Iterator[Sheet]:
    """Yield every page of a copy in order."""
    for page in range(1, layout.front + 1):
        yield Sheet(page, layout.foot(page))
    for paper in plan.bound:
        for page in range(layout.begins[paper.key], layout.begins[paper.key] + pages_of[paper.key]):
            yield Sheet(page, layout.foot(page), paper.label, paper.title, paper.is_confidential)
