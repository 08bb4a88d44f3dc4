"""The versions of the plan: their list, one of them held against an earlier one, and the deeds of their life."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import TemplateView

from improvement_plans import services
from improvement_plans.comparing import Comparison, Line, compare
from improvement_plans.forms.versions import (
    JudgeVersionForm,
    OpenVersionForm,
    PutInForceForm,
    SubmitVersionForm,
)
from improvement_plans.models import PlanVersion
from improvement_plans.selectors.versions import (
    VersionStanding,
    compared_with,
    lines_of,
    open_submissions,
    versions_as_at,
)
from improvement_plans.views.base import PlanPage
from improvement_plans.views.writing import PlanWriting, Writing, plan_query

LINES_ON_A_PAGE = 100
GROUPS = (
    ("changed", "Changed"), ("added", "Added"), ("dropped", "Dropped"), ("carried", "Carried over unchanged"),
)  # fmt: skip


class Versions(PlanPage, TemplateView):
    """Every version with its days and what the adviser made of it, and which was in force on the day."""

    template_name = "improvement_plans/versions/list.html"
    section = "versions"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.chosen is None:
            return super().get_context_data(versions=(), **kwargs)
        versions = versions_as_at(self.chosen, self.as_at, known_on=self.known_on)
        return super().get_context_data(
            versions=versions,
            in_force=next((each for each in versions if each.is_in_force), None),
            has_draft=any(each.is_draft for each in versions),
            **kwargs,
        )


class VersionPage(PlanPage, TemplateView):
    """What a version says, and what is new in it against an earlier one (`?against=`, `?show=`)."""

    template_name = "improvement_plans/versions/version.html"
    section = "versions"
    kwargs: dict[str, Any]

    @cached_property
    def kept(self) -> PlanVersion:
        """The version in the address; raises Http404 for another council's."""
        found: PlanVersion = get_object_or_404(
            PlanVersion.objects.select_related("plan__notice__council"),
            plan__notice__council=self.council,
            pk=self.kwargs["pk"],
        )
        return found

    @cached_property
    def versions(self) -> tuple[VersionStanding, ...]:
        return versions_as_at(self.kept.plan, self.as_at, known_on=self.known_on)

    @cached_property
    def standing(self) -> VersionStanding:
        """The version as it stood on the day; raises Http404 when it had not been opened."""
        for each in self.versions:
            if each.version.pk == self.kept.pk:
                return each
        raise Http404("Not opened on that day")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = compared_with(self.standing, self.versions)
        against = self.against(others)
        comparison = self.comparison(against)
        show = self.request.GET.get("show", "") if comparison else ""
        show = show if show in dict(GROUPS) else ""
        return super().get_context_data(
            standing=self.standing,
            version=self.standing.version,
            others=others,
            against=against,
            counts=counts_of(comparison),
            show=show,
            show_words=dict(GROUPS).get(show, ""),
            page=self.page(comparison, show),
            recommendations=lines_in(self.standing),
            **kwargs,
        )

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.standing, as_at=self.as_at, known_on=self.known_on)

    def against(self, others: tuple[VersionStanding, ...]) -> VersionStanding | None:
        """The version to hold it against: the one asked for, else the last that was in force, else the one before."""
        asked = self.request.GET.get("against", "")
        chosen = next((each for each in others if str(each.version.number) == asked), None)
        held = next((each for each in others if each.dates.in_force_from is not None), None)
        return chosen or held or next(iter(others), None)

    def comparison(self, against: VersionStanding | None) -> Comparison | None:
        if against is None:
            return None
        return compare(lines_of(against, as_at=self.as_at, known_on=self.known_on), self.lines)

    def page(self, comparison: Comparison | None, show: str) -> Any:
        rows: Any = getattr(comparison, show) if show else self.lines
        return Paginator(rows, LINES_ON_A_PAGE).get_page(self.request.GET.get("page"))


