"""What somebody took out while another person was about to change it: that person is told, and nothing comes back."""

import datetime as dt
from dataclasses import dataclass

import pytest

from boards.services import agenda, challenges, outcomes, seats, template
from core.models import AuditEntry
from core.refusals import Refusal
from tests.factories_board_work import (
    AgendaLinkFactory,
    ChallengeFactory,
    TemplateItemFactory,
    a_board,
    action_of,
    held_meeting,
    item_of,
)
from tests.factories_boards import OutcomeFactory, RequiredSeatFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 1)


@dataclass
class Case:
    """A row as a page found it, and what is done with it then."""

    row: object
    remove: object
    edit: object = None


def case_of(kind, board, item):
    if kind == "information":
        said = outcomes.InformationWords("In May")
        return Case(
            OutcomeFactory(item=item, kind=kind),
            lambda row, by: outcomes.remove_outcome(outcome=row, by=by),
            lambda row, by: outcomes.edit_outcome(outcome=row, said=said, revision=1, by=by),
        )
    if kind == "action":
        action = action_of(item)
        said = outcomes.ActionWords("Bring it", action.owner_post, DAY)
        return Case(
            action,
            lambda row, by: outcomes.remove_outcome(outcome=row.outcome, by=by),
            lambda row, by: outcomes.edit_action(action=row, said=said, revision=1, by=by),
        )
    if kind == "challenge":
        said = challenges.ChallengeWords("The chair", "Why?", "to_follow")
        return Case(
            ChallengeFactory(item=item),
            lambda row, by: challenges.remove_challenge(challenge=row, by=by),
            lambda row, by: challenges.edit_challenge(challenge=row, said=said, revision=1, by=by),
        )
    if kind == "template":
        words = template.TemplateWords("Caseloads")
        return Case(
            TemplateItemFactory(board=board),
            lambda row, by: template.remove_template_item(item=row, by=by),
            lambda row, by: template.edit_template_item(item=row, words=words, by=by),
        )
    if kind == "moved in the template":
        return Case(
            TemplateItemFactory(board=board),
            lambda row, by: template.remove_template_item(item=row, by=by),
            lambda row, by: template.move_template_item(item=row, up=True, by=by),
        )
    if kind == "link":
        return Case(AgendaLinkFactory(item=item), lambda row, by: agenda.unlink_item(link=row, by=by))
    return Case(
        RequiredSeatFactory(board=board),
        lambda row, by: seats.drop_required_seat(required=row, reason="Not required", by=by),
    )


@pytest.mark.parametrize(
    "kind",
    ["information", "action", "challenge", "template", "moved in the template", "link", "required seat"],
)
def test_what_is_gone_is_neither_changed_nor_taken_out_again(council, improver, kind):
    board = a_board(council)
    case = case_of(kind, board, item_of(held_meeting(board)))
    model = type(case.row)
    # As a page reads it, with the item and the meeting that it belongs to.
    rows = model.objects.all()
    if kind == "action":
        rows = rows.select_related("outcome__item__meeting")
    first, second = rows.get(pk=case.row.pk), rows.get(pk=case.row.pk)
    case.remove(first, improver)
    written = AuditEntry.objects.count()
    for deed in filter(None, (case.remove, case.edit)):
        with pytest.raises(Refusal, match="taken out meanwhile"):
            deed(second, improver)
    assert not model.objects.exists()
    assert AuditEntry.objects.count() == written
