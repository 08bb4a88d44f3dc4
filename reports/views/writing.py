"""Writing: the sections of a report, one of them in its editor, what is typed kept by itself, and every save."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.generic import FormView, TemplateView

from core.editing import ChangedMeanwhile, show_conflict
from core.forms import add_refusal
from core.refusals import Refusal
from reports.facts import Facts, facts_for
from reports.forms.write import KeepForm, SectionForm, text_of
from reports.markdown import as_html
from reports.markup import word_count
from reports.models import ReportSection, SectionDraft
from reports.selectors.changes import changes_of, content_for_report
from reports.selectors.sections import (
    Previous,
    open_comments_of,
    previous_text,
    saves_of,
    sections_of,
    shares_of,
)
from reports.services import drafts, writing
from reports.services.writing import plain, token_of
from reports.views.one_report import WRITE
from reports.views.sections import DraftPage, SectionPage

STAYS = "Saving it puts yours in place of theirs, which stays on record under who wrote what."


class Sections(DraftPage, TemplateView):
    """The sections of a report: what is written, by whom, and what is said of each."""

    permission = "reports.comment_on_report"
    template_name = "reports/sections.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        report = self.kept
        return super().get_context_data(
            report=report,
            standings=sections_of(report, person=self.person),
            may_write=self.may_write,
            **kwargs,
        )


class WriteSection(SectionPage, FormView):
    """One section in its editor; of two who write at once the second is shown the difference.

    Its form has three buttons: save, preview, and begin from what stood there a month before. `?unsaved` goes on with
    the words that the person typed earlier and did not save.
    """

    permission = "reports.write_report"
    needs: ClassVar[str] = WRITE
    form_class = SectionForm
    template_name = "reports/section.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.kept.may_be_written:
            return render(request, "reports/section_closed.html", self.closed())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "section": self.what}

    def get_initial(self) -> dict[str, Any]:
        section, own = self.section, self.unsaved()
        if own is not None and "unsaved" in self.request.GET:
            return {"text": own.text, "revision": own.based_on, "kept": token_of(own)}
        return {"text": section.text, "revision": section.revision, "kept": ""}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        section = self.section
        return super().get_context_data(
            report=self.kept,
            section=section,
            what=self.what,
            facts=self.facts(),
            previous=self.previous(),
            offered=self.offered(),
            comments=open_comments_of(self.kept, section),
            shares=shares_of(section),
            words=word_count(section.text),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponseBase:
        if "preview" in self.request.POST:
            return self.shown(form, preview=as_html(form.cleaned_data["text"]))
        if "begin" in self.request.POST:
            return self.begun(form)
        try:
            self.save(form)
        except ChangedMeanwhile as refusal:
            return self.conflict(form, refusal)
        except Refusal as refusal:
            add_refusal(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, f"“{self.what.title}” is saved.")
        return redirect("reports:write", self.council.slug, self.kept.pk)

    def save(self, form: Any) -> ReportSection:
        asked = form.cleaned_data
        return writing.write_section(
            section=self.section, text=asked["text"], seen=asked["revision"], kept=asked["kept"],
            by=self.person,
        )  # fmt: skip

    def conflict(self, form: Any, refusal: ChangedMeanwhile) -> HttpResponse:
        """Show both versions; what was typed stays in the form."""
        self.section.refresh_from_db(fields=["text", "revision"])
        show_conflict(form, refusal, kept=text_of(self.section), outcome=STAYS)
        return self.form_invalid(form)

    def begun(self, form: Any) -> HttpResponse:
        """Put what stood there a month before under what has been typed: nothing is overwritten, nothing saved."""
        previous = self.previous()
        typed = form.data.copy()
        typed["text"] = "\n\n".join(
            each for each in (plain(typed.get("text", "")), previous.text if previous else "") if each
        )
        form.data = typed
        return self.shown(form, begun=previous)

    def shown(self, form: Any, **more: Any) -> HttpResponse:
        """Show the form again with what was typed in it."""
        return self.render_to_response(self.get_context_data(form=form, is_again=True, **more))

    def facts(self) -> list[Facts]:
        """The facts of the report's cut that help with this section."""
        compared = changes_of(self.kept)
        content = content_for_report(self.kept, self.kept.cut)
        return facts_for(self.section.key, content, compared.changes if compared else None)

    def previous(self) -> Previous | None:
        return previous_text(self.section)

    def unsaved(self) -> SectionDraft | None:
        """What the person typed here and did not save, unless the section says just that by now."""
        own = SectionDraft.objects.filter(section=self.section, person=self.person).first()
        return None if own is None or plain(own.text) == self.section.text else own

    def offered(self) -> SectionDraft | None:
        """The unsaved words to offer: none while the person goes on with them already."""
        own = self.unsaved()
        is_open = "unsaved" in self.request.GET or self.request.POST.get("kept") == token_of(own)
        return None if is_open else own

    def closed(self) -> dict[str, Any]:
        """What the page of a section shows that can no longer be written: its text, and one's own unsaved words."""
        section = self.section
        return {
            "report": self.kept, "section": section, "what": self.what, "html": as_html(section.text),
            "own": self.unsaved(),
        }  # fmt: skip


class Keep(SectionPage):
    """What somebody types is kept as their own, apart from the section; the page's script sends it by itself."""

    permission = "reports.write_report"
    needs = WRITE

    def post(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        form = KeepForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"message": KeepForm.error_words}, status=400)
        asked = form.cleaned_data
        try:
            draft = drafts.keep_draft(
                section=self.section, text=asked["text"], based_on=asked["revision"], kept=asked["kept"],
                by=self.person,
            )  # fmt: skip
        except Refusal as refusal:
            return JsonResponse({"message": f"Not kept: {refusal.message}"}, status=409)
        return JsonResponse(self.told(draft, asked))

    def told(self, draft: SectionDraft | None, asked: dict[str, Any]) -> dict[str, Any]:
        """Return what the page says now: when the words were kept, and whether somebody saved meanwhile."""
        self.section.refresh_from_db(fields=["revision", "written_by"])
        is_apart = draft is not None and asked["revision"] < self.section.revision
        return {
            "at": f"{timezone.localtime(draft.kept_at):%H:%M}" if draft else "",
            "kept": token_of(draft),
            "words": word_count(asked["text"]),
            "apart": str(self.section.written_by or "Somebody") if is_apart else "",
        }


class Drop(SectionPage):
    """Forget what one typed and did not save."""

    permission = "reports.write_report"
    needs = WRITE

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        drafts.drop_draft(section=self.section, by=self.person)
        messages.success(request, "Your unsaved words are gone.")
        return redirect(self.address("write_section"))


class Versions(SectionPage, TemplateView):
    """Every save of a section: who, when, and what it changed."""

    permission = "reports.comment_on_report"
    template_name = "reports/versions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            report=self.kept,
            section=self.section,
            what=self.what,
            saves=saves_of(self.section),
            shares=shares_of(self.section),
            **kwargs,
        )
