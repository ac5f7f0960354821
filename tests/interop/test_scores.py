"""Score files of LLM-Deliberation games."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from negsim.errors import InputError
from negsim.interop.importing import import_files
from negsim.study import Study

CONFIG = "Harbour master,master,p1,greedy,some-model\nPilots,pilots,p2,cooperative,m\n\nCrew,crew,player,x,m\n"
SCORES = {
    "master": "30, 10, 0\n0, 70\n40 \n",
    "pilots": "0,20,50\n50,0\n50",
    "crew": "10,0,5\n20,90\n25.5\n",
}


def game(folder: Path, config: str | None = CONFIG, **change: str) -> str:
    """Write a game's folder."""
    inner = folder / "game" / "scores_files"
    inner.mkdir(parents=True)
    if config is not None:
        (folder / "game" / "config.txt").write_text(config, "utf-8")
    (folder / "game" / "global_instructions.txt").write_text("Once upon a time\n", "utf-8")
    for name, text in {**SCORES, **change}.items():
        (inner / f"{name}.txt").write_text(text, "utf-8")
    return str(folder / "game")


def test_a_game_is_points_thresholds_and_a_quota_with_vetoes(tmp_path: Path) -> None:
    made = import_files([game(tmp_path)])
    plain = made.scenario.to_plain()
    assert (made.scenario.id, made.scenario.title) == ("game", "game")
    assert plain["agreement"] == {"at_least": "2", "including": ["harbour_master", "pilots"]}
    assert [a.name for a in made.scenario.actors] == ["Harbour master", "Pilots", "Crew"]
    crew = plain["actors"]["crew"]
    assert crew["reservation_value"] == {"points": "25.5"}
    assert crew["preferences"]["issue_a"] == {"points": {"a1": "10", "a2": "0", "a3": "5"}}
    assert crew["score_sheet"] == {"from": "0", "to": "100"}
    found = Study(made.scenario).run()
    assert found.feasible == 6
    assert found.accepted_by == {"harbour_master": 3, "pilots": 4, "crew": 4}
    assert found.zone.size == 1
    assert made.notes == (
        "what issues and options are about stands in the game's prose: name them yourself",
    )


def test_score_files_alone_are_a_game_without_a_quota(tmp_path: Path) -> None:
    folder = Path(game(tmp_path, config=None)) / "scores_files"
    made = import_files([str(folder)])
    assert made.scenario.agreement is None
    assert [a.name for a in made.scenario.actors] == ["crew", "master", "pilots"]
    assert made.scenario.actors[0].reservation_value is not None
    points = made.scenario.actors[0].reservation_value.points
    assert points is not None
    assert points.best == Fraction(51, 2)


@pytest.mark.parametrize(
    ("config", "change", "message"),
    [
        (CONFIG, {"crew": "1,2,3\n1,2,3\n5"}, r"crew\.txt:1:1: the scores have another number"),
        (CONFIG, {"crew": "1,2,3\n1,2\n"}, r"crew\.txt:2:1: the last line is not the one number"),
        (CONFIG, {"crew": "1,2,3\n1\n5"}, r"crew\.txt:2:1: an issue has two scores or more"),
        (CONFIG, {"crew": "1,2,3\n1,2\nfive"}, r"crew\.txt:3:1: a score is no finite number: 'f"),
        (CONFIG + "Ghost,ghost,player\n", {}, r"config\.txt:5:1: there is no score file for 'gh"),
        (CONFIG + "Ghost\n", {}, r"config\.txt:5:1: a party has a name, a score file and a role"),
        (
            CONFIG,
            dict.fromkeys(SCORES, "words\n"),
            r"crew\.txt:1:1: this score file holds no scores",
        ),
    ],
)
def test_a_game_at_fault_is_told_with_its_place(
    tmp_path: Path, config: str, change: dict[str, str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        import_files([game(tmp_path, config, **change)])


def test_scores_that_nobody_has_are_told_in_their_order(tmp_path: Path) -> None:
    more = dict.fromkeys(("zoe", "adam", "mary"), SCORES["crew"])
    made = import_files([game(tmp_path, **more)])
    assert made.notes[0] == (
        "config.txt: no party has the scores of adam.txt, mary.txt, zoe.txt: left out"
    )


@pytest.mark.parametrize(("threshold", "takes"), [("9", "anything"), ("11", "nothing")])
def test_a_party_to_which_nothing_matters_is_no_fault(
    tmp_path: Path, threshold: str, takes: str
) -> None:
    made = import_files([game(tmp_path, crew=f"4,4,4\n6,6\n{threshold}\n")])
    told = f"crew.txt: every package is worth the same to Crew: it takes {takes}"
    assert told in made.notes
    accepted = Study(made.scenario).run().accepted_by["crew"]
    assert accepted == (6 if takes == "anything" else 0)
