"""The digest's work by two at once, on PostgreSQL: each reminder, each indicator, each figure once."""

from typing import Any

from tests.services.installation import Installation


def play(installation: Installation, scene: str, slug: str) -> dict[str, Any]:
    return installation.play(scene, slug, of="scenes_figures")


def test_two_sweeps_at_once_chase_each_late_figure_once(on_servers: Installation) -> None:
    found = play(on_servers, "two_sweep_at_once", "brackley")
    owners = found["owners"]
    assert (found["sent"], found["again"]) == (owners, 0)
    assert (found["reminders"], found["messages"], found["states"]) == (owners, owners, ["sent"])
    letters = [
        line for letter in on_servers.letters() for line in letter.splitlines() if "@brackley." in line
    ]
    assert sorted(line for line in letters if line.startswith("To: ")) == [
        f"To: owner{number}@brackley.example" for number in range(owners)
    ]


def test_two_who_choose_from_the_library_at_once_take_each_once(on_servers: Installation) -> None:
    assert play(on_servers, "two_choose_at_once", "chesford") == {
        "taken": ["0", "2"], "indicators": 2, "audited": 2,
    }  # fmt: skip


def test_of_two_who_give_the_first_figures_of_a_group_one_is_told(on_servers: Installation) -> None:
    found = play(on_servers, "two_give_groups_at_once", "dunmere")
    assert found == {"answers": ["given", "told"], "readings": 1}
