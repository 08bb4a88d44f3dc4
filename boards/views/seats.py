"""The seats of a board: who sits on it, which seats the notice requires, and the forms that change both."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from accounts.access import CouncilPage
from boards.forms.boards import (
    DropSeatForm,
    EndSeatForm,
    FillSeatForm,
    OfferedSeatsForm,
    RequiredSeatForm,
    SeatForm,
)
from boards.models import Board, BoardMembership, RequiredSeat
from boards.selectors import membership
from boards.services import seats as services
from boards.views.base import BoardWriting, OfBoard


class Seats(CouncilPage, TemplateView):
    """The seats of one board today, those that are to come and those that are past."""

    permission = "boards.view_board"
    template_name = "boards/seats.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        boards = Board.objects.select_related("notice__council")
        board = get_object_or_404(boards, notice__council=self.council, pk=self.kwargs["pk"])
        offered = (
            membership.offered_seats(board) if self.person.has_perm(OfBoard.permission, self.council) else []
        )
        return super().get_context_data(
            section="board",
            board=board,
            today=self.today,
            seats=membership.seat_lines(board, self.today),
            coming=membership.coming_seats(board, self.today),
            past=membership.past_seats(board, self.today),
            required=membership.required_lines(board, self.today),
            offered=offered,
            **kwargs,
        )


class TakeSeat(OfBoard):
    """Seat a post or an organisation."""

    form_class = SeatForm
    heading = "Seat somebody"
    done = "The seat is taken."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.board, "today": self.today}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("fills", "")
        required = (
            self.board.required_seats.filter(pk=asked).first()
            if asked.isdecimal() and len(asked) < 18
            else None
        )
        capacity = required.capacity if required else ""
        return {"fills": required, "capacity": capacity, "started_on": self.today}

    def carry_out(self, form: Any) -> BoardMembership:
        started_on = form.cleaned_data["started_on"]
        return services.take_seat(board=self.board, seat=form.said(), started_on=started_on, by=self.person)


class SeatWriting(BoardWriting):
    """A form about one seat that is taken."""

    back_words = "Back to the seats"
    seat: BoardMembership

    def find(self) -> None:
        seats = BoardMembership.objects.select_related(
            "board__notice__council", "post", "organisation", "person"
        )
        self.seat = get_object_or_404(seats, board__notice__council=self.council, pk=self.kwargs["pk"])

    def about(self) -> str:
        return str(self.seat)

    def get_success_url(self) -> str:
        return self.url("seats", self.seat.board_id)


class EndSeat(SeatWriting):
    """Let a seat end."""

    form_class = EndSeatForm
    heading = "End this seat"
    lead = "It stays on record, and earlier days show it as before."
    done = "The seat ends on that day."

    def get_initial(self) -> dict[str, Any]:
        return {"ended_on": self.today}

    def carry_out(self, form: Any) -> BoardMembership:
        ended_on = form.cleaned_data["ended_on"]
        return services.end_seat(membership=self.seat, ended_on=ended_on, by=self.person)


class FillSeat(SeatWriting):
    """Say which required seat somebody fills."""

    form_class = FillSeatForm
    heading = "Which required seat is filled"
    done = "Saved."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.seat.board}

    def get_initial(self) -> dict[str, Any]:
        return {"fills": self.seat.fills_id}

    def carry_out(self, form: Any) -> BoardMembership:
        return services.fill_seat(membership=self.seat, fills=form.cleaned_data["fills"], by=self.person)


class RequireSeat(OfBoard):
    """Keep somebody whom the notice requires on the board."""

    form_class = RequiredSeatForm
    heading = "Add a seat that the notice requires"
    done = "The required seat is kept."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "board": self.board}

    def carry_out(self, form: Any) -> RequiredSeat:
        return services.require_seat(board=self.board, by=self.person, **form.cleaned_data)


class OfferedSeats(OfBoard):
    """Keep the seats that the notice's own words name."""

    form_class = OfferedSeatsForm
    template_name = "boards/offered_seats.html"
    heading = "Seats that the notice names"
    lead = "Read out of the words of the notice. Put them right, and untick what it does not require."
    done = "The required seats are kept."

    @cached_property
    def offered(self) -> list[membership.OfferedSeat]:
        return membership.offered_seats(self.board)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "offered": self.offered}

    def carry_out(self, form: Any) -> list[RequiredSeat]:
        return services.require_seats(board=self.board, seats=form.chosen(), by=self.person)


class DropRequiredSeat(BoardWriting):
    """Take out a required seat that was kept in error."""

    form_class = DropSeatForm
    heading = "Take out a required seat"
    lead = "Whoever fills it stays on the board."
    done = "The seat is no longer required."
    back_words = "Back to the seats"
    required: RequiredSeat

    def find(self) -> None:
        seats = RequiredSeat.objects.select_related("board__notice__council")
        self.required = get_object_or_404(seats, board__notice__council=self.council, pk=self.kwargs["pk"])
        self.board_key = self.required.board_id

    def about(self) -> str:
        return str(self.required)

    def carry_out(self, form: Any) -> None:
        services.drop_required_seat(required=self.required, by=self.person, **form.cleaned_data)

    def get_success_url(self) -> str:
        return self.url("seats", self.board_key)
