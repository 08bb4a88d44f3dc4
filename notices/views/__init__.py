"""The pages of a notice's register: where it stands, what falls due, and what people record."""
