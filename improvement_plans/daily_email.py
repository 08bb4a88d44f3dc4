"""Writes the one e-mail of a day to a person from what its parts have to say."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from improvement_plans.council_day import CouncilDay
from improvement_plans.daily_parts import Said, registered
from improvement_plans.models import DailyMessage


def said_in(message: DailyMessage, on: CouncilDay) -> list[Said]:
    """Return what the parts of a message still have to say; nothing when all of it was answered meanwhile."""
    said = (part.said_in(message, on) for part in registered())
    return [each for each in said if each is not None]


def letter_of(message: DailyMessage, said: Sequence[Said]) -> EmailMultiAlternatives:
    """Return the e-mail. Its Message-ID follows from the message, so that a second copy can be told for one."""
    # One line, whatever stands in a name: a header must not be added by one.
    subject = " ".join(f"{message.council}: {'; '.join(each.subject for each in said)}".split())
    context = {
        "message": message,
        "council": message.council,
        "texts": [each.text for each in said],
        "parts": [each.html for each in said],
    }
    letter = EmailMultiAlternatives(
        subject,
        render_to_string(_template("daily.txt"), context),
        to=[message.person.email],
        headers={"Message-ID": f"<daily-{message.pk}-{message.day:%Y%m%d}@{_host()}>"},
    )
    letter.attach_alternative(render_to_string(_template("daily.html"), context), "text/html")
    return letter


def _template(name: str) -> str:
    return f"improvement_plans/cycle/email/{name}"


def _host() -> str:
    return str(settings.SITE_URL).partition("://")[2].partition("/")[0].partition(":")[0]
