"""Sign-off: the chain of posts that each kind goes along, and how one report went along it, round by round."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from accounts.models import Organisation, Post
from core.sending import Sending
from improvement_plans.models import DailyMessage
from reports.kinds import CHOICES
from reports.models.report import Report


class ChainStep(models.Model):
    """One step of the chain along which reports of a kind are signed; the last is the post that the notice names."""

    council = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="sign_off_chains")
    kind = models.CharField(max_length=20, choices=CHOICES)
    order = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    deputy_post = models.ForeignKey(
        Post,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="post that may sign in its place",
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["council", "kind", "order"]
        constraints = [
            models.UniqueConstraint(fields=["council", "kind", "order"], name="chain_step_order_once"),
            models.UniqueConstraint(fields=["council", "kind", "post"], name="chain_post_once"),
            models.CheckConstraint(
                name="chain_deputy_is_another_post",
                condition=Q(deputy_post__isnull=True) | ~Q(deputy_post=F("post")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, step {self.order}: {self.post}"


class SignOff(models.Model):
    """One post's part in signing one report in one round: asked when its turn came, and signed by whoever held it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sign_offs")
    round = models.PositiveSmallIntegerField()
    order = models.PositiveSmallIntegerField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    deputy_post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    as_deputy = models.BooleanField(default=False)

    class Meta:
        ordering = ["report", "round", "order"]
        constraints = [
            models.UniqueConstraint(fields=["report", "round", "order"], name="sign_off_once_a_round"),
            models.CheckConstraint(
                name="sign_off_signed_by_somebody_who_was_asked",
                condition=Q(signed_at__isnull=True, signed_by__isnull=True)
                | Q(signed_at__isnull=False, signed_by__isnull=False, asked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.post}"


class SignOffReturn(models.Model):
    """That a post gave a report back, with what has to change; append-only."""

    sign_off = models.OneToOneField(SignOff, on_delete=models.CASCADE, related_name="returned")
    comment = models.TextField()
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    returned_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-returned_at"]
        constraints = [
            models.CheckConstraint(name="sign_off_returned_with_a_comment", condition=~Q(comment=""))
        ]

    def __str__(self) -> str:
        return self.comment[:80]


class ReturnTold(Sending):
    """That one of the authors is told of a return, at once and once: they are the ones who must act."""

    returned = models.ForeignKey(SignOffReturn, on_delete=models.CASCADE, related_name="told")
    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(Sending.Meta):
        ordering = ["returned", "recipient"]
        constraints = [
            *Sending.Meta.constraints,
            models.UniqueConstraint(fields=["returned", "recipient"], name="return_told_once_to_each"),
        ]

    def __str__(self) -> str:
        return f"{self.returned} to {self.email}"


class Recall(models.Model):
    """That a report was taken back before it left, and why: the signatures of its round are void; append-only."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="recalls")
    round = models.PositiveSmallIntegerField()
    reason = models.TextField()
    was_signed = models.BooleanField("the last post had signed it")
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    recalled_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["report", "recalled_at"]
        constraints = [models.CheckConstraint(name="recalled_with_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return self.reason[:80]


class SignOffReminder(models.Model):
    """One reminder to one person that a report waits for them, in one daily message: each rung once."""

    class Rung(models.TextChoices):
        ASKED = "asked", "Asked"
        AFTER_24 = "after_24", "After 24 hours"
        AFTER_72 = "after_72", "After 72 hours"

    sign_off = models.ForeignKey(SignOff, on_delete=models.CASCADE, related_name="reminders")
    rung = models.CharField(max_length=10, choices=Rung)
    message = models.ForeignKey(DailyMessage, on_delete=models.CASCADE, related_name="sign_off_reminders")

    class Meta:
        ordering = ["sign_off", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sign_off", "rung", "message"], name="sign_off_reminder_once_in_a_message"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sign_off}: {self.get_rung_display()}"
