"""The papers of an item: added, described, moved, replaced, withdrawn, and taken away by whoever may see them."""

from typing import Any, BinaryIO, cast

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property

from boards.forms.agenda import MOST_OFFERED
from boards.forms.papers import (
    ChoosePaperForm,
    DescribePaperForm,
    ReplacePaperForm,
    UploadPaperForm,
    WithdrawPaperForm,
)
from boards.models import Paper
from boards.packing.papers import trouble_with
from boards.selectors.papers import papers_for, papers_offered
from boards.services import papers
from boards.views.agenda import AgendaPage
from boards.views.base import BusinessPage, Deed, Finding, MeetingWriting, OfItem, in_words, item_address
from boards.views.links import words_searched
from evidence.views import as_attachment


class PapersPage(AgendaPage):
    """Every paper of a meeting, item by item: what is in the pack, what is late, what is downloaded apart."""

    template_name = "boards/papers/papers.html"


class FindsPaper(Finding):
    """The paper in the address, which stands at `self.paper`. For somebody who may not see it, it does not exist."""

    paper: Paper

    def find(self) -> None:
        self.paper = get_object_or_404(papers_for(self.person, self.council), pk=self.kwargs["pk"])


class DownloadPaper(FindsPaper, BusinessPage):
    """The file of a paper."""

    permission = "boards.view_board"

    def get(self, request: HttpRequest, pk: int) -> FileResponse:
        return as_attachment(self.paper.version)


def but_for_the_pack(paper: Paper) -> str:
    """Return, while its file is still at hand, why no pack can be made with a PDF; "" for one that can be bound."""
    with cast(BinaryIO, paper.version.file.open("rb")) as file:
        trouble = trouble_with(file)
    return f" But no pack can be made with it: it {trouble}." if trouble else ""


class AddsPaper(OfItem):
    """A form that adds a paper to an item."""

    def done_in_words(self) -> str:
        if self.result.goes_into_the_pack:
            return f"The paper is added.{but_for_the_pack(self.result)}"
        return "The paper is added. It is no PDF, so it is not in the pack: the pack says that it is downloaded apart."


class UploadPaper(AddsPaper):
    """A new paper from a file."""

    form_class = UploadPaperForm
    heading = "Add a paper"

    def carry_out(self, form: Any) -> Paper:
        asked = form.cleaned_data
        return papers.upload_paper(
            item=self.item, title=asked["title"], upload=asked["file"],
            is_confidential=asked["is_confidential"], by=self.person,
        )  # fmt: skip


class ChoosePaper(AddsPaper):
    """A paper from what is kept already."""

    form_class = ChoosePaperForm
    template_name = "boards/papers/choose.html"
    heading = "Choose a paper from what is kept"

    @cached_property
    def words(self) -> str:
        return words_searched(self.request.GET)

    def get_form_kwargs(self) -> dict[str, Any]:
        allowed = papers_offered(self.person, self.council)
        searched = papers_offered(self.person, self.council, words=self.words)
        return {**super().get_form_kwargs(), "allowed": allowed, "found": list(searched[:MOST_OFFERED])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.item, words=self.words, most=MOST_OFFERED, **kwargs)

    def carry_out(self, form: Any) -> Paper:
        asked = form.cleaned_data
        version = asked["version"]
        return papers.choose_paper(
            item=self.item, title=asked["title"] or version.evidence.title, version=version,
            is_confidential=asked["is_confidential"], by=self.person,
        )  # fmt: skip


class OnPaper(FindsPaper, MeetingWriting):
    """A form about one paper."""

    back_words = "Back to the item"

    def about(self) -> str:
        return f"{self.paper.title} ({self.paper.version.filename}). {in_words(self.paper.item.meeting)}"

    def get_success_url(self) -> str:
        return item_address(self.council, self.paper.item)


class DescribePaper(OnPaper):
    """Another title, or confidential or not."""

    form_class = DescribePaperForm
    heading = "Edit this paper"
    done = "The paper is changed."

    def get_initial(self) -> dict[str, Any]:
        return {"title": self.paper.title, "is_confidential": self.paper.is_confidential}

    def carry_out(self, form: Any) -> Paper:
        return papers.describe_paper(paper=self.paper, by=self.person, **form.cleaned_data)


class ReplacePaper(OnPaper):
    """A later version in its place."""

    form_class = ReplacePaperForm
    heading = "Replace this paper"

    def done_in_words(self) -> str:
        done = "The later version is in its place. Where the pack was made already, it goes into the next supplement."
        return done + (but_for_the_pack(self.result) if self.result.goes_into_the_pack else "")

    def carry_out(self, form: Any) -> Paper:
        return papers.replace_paper(paper=self.paper, upload=form.cleaned_data["file"], by=self.person)


class WithdrawPaper(OnPaper):
    """Off the agenda, with the reason."""

    form_class = WithdrawPaperForm
    heading = "Withdraw this paper"
    done = "The paper is withdrawn."

    def carry_out(self, form: Any) -> Paper:
        return papers.withdraw_paper(paper=self.paper, by=self.person, **form.cleaned_data)


class MovePaper(FindsPaper, Deed):
    """One place up, or down, within its item."""

    def get_back(self) -> str:
        return item_address(self.council, self.paper.item)

    def carry_out(self) -> str:
        papers.move_paper(paper=self.paper, up=self.kwargs["way"] == "up", by=self.person)
        return ""
