"""The form in which a colleague says something of a section."""

from typing import ClassVar

from django import forms

from core.forms import GovForm


class CommentForm(GovForm, forms.Form):
    """What somebody says of a section, or in answer to a comment."""

    submit_label: ClassVar[str] = "Add comment"
    words = forms.CharField(
        label="Your comment",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        help_text="For colleagues who see the draft. It is never printed",
        error_messages={"required": "Enter your comment"},
    )


class AnswerForm(CommentForm):
    """What somebody answers to a comment."""

    submit_label: ClassVar[str] = "Answer"
