"""What the improvement team says of a source or a clause: how it is answered, and by which actions."""

from collections.abc import Sequence
from functools import cached_property
from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.generic import FormView

from core.choosing import Choosing, ChoosingForm, Offer
from core.forms import RefusalsAsErrors
from improvement_plans import services
from improvement_plans.forms.progress import proof_of
from improvement_plans.forms.sources import AnswerForm
from improvement_plans.models import Action, Answer, Answering, Plan, Source
from improvement_plans.selectors.clauses import clauses_with_a_duty, standing_about
from improvement_plans.selectors.sources import AnswerStanding
from improvement_plans.views.base import PlanPage, action_of
from improvement_plans.views.sources import source_of
from notices.models import Clause


class AboutPage(PlanPage):
    """A page about one source or one clause (`kind`), which the address names; both are found within the council."""

    kind: ClassVar[str] = "source"
    kwargs: dict[str, Any]

    @cached_property
    def about(self) -> Source | Clause:
        """The source or clause; raises Http404 for another council's."""
        if self.kind == "source":
            return source_of(self, self.kwargs["pk"])
        clauses = Clause.objects.select_related("notice__council").filter(notice__plan__isnull=False)
        return get_object_or_404(clauses, notice__council=self.council, pk=self.kwargs["pk"])

    @cached_property
    def plan(self) -> Plan:
        """The plan that must answer it."""
        if isinstance(self.about, Source):
            return self.about.plan
        return Plan.objects.select_related("notice__council").get(notice=self.about.notice_id)

    @property
    def section(self) -> str:
        return "sources" if self.kind == "source" else "coverage"

    def standing(self) -> AnswerStanding:
        """Return how it is answered today."""
        return standing_about(self.about, self.plan, self.today)

    def page_of_it(self) -> str:
        return reverse(f"plan:{self.kind}", args=[self.council.slug, self.about.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(about=self.about, back_url=self.page_of_it(), **kwargs)


class GiveAnswer(AboutPage, RefusalsAsErrors, FormView):
    """Answer a source or a clause: planned, done, or not planned because."""

    permission = "improvement_plans.keep_sources"
    form_class = AnswerForm
    template_name = "improvement_plans/sources/answer.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "council": self.council}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="How is this answered?", standing=self.standing(), kind=self.kind, **kwargs
        )

    def carry_out(self, form: Any) -> Answer:
        asked = form.cleaned_data
        return services.give_answer(
            about=self.about,
            plan=self.plan,
            kind=asked["kind"],
            reason=asked["reason"],
            by=self.person,
            today=self.today,
            **proof_of(form),
        )

    def get_success_url(self) -> str:
        messages.success(self.request, "The answer is recorded. Earlier ones stay on record.")
        return self.page_of_it()


class LinkActions(AboutPage, Choosing):
    """Say which actions of the plan answer a source or a clause."""

    permission = "improvement_plans.keep_sources"

    def offers(self) -> dict[str, Offer]:
        standing = Answering.objects.filter(**{self.kind: self.about}, unlinked_on=None)
        return {
            "actions": Offer(
                label="Actions that answer it",
                allowed=offered_actions(self.plan, self.today),
                linked=with_owner(Action.objects.filter(pk__in=standing.values("action"))),
                searched=ACTION_SEARCH,
                words_of=action_in_words,
                words=self.words,
            )
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="Which actions answer it?",
            described=self.about.words,
            named=name_of(self.about),
            **kwargs,
        )

    def carry_out(self, form: ChoosingForm) -> None:
        services.change_links(
            about=self.about,
            plan=self.plan,
            add=form.added("actions"),
            remove=form.removed("actions"),
            by=self.person,
            today=self.today,
        )

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return self.page_of_it()


class LinkSources(PlanPage, Choosing):
    """Say which sources and clauses one action answers."""

    permission = "improvement_plans.keep_sources"
    kwargs: dict[str, Any]

    @cached_property
    def action(self) -> Action:
        """The action; raises Http404 for one that has left the plan."""
        action = action_of(self, self.kwargs["pk"])
        if action.left_on is not None and action.left_on <= self.today:
            raise Http404("No longer in the plan")
        return action

    def offers(self) -> dict[str, Offer]:
        standing = Answering.objects.filter(action=self.action, unlinked_on=None)
        sources = Source.objects.filter(plan=self.action.objective.plan)
        clauses = Clause.objects.filter(notice=self.action.objective.plan.notice_id)
        return {
            "sources": Offer(
                label="Sources that it answers",
                allowed=sources,
                linked=sources.filter(pk__in=standing.values("source")),
                searched=("reference", "words", "document"),
                words_of=lambda source: f"{source.reference}: {source.words[:140]}",
                words=self.words,
            ),
            "clauses": Offer(
                label="Clauses of the notice that it answers",
                allowed=clauses_with_a_duty(self.action.objective.plan),
                linked=clauses.filter(pk__in=standing.values("clause")).order_by("order"),
                searched=("number", "words"),
                words_of=lambda clause: f"{clause.number}: {clause.words[:140]}",
                words=self.words,
            ),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            heading="What does this action answer?",
            described=self.action.title,
            named=f"Action {self.action.reference}",
            back_url=self.page_of_it(),
            **kwargs,
        )

    def carry_out(self, form: ChoosingForm) -> None:
        services.change_sources(
            action=self.action,
            add=_both(form.added),
            remove=_both(form.removed),
            by=self.person,
            today=self.today,
        )

    def page_of_it(self) -> str:
        return reverse("plan:action", args=[self.council.slug, self.action.pk])

    def get_success_url(self) -> str:
        messages.success(self.request, self.done)
        return self.page_of_it()


ACTION_SEARCH = ("reference", "title", "objective__title", "owner_post__title")


def offered_actions(plan: Plan, today: Any) -> QuerySet[Action]:
    """Return the actions that are in the plan today."""
    return with_owner(
        Action.objects.filter(objective__plan=plan, added_on__lte=today).exclude(left_on__lte=today)
    )


def with_owner(actions: QuerySet[Action]) -> QuerySet[Action]:
    """Return the actions with what their words need, in the order of the plan."""
    return actions.select_related("owner_post", "objective").order_by(
        "objective__reference", "reference", "pk"
    )


def action_in_words(action: Action) -> str:
    """Return how an action is named beside its checkbox."""
    return f"{action.reference} {action.title} ({action.owner_post}, due {action.due_on:%-d %B %Y})"


def name_of(about: Source | Clause) -> str:
    """Return what people call a source or a clause."""
    if isinstance(about, Source):
        return f"{about.get_origin_display()}, {about.reference}"
    return str(about)


def _both(rows_of: Any) -> Sequence[Source | Clause]:
    return [*rows_of("sources"), *rows_of("clauses")]
