"""The home page of a person in one council: what they owe and what waits for them, from every section."""

from config.home.owed import Owed, State
from config.home.page import HomePage, home_of

__all__ = ["HomePage", "Owed", "State", "home_of"]
