"""The kinds of report: who writes each, of what parts it is made, who signs it, to whom it goes, what it discharges.

The one table from which pages, forms, permissions, PDFs and the schedule take what differs between kinds.
"""

from dataclasses import dataclass
from enum import StrEnum


class Period(StrEnum):
    """What a report is for. A quarter is named by its last month, whose cut it draws on."""

    MONTH = "month"
    QUARTER = "quarter"
    OCCASION = "occasion"


class Author(StrEnum):
    """Whose words a report is: separate authorship, none can edit another's."""

    COUNCIL = "council"
    CHAIR = "chair"
    ADVISER = "adviser"


@dataclass(frozen=True)
class SectionKind:
    """One section that somebody writes. `clause_words` says what it is there for, in the field's words."""

    key: str
    title: str
    hint: str
    is_required: bool = True


@dataclass(frozen=True)
class ReportKind:
    """One kind of report. `parts` are what the document is made of, in its order; a section stands there by its key.

    `addressed_to` is whom its cover names. `recipient` is the value of the `notices.models.Party` to whom it is owed;
    `sent_to` the values of the roles (`accounts.models.Role`) whose holders get it. `hides_small_numbers`: it leaves
    the council's own people and those who are entitled to the figures, so counts of 1 to 4 are suppressed in it.
    """

    key: str
    title: str
    prefix: str
    period: Period
    author: Author
    sections: tuple[SectionKind, ...]
    parts: tuple[str, ...]
    sent_to: tuple[str, ...]
    addressed_to: str
    recipient: str = ""
    duty_holder: str = "council"
    hides_small_numbers: bool = False
    purpose: str = ""

    @property
    def section_keys(self) -> tuple[str, ...]:
        return tuple(each.key for each in self.sections)

    def section(self, key: str) -> SectionKind:
        """Return one of its sections; raises KeyError for one that it does not have."""
        found = {each.key: each for each in self.sections}
        return found[key]


_ANALYSIS = SectionKind(
    "analysis",
    "Analysis",
    "What the figures and the plan mean together: what improved, what did not, and why.",
)
_RECOMMENDATIONS = SectionKind(
    "recommendations", "Recommendations for action", "What should be done now, by whom and by when."
)

