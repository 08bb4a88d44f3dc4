"""A month's digest on its way to the board: its states, what is frozen of it, and how that is shown and copied."""
