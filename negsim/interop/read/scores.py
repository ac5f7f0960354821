"""LLM-Deliberation: a text file of scores per party, the last number its threshold, and a list of the parties.

A score file has a line of comma-separated points per issue, one per option, then a line with the threshold. The list,
``config.txt``, has a line per party: its name, its score file, its role; those in the roles ``p1`` (who proposes) and
``p2`` hold a veto, and a deal passes with one party fewer than all, these two among them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from negsim.errors import InputError, Where, quoted
from negsim.interop.exact import read_exact
from negsim.interop.ids import ids_of
from negsim.interop.indifference import indifferent, tell_indifference
from negsim.interop.reading import FileReading
from negsim.interop.sources import SourceFile
from negsim.language.names import listed
from negsim.language.yaml.text import split_lines

VETOES = ("p1", "p2")
_MOST_ISSUES = 26  # named by letters
_FOLDER = "scores_files"


@dataclass(frozen=True)
class ScoreFile:
    """One party's points per issue and option, and the fewest that it accepts."""

    path: str
    points: tuple[tuple[Fraction, ...], ...]
    threshold: Fraction


def read_game(
    sources: Sequence[SourceFile], paths: Sequence[str], reading: FileReading
) -> dict[str, Any]:
    """Read a game's folder, or its score files, as plain data of the scenario language."""
    config = next((s for s in sources if Path(s.path).name == "config.txt"), None)
    files: dict[str, ScoreFile] = {}
    for source in sources:
        name = Path(source.path).stem
        if source is config or not _holds_scores(source, reading):
            continue
        read = _score_file(source, reading)
        if name in files:
            other = Path(files[name].path).parent.name
            reading.fault(
                Where(source.path, 1, 1),
                f"there are two score files called {quoted(name)}, one of them in {quoted(other)}",
                "keep one of them",
            )
        elif read is not None:
            files[name] = read
    reading.stop_if_faulty()
    if not files:
        raise InputError.one(
            "there is no score file among these", "name the game's folder, or its score files"
        )
    parties = _parties(config, files, reading)
    reading.stop_if_faulty()
    _check_shapes([files[file] for _, file, _ in parties], reading)
    reading.stop_if_faulty()
    return _to_plain(_title(paths), parties, files, reading, config is not None)


def _holds_scores(source: SourceFile, reading: FileReading) -> bool:
    """Whether a text is a score file; a fault where it should be one, and is not."""
    if _looks_like_scores(source.text):
        return True
    if source.is_named or Path(source.path).parent.name == _FOLDER:
        reading.fault(
            Where(source.path, 1, 1),
            "this score file holds no scores",
            "write a line of scores per issue, and a last line with the threshold",
        )
    return False


def _looks_like_scores(text: str) -> bool:
    lines = [line for line in split_lines(text) if line.strip()]
    return len(lines) >= 2 and all(
        read_exact(part) is not None for line in lines[:2] for part in line.split(",")
    )


def _score_file(source: SourceFile, reading: FileReading) -> ScoreFile | None:
    rows: list[tuple[Where, list[Fraction]]] = []
    for number, line in enumerate(split_lines(source.text), 1):
        if not line.strip():
            continue
        where = Where(source.path, number, 1)
        read = [reading.number(part, where, "a score") for part in line.split(",")]
        rows.append((where, [value for value in read if value is not None]))
    *issues, (where, last) = rows
    if len(last) != 1:
        reading.fault(
            where,
            "the last line is not the one number that the party asks for",
            "add its threshold",
        )
        return None
    for place, row in issues:
        if len(row) < 2:
            reading.fault(place, "an issue has two scores or more", "write one per option")
    if len(issues) > _MOST_ISSUES:
        reading.fault(where, f"more than {_MOST_ISSUES} issues", "name them by letters A to Z")
    return ScoreFile(source.path, tuple(tuple(row) for _, row in issues), last[0])


