"""The one error that reading a notice raises: what is wrong, and on which line or page."""


class ExtractionError(ValueError):
    """A text that cannot be read as a notice.

    `message` names the trouble and the way out and is fit to be shown to a person; `line` and `page` are
    1-based and None where the trouble has no one place.
    """

    def __init__(self, message: str, *, line: int | None = None, page: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.page = page
