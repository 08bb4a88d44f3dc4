"""Recording what was done: through the form, and refused with the reason."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from evidence.models import Evidence
from notices.forms import DischargeForm
from notices.models import Discharge, Obligation
from notices.services import add_evidence, record_discharge
from tests.factories import (
    CadenceTermsFactory,
    DischargeFactory,
    EvidenceFactory,
    LinkVersionFactory,
    NoticeFactory,
    PlannedEventFactory,
    VariationFactory,
)
from tests.integration.notices.conftest import Known, duty

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 11, 22)
ClientFor = Callable[[User | None], Client]


def page(obligation: Obligation) -> str:
    notice = obligation.clause.notice
    return reverse("notices:record_discharge", args=[notice.council.slug, notice.pk, obligation.pk])


def errors(answer: object) -> dict[str, list[str]]:
    return dict(answer.context["form"].errors)


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


def test_recording_it_says_what_changed(known: Known, improver: User, client_for: ClientFor) -> None:
    asked = {"what": "Plan sent to the adviser", "effective_on": "16/2/2026"}
    answer = client_for(improver).post(page(known.plan), asked, follow=True)
    discharge = Discharge.objects.get()
    assert (discharge.effective_on, discharge.recorded_by) == (D(2026, 2, 16), improver)
    words = str(next(iter(answer.context["messages"])))
    assert "Clause 4 was in breach and is now discharged." in words
    assert "The notice is still in breach." in words
    assert answer.redirect_chain[-1][0].endswith(f"#obligation-{known.plan.pk}")
    entry = AuditEntry.objects.get()
    assert (entry.actor_name, entry.action, entry.scope) == (
        "Imogen Prowse",
        "recorded a discharge",
        "fernshire",
    )


def test_evidence_is_taken_as_a_file(known: Known, improver: User, client_for: ClientFor) -> None:
    upload = SimpleUploadedFile("plan.txt", b"What we shall do, by when, and who does it.")
    asked = {"what": "Plan sent", "effective_on": "16/2/2026", "file": upload}
    assert client_for(improver).post(page(known.plan), asked).status_code == 302
    piece = Discharge.objects.get().evidence.get()
    assert (piece.kind, piece.effective_on) == (Evidence.Kind.PLAN, D(2026, 2, 16))


def test_evidence_is_taken_as_a_link_or_chosen(known: Known, improver: User, client_for: ClientFor) -> None:
    asked = {
        "what": "Plan sent",
        "effective_on": "16/2/2026",
        "url": "https://intranet.fernshire.example/plan",
    }
    client_for(improver).post(page(known.plan), asked)
    kept = EvidenceFactory(council=known.notice.council)
    asked = {"what": "Board met", "effective_on": "12/3/2026", "evidence": str(kept.pk)}
    client_for(improver).post(page(known.board), asked)
    links = [piece.versions.get().url for piece in known.plan.discharges.get().evidence.all()]
    assert links == ["https://intranet.fernshire.example/plan"]
    assert list(known.board.discharges.get().evidence.all()) == [kept]


def test_an_upload_that_is_refused_leaves_no_discharge_behind(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    asked = {
        "what": "Plan sent",
        "effective_on": "16/2/2026",
        "file": SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 50),
    }
    answer = client_for(improver).post(page(known.plan), asked)
    assert answer.status_code == 200
    assert "file" in errors(answer)
    assert (Discharge.objects.count(), Evidence.objects.count(), AuditEntry.objects.count()) == (0, 0, 0)


def test_evidence_comes_in_one_way_at_a_time(known: Known, improver: User, client_for: ClientFor) -> None:
    kept = LinkVersionFactory(evidence__council=known.notice.council).evidence
    asked = {
        "what": "Plan sent",
        "effective_on": "16/2/2026",
        "evidence": str(kept.pk),
        "url": "https://a.example/b",
    }
    assert "url" in errors(client_for(improver).post(page(known.plan), asked))
    assert not Discharge.objects.exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Enter the date it was submitted"),
        ("31/2/2026", "Date it was submitted must be a real date, such as 16/12/2026"),
        ("23/11/2026", "The date it was done must be today or earlier"),
        (
            "15/1/2026",
            "The date it was done must be on or after 16 January 2026, when the notice came into force",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    typed: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(page(known.plan), {"what": "Plan sent", "effective_on": typed})
    assert errors(answer) == {"effective_on": [message]}
    assert not Discharge.objects.exists()


def test_the_message_names_the_date_of_the_meeting(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(page(known.board), {"what": "", "effective_on": ""})
    assert errors(answer) == {
        "what": ["Enter what was done"],
        "effective_on": ["Enter the date the meeting was held"],
    }


def test_a_second_discharge_of_a_one_off_leads_to_the_first(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    first = DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 20), what="Plan sent")
    answer = client_for(improver).post(page(known.plan), {"what": "Sent again", "effective_on": "1/3/2026"})
    link = reverse("notices:add_evidence", args=["fernshire", known.notice.pk, first.pk])
    assert f'href="{link}"' in answer.content.decode()
    assert "Add the evidence to that record" in answer.content.decode()
    assert known.plan.discharges.count() == 1


def test_an_event_before_the_window_does_not_close_a_one_off(known: Known, improver: User) -> None:
    letter = duty(known.notice, "7", "report", {"type": "in_month", "month": "2026-03"})
    DischargeFactory(obligation=letter, effective_on=D(2026, 2, 20))
    second = record_discharge(
        obligation=letter, effective_on=D(2026, 3, 3), what="Letter sent", by=improver, today=TODAY
    )
    assert second.pk
    with pytest.raises(Refusal, match="owed once"):
        record_discharge(
            obligation=letter, effective_on=D(2026, 3, 9), what="Again", by=improver, today=TODAY
        )


def test_a_deadline_that_was_varied_after_the_first_takes_another(known: Known, improver: User) -> None:
    DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 10))
    VariationFactory(
        obligation=known.plan,
        agreed_on=D(2026, 2, 12),
        effective_from=D(2026, 2, 12),
        terms={"type": "by_date", "date": "2026-04-30"},
    )
    with_letter = record_discharge(
        obligation=known.plan, effective_on=D(2026, 4, 20), what="Revised plan", by=improver, today=TODAY
    )
    assert with_letter.effective_on == D(2026, 4, 20)


def test_each_rung_of_a_ladder_is_answered_once_and_named(known: Known, improver: User) -> None:
    ladder = duty(
        known.notice, "10", "submission", {"type": "ladder", "n": [3, 6], "unit": "months", "anchor": "issue"}
    )

    def record(rung: int | None, day: dt.date) -> Discharge:
        return record_discharge(
            obligation=ladder, effective_on=day, what="Target", by=improver, today=TODAY, rung=rung
        )

    for wrong in (None, 4):
        with pytest.raises(Refusal, match="Choose which target"):
            record(wrong, D(2026, 4, 1))
    assert record(3, D(2026, 4, 1)).rung == 3
    with pytest.raises(Refusal, match="owed once"):
        record(3, D(2026, 4, 9))
    assert record(6, D(2026, 7, 1)).rung == 6


def test_the_button_pressed_twice_records_once(known: Known, improver: User, client_for: ClientFor) -> None:
    asked = {"what": "Board met", "effective_on": "12/3/2026"}
    client_for(improver).post(page(known.board), asked)
    answer = client_for(improver).post(page(known.board), asked)
    assert "already recorded for 12 March 2026" in str(errors(answer))
    assert known.board.discharges.count() == 1


def test_a_meeting_held_enters_the_diary_and_the_report_for_it_is_due_that_day(
    known: Known, improver: User
) -> None:
    held = record_discharge(
        obligation=known.board, effective_on=D(2026, 3, 12), what="Met", by=improver, today=TODAY
    )
    entry = known.board.planned_events.get()
    assert (entry.planned_on, held.for_event) == (D(2026, 3, 12), entry)
    report = record_discharge(
        obligation=known.report,
        effective_on=D(2026, 3, 13),
        what="Sent",
        by=improver,
        today=TODAY,
        for_event=entry,
    )
    assert report.for_event == entry


def test_a_meeting_held_on_another_day_takes_the_place_of_the_planned_one(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    planned = PlannedEventFactory(obligation=known.board, planned_on=D(2026, 3, 10))
    asked = {"what": "Met", "effective_on": "12/3/2026", "for_event": str(planned.pk)}
    client_for(improver).post(page(known.board), asked)
    planned.refresh_from_db()
    assert (planned.cancelled_on, planned.cancelled_reason) == (
        D(2026, 3, 10),
        "Held on 12 March 2026 instead",
    )
    assert sorted(known.board.planned_events.values_list("planned_on", flat=True)) == [
        D(2026, 3, 10),
        D(2026, 3, 12),
    ]


def test_a_report_is_for_a_meeting_that_it_hangs_on_and_that_was_not_cancelled(
    known: Known, improver: User
) -> None:
    review = PlannedEventFactory(obligation=known.review, planned_on=D(2026, 3, 10))
    cancelled = PlannedEventFactory(
        obligation=known.board,
        planned_on=D(2026, 3, 10),
        cancelled_on=D(2026, 3, 1),
        cancelled_recorded_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    )
    for wrong, message in ((review, "hangs on"), (cancelled, "was cancelled")):
        with pytest.raises(Refusal, match=message):
            record_discharge(
                obligation=known.report,
                effective_on=D(2026, 3, 10),
                what="Sent",
                by=improver,
                today=TODAY,
                for_event=wrong,
            )


def test_what_is_judged_or_only_threatened_is_not_recorded_as_done(known: Known, improver: User) -> None:
    for obligation, message in ((known.cooperation, "assessment"), (known.consequence, "consequence")):
        with pytest.raises(Refusal, match=message):
            record_discharge(
                obligation=obligation, effective_on=D(2026, 3, 1), what="Done", by=improver, today=TODAY
            )


def test_nothing_is_recorded_for_days_after_the_notice_ended(known: Known, improver: User) -> None:
    notice = known.notice
    notice.status, notice.ended_on = "lifted", D(2026, 6, 30)
    notice.ended_recorded_at = dt.datetime(2026, 6, 30, tzinfo=dt.UTC)
    notice.save()
    with pytest.raises(Refusal, match="when the notice ended"):
        record_discharge(
            obligation=known.board, effective_on=D(2026, 6, 30), what="Met", by=improver, today=TODAY
        )


def test_another_councils_evidence_is_refused(known: Known, improver: User) -> None:
    foreign = EvidenceFactory()
    with pytest.raises(Refusal, match="belongs to this council"):
        record_discharge(
            obligation=known.plan,
            effective_on=D(2026, 2, 1),
            what="Sent",
            by=improver,
            today=TODAY,
            evidence=[foreign],
        )
    assert not Discharge.objects.exists()


def test_the_page_returns_to_where_it_was_opened_from_but_never_elsewhere(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    back = "/councils/fernshire/notices/deadlines/?outcome=overdue"
    address = f"{page(known.board)}?{urlencode({'next': back})}"
    asked = {"what": "Met", "effective_on": "12/3/2026"}
    client = client_for(improver)
    assert f'href="{escape(back)}"' in client.get(address).content.decode()
    assert client.post(address, asked).headers["Location"] == back
    for bad in ("https://evil.example/", "//evil.example/x", "javascript:alert(1)", "\\\\evil.example"):
        known.board.discharges.all().delete()
        answer = client.post(f"{page(known.board)}?{urlencode({'next': bad})}", asked)
        assert answer.headers["Location"].startswith("/councils/fernshire/notices/")


def test_evidence_is_added_to_the_first_record(known: Known, improver: User, client_for: ClientFor) -> None:
    first = DischargeFactory(obligation=known.plan, effective_on=D(2026, 2, 20))
    kept = EvidenceFactory(council=known.notice.council)
    address = reverse("notices:add_evidence", args=["fernshire", known.notice.pk, first.pk])
    client = client_for(improver)
    assert errors(client.post(address, {}))["evidence"] == [
        "Choose a piece of evidence, choose a file, or enter a link"
    ]
    assert client.post(address, {"evidence": str(kept.pk)}).status_code == 302
    assert list(first.evidence.all()) == [kept]
    assert "already there" in str(errors(client.post(address, {"evidence": str(kept.pk)})))
    assert client.post(address, {"url": "https://a.example/b", "title": "The letter"}).status_code == 302
    assert first.evidence.filter(title="The letter").exists()


def test_a_withdrawn_record_takes_no_evidence(known: Known, improver: User) -> None:
    gone = DischargeFactory(
        obligation=known.plan, withdrawn_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC), withdrawn_reason="Wrong"
    )
    with pytest.raises(Refusal, match="withdrawn"):
        add_evidence(discharge=gone, evidence=EvidenceFactory(council=known.notice.council), by=improver)


def test_somebody_may_record_against_a_second_notice_without_touching_the_first(
    known: Known, improver: User
) -> None:
    other = NoticeFactory(council=known.notice.council, issued_on=D(2026, 3, 1), service_area="Special needs")
    board = duty(other, "1", "meeting", {"type": "each_calendar", "unit": "month"})
    CadenceTermsFactory(obligation=board, part=1, terms={"type": "on_request"})
    record_discharge(obligation=board, effective_on=D(2026, 4, 2), what="Met", by=improver, today=TODAY)
    assert not known.board.discharges.exists()


def test_the_label_of_one_persons_form_does_not_leak_into_anothers(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    shared = DischargeForm.base_fields["effective_on"].label
    answer = client_for(improver).get(page(known.plan))
    assert answer.context["form"].fields["effective_on"].label == "Date it was submitted"
    assert DischargeForm.base_fields["effective_on"].label == shared == "Date it was done"