def _parties(
    config: SourceFile | None, files: dict[str, ScoreFile], reading: FileReading
) -> list[tuple[str, str, str]]:
    """Give name, score file and role of each party."""
    if config is None:
        return [(name, name, "") for name in files]
    parties = []
    for number, line in enumerate(split_lines(config.text), 1):
        parts = [part.strip() for part in line.split(",")]
        if not line.strip():
            continue
        where = Where(config.path, number, 1)
        if len(parts) < 3 or not all(parts[:2]):
            reading.fault(
                where, "a party has a name, a score file and a role", "write: Mayor,mayor,player"
            )
        elif parts[1] not in files:
            reading.fault(
                where,
                f"there is no score file for {quoted(parts[1])}",
                f"put {parts[1]}.txt into {_FOLDER}",
            )
        else:
            parties.append((parts[0], parts[1], parts[2]))
    if not parties and not reading.faults:
        reading.fault(
            Where(config.path, 1, 1), "the list names no party", "write: Mayor,mayor,player"
        )
    named = {file for _, file, _ in parties}
    idle = [Path(read.path).name for name, read in files.items() if name not in named]
    if idle and not reading.faults:
        reading.note(config.path, f"no party has the scores of {listed(idle)}: left out")
    return parties


def _check_shapes(files: Sequence[ScoreFile], reading: FileReading) -> None:
    shape = [len(row) for row in files[0].points] if files else []
    for file in files[1:]:
        if [len(row) for row in file.points] != shape:
            reading.fault(
                Where(file.path, 1, 1),
                "the scores have another number of issues or options than"
                f" {Path(files[0].path).name}",
                "every party scores every option of every issue",
            )


def _title(paths: Sequence[str]) -> str:
    first = Path(paths[0]).resolve()
    folder = first if first.is_dir() else first.parent
    return (folder.parent if folder.name == _FOLDER else folder).name or "game"


def _to_plain(
    title: str,
    parties: Sequence[tuple[str, str, str]],
    files: dict[str, ScoreFile],
    reading: FileReading,
    has_list: bool,
) -> dict[str, Any]:
    shape = [len(row) for row in files[parties[0][1]].points]
    letters = [chr(ord("A") + place) for place in range(len(shape))]
    options = [
        {f"{letter.lower()}{n}": f"{letter}{n}" for n in range(1, size + 1)}
        for letter, size in zip(letters, shape, strict=True)
    ]
    issue_ids = [f"issue_{letter.lower()}" for letter in letters]
    actor_ids = ids_of([name for name, _, _ in parties], "actor")
    plain: dict[str, Any] = {
        "negsim": 1,
        "scenario": ids_of([title], "game")[0],
        "title": title,
        "issues": {
            issue: {"ask": f"Issue {letter}", "options": table}
            for issue, letter, table in zip(issue_ids, letters, options, strict=True)
        },
        "actors": {
            actor: {
                "name": name,
                "score_sheet": {"from": 0, "to": 100},
                "reservation_value": {"points": files[file].threshold},
                "preferences": {
                    issue: {"points": dict(zip(table, row, strict=True))}
                    for issue, table, row in zip(
                        issue_ids, options, files[file].points, strict=True
                    )
                },
            }
            if any(len(set(row)) > 1 for row in files[file].points)
            else _indifferent(name, files[file], issue_ids[0], list(options[0]), reading)
            for actor, (name, file, _) in zip(actor_ids, parties, strict=True)
        },
    }
    vetoes = [a for a, (_, _, role) in zip(actor_ids, parties, strict=True) if role in VETOES]
    if has_list and len(parties) > 2:
        plain["agreement"] = {"at_least": len(parties) - 1, "including": vetoes}
    reading.note(
        "", "what issues and options are about stands in the game's prose: name them yourself"
    )
    return plain


def _indifferent(
    name: str, file: ScoreFile, issue: str, keys: list[str], reading: FileReading
) -> dict[str, Any]:
    """Write a party whose points are the same for every package."""
    worth, asked = sum(row[0] for row in file.points) / 100, file.threshold / 100
    tell_indifference(reading, file.path, name, Fraction(worth), asked)
    return {"name": name, **indifferent(issue, keys, Fraction(worth), asked)}
