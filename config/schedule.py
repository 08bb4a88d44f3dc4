"""The schedule: when each piece of scheduled work is done, in the one table that beat and operations are made of.

It imports no application: the work itself is registered by each in its module `schedule`, under the same key.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One piece of scheduled work. `minute` and `hour` are as in a crontab, London time; `when` says it in words."""

    key: str
    title: str
    explains: str
    when: str
    minute: str
    hour: str = "*"

    @property
    def command(self) -> str:
        """The management command that does the same."""
        return self.key.replace("-", "_")


SCHEDULE: tuple[Entry, ...] = (
    Entry(
        "tell-breaches",
        "Tell of breaches",
        "Finds what is overdue or was missed, and tells the improvement team and the chair at once, of each only once.",
        "Every 10 minutes from 6 am to 9 pm",
        "*/10",
        "6-20",
    ),
    Entry(
        "send-reminders",
        "Send the message of the day",
        "One message to each person with all that is asked of them: updates, figures, duties, signatures, meetings.",
        "Every half hour from 7 am to 6 pm on working days",
        "15,45",
        "7-17",
    ),
    Entry(
        "open-update-cycles",
        "Ask for the month’s updates",
        "Asks the owners of every action for their update, on the day that the council chose.",
        "Every half hour from 7 am to 6 pm",
        "5,35",
        "7-17",
    ),
    Entry(
        "open-month",
        "Open the month’s reports",
        "Once a month has ended, drafts the reports that are owed for it, all on one cut of the figures.",
        "Every hour from 6 am to 6 pm",
        "20",
        "6-17",
    ),
    Entry(
        "prepare-meetings",
        "Prepare the meetings to come",
        "Puts together the agenda of each meeting of the next three weeks that has none yet.",
        "Every hour from 6 am to 6 pm",
        "25",
        "6-17",
    ),
    Entry(
        "issue-due-reports",
        "Issue signed reports",
        "Issues each signed report whose time for recall is over, and goes on where a worker was stopped.",
        "Every 5 minutes",
        "*/5",
    ),
    Entry(
        "deliver-waiting",
        "Send what waits to be sent",
        "Sends reports, invitations, packs and news of breaches that a lost task or a mail server left unsent.",
        "Every 10 minutes",
        "*/10",
    ),
    Entry(
        "fail-abandoned-jobs",
        "Call abandoned work failed",
        "Calls failed every background job and run whose worker was stopped, so that it can be started again.",
        "Every 5 minutes",
        "*/5",
    ),
    Entry(
        "sweep-annex-a",
        "Remove Annex A workbooks",
        "Removes uploaded workbooks of child-level rows that no worker took within an hour.",
        "Every 10 minutes",
        "*/10",
    ),
    Entry(
        "sweep-evidence-files",
        "Remove files that nothing names",
        "Removes what uploads that came to nothing left behind, a day later.",
        "Every night at 3.40 am",
        "40",
        "3",
    ),
    Entry(
        "sweep-pack-files",
        "Remove files of packs that nothing names",
        "Removes what a worker left that was stopped while it made a pack.",
        "Every night at 3.50 am",
        "50",
        "3",
    ),
    Entry(
        "forget-old-runs",
        "Tidy the record of runs",
        "Removes records of runs that found nothing to do after two days, and all others after 400.",
        "Every night at 4 am",
        "0",
        "4",
    ),
)

BY_KEY = {entry.key: entry for entry in SCHEDULE}
