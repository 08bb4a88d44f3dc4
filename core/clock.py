"""The one place that reads the clock: everything else is told what day it is."""

import datetime as dt

from django.utils import timezone


def today() -> dt.date:
    """Return today's date in Europe/London, the calendar by which a notice runs."""
    return timezone.localdate()
