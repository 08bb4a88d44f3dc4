"""Everything that changes a notice's register: one function for each deed, each with its actor and its audit row."""

from notices.services.appointments import appoint, end_appointment
from notices.services.areas import add_area, remove_area, rename_area
from notices.services.assessments import assess
from notices.services.confirmation import confirm_register
from notices.services.diary import cancel_event, plan_event
from notices.services.discharges import add_evidence, record_discharge
from notices.services.expectations import set_local_expectation
from notices.services.proofs import prove
from notices.services.requests import record_request
from notices.services.status import change_status
from notices.services.variations import vary
from notices.services.withdrawals import withdraw_fact

__all__ = [
    "add_area",
    "add_evidence",
    "appoint",
    "assess",
    "cancel_event",
    "change_status",
    "confirm_register",
    "end_appointment",
    "plan_event",
    "prove",
    "record_discharge",
    "record_request",
    "remove_area",
    "rename_area",
    "set_local_expectation",
    "vary",
    "withdraw_fact",
]
