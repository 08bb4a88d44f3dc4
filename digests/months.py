"""Months as the digest counts them: each is named by its first day."""

import datetime as dt


def month_of(day: dt.date) -> dt.date:
    """Return the first day of the month in which `day` lies."""
    return day.replace(day=1)


def months_on(month: dt.date, n: int) -> dt.date:
    """Return the month `n` months after `month`, or before it for a negative `n`."""
    whole = month.year * 12 + month.month - 1 + n
    return dt.date(whole // 12, whole % 12 + 1, 1)


def months_up_to(month: dt.date, n: int) -> tuple[dt.date, ...]:
    """Return the `n` months that end with `month`, the earliest first."""
    return tuple(months_on(month, back - n + 1) for back in range(n))


def last_whole_month(today: dt.date) -> dt.date:
    """Return the month before the one in which `today` lies: the newest for which figures can be whole."""
    return months_on(month_of(today), -1)


def month_from_words(words: str) -> dt.date | None:
    """Return the month written as 2026-10, or None for anything else and for years outside 1900 to 2199."""
    year, _, month = words.partition("-")
    if not (year.isascii() and year.isdigit() and month.isascii() and month.isdigit()):
        return None
    if len(year) != 4 or len(month) != 2 or not (1900 <= int(year) <= 2199 and 1 <= int(month) <= 12):
        return None
    return dt.date(int(year), int(month), 1)
