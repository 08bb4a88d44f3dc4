"""What a person may do about an obligation from where it stands: the links on the page of its clause."""

import datetime as dt

from django.urls import reverse

from accounts.models import Organisation, User
from notices.models import Obligation
from notices.selectors import ObligationStanding
from notices.services.assessments import can_be_judged
from notices.services.expectations import expectations_open_to

Link = tuple[str, str]


def links_for(
    person: User, council: Organisation, standing: ObligationStanding, *, today: dt.date
) -> list[Link]:
    """Return (words, address) for each deed that both the obligation and the person's roles allow."""
    obligation = standing.obligation
    deeds = [
        (
            "notices.record_discharge",
            "record_discharge",
            RECORD_WORDS.get(obligation.kind, "Record it as done"),
        ),
        ("notices.assess_duty", "assess", "Assess it"),
        ("notices.plan_event", "plan_event", "Plan one"),
        ("notices.record_request", "record_request", "Record a request"),
        ("notices.vary_cadence", "vary", "Record a change agreed"),
        ("notices.set_expectation", "expectation", "Set a local expectation"),
    ]
    place = [council.slug, obligation.clause.notice_id, obligation.pk]
    return [
        (words, reverse(f"notices:{name}", args=place))
        for permission, name, words in deeds
        if is_open(name, standing, today=today) and _may(person, permission, council, obligation)
    ]


RECORD_WORDS: dict[str, str] = {
    Obligation.Kind.SUBMISSION: "Record that it was submitted",
    Obligation.Kind.REPORT: "Record that it was sent",
    Obligation.Kind.MEETING: "Record that it was held",
    Obligation.Kind.REVIEW: "Record that it was held",
}


def is_open(name: str, standing: ObligationStanding, *, today: dt.date) -> bool:
    """Whether the obligation allows a deed at all, whoever asks."""
    obligation = standing.obligation
    if obligation.kind == Obligation.Kind.CONSEQUENCE:
        return False
    types = {line.cadence.type for line in standing.cadences if not line.is_local}
    return {
        "record_discharge": bool(types - {"standing"}),
        "assess": can_be_judged(obligation, today=today),
        "plan_event": obligation.is_an_occasion,
        "record_request": "on_request" in types,
        "vary": bool(types - {"standing"}),
        "expectation": bool(expectations_open_to(obligation, today=today)),
    }[name]


def _may(person: User, permission: str, council: Organisation, obligation: Obligation) -> bool:
    if not person.has_perm(permission, council):
        return False
    return permission != "notices.record_discharge" or person.has_perm(
        "notices.discharge_obligation", obligation
    )
