"""The form by which evidence is added to an action: choose a piece that is kept, or keep a new one."""

from typing import Any, ClassVar

from evidence.forms import DESCRIPTION, DescriptionForm
from evidence.services import About
from improvement_plans.services.proofs import NewEvidence
from notices.forms.proof import PROOF_FIELDS, ProofForm

NEEDED = ("title", "kind", "effective_on")
OF_NEW = "Only for a file or a link. "


class ActionEvidenceForm(ProofForm, DescriptionForm):
    """Evidence that is kept already, alone; or a file or a link, with what it is."""

    submit_label: ClassVar[str] = "Add this evidence"
    field_order = (*PROOF_FIELDS, *DESCRIPTION)
    asks: ClassVar[dict[str, str]] = {
        **DescriptionForm.asks,
        "evidence": "the evidence",
        "file": "the file",
        "url": "the link",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in DESCRIPTION:
            self.fields[name].required = False
        for name in NEEDED:
            field = self.fields[name]
            field.help_text = f"{OF_NEW}{field.help_text}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.errors or cleaned.get("evidence"):
            return cleaned
        if not cleaned.get("file") and not cleaned.get("url"):
            self.add_error("evidence", "Choose evidence that is kept already, or add a file or a link")
            return cleaned
        for name in NEEDED:
            if not cleaned.get(name):
                self.add_error(name, self.fields[name].error_messages["required"])
        return cleaned

    def new(self) -> NewEvidence | None:
        """Return what is to be kept, None when a piece was chosen that is kept already."""
        asked = self.cleaned_data
        if asked["evidence"]:
            return None
        return NewEvidence(
            title=asked["title"],
            kind=asked["kind"],
            effective_on=asked["effective_on"],
            about=about_of(asked),
            upload=asked["file"] or None,
            url=asked["url"],
        )


def about_of(asked: dict[str, Any]) -> About:
    """Return what a form said of evidence beside its name; where nothing is chosen it stays within the council."""
    return About(
        shows=asked["shows"],
        confidentiality=asked["confidentiality"] or About().confidentiality,
        review_on=asked["review_on"],
        expires_on=asked["expires_on"],
    )
