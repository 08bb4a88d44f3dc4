"""A notice's status, its areas and who holds which role in it."""

import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry
from core.refusals import Refusal
from notices.models import Appointment, Area, Notice
from notices.services import change_status
from notices.transitions import TRANSITIONS, as_page, open_from
from tests.factories import AppointmentFactory, AreaFactory, NoticeFactory, PostFactory
from tests.integration.notices.conftest import Known

pytestmark = pytest.mark.django_db
D = dt.date
TODAY = D(2026, 11, 22)
ClientFor = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def _a_known_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.access.today", lambda: TODAY)


def address(name: str, known: Known, *args: object) -> str:
    return reverse(f"notices:{name}", args=["fernshire", known.notice.pk, *args])


LIFTED = {"status": "lifted", "effective_on": "1/11/2026", "reason": "Letter of 1 November"}


def test_a_lifted_notice_shows_that_nothing_falls_due_any_more(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    client = client_for(improver)
    assert client.post(address("status", known), LIFTED).status_code == 302
    notice = Notice.objects.get(pk=known.notice.pk)
    assert (notice.status, notice.ended_on) == ("lifted", D(2026, 11, 1))
    assert notice.ended_recorded_at is not None
    assert "From then on nothing falls due" in client.get(address("notice", known)).content.decode()
    assert AuditEntry.objects.get().detail["before"] == "in_force"


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"status": ""}, "status", "Choose what happened"),
        ({"status": "closed"}, "status", "Choose what happened from the list"),
        ({"effective_on": ""}, "effective_on", "Enter the date of the change"),
        ({"effective_on": "23/11/2026"}, "effective_on", "must be today or earlier"),
        ({"effective_on": "15/1/2026"}, "effective_on", "on or after 16 January 2026"),
        ({"reason": ""}, "reason", "Enter the reason or the reference of the letter"),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    changed: dict[str, str], field: str, message: str, known: Known, improver: User, client_for: ClientFor
) -> None:
    answer = client_for(improver).post(address("status", known), {**LIFTED, **changed})
    assert message in str(answer.context["form"].errors[field])
    assert Notice.objects.get(pk=known.notice.pk).status == "in_force"


