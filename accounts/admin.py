"""Where an administrator enters people, lets them hold posts for a time and gives them roles, in their own councils."""

from collections.abc import Callable
from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from django import forms
from django.contrib import admin
from django.contrib.auth.forms import ReadOnlyPasswordHashField
from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.crypto import get_random_string

from accounts import administering
from accounts.models import Membership, Organisation, Post, PostHolding, User
from core import audit
from core.admin import AuditEntryAdmin
from core.clock import today
from core.models import AuditEntry

# Roles are given as memberships of a council, and an address is kept with the person: these would be a second place.
admin.site.unregister([Group, EmailAddress])
admin.site.unregister(AuditEntry)

Kept = Callable[..., models.QuerySet[Any]]

CHOICES: dict[str, Kept] = {
    "organisation": administering.organisations_to_choose_from,
    "council": administering.councils_kept_by,
    "post": administering.posts_kept_by,
    "line_manager": administering.posts_kept_by,
    "person": administering.people_to_choose_from,
}


class NewPersonForm(forms.ModelForm):
    """A person by name and e-mail address; they choose a password by the link for a forgotten one."""

    class Meta:
        model = User
        fields = ["email", "name", "organisation"]

    def save(self, commit: bool = True) -> User:
        person: User = super().save(commit=False)
        # A random one that nobody knows: an unusable password would get no link to choose a new one.
        person.set_password(get_random_string(64))
        if commit:
            person.save()
        return person


class PersonForm(forms.ModelForm):
    """A person who is there: the password is shown as what it is, unreadable."""

    password = ReadOnlyPasswordHashField(
        help_text="Nobody can read it. The person chooses another by “I have forgotten my password” when signing in."
    )

    class Meta:
        model = User
        fields = ["email", "name", "organisation", "is_active", "is_staff", "password"]


class OwnCouncilsOnly:
    """Shows and offers an administrator what belongs to their councils, and lets nobody else in."""

    kept: ClassVar[Kept]

    def may_keep(self, request: HttpRequest) -> bool:
        """Whether the person is an administrator of some council, or runs the service."""
        person: Any = request.user
        if not person.is_active or not person.is_staff:
            return False
        return person.is_superuser or administering.councils_kept_by(person, today=today()).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_keep(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_keep(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_keep(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_keep(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_keep(request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        kept = type(self).kept(request.user, today=today())
        rows: models.QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(pk__in=kept.values("pk"))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in CHOICES:
            kwargs["queryset"] = CHOICES[db_field.name](request.user, today=today())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]


class AuditedAdmin(admin.ModelAdmin):
    """Writes what an administrator does into the audit trail, in the transaction of the deed."""

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        deed = f"{'changed' if change else 'added'} {obj._meta.verbose_name}"
        self.record(request, deed, obj, fields=form.changed_data)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self.record(request, f"deleted {obj._meta.verbose_name}", obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> None:
        for row in queryset:
            self.delete_model(request, row)

    def record(self, request: HttpRequest, action: str, obj: models.Model, **detail: Any) -> None:
        """Write that the administrator did `action` to `obj`, within its council if it has one."""
        council = getattr(obj, "council", None)
        scope = council.slug if council else ""
        by: Any = request.user
        audit.record(by=by, action=action, subject=obj, scope=scope, detail=detail)


class HoldingInline(OwnCouncilsOnly, admin.TabularInline):
    model = PostHolding
    extra = 0
    kept = administering.holdings_kept_by


class MembershipInline(OwnCouncilsOnly, admin.TabularInline):
    model = Membership
    extra = 0
    kept = administering.memberships_kept_by


@admin.register(User)
class PersonAdmin(OwnCouncilsOnly, AuditedAdmin):
    form = PersonForm
    kept = administering.people_kept_by
    list_display = ["name", "email", "organisation", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    list_select_related = ["organisation"]
    search_fields = ["name", "email"]
    inlines = [HoldingInline, MembershipInline]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Return the short form for a new person."""
        if obj is None:
            kwargs["form"] = NewPersonForm
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """Who may open this site is decided by whoever runs the service."""
        return [] if request.user.is_superuser or obj is None else ["is_staff"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody is deleted: what they recorded stays theirs. An account is closed instead."""
        return False

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for row in [*formset.new_objects, *(row for row, _ in formset.changed_objects)]:
            self.record(request, f"set {row._meta.verbose_name}", row)
        for row in formset.deleted_objects:
            self.record(request, f"removed {row._meta.verbose_name} of", form.instance)


@admin.register(Organisation)
class OrganisationAdmin(AuditedAdmin):
    """Councils and other bodies are entered by whoever runs the service."""

    list_display = ["name", "kind", "is_demonstration"]
    list_filter = ["kind"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    readonly_fields = ["is_demonstration"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.is_superuser)

    has_add_permission = has_module_permission
    has_change_permission = has_view_permission
    has_delete_permission = has_view_permission


@admin.register(Post)
class PostAdmin(OwnCouncilsOnly, AuditedAdmin):
    kept = administering.posts_kept_by
    list_display = ["title", "organisation", "line_manager"]
    list_select_related = ["organisation", "line_manager"]
    search_fields = ["title", "organisation__name"]


@admin.register(PostHolding)
class PostHoldingAdmin(OwnCouncilsOnly, AuditedAdmin):
    kept = administering.holdings_kept_by
    list_display = ["post", "person", "started_on", "ended_on"]
    list_select_related = ["post", "person"]
    search_fields = ["post__title", "person__name"]


@admin.register(Membership)
class MembershipAdmin(OwnCouncilsOnly, AuditedAdmin):
    kept = administering.memberships_kept_by
    list_display = ["person", "role", "council", "started_on", "ended_on"]
    list_filter = ["role"]
    list_select_related = ["person", "council"]
    search_fields = ["person__name"]


@admin.register(AuditEntry)
class CouncilAuditAdmin(AuditEntryAdmin):
    """The audit trail of the administrator's own councils; whoever runs the service reads it all."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        person: Any = request.user
        if not person.is_staff:
            return False
        return person.is_superuser or administering.councils_kept_by(person, today=today()).exists()

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[AuditEntry]:
        person: Any = request.user
        entries: models.QuerySet[AuditEntry] = super().get_queryset(request)
        if person.is_superuser:
            return entries
        return entries.filter(scope__in=administering.councils_kept_by(person, today=today()).values("slug"))
