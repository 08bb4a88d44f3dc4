"""Errors name what is wanted, and a refusal stands at the field that it is about."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from core.forms import DayField, GovForm, add_refusal, asked_for
from core.refusals import Refusal
from core.templatetags.govuk import error_list


class Meeting(GovForm, forms.Form):
    asks = {"clause": "the number of the clause"}
    held_on = DayField(label="Date the meeting was held")
    title = forms.CharField(label="Title", max_length=5)
    kind = forms.ChoiceField(label="Kind of meeting", choices=[("board", "Board")])
    clause = forms.CharField(label="Clause?")
    papers = forms.IntegerField(label="Number of papers", min_value=1, max_value=9)
    email = forms.EmailField(label="Your e-mail address")
    minutes = forms.FileField(label="Minutes")
    reason = forms.CharField(label="Reason", error_messages={"required": "Say why"})
    outcome = forms.ChoiceField(label="Outcome", choices=[("met", "Met")], widget=forms.RadioSelect)


def errors(**given: str) -> dict[str, str]:
    return {name: messages[0] for name, messages in Meeting(given, {}).errors.items()}


def test_what_is_missing_is_named():
    assert errors() == {
        "held_on": "Enter the date the meeting was held",
        "title": "Enter the title",
        "kind": "Choose the kind of meeting",
        "clause": "Enter the number of the clause",
        "papers": "Enter the number of papers",
        "email": "Enter your e-mail address",
        "minutes": "Choose the minutes",
        "reason": "Say why",
        "outcome": "Choose the outcome",
    }


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("held_on", "31/2/2026", "Date the meeting was held must be a real date, such as 16/12/2026"),
        ("title", "Minutes", "Title must be 5 characters or fewer"),
        ("kind", "dance", "Choose the kind of meeting from the list"),
        ("title", "a\0b", "Title holds a character that cannot be kept: type it again"),
        ("papers", "many", "Number of papers must be a whole number"),
        ("papers", "0", "Number of papers must be 1 or more"),
        ("papers", "10", "Number of papers must be 9 or less"),
        ("email", "x", "Your e-mail address must be an e-mail address, such as name@example.org"),
    ],
)
def test_what_is_wrong_is_said_for_its_field(name, value, message):
    assert errors(**{name: value})[name] == message


def test_an_empty_file_is_said_to_be_empty():
    form = Meeting({}, {"minutes": SimpleUploadedFile("a.pdf", b"")})
    assert form.errors["minutes"] == ["The file that you chose is empty"]


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Date", "the date"),
        ("The date", "the date"),
        ("Or a link to it", "a link to it"),
        ("What happened?", "what happened"),
        ("SHA-256", "the SHA-256"),
        ("Your name", "your name"),
    ],
)
def test_a_label_becomes_part_of_a_sentence(label, words):
    assert asked_for("field", forms.CharField(label=label)) == words


def test_a_refusal_stands_at_its_field_and_its_words_are_not_markup():
    form = Meeting({}, {})
    add_refusal(form, Refusal("Not <b>before</b> the notice", field="held_on"))
    assert "Not &lt;b&gt;before&lt;/b&gt; the notice" in str(form.errors["held_on"])


def test_a_refusal_about_no_field_stands_above_the_form_with_its_link():
    form = Meeting({}, {})
    add_refusal(form, Refusal("Met already", field="unknown", link=("/first/?a=1&b=2", "See the <first>")))
    message = form.non_field_errors()[0]
    assert message == 'Met already <a href="/first/?a=1&amp;b=2" class="govuk-link">See the &lt;first&gt;</a>'


def test_the_summary_leads_to_the_inputs():
    targets = dict.fromkeys(target for target, _ in error_list(Meeting({}, {})))
    assert list(targets) == [
        "id_held_on",
        "id_title",
        "id_kind",
        "id_clause",
        "id_papers",
        "id_email",
        "id_minutes",
        "id_reason",
        "id_outcome_1",
    ]
    assert error_list(Meeting()) == []
    assert error_list(None) == []