def test_a_notice_is_superseded_by_another_of_the_same_council(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    assert "superseded" not in dict(
        client_for(improver).get(address("status", known)).context["form"].fields["status"].choices
    )
    newer = NoticeFactory(council=known.notice.council, issued_on=D(2026, 10, 1))
    typed = {**LIFTED, "status": "superseded"}
    answer = client_for(improver).post(address("status", known), typed)
    assert answer.context["form"].errors == {"superseded_by": ["Choose the notice that supersedes this one"]}
    assert (
        client_for(improver)
        .post(address("status", known), {**typed, "superseded_by": str(newer.pk)})
        .status_code
        == 302
    )
    assert Notice.objects.get(pk=known.notice.pk).superseded_by == newer


def test_an_end_recorded_in_error_is_undone_and_supervision_comes_after_the_end(
    known: Known, improver: User
) -> None:
    def to(status: str, day: dt.date) -> Notice:
        return change_status(
            notice=known.notice, status=status, effective_on=day, reason="Letter", by=improver, today=TODAY
        )

    to("lifted", D(2026, 10, 1))
    assert to("in_force", D(2026, 10, 1)).ended_on is None
    to("lifted", D(2026, 10, 5))
    with pytest.raises(Refusal, match="when the notice ended"):
        to("supervision", D(2026, 10, 4))
    assert to("supervision", D(2026, 10, 5)).ended_on == D(2026, 10, 5)
    with pytest.raises(Refusal, match="cannot become that next"):
        to("in_force", D(2026, 10, 6))
    to("closed", D(2026, 11, 1))


def test_a_closed_notice_offers_no_further_change(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    Notice.objects.filter(pk=known.notice.pk).update(
        status="closed", ended_on=D(2026, 6, 1), ended_recorded_at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC)
    )
    assert "No other status follows" in client_for(improver).get(address("status", known)).content.decode()


def test_the_table_of_transitions_names_only_statuses_that_there_are() -> None:
    named = {each.before for each in TRANSITIONS} | {each.after for each in TRANSITIONS}
    assert named == set(Notice.Status.values)
    assert open_from("closed") == ()
    assert all(not (each.ends and each.reopens) for each in TRANSITIONS)


def test_the_diagram_in_the_documents_is_the_one_drawn_from_the_table(tmp_path: Path) -> None:
    page = Path(settings.BASE_DIR) / "docs" / "notice-status.md"
    assert page.read_text(encoding="utf-8") == as_page(), "Run python manage.py draw_notice_status"


def test_the_command_draws_the_diagram(settings: object, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("draw_notice_status", stdout=io.StringIO())
    assert (tmp_path / "docs" / "notice-status.md").read_text(encoding="utf-8") == as_page()


def test_areas_are_added_renamed_and_removed(known: Known, improver: User, client_for: ClientFor) -> None:
    client = client_for(improver)
    client.post(address("areas", known), {"letter": "a", "title": "Leadership"})
    area = Area.objects.get()
    client.post(address("rename_area", known, area.pk), {"title": "Leadership and pace"})
    assert "Leadership and pace" in client.get(address("areas", known)).content.decode()
    assert client.get(address("remove_area", known, area.pk)).status_code == 200
    client.post(address("remove_area", known, area.pk))
    assert not Area.objects.exists()
    assert AuditEntry.objects.count() == 3


def test_a_letter_that_is_taken_and_an_area_that_the_notice_names_are_refused(
    known: Known, improver: User, client_for: ClientFor
) -> None:
    area = AreaFactory(notice=known.notice, letter="a", clause=known.content.clause)
    client = client_for(improver)
    answer = client.post(address("areas", known), {"letter": "A", "title": "Again"})
    assert "already an area A" in str(answer.context["form"].errors["letter"])
    answer = client.post(address("areas", known), {"letter": "", "title": ""})
    assert dict(answer.context["form"].errors) == {
        "letter": ["Enter the letter of the area"],
        "title": ["Enter the title of the area"],
    }
    answer = client.post(address("remove_area", known, area.pk))
    assert "The notice itself names this area" in str(answer.context["form"].errors)
    assert Area.objects.count() == 1


def test_an_appointment_is_recorded_and_ended(known: Known, improver: User, client_for: ClientFor) -> None:
    client = client_for(improver)
    typed = {"party": "board chair", "post": str(known.post.pk), "started_on": "1/2/2026"}
    assert client.post(address("appoint", known), typed).status_code == 302
    appointment = Appointment.objects.get()
    assert "Head of Quality Assurance" in client.get(address("notice", known)).content.decode()
    page = address("end_appointment", known, appointment.pk)
    answer = client.post(page, {"ended_on": "1/1/2026"})
    assert "on or after 1 February 2026" in str(answer.context["form"].errors["ended_on"])
    assert client.post(page, {"ended_on": "1/6/2026"}).status_code == 302
    appointment.refresh_from_db()
    assert appointment.ended_on == D(2026, 6, 1)


def test_an_appointment_of_nobody_twice_or_from_another_council_is_refused(
    known: Known, improver: User, client_for: ClientFor, other_council: object
) -> None:
    client = client_for(improver)
    AppointmentFactory(notice=known.notice, post=known.post, party="adviser", started_on=D(2026, 2, 1))
    foreign = PostFactory(organisation=other_council)
    typed = {"party": "adviser", "started_on": "1/3/2026"}
    for post, field, message in (
        ("", "post", "Choose the post or the organisation"),
        (known.post.pk, "started_on", "already held there"),
        (foreign.pk, "post", "from the list"),
    ):
        answer = client.post(address("appoint", known), {**typed, "post": str(post)})
        assert message in str(answer.context["form"].errors[field])
    assert Appointment.objects.count() == 1
