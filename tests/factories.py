"""Rows for tests: accounts, evidence and notices. Other applications keep theirs in `factories_<application>.py`."""

import datetime as dt
import hashlib
from typing import Any

import factory
from django.core.files.base import ContentFile
from factory.django import DjangoModelFactory

from accounts.models import Membership, Organisation, Post, PostHolding, Role, User
from evidence.models import Evidence, EvidenceVersion
from notices.models import (
    Appointment,
    Area,
    Assessment,
    CadenceTerms,
    Clause,
    Discharge,
    Notice,
    NoticeDraft,
    Obligation,
    Party,
    PlannedEvent,
    Request,
    Variation,
)

LONG_AGO = dt.date(2024, 1, 1)
ISSUED = dt.date(2026, 1, 16)
PASSWORD = "a long enough passphrase"


class CouncilFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    kind = Organisation.Kind.COUNCIL
    name = factory.Sequence(lambda n: f"Council {n}")
    slug = factory.Sequence(lambda n: f"council-{n}")


class UserFactory(DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.Sequence(lambda n: f"person{n}@fernshire.example")

    @factory.post_generation
    def password(self: User, create: bool, given: str | None, **kwargs: Any) -> None:
        self.set_password(given or PASSWORD)
        if create:
            self.save(update_fields=["password"])


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    council = factory.SubFactory(CouncilFactory)
    person = factory.SubFactory(UserFactory)
    role = Role.IMPROVEMENT_TEAM
    started_on = LONG_AGO


class PostFactory(DjangoModelFactory[Post]):
    class Meta:
        model = Post

    organisation = factory.SubFactory(CouncilFactory)
    title = factory.Sequence(lambda n: f"Head of Service {n}")


class PostHoldingFactory(DjangoModelFactory[PostHolding]):
    class Meta:
        model = PostHolding

    post = factory.SubFactory(PostFactory)
    person = factory.SubFactory(UserFactory)
    started_on = LONG_AGO


class EvidenceFactory(DjangoModelFactory[Evidence]):
    class Meta:
        model = Evidence

    council = factory.SubFactory(CouncilFactory)
    title = factory.Sequence(lambda n: f"Minutes {n}")
    kind = Evidence.Kind.MINUTES
    effective_on = dt.date(2026, 10, 1)
    recorded_by = factory.SubFactory(UserFactory)


class LinkVersionFactory(DjangoModelFactory[EvidenceVersion]):
    class Meta:
        model = EvidenceVersion

    evidence = factory.SubFactory(EvidenceFactory)
    number = 1
    url = factory.Sequence(lambda n: f"https://intranet.fernshire.example/papers/{n}")
    added_by = factory.SubFactory(UserFactory)


class FileVersionFactory(DjangoModelFactory[EvidenceVersion]):
    class Meta:
        model = EvidenceVersion
        exclude = ["content"]

    evidence = factory.SubFactory(EvidenceFactory)
    number = 1
    content = b"%PDF-1.7 the minutes"
    filename = "minutes.pdf"
    content_type = "application/pdf"
    size = factory.LazyAttribute(lambda row: len(row.content))
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    file = factory.LazyAttribute(lambda row: ContentFile(row.content, name=row.filename))
    added_by = factory.SubFactory(UserFactory)


class NoticeFactory(DjangoModelFactory[Notice]):
    class Meta:
        model = Notice

    council = factory.SubFactory(CouncilFactory)
    title = factory.LazyAttribute(lambda row: f"Improvement Notice to {row.council.name}")
    issued_on = ISSUED
    in_force_from = factory.SelfAttribute("issued_on")
    source_text = "1. The council must put a plan to the Department."


class ClauseFactory(DjangoModelFactory[Clause]):
    class Meta:
        model = Clause

    notice = factory.SubFactory(NoticeFactory)
    order = factory.Sequence(lambda n: n + 1)
    number = factory.LazyAttribute(lambda row: str(row.order))
    section = "Governance"
    words = factory.LazyAttribute(lambda row: f"The council must do what paragraph {row.number} says.")


class AreaFactory(DjangoModelFactory[Area]):
    class Meta:
        model = Area

    notice = factory.SubFactory(NoticeFactory)
    letter = factory.Sequence(lambda n: chr(ord("a") + n % 26) + ("" if n < 26 else str(n // 26)))
    title = factory.Sequence(lambda n: f"Area of improvement {n}")


class ObligationFactory(DjangoModelFactory[Obligation]):
    class Meta:
        model = Obligation

    clause = factory.SubFactory(ClauseFactory)
    order = factory.Sequence(lambda n: n + 1)
    summary = factory.Sequence(lambda n: f"Hold the board, {n}")
    duty_holder = Party.BOARD
    recipient = Party.DEPARTMENT
    modality = "must"
    kind = Obligation.Kind.MEETING
    variation_agreed_by = Party.DEPARTMENT


class CadenceTermsFactory(DjangoModelFactory[CadenceTerms]):
    class Meta:
        model = CadenceTerms

    obligation = factory.SubFactory(ObligationFactory)
    part = 0
    terms: dict[str, Any] = {"type": "each_calendar", "unit": "month"}


class PlannedEventFactory(DjangoModelFactory[PlannedEvent]):
    class Meta:
        model = PlannedEvent

    obligation = factory.SubFactory(ObligationFactory)
    planned_on = dt.date(2026, 12, 10)


class DischargeFactory(DjangoModelFactory[Discharge]):
    class Meta:
        model = Discharge

    obligation = factory.SubFactory(ObligationFactory)
    effective_on = dt.date(2026, 10, 14)
    what = "Board met"


class RequestFactory(DjangoModelFactory[Request]):
    class Meta:
        model = Request

    obligation = factory.SubFactory(ObligationFactory)
    requested_on = dt.date(2026, 10, 1)
    due_on = dt.date(2026, 10, 15)
    requested_by = Party.ADVISER


class VariationFactory(DjangoModelFactory[Variation]):
    class Meta:
        model = Variation

    obligation = factory.SubFactory(ObligationFactory)
    agreed_by = Party.DEPARTMENT
    agreed_on = dt.date(2026, 6, 1)
    effective_from = dt.date(2026, 6, 15)
    terms: dict[str, Any] = {"type": "at_least_every", "n": 6, "unit": "weeks"}
    reference = "Letter of 1 June"


class AssessmentFactory(DjangoModelFactory[Assessment]):
    class Meta:
        model = Assessment

    obligation = factory.SubFactory(ObligationFactory)
    judgement = Assessment.Judgement.MET
    assessed_on = dt.date(2026, 9, 1)
    reason = "Seen in practice."


class AppointmentFactory(DjangoModelFactory[Appointment]):
    class Meta:
        model = Appointment

    notice = factory.SubFactory(NoticeFactory)
    party = Party.BOARD_CHAIR
    post = factory.SubFactory(PostFactory)
    started_on = ISSUED


class NoticeDraftFactory(DjangoModelFactory[NoticeDraft]):
    class Meta:
        model = NoticeDraft

    council = factory.SubFactory(CouncilFactory)
    content: dict[str, Any] = {}
    source_text = "1. The council must put a plan to the Department."
    source_name = "notice.txt"
    source_sha256 = "0" * 64
