"""Addresses of boards, their seats and their series of meetings."""

from django.urls import URLPattern, URLResolver, path

from boards.views import boards, seats, series

BOARD, SEAT, REQUIRED, SERIES = (
    "boards/<int:pk>/",
    "seats/<int:pk>/",
    "required/<int:pk>/",
    "series/<int:pk>/",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", boards.BoardPage.as_view(), name="board"),
    path("make/<int:notice>/", boards.MakeBoard.as_view(), name="make_board"),
    path(f"{BOARD}edit/", boards.EditBoard.as_view(), name="edit_board"),
    path(f"{BOARD}seats/", seats.Seats.as_view(), name="seats"),
    path(f"{BOARD}seats/add/", seats.TakeSeat.as_view(), name="take_seat"),
    path(f"{BOARD}required/add/", seats.RequireSeat.as_view(), name="require_seat"),
    path(f"{BOARD}required/offered/", seats.OfferedSeats.as_view(), name="offered_seats"),
    path(f"{SEAT}end/", seats.EndSeat.as_view(), name="end_seat"),
    path(f"{SEAT}fills/", seats.FillSeat.as_view(), name="fill_seat"),
    path(f"{REQUIRED}remove/", seats.DropRequiredSeat.as_view(), name="drop_required_seat"),
    path(f"{BOARD}series/add/", series.MakeSeries.as_view(), name="make_series"),
    path(SERIES, series.SeriesPage.as_view(), name="series"),
    path(f"{SERIES}edit/", series.EditSeries.as_view(), name="edit_series"),
    path(f"{SERIES}propose/", series.Propose.as_view(), name="propose"),
]