def counts_of(comparison: Comparison | None) -> list[tuple[str, str, int]]:
    """Return each group of a comparison as (key, words, number); empty without one."""
    if comparison is None:
        return []
    return [(key, words, len(getattr(comparison, key))) for key, words in GROUPS]


def lines_in(standing: VersionStanding) -> list[str]:
    """Return the adviser's recommendations one by one; none before the day of the judgement."""
    if not standing.is_judged:
        return []
    return [line.strip() for line in standing.version.recommendations.splitlines() if line.strip()]


class VersionWriting(Writing):
    """A form about one version."""

    back_words = "Back to the version"
    version: PlanVersion

    def find(self) -> None:
        versions = PlanVersion.objects.select_related("plan__notice__council")
        self.version = get_object_or_404(versions, plan__notice__council=self.council, pk=self.kwargs["pk"])

    def about(self) -> str:
        return f"{self.version}: {self.version.get_status_display().lower()}"

    def get_success_url(self) -> str:
        return reverse("plan:version", args=[self.council.slug, self.version.pk])


class OpenVersion(PlanWriting):
    """The draft of the next version."""

    form_class = OpenVersionForm
    heading = "Open the next version of the plan"
    lead = "The draft shows the plan that you work on against the version in force. Submitting it freezes the words."
    done = "The draft is open."
    back_words = "Back to the versions"

    def get_form_kwargs(self) -> dict[str, Any]:
        own = super().get_form_kwargs()
        return {name: value for name, value in own.items() if name not in ("plan", "adding")}

    def carry_out(self, form: Any) -> PlanVersion:
        return services.open_version(plan=self.plan, by=self.person, today=self.today, **form.cleaned_data)

    def get_back(self) -> str:
        return reverse("plan:versions", args=[self.council.slug]) + plan_query(self.plan)

    def get_success_url(self) -> str:
        return reverse("plan:version", args=[self.council.slug, self.result.pk])


class SubmitVersion(VersionWriting):
    """The plan as it reads now goes to the adviser and the Department."""

    form_class = SubmitVersionForm
    heading = "Submit this version"
    lead = "The words of every action are kept as they read now. Later changes show in the next version."
    done = "The version is submitted. Its words no longer change."

    def get_form_kwargs(self) -> dict[str, Any]:
        duties = open_submissions(self.version.plan.notice, today=self.today)
        return {**super().get_form_kwargs(), "council": self.council, "open_duties": duties}

    def get_initial(self) -> dict[str, Any]:
        return {"submitted_on": self.today, "what_changed": self.version.what_changed}

    def carry_out(self, form: Any) -> PlanVersion:
        asked = form.cleaned_data
        return services.submit_version(
            version=self.version,
            submitted_on=asked["submitted_on"],
            what_changed=asked["what_changed"],
            obligation=asked.get("obligation"),
            evidence=asked.get("evidence"),
            upload=asked.get("file") or None,
            url=asked.get("url", ""),
            by=self.person,
            today=self.today,
        )


class JudgeVersion(VersionWriting):
    """What the adviser makes of a version."""

    permission = "improvement_plans.judge_version"
    form_class = JudgeVersionForm
    heading = "Judge this version"
    done = "The judgement is recorded."

    def get_initial(self) -> dict[str, Any]:
        return {"judged_on": self.today}

    def carry_out(self, form: Any) -> PlanVersion:
        return services.judge_version(
            version=self.version, by=self.person, today=self.today, **form.cleaned_data
        )


class PutInForce(VersionWriting):
    """A version that was judged fit holds from a day on."""

    form_class = PutInForceForm
    heading = "Put this version in force"
    lead = "The version in force until now is superseded from that day. It stays readable as it stood."
    done = "The version is in force."

    def get_initial(self) -> dict[str, Any]:
        return {"from_day": self.today}

    def carry_out(self, form: Any) -> PlanVersion:
        return services.put_in_force(
            version=self.version, by=self.person, today=self.today, **form.cleaned_data
        )
