"""Addresses of the register, under `/councils/<council>/notices/`."""

from django.urls import path

from notices.views import changing, listing, reading, recording, whole

app_name = "notices"

NOTICE = "<int:notice>/"
OBLIGATION = f"{NOTICE}obligations/<int:obligation>/"

urlpatterns = [
    path("", reading.NoticeList.as_view(), name="list"),
    path("deadlines/", listing.DeadlineList.as_view(), name="deadlines"),
    path("deadlines/export/<slug:format>/", listing.DeadlineExport.as_view(), name="deadlines_export"),
    path(NOTICE, reading.NoticeOverview.as_view(), name="notice"),
    path(f"{NOTICE}calendar.ics", reading.NoticeCalendar.as_view(), name="calendar"),
    path(f"{NOTICE}clauses/<int:clause>/", reading.ClausePage.as_view(), name="clause"),
    path(f"{NOTICE}status/", whole.ChangeStatus.as_view(), name="status"),
    path(f"{NOTICE}areas/", whole.Areas.as_view(), name="areas"),
    path(f"{NOTICE}areas/<int:area>/", whole.RenameArea.as_view(), name="rename_area"),
    path(f"{NOTICE}areas/<int:area>/remove/", whole.RemoveArea.as_view(), name="remove_area"),
    path(f"{NOTICE}appointments/add/", whole.Appoint.as_view(), name="appoint"),
    path(
        f"{NOTICE}appointments/<int:appointment>/end/", whole.EndAppointment.as_view(), name="end_appointment"
    ),
    path(f"{OBLIGATION}done/", recording.RecordDischarge.as_view(), name="record_discharge"),
    path(f"{OBLIGATION}assess/", recording.Assess.as_view(), name="assess"),
    path(f"{OBLIGATION}plan/", changing.PlanEvent.as_view(), name="plan_event"),
    path(f"{OBLIGATION}request/", changing.RecordRequest.as_view(), name="record_request"),
    path(f"{OBLIGATION}expectation/", changing.SetExpectation.as_view(), name="expectation"),
    path(f"{OBLIGATION}vary/", changing.VaryCadence.as_view(), name="vary"),
    path(f"{OBLIGATION}vary/<int:part>/<slug:type>/", changing.VaryTerms.as_view(), name="vary_terms"),
    path(f"{NOTICE}discharges/<int:fact>/evidence/", recording.AddEvidence.as_view(), name="add_evidence"),
    path(
        f"{NOTICE}facts/<slug:kind>/<int:fact>/withdraw/", recording.WithdrawFact.as_view(), name="withdraw"
    ),
    path(f"{NOTICE}meetings/<int:fact>/cancel/", changing.CancelEvent.as_view(), name="cancel_event"),
]
