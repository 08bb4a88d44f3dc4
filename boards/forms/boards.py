"""The forms about a board and the seats on it."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from accounts.models import Organisation, Post, User
from accounts.selectors import people_of
from boards.forms.parts import Says, capacity_field, fills_field, reason_of
from boards.models import Board, Capacity
from boards.selectors.membership import OfferedSeat
from boards.services.seats import APPOINTS_A_CHAIR, Seat
from core.editing import RevisionForm
from core.forms import DayField, GovForm
from notices.models import Obligation, Party

TAKES_PART = (
    Organisation.Kind.PARTNER_AGENCY, Organisation.Kind.ADVISER_BODY, Organisation.Kind.DEPARTMENT,
)  # fmt: skip


class BoardForm(GovForm, forms.Form):
    """The name of a board and how many must be there."""

    submit_label = "Make this board"
    name = forms.CharField(label="Name of the board", max_length=200)
    quorum = forms.IntegerField(
        label="Quorum",
        required=False,
        min_value=1,
        max_value=99,
        help_text="How many of the chair, the members and the partner agencies must be there. Leave it empty if the"
        " board has none.",
    )


class EditBoardForm(BoardForm, RevisionForm):
    """The same of a board that there is."""

    submit_label = "Save this board"


class SeatForm(Says, GovForm, forms.Form):
    """Who takes a seat: a post, or an organisation with the person who sits for it."""

    submit_label = "Seat them"
    said_as = Seat
    capacity = capacity_field()
    post = forms.ModelChoiceField(
        label="Post",
        queryset=Post.objects.none(),
        required=False,
        empty_label="None: an organisation sits",
        help_text="Whoever holds the post sits on the board.",
    )
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="None: a post sits",
    )
    person = forms.ModelChoiceField(
        label="Person who sits for the organisation",
        queryset=User.objects.none(),
        required=False,
        empty_label="Not named yet",
        help_text="They must have a role in this council first, which an administrator gives.",
    )
    appointed_by = forms.ChoiceField(
        label="Who appointed the chair",
        required=False,
        choices=[
            ("", "It is not the chair’s seat"),
            *((each, Party(each).label) for each in APPOINTS_A_CHAIR),
        ],
        help_text="The council, for its chief executive; the Department, for an independent chair.",
    )
    fills = fills_field()
    started_on = DayField(label="First day")
    asks: ClassVar[dict[str, str]] = {"started_on": "the first day on which they sit"}

    def __init__(self, *args: Any, board: Board, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        people = people_of(board.notice.council, today=today)
        apart = Q(organisation__kind__in=TAKES_PART, holdings__person__in=people.values("pk"))
        posts = Post.objects.filter(Q(organisation=board.notice.council_id) | apart).distinct()
        own["post"].queryset = posts.select_related("organisation")
        own["post"].label_from_instance = lambda post: _post_words(post, board)
        own["organisation"].queryset = Organisation.objects.filter(
            Q(kind__in=TAKES_PART) | Q(pk=board.notice.council_id)
        )
        own["person"].queryset = people.filter(organisation__isnull=False).select_related("organisation")
        own["person"].label_from_instance = lambda person: f"{person}, {person.organisation}"
        own["fills"].queryset = board.required_seats.all()
        if not own["fills"].queryset:
            own["fills"].widget = forms.HiddenInput()


class EndSeatForm(GovForm, forms.Form):
    """The last day of a seat."""

    submit_label = "End this seat"
    ended_on = DayField(label="Last day")
    asks: ClassVar[dict[str, str]] = {"ended_on": "the last day on which they sit"}


class FillSeatForm(GovForm, forms.Form):
    """Which required seat a membership fills."""

    submit_label = "Save"
    fills = fills_field()

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["fills"].queryset = board.required_seats.all()


class RequiredSeatForm(GovForm, forms.Form):
    """Somebody who, by a clause, must sit on the board."""

    submit_label = "Keep this seat"
    who = forms.CharField(label="Who must sit on the board", max_length=200)
    capacity = capacity_field()
    obligation = forms.ModelChoiceField(
        label="Clause that requires it",
        queryset=Obligation.objects.none(),
        required=False,
        empty_label="None: the council’s own rule",
    )

    def __init__(self, *args: Any, board: Board, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["obligation"].queryset = Obligation.objects.filter(
            clause__notice=board.notice_id, kind=Obligation.Kind.MEMBERSHIP
        ).select_related("clause")


class OfferedSeatsForm(GovForm, forms.Form):
    """Ticks those of the seats read out of the notice that are to be kept, with their words put right."""

    submit_label = "Keep the seats that are ticked"

    def __init__(self, *args: Any, offered: list[OfferedSeat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        for place, each in enumerate(offered):
            clause = each.obligation.clause.number
            self.fields[f"take_{place}"] = forms.BooleanField(
                label=f"Clause {clause}: {each.seat.who}", required=False, initial=True
            )
            self.fields[f"who_{place}"] = forms.CharField(
                label="Who must sit on the board", max_length=200, initial=each.seat.who, required=False
            )
            self.fields[f"capacity_{place}"] = forms.ChoiceField(
                label="Capacity", choices=Capacity.choices, initial=each.seat.capacity
            )
        self.helper = self.form_helper()

    def chosen(self) -> list[tuple[str, str, Obligation]]:
        """Return what was ticked as a service takes it."""
        asked = self.cleaned_data
        return [
            (asked[f"who_{place}"], asked[f"capacity_{place}"], each.obligation)
            for place, each in enumerate(self.offered)
            if asked[f"take_{place}"]
        ]


class DropSeatForm(GovForm, forms.Form):
    """Why a required seat is taken out."""

    submit_label = "Take this seat out"
    reason = reason_of("Why the notice does not require it")
    asks: ClassVar[dict[str, str]] = {"reason": "why the notice does not require it"}


def _post_words(post: Post, board: Board) -> str:
    own = post.organisation_id == board.notice.council_id
    return str(post) if own else f"{post}, {post.organisation}"