KINDS: tuple[ReportKind, ...] = (
    ReportKind(
        key="adviser_monthly",
        title="Monthly report to the adviser",
        prefix="AR",
        period=Period.MONTH,
        author=Author.COUNCIL,
        sections=(_ANALYSIS, _RECOMMENDATIONS),
        parts=(
            "glance", "changes", "analysis", "recommendations", "slow", "position", "plan", "voices",
            "board", "trends", "indicators", "risks", "ahead", "sources", "figures",
        ),
        sent_to=("adviser",),
        addressed_to="The adviser appointed under the notice",
        recipient="adviser",
        purpose="Progress against the objectives of the improvement plan, with analysis, recommendations and trends.",
    ),
    ReportKind(
        key="state_progress",
        title="Progress report to the Secretary of State",
        prefix="SP",
        period=Period.MONTH,
        author=Author.CHAIR,
        sections=(
            SectionKind(
                "summary", "The chair's summary", "Where the recovery stands, in the chair's own words."
            ),
            SectionKind(
                "areas", "Progress in the areas", "What has changed for children in each area of the notice."
            ),
            SectionKind("next", "What comes next", "What the board will do until the next report."),
        ),
        parts=(
            "glance", "summary", "areas_of_notice", "areas", "changes", "slow", "position", "trends",
            "voices", "board", "reviews", "risks", "next", "sources", "figures",
        ),
        sent_to=("department",),
        addressed_to="The Secretary of State",
        recipient="Secretary of State",
        duty_holder="board chair",
        purpose="The board chair's written report of progress against the areas of the notice.",
    ),
    ReportKind(
        key="adviser_concern",
        title="Adviser's report to the Department",
        prefix="AC",
        period=Period.OCCASION,
        author=Author.ADVISER,
        sections=(
            SectionKind(
                "progress", "Progress", "What you have seen improve, and what shows it.", is_required=False
            ),
            SectionKind(
                "concern",
                "Concern",
                "What worries you, and what the Department should know.",
                is_required=False,
            ),
            SectionKind("advice", "Advice", "What you recommend to the Department."),
        ),
        parts=(
            "progress", "concern", "advice", "position", "sources",
        ),
        sent_to=("department",),
        addressed_to="The Department for Education",
        recipient="Department",
        duty_holder="adviser",
        purpose="The adviser's own words on progress or concern.",
    ),
    ReportKind(
        key="digest",
        title="Monthly performance digest",
        prefix="PD",
        period=Period.MONTH,
        author=Author.COUNCIL,
        sections=(
            SectionKind(
                "commentary", "Commentary", "What the board should look at first.", is_required=False
            ),
        ),
        parts=(
            "commentary", "movers", "trends", "indicators", "sources", "figures",
        ),
        sent_to=("chair", "board_member", "adviser"),
        addressed_to="The Improvement Board and the adviser",
        purpose="The month's indicators: what is signal, what is noise, what is missing.",
    ),
    ReportKind(
        key="scrutiny_update",
        title="Monthly update for scrutiny",
        prefix="SU",
        period=Period.MONTH,
        author=Author.COUNCIL,
        sections=(
            SectionKind("summary", "Summary", "The month in plain words, for members who read one page."),
        ),
        parts=(
            "summary", "glance", "changes", "position", "slow", "trends", "ahead", "sources", "figures",
        ),
        sent_to=("board_member",),
        addressed_to="Members who scrutinise the recovery",
        hides_small_numbers=True,
        purpose="What members need for their questions; small numbers are hidden.",
    ),
    ReportKind(
        key="cabinet_quarterly",
        title="Quarterly report to cabinet",
        prefix="CQ",
        period=Period.QUARTER,
        author=Author.COUNCIL,
        sections=(
            SectionKind(
                "summary",
                "Summary",
                "The quarter in plain words: what changed, what it cost, what is at risk.",
            ),
            SectionKind(
                "decisions",
                "Decisions asked of cabinet",
                "What cabinet is asked to decide.",
                is_required=False,
            ),
        ),
        parts=(
            "summary", "decisions", "glance", "changes", "areas_of_notice", "money", "position", "slow",
            "trends", "risks", "ahead", "sources", "figures",
        ),
        sent_to=("board_member", "chair"),
        addressed_to="The council's cabinet",
        hides_small_numbers=True,
        purpose="The quarter's progress, money and risks for the council's cabinet.",
    ),
    ReportKind(
        key="self_assessment",
        title="Self-assessment",
        prefix="SA",
        period=Period.OCCASION,
        author=Author.COUNCIL,
        sections=(
            SectionKind(
                "progress", "Progress against the objectives", "What has been achieved, and what shows it."
            ),
            SectionKind(
                "workforce", "Staff survey and supervision", "What staff say, and how good supervision is."
            ),
            SectionKind("not_yet", "What is not good enough yet", "What the council knows to be weak."),
        ),
        parts=(
            "progress", "areas_of_notice", "workforce", "not_yet", "slow", "trends", "voices",
            "sources", "figures",
        ),
        sent_to=("adviser",),
        addressed_to="The reviewers and the adviser",
        recipient="adviser",
        purpose="The council's own assessment of improvement, made before a review.",
    ),
    ReportKind(
        key="compliance",
        title="Compliance statement",
        prefix="CS",
        period=Period.OCCASION,
        author=Author.COUNCIL,
        sections=(
            SectionKind(
                "statement", "Statement", "What the council states, and what it does about what was late."
            ),
        ),
        parts=(
            "statement", "position", "compliance", "sources",
        ),
        sent_to=("adviser", "department"),
        addressed_to="The adviser and the Department for Education",
        purpose="Clause by clause: what was done, the evidence for it, and every date met late or missed.",
    ),
    ReportKind(
        key="lifting",
        title="Case for lifting the notice",
        prefix="LC",
        period=Period.OCCASION,
        author=Author.COUNCIL,
        sections=(
            SectionKind("case", "The case", "Why the notice should be lifted."),
            SectionKind(
                "sustained", "How it will be sustained", "What keeps the improvement once the notice is gone."
            ),
        ),
        parts=(
            "case", "position", "compliance", "areas_of_notice", "trends", "reviews", "board", "voices",
            "sustained", "risks", "sources", "figures",
        ),
        sent_to=("department", "adviser"),
        addressed_to="The Department for Education and the adviser",
        purpose="Clause by clause, that what the notice required was done and lasts.",
    ),
    ReportKind(
        key="escalation",
        title="Escalation record",
        prefix="ER",
        period=Period.OCCASION,
        author=Author.COUNCIL,
        sections=(SectionKind("account", "Account", "What was escalated, to whom, and what came of it."),),
        parts=(
            "account", "escalations", "position", "sources",
        ),
        sent_to=("chair", "department"),
        addressed_to="The board chair and the Department for Education",
        purpose="What was escalated, when, to whom, and what came of it.",
    ),
)  # fmt: skip

BY_KEY = {kind.key: kind for kind in KINDS}
CHOICES = [(kind.key, kind.title) for kind in KINDS]


def kind_of(key: str) -> ReportKind:
    """Return a kind by its key; raises KeyError for none."""
    return BY_KEY[key]
