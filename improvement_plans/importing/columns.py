"""What a plan's spreadsheet can say, column by column: the one list behind templates, mapping and checking."""

from core.importing.columns import Column, Reads, Table
from core.importing.sheet import Limits

INTO = "the plan"
LIMITS = Limits("plan", rows=10_000)

ACTIONS = Table(
    "actions",
    "Actions",
    (
        Column(
            "objective_reference", "Objective reference", "The number or code of the objective.", "1",
            longest=20, also=("obj ref", "objective ref", "objective no", "objective number", "objective code"),
        ),
        Column(
            "objective", "Objective", "Reference and title in one cell, where the sheet has no column for each.", "",
            longest=330, also=("objective reference and title", "priority", "goal"), is_in_template=False,
        ),
        Column(
            "objective_title", "Objective title", "Needed for a new objective, in its first row at least.",
            "Children are seen often enough", longest=300, also=("objective name", "objective description"),
        ),
        Column(
            "objective_outcome", "Outcome for children", "What the objective is to bring for children. Needed for a "
            "new objective.", "Every child knows who will visit and when",
            also=("objective outcome", "intended outcome", "impact for children", "outcome of the objective"),
        ),
        Column(
            "areas", "Areas", "The lettered areas of the notice that the objective serves, with ; between them. "
            "Needed for a new objective.", "a; d", Reads.NAMES, register="areas",
            also=("area", "notice area", "improvement area", "improvement areas"),
        ),
        Column(
            "work_streams", "Work streams", "Numbers or titles of the council’s work streams, with ; between them.",
            "2", Reads.NAMES, register="work_streams", also=("work stream", "workstream", "workstreams", "strand"),
        ),
        Column(
            "objective_owner", "Objective owner", "The post that answers for the objective; empty: the owner of its "
            "first action.", "Assistant Director, Safeguarding", Reads.NAME, register="posts",
            also=("objective lead",),
        ),
        Column(
            "reference", "Action reference", "The number or code of the action within its objective.", "1.1",
            required=True, longest=20,
            also=("reference", "ref", "action ref", "action no", "action number", "no", "number", "id", "action id"),
        ),
        Column(
            "title", "Action", "What is to be done.", "Agree a visiting standard with every team", required=True,
            longest=300, also=("title", "action title", "task", "activity", "what", "what we will do", "actions"),
        ),
        Column(
            "output", "Output", "What will exist once it is done.", "A signed-off standard",
            also=("deliverable", "outputs", "what will exist", "product", "measure of success"),
        ),
        Column(
            "outcome", "Outcome of the action", "Leave empty where the objective’s outcome says it.", "",
            also=("outcome", "action outcome", "impact"),
        ),
        Column(
            "owner", "Owner", "The title of the post that owns the action, as it stands under People.",
            "Head of Quality Assurance", Reads.NAME, required=True, register="posts",
            also=("action owner", "owner post", "lead", "lead officer", "responsible", "responsible officer", "who"),
        ),
        Column(
            "contributing_posts", "Contributing posts", "Other posts that contribute, with ; between them.",
            "Practice Lead; Head of Commissioning", Reads.NAMES, register="posts",
            also=("contributors", "contributing", "support", "supporting posts"),
        ),
        Column(
            "partner_agencies", "Partner agencies", "Agencies that contribute, with ; between them.", "",
            Reads.NAMES, register="agencies", also=("partners", "partner agency", "agencies", "partner"),
        ),
        Column(
            "added_on", "In the plan since", "The day the action came into the plan; empty: the day of the import.",
            "", Reads.DAY, also=("added on", "added", "date added"),
        ),
        Column(
            "starts_on", "Starts", "The day work on it starts.", "01/09/2026", Reads.DAY, required=True,
            also=("starts on", "start", "start date", "from", "date started"),
        ),
        Column(
            "first_due_on", "First due", "The day first agreed, where the due date has moved since; of an action that "
            "is in the plan it never changes.", "", Reads.DAY,
            also=("first due on", "original due date", "original deadline", "baseline date", "original date"),
        ),
        Column(
            "due_on", "Due", "The day it is due.", "16/12/2026", Reads.DAY, required=True,
            also=("due on", "due date", "deadline", "target date", "by when", "end date", "end", "completion date",
                  "to", "when", "timescale"),
        ),
        Column(
            "depends_on", "Depends on", "References of the actions that must come first, with ; between them.",
            "1.2; 3.1", Reads.NAMES, register="actions",
            also=("dependencies", "dependency", "depends", "dependent on"),
        ),
        Column(
            "budget_line", "Budget line", "Code or title of the budget line that pays for it.", "BL1", Reads.NAME,
            register="budget_lines", also=("budget", "budget code", "cost code", "funding"),
        ),
        Column(
            "cost", "Cost", "In pounds; needs a budget line.", "12000", Reads.MONEY,
            also=("cost in pounds", "cost gbp", "amount", "costs"),
        ),
        Column(
            "sources", "Sources answered", "References of recommendations, questions or clauses that it answers, "
            "with ; between them.", "R3; clause 4.a", Reads.NAMES, register="sources",
            also=("source", "sources", "recommendation", "recommendations", "answers", "recommendation reference"),
        ),
    ),
    into=INTO,
    one_of=(("objective_reference", "objective"),),
)  # fmt: skip

