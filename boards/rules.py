"""Who may see the boards, keep them, take their minutes, and see what is confidential."""

import rules

from accounts.models import Organisation, Role, User
from accounts.predicates import has_any_role, reads_all, runs_the_programme
from accounts.selectors import posts_held_by
from boards.models import BoardAction
from boards.seated import capacities_of
from core.clock import today

SEES_CONFIDENTIAL = frozenset({"chair", "member", "adviser"})
"""In these capacities; a partner agency and a participant observer get the copy without what is confidential."""


@rules.predicate
def sits_on_a_board(person: User, council: Organisation | None) -> bool:
    """Whoever has a seat on a board of the council today: somebody from a partner agency as well."""
    return council is not None and bool(capacities_of(person, council, today=today()))


@rules.predicate
def sits_where_all_is_seen(person: User, council: Organisation | None) -> bool:
    """Whoever sits on a board of the council today in a capacity that sees what is confidential."""
    return council is not None and bool(SEES_CONFIDENTIAL & capacities_of(person, council, today=today()))


@rules.predicate
def holds_the_owner_post(person: User, action: BoardAction | None) -> bool:
    """Whoever holds, today, the post that the board gave the action to."""
    return (
        action is not None and posts_held_by(person, today=today()).filter(pk=action.owner_post_id).exists()
    )


@rules.predicate
def runs_the_programme_of_it(person: User, action: BoardAction | None) -> bool:
    """The improvement team of the council whose board gave the action."""
    return action is not None and runs_the_programme(person, action.board.notice.council)


@rules.predicate
def owes_a_board_action(person: User, council: Organisation | None) -> bool:
    """Whoever holds, today, a post that a board of the council gave an action to: with a seat or without."""
    mine = posts_held_by(person, today=today())
    return (
        council is not None
        and BoardAction.objects.filter(board__notice__council=council, owner_post__in=mine).exists()
    )


has_a_role_and_sits = has_any_role(*Role.values) & sits_on_a_board

rules.add_perm("boards.view_board", reads_all | has_a_role_and_sits)
rules.add_perm(
    "boards.view_confidential",
    has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR) | (has_any_role(*Role.values) & sits_where_all_is_seen),
)
# The board, its seats, its series, its template; meetings, agendas, papers and packs.
rules.add_perm("boards.keep_board", runs_the_programme)
rules.add_perm("boards.keep_meeting", runs_the_programme)
rules.add_perm("boards.send_pack", runs_the_programme)
# Minutes are taken by the team, and agreed by it or by the chair when the board has agreed them.
rules.add_perm("boards.take_minutes", runs_the_programme)
rules.add_perm("boards.agree_minutes", has_any_role(Role.IMPROVEMENT_TEAM, Role.CHAIR))
# The page on which board actions are followed.
rules.add_perm("boards.follow_actions", reads_all | has_a_role_and_sits)
# The forms by which owners answer for their actions, and then the very action.
rules.add_perm(
    "boards.answer_board_actions", runs_the_programme | (has_any_role(*Role.values) & owes_a_board_action)
)
rules.add_perm("boards.update_board_action", runs_the_programme_of_it | holds_the_owner_post)
