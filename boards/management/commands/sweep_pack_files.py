"""Removes files of packs that no pack names, as the schedule does every night."""

from core.management.scheduled import DoesScheduledWork


class Command(DoesScheduledWork):
    help = "Remove files that a worker left which was stopped while it made a pack."
    work = "sweep-pack-files"
