"""The forms about packs: one decision each, so that there is nothing in them but the button."""

from django import forms

from core.forms import GovForm


class SendPackForm(GovForm, forms.Form):
    submit_label = "Send the pack"