MILESTONES = Table(
    "milestones",
    "Milestones",
    (
        Column(
            "reference", "Action reference", "The action that it belongs to.", "1.1", required=True, longest=20,
            also=("action", "action ref", "action no", "action number", "reference", "ref"),
        ),
        Column(
            "objective_reference", "Objective reference", "Only where two objectives have an action of that reference.",
            "", longest=20, also=("objective", "objective ref"),
        ),
        Column(
            "number", "Milestone number", "1, 2, 3 … within the action.", "1", Reads.NUMBER, required=True,
            also=("number", "no", "milestone no", "step", "milestone ref"),
        ),
        Column(
            "title", "Milestone", "What has happened once it is reached.", "Two of three teams have agreed it",
            required=True, longest=300, also=("title", "milestone title", "description"),
        ),
        Column(
            "due_on", "Due", "The day it is due.", "30/10/2026", Reads.DAY, required=True,
            also=("due on", "due date", "deadline", "target date", "by when", "date"),
        ),
    ),
    into=INTO,
)  # fmt: skip

SOURCES = Table(
    "sources",
    "Sources",
    (
        Column(
            "reference", "Reference", "The number or code by which it is known.", "R3", required=True, longest=30,
            also=("ref", "no", "number", "recommendation no", "recommendation number", "source reference", "id"),
        ),
        Column(
            "origin", "Origin", "Inspection, Monitoring visit, Adviser’s diagnostic, Progress review, "
            "Department letter, Peer review, Audit, or The council’s own.", "Inspection", Reads.NAME, required=True,
            register="origins", also=("where from", "source", "from"),
        ),
        Column(
            "kind", "Kind", "Priority recommendation, Area recommendation, Requirement, Finding, or Question.",
            "Area recommendation", Reads.NAME, required=True, register="kinds", also=("type", "what it is"),
        ),
        Column(
            "addressee", "Addressee", "Children’s services, or Safeguarding children board; empty: Children’s "
            "services.", "Children’s services", Reads.NAME, register="addressees", also=("addressed to", "to", "for"),
        ),
        Column(
            "words", "Words", "What it says, word for word.",
            "Ensure that every child in need is visited as often as the plan for the child says", required=True,
            also=("text", "recommendation", "wording", "requirement", "question", "finding", "description"),
        ),
        Column(
            "document", "Document", "The document that it stands in.", "Inspection report, May 2026", longest=300,
            also=("report", "document title", "letter"),
        ),
        Column(
            "received_on", "Received", "The day the council received it.", "12/05/2026", Reads.DAY, required=True,
            also=("received on", "date received", "date", "report date"),
        ),
        Column(
            "areas", "Areas", "Letters of the areas that it concerns, with ; between them.", "a; d", Reads.NAMES,
            register="areas", also=("area", "notice area"),
        ),
    ),
    into=INTO,
)  # fmt: skip

TABLES_OF_KIND = {"actions": (ACTIONS, MILESTONES), "sources": (SOURCES,)}
"""What a file of each kind may hold: the sheet that it is about first, then one that it may have besides."""
