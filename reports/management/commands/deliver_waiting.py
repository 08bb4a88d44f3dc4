"""Sends what a lost task or a mail server left unsent, as the schedule does every ten minutes."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Send reports, invitations, packs and news of breaches that wait to be sent."
    work = "deliver-waiting"
