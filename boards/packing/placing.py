"""Where a paper's page stands on the A4 page of the pack: below the running head, above the foot, never enlarged.

Lengths are points of 1/72 inch, as in a PDF. A matrix (a, b, c, d, e, f) takes x, y to a·x + c·y + e, b·x + d·y + f.
"""

from dataclasses import dataclass

SHORT, LONG = 595.276, 841.89
HEAD, FOOT, SIDE = 56.7, 39.7, 14.2
"""What stays free of a paper's content: 20 mm above, 14 mm below, 5 mm on either side."""

Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle, its corners in order whatever order a file gives them in."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def of(cls, corners: list[float]) -> "Box":
        """Return the box between two corners; raises ValueError for one that has no area."""
        x0, y0, x1, y1 = corners
        box = cls(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if not (box.width > 0 and box.height > 0):
            raise ValueError("A page has no area")
        return box

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def within(self, other: "Box") -> "Box":
        """Return what of it lies within `other`; all of `other` where the two do not meet."""
        corners = (
            max(self.left, other.left), max(self.bottom, other.bottom),
            min(self.right, other.right), min(self.top, other.top),
        )  # fmt: skip
        return Box(*corners) if corners[0] < corners[2] and corners[1] < corners[3] else other


@dataclass(frozen=True)
class Placement:
    """The A4 page that a paper's page is put on, and the matrix that puts it there."""

    width: float
    height: float
    matrix: Matrix

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the paper's page lies on the page of the pack."""
        a, b, c, d, e, f = self.matrix
        return a * x + c * y + e, b * x + d * y + f

    def box(self, box: Box) -> Box:
        """Return what a rectangle of the paper's page covers on the page of the pack."""
        return Box.of([*self.point(box.left, box.bottom), *self.point(box.right, box.top)])


def placed(box: Box, *, rotated: int = 0, unit: float = 1.0) -> Placement:
    """Return where the page with the visible `box` stands, turned clockwise by `rotated` degrees, as it is read.

    A page that is read wider than high stands on A4 in landscape. `unit` is the file's own unit in points.
    """
    turns = (rotated // 90) % 4
    width, height = (box.height, box.width) if turns % 2 else (box.width, box.height)
    page_width, page_height = (LONG, SHORT) if width > height else (SHORT, LONG)
    room_width, room_height = page_width - 2 * SIDE, page_height - HEAD - FOOT
    scale = min(unit, room_width / width, room_height / height)
    left = (page_width - width * scale) / 2
    bottom = FOOT + (room_height - height * scale) / 2
    return Placement(page_width, page_height, _matrix(box, turns, scale, left, bottom))


def _matrix(box: Box, turns: int, scale: float, left: float, bottom: float) -> Matrix:
    """Return the matrix that turns the box by quarters, scales it, and puts its lower left corner at left, bottom."""
    a, b, c, d = ((1, 0, 0, 1), (0, -1, 1, 0), (-1, 0, 0, -1), (0, 1, -1, 0))[turns]
    corners = [(a * x + c * y, b * x + d * y) for x in (box.left, box.right) for y in (box.bottom, box.top)]
    least_x, least_y = min(x for x, _ in corners), min(y for _, y in corners)
    return (
        a * scale, b * scale, c * scale, d * scale,
        left - least_x * scale, bottom - least_y * scale,
    )  # fmt: skip
