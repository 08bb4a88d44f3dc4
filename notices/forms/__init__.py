"""The forms by which people record what happened to a notice: one decision each."""

from notices.forms.discharge import AddEvidenceForm, DischargeForm
from notices.forms.events import CancelEventForm, PlanEventForm, RequestForm
from notices.forms.expectation import AgeForm, IntervalForm
from notices.forms.judgement import AssessmentForm, WithdrawForm
from notices.forms.notice import (
    AppointmentForm,
    AreaForm,
    EndAppointmentForm,
    RemoveAreaForm,
    RenameAreaForm,
    StatusForm,
)
from notices.forms.variation import VariationForm, VariationTypeForm, variation_form

__all__ = [
    "AddEvidenceForm",
    "AgeForm",
    "AppointmentForm",
    "AreaForm",
    "AssessmentForm",
    "CancelEventForm",
    "DischargeForm",
    "EndAppointmentForm",
    "IntervalForm",
    "PlanEventForm",
    "RemoveAreaForm",
    "RenameAreaForm",
    "RequestForm",
    "StatusForm",
    "VariationForm",
    "VariationTypeForm",
    "WithdrawForm",
    "variation_form",
]
