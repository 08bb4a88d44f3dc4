"""The one error by which a service tells a person why it did not do what they asked."""


class Refusal(ValueError):
    """What was asked is refused, and nothing was changed.

    The message is for the person: what is wrong and what to do. `field` names the field of the form that it
    belongs to, if there is one; `link` is an (address, words) pair that leads to where it can be put right.
    """

    def __init__(
        self, message: str, *, field: str | None = None, link: tuple[str, str] | None = None
    ) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.link = link
