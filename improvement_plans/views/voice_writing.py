"""The forms about a voice: written down, put right, tied to what it changed, told back."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse

from improvement_plans import services
from improvement_plans.forms.progress import proof_of
from improvement_plans.forms.voices import SAID, ChangeForm, ToldForm, VoiceForm
from improvement_plans.identifiers import CANNOT_FIND
from improvement_plans.models import Voice
from improvement_plans.selectors.voices import themes_of
from improvement_plans.views.writing import PlanWriting, Writing, plan_query

LEAD = "Write down what was said, and never who said it."


class AddVoice(PlanWriting):
    """Write down what was said."""

    permission = "improvement_plans.keep_voices"
    template_name = "improvement_plans/voices/form.html"
    form_class = VoiceForm
    heading = "Add a voice"
    lead = LEAD
    done = "The voice is kept. Say what changes because of it when something does."
    back_words = "Back to the voices"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themes=themes_of(self.plan), cannot_find=CANNOT_FIND, **kwargs)

    def carry_out(self, form: Any) -> Voice:
        return services.add_voice(plan=self.plan, said=form.said(), by=self.person, today=self.today)

    def get_back(self) -> str:
        return reverse("plan:voices", args=[self.council.slug]) + plan_query(self.plan)

    def get_success_url(self) -> str:
        return reverse("plan:voice", args=[self.council.slug, self.result.pk])


class VoiceWriting(Writing):
    """A form about one voice."""

    permission = "improvement_plans.keep_voices"
    template_name = "improvement_plans/voices/form.html"
    back_words = "Back to the voice"
    voice: Voice

    def find(self) -> None:
        voices = Voice.objects.select_related("plan__notice__council")
        self.voice = get_object_or_404(voices, plan__notice__council=self.council, pk=self.kwargs["pk"])

    def refresh(self) -> None:
        self.voice.refresh_from_db()

    def about(self) -> str:
        return f"{self.voice}: “{self.voice.words[:200]}”"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cannot_find=CANNOT_FIND, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"revision": self.voice.revision, **self.stored()}

    def kept(self) -> dict[str, Any]:
        return self.stored()

    def stored(self) -> dict[str, Any]:
        """Return what is stored now, by the form's field names."""
        return {}

    def get_success_url(self) -> str:
        return reverse("plan:voice", args=[self.council.slug, self.voice.pk])


class EditVoice(VoiceWriting):
    """Put right what was written down."""

    form_class = VoiceForm
    heading = "Edit this voice"
    lead = LEAD
    done = "The voice is changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "plan": self.voice.plan}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(themes=themes_of(self.voice.plan), **kwargs)

    def stored(self) -> dict[str, Any]:
        single = {name: getattr(self.voice, name) for name in SAID if name != "areas"}
        return {**single, "areas": list(self.voice.areas.all())}

    def carry_out(self, form: Any) -> Voice:
        return services.edit_voice(
            voice=self.voice,
            said=form.said(),
            revision=form.cleaned_data["revision"],
            by=self.person,
            today=self.today,
        )


class RecordChange(VoiceWriting):
    """Say what changed because of a voice."""

    form_class = ChangeForm
    heading = "What changed because of it"
    done = "What changed is kept. Tell those who spoke, and record that too."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council, "plan": self.voice.plan}

    def stored(self) -> dict[str, Any]:
        names = ("what_changed", "changed_on", "practice_standard")
        single = {name: getattr(self.voice, name) for name in names}
        return {**single, "actions": list(self.voice.actions.select_related("objective"))}

    def carry_out(self, form: Any) -> Voice:
        names = ("what_changed", "changed_on", "practice_standard", "actions", "revision")
        return services.record_change(
            voice=self.voice,
            by=self.person,
            today=self.today,
            **{name: form.cleaned_data[name] for name in names},
            **proof_of(form),
        )


class TellBack(VoiceWriting):
    """Record that those who spoke were told what came of it."""

    form_class = ToldForm
    heading = "Telling them what came of it"
    done = "It is recorded that they were told."

    def stored(self) -> dict[str, Any]:
        return {"told_back_on": self.voice.told_back_on, "told_back_how": self.voice.told_back_how}

    def carry_out(self, form: Any) -> Voice:
        return services.tell_back(voice=self.voice, by=self.person, today=self.today, **form.cleaned_data)
