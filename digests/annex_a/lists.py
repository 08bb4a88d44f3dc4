"""The eleven lists of the August 2019 template as data: their headings, what each column holds, which days follow."""

from dataclasses import dataclass
from enum import Enum

from digests.annex_a import codes
from digests.annex_a.codes import CodeSet


class Reads(Enum):
    """What a column holds."""

    NAME = "identifier"
    CODE = "code"
    DAY = "day"
    COUNT = "count"
    AGE = "age"
    WORDS = "words"


@dataclass(frozen=True)
class Column:
    """A column of a list: `heading` as the template has it, `also` for other headings seen in the wild.

    `needed` columns may not be blank in a row; `least` is the smallest possible count.
    """

    key: str
    heading: str
    reads: Reads = Reads.WORDS
    codes: CodeSet | None = None
    also: tuple[str, ...] = ()
    needed: bool = False
    least: int = 0


@dataclass(frozen=True)
class ChildList:
    """One list: `follows` pairs a day with a later one, `in_care_only` says that no day can precede the birth."""

    number: int
    title: str
    columns: tuple[Column, ...]
    follows: tuple[tuple[str, str], ...] = ()
    one_row_per: str = ""
    in_care_only: bool = False

    @property
    def name(self) -> str:
        return f"List {self.number}"

    def column(self, key: str) -> Column:
        """Return a column by its key; raises KeyError for none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)


def _name(key: str, heading: str, *also: str) -> Column:
    return Column(key, heading, Reads.NAME, also=also, needed=True)


def _day(key: str, heading: str, *also: str, needed: bool = False) -> Column:
    return Column(key, heading, Reads.DAY, also=also, needed=needed)


def _code(key: str, heading: str, codes_of: CodeSet = codes.YES_NO, *also: str) -> Column:
    return Column(key, heading, Reads.CODE, codes_of, also)


def _count(key: str, heading: str, *also: str, least: int = 0) -> Column:
    return Column(key, heading, Reads.COUNT, also=also, least=least)


CHILD = _name("child", "Child Unique ID", "Child ID", "Unique Child ID")
GENDER = _code("gender", "Gender", codes.GENDER)
ETHNICITY = _code("ethnicity", "Ethnicity", codes.ETHNICITY)
BORN = _day("born", "Date of Birth", "DOB")
AGE = Column("age", "Age of Child (Years)", Reads.AGE, also=("Age", "Age of Child", "Age (Years)"))
DISABILITY = _code("disability", "Does the Child have a Disability", codes.YES_NO, "Disability")
COMMON = (CHILD, GENDER, ETHNICITY, BORN, AGE)
ALLOCATED = (Column("team", "Allocated Team"), Column("worker", "Allocated Worker"))

CONTACTS = ChildList(
    1, "Contacts",
    (
        *COMMON,
        _day("contact", "Date of Contact", needed=True),
        _code("source", "Contact Source", codes.SOURCE),
    ),
)  # fmt: skip
EARLY_HELP = ChildList(
    2, "Early help",
    (
        *COMMON,
        _day("start", "Assessment start date", needed=True),
        _day("end", "Assessment completion date"),
        Column("organisation", "Organisation completing assessment"),
    ),
    follows=(("start", "end"),),
)  # fmt: skip
REFERRALS = ChildList(
    3, "Referral",
    (
        *COMMON,
        _day("referral", "Date of referral", needed=True),
        _code("source", "Referral Source", codes.SOURCE),
        _code("no_action", "Referral NFA?"),
        _count("referrals", "Number of Referrals in Last 12 Months"),
        *ALLOCATED,
    ),
)  # fmt: skip
ASSESSMENTS = ChildList(
    4, "Assessments",
    (
        *COMMON, DISABILITY,
        _day("start", "Continuous Assessment Start Date", needed=True),
        _code("seen", "Child Seen During Continuous Assessment"),
        _day("authorised", "Continuous Assessment Date of Authorisation"),
        _code("support", "Was the child assessed as requiring LA children’s social care support"),
        *ALLOCATED,
    ),
    follows=(("start", "authorised"),),
)  # fmt: skip
ENQUIRIES = ChildList(
    5, "Section 47 enquiries and initial child protection conferences",
    (
        *COMMON, DISABILITY,
        _day("strategy", "Strategy discussion initiating Section 47 Enquiry Start Date", needed=True),
        _code("unnecessary", "Was an Initial Child Protection Conference deemed unnecessary?"),
        _day("conference", "Date of Initial Child Protection Conference"),
        _code("plan", "Did the Initial Child Protection Conference Result in a Child Protection Plan"),
        _count("enquiries", "Number of Section 47 Enquiries in the last 12 months"),
        _count("conferences", "Number of ICPCs in the last 12 months"),
        *ALLOCATED,
    ),
    follows=(("strategy", "conference"),),
)  # fmt: skip
IN_NEED = ChildList(
    6, "Children in need",
    (
        *COMMON, DISABILITY,
        _day("start", "CIN Start Date", needed=True),
        _code("need", "Primary Need Code", codes.NEED),
        _day("seen", "Date Child Was Last Seen"),
        _day("end", "CIN Closure Date"),
        _code("closure", "Reason for Closure", codes.CLOSURE),
        _code("status", "Case status", codes.CASE_STATUS),
        *ALLOCATED,
    ),
    follows=(("start", "end"),),
)  # fmt: skip
PROTECTION = ChildList(
    7, "Child protection",
    (
        *COMMON, DISABILITY,
        _day("start", "Child Protection Plan Start Date", needed=True),
        _code("initial_abuse", "Initial Category of Abuse", codes.ABUSE),
        _code("latest_abuse", "Latest Category of Abuse", codes.ABUSE),
        _day("visit", "Date of the Last Statutory Visit"),
        _code("alone", "Was the Child Seen Alone?"),
        _day("review", "Date of latest review conference"),
        _day("end", "Child Protection Plan End Date"),
        _code(
            "emergency",
            "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        ),
        _count("earlier_plans", "Number of Previous Child Protection Plans"),
        *ALLOCATED,
    ),
    follows=(("start", "review"), ("start", "end")),
    one_row_per="child",
)  # fmt: skip
IN_CARE = ChildList(
    8, "Children in care",
    (
        *COMMON,
        _code("asylum", "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)"),
        DISABILITY,
        _day("start", "Date Started to be Looked After", needed=True),
        _code("need", "Child's Category of Need", codes.NEED),
        _code(
            "again",
            "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        ),
        _day("legal_start", "Start date of current legal status"),
        _code("legal", "Child's Legal Status", codes.LEGAL_STATUS),
        _day("review", "Date of Latest Statutory Review"),
        _day("visit", "Date of Last Social Work Visit"),
        _code("permanence", "What is the permanence plan for this child?", codes.PERMANENCE),
        _day("reviewing_officer", "Date of Last IRO Visit / Contact to the Child"),
        _day("health", "Date of Last Health Assessment"),
        _day("dental", "Date of Last Dental Check"),
        _count("placements", "Number of Placements in the Last 12 months", least=1),
        _day("end", "Date Ceased to be Looked After"),
        _code("ceased", "Reason Ceased to be Looked After", codes.CEASED),
        _day("placed", "Start Date of Most Recent Placement"),
        _code("placement", "Placement Type", codes.PLACEMENT_TYPE),
        _code("provider", "Placement Provider", codes.PROVIDER),
        Column("postcode", "Placement postcode"),
        Column("urn", "URN of Placement"),
        _code("location", "Placement Location", codes.LOCATION),
        Column("authority", "LA of Placement"),
        _count(
            "missing",
            "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        ),
        _count(
            "absent",
            "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        ),
        _code(
            "offered",
            "Was the child offered a Return Interview after their last missing episode (Y/N)?",
        ),
        _code("accepted", "Did the child accept a Return Interview after their last missing episode (Y/N)?"),
        *ALLOCATED,
    ),
    follows=(("start", "end"), ("placed", "end")),
    one_row_per="child",
    in_care_only=True,
)  # fmt: skip
CARE_LEAVERS = ChildList(
    9, "Care leavers",
    (
        *COMMON, DISABILITY, *ALLOCATED,
        _code("eligibility", "Eligibility Category", codes.ELIGIBILITY),
        _code("in_touch", "LA In Touch", codes.IN_TOUCH),
        _code("accommodation", "Type of Accommodation", codes.ACCOMMODATION),
        _code("suitability", "Suitability of Accommodation", codes.SUITABILITY),
        _code("activity", "Activity Status", codes.ACTIVITY),
    ),
)  # fmt: skip
ADOPTION = ChildList(
    10, "Adoption",
    (
        CHILD, Column("family", "Family identifier", Reads.WORDS), GENDER, ETHNICITY, BORN, AGE, DISABILITY,
        _day("entered", "Date the Child Entered Care"),
        _day("decided", "Date of Decision that Child Should be Placed for Adoption"),
        _day("order", "Date of Placement Order"),
        _day("matched", "Date of Matching Child and Prospective Adopters"),
        _day("placed", "Date Placed for Adoption"),
        _day("adopted", "Date of Adoption Order"),
        _day("reversed", "Date of Decision that Child Should No Longer be Placed for Adoption"),
        _code("reversal", "Reason Why Child No Longer Placed for Adoption", codes.REVERSAL),
        _day(
            "fostering",
            "Date the child was placed for fostering in FFA or concurrent planning placement",
        ),
    ),
    follows=(("entered", "placed"), ("placed", "adopted"), ("decided", "reversed")),
    in_care_only=True,
)  # fmt: skip
ADOPTERS = ChildList(
    11, "Adopters",
    (
        _name("adopter", "Individual adopter identifier"),
        Column("family", "Family identifier"),
        GENDER, ETHNICITY,
        _code("disability", "Disability", codes.YES_NO, "Does the Adopter have a Disability"),
        _code("fostering", "Is the (prospective) adopter fostering for adoption?"),
        _day("enquiry", "Date enquiry received"),
        _day("stage_1_start", "Date Stage 1 started"),
        _day("stage_1_end", "Date Stage 1 ended"),
        _day("stage_2_start", "Date Stage 2 started"),
        _day("stage_2_end", "Date Stage 2 ended"),
        _day("submitted", "Date application submitted"),
        _day("approved", "Date application approved"),
        _day("matched", "Date adopter matched with child(ren)"),
        _day("placed", "Date child/children placed with adopter(s)"),
        _count("children", "No. of children placed", "Number of children placed"),
        _day("adopted", "Date of Adoption Order"),
        _day("left", "Date of leaving adoption process"),
        Column("leaving", "Reason for leaving adoption process"),
    ),
    follows=(
        ("stage_1_start", "stage_1_end"), ("stage_2_start", "stage_2_end"), ("submitted", "approved"),
        ("placed", "adopted"),
    ),
    one_row_per="adopter",
)  # fmt: skip

LISTS = (
    CONTACTS, EARLY_HELP, REFERRALS, ASSESSMENTS, ENQUIRIES, IN_NEED, PROTECTION, IN_CARE, CARE_LEAVERS, ADOPTION,
    ADOPTERS,
)  # fmt: skip
