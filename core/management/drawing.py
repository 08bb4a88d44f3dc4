"""What the commands share that draw a page of `docs/` from the table which the code follows."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand


class DrawsPage(BaseCommand):
    """Writes `docs/<page_name>`, the text of which `as_page` returns."""

    page_name: ClassVar[str]
    as_page: ClassVar[Callable[[], str]]

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.BASE_DIR / "docs" / self.page_name
        page.write_text(type(self).as_page(), encoding="utf-8")
        self.stdout.write(f"Wrote {page.relative_to(settings.BASE_DIR)}.")
