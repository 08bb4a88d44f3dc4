"""The forms about the papers of an item: uploaded, chosen, described, replaced, withdrawn."""

from typing import Any, ClassVar

from django import forms

from boards.forms.parts import reason_of
from core.file_types import NAMES
from core.forms import GovForm
from evidence.models import EvidenceVersion

PACK = "Only a PDF goes into the pack: any other file is downloaded apart, and the pack says so"
CONFIDENTIAL = (
    "Where it is, partner agencies and observers do not see that it exists. "
    "Papers of a confidential item always are"
)


def _file(label: str) -> forms.FileField:
    return forms.FileField(label=label, max_length=500, help_text=f"{NAMES}. {PACK}")


class DescribePaperForm(GovForm, forms.Form):
    """The title of a paper, and whether it is confidential."""

    submit_label = "Save"
    title = forms.CharField(
        label="Title of the paper", max_length=200, help_text="As it stands in the contents of the pack"
    )
    is_confidential = forms.BooleanField(label="It is confidential", required=False, help_text=CONFIDENTIAL)
    asks: ClassVar[dict[str, str]] = {"title": "the title of the paper"}


class UploadPaperForm(DescribePaperForm):
    """A new paper from a file."""

    submit_label = "Add this paper"
    file = _file("File")
    field_order = ("title", "file", "is_confidential")
    asks: ClassVar[dict[str, str]] = {**DescribePaperForm.asks, "file": "the file of the paper"}


class ChoosePaperForm(DescribePaperForm):
    """A paper from what is kept already: an issued report, or other evidence."""

    submit_label = "Add this paper"
    version = forms.ModelChoiceField(
        queryset=EvidenceVersion.objects.none(), label="Evidence that is kept already", empty_label=None,
        widget=forms.RadioSelect,
        help_text="As a paper it goes to everybody on the board, from outside the council too, unless it is "
        "confidential",
    )  # fmt: skip
    title = forms.CharField(
        label="Title of the paper", max_length=200, required=False,
        help_text="Leave empty to call it as the evidence is called",
    )  # fmt: skip
    field_order = ("version", "title", "is_confidential")
    asks: ClassVar[dict[str, str]] = {**DescribePaperForm.asks, "version": "the evidence"}

    def __init__(self, *args: Any, allowed: Any, found: list[EvidenceVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice: Any = self.fields["version"]
        # Whatever is allowed may come back; only what the search found is drawn.
        choice.queryset = allowed
        choice.choices = [(each.pk, _in_words(each)) for each in found]


def _in_words(version: EvidenceVersion) -> str:
    within = "" if version.evidence.may_leave else ". Stays within the council"
    apart = "" if version.filename.lower().endswith(".pdf") else ". Not in the pack: download apart"
    return f"{version.evidence.title}, {version.evidence.effective_on:%-d %B %Y} ({version.filename}){within}{apart}"


class ReplacePaperForm(GovForm, forms.Form):
    """A later version of a paper."""

    submit_label = "Replace this paper"
    file = _file("The later version")
    asks: ClassVar[dict[str, str]] = {"file": "the later version"}


class WithdrawPaperForm(GovForm, forms.Form):
    """Why a paper is withdrawn."""

    submit_label = "Withdraw this paper"
    because = reason_of("Why it is withdrawn", help_text="It stays on record with this reason")
    asks: ClassVar[dict[str, str]] = {"because": "why it is withdrawn"}
