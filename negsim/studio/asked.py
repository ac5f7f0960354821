"""What the page asks of negsim, told by the words that everyone gets.

What draws pictures and writes reports is loaded when it is first asked for, as in `negsim.study`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from negsim.document.result import Result, told
from negsim.document.shown import section_html
from negsim.errors import Fault, InputError, quoted
from negsim.language.load import loads
from negsim.language.names import one_of
from negsim.language.overlay.apply import apply
from negsim.questions.validate import lint
from negsim.questions.zone.find import run
from negsim.questions.zone.result import Findings
from negsim.study import Study

Arguments = Mapping[str, Any]
REPORTS = ("report.html", "report.docx", "report.xlsx", "brief.pdf")
TEXTS = ("text.docx", "text.md")
TAKEN = (*REPORTS, *TEXTS, "page.html")


class Reader:
    """A scenario to be asked, with what was found of it kept.

    Parameters
    ----------
    text, path : str
        Of its file.
    variant : str
        Variants, with `+` between; none where empty.
    """

    def __init__(self, text: str, path: str, variant: str) -> None:
        self.base = loads(text, path)
        self.variants = tuple(part.strip() for part in variant.split("+") if part.strip())
        self.study = Study(self.base, self.variants)
        self._findings: Findings | None = None

    @property
    def findings(self) -> Findings:
        """What `run` finds."""
        if self._findings is None:
            self._findings = run(apply(self.base, self.variants, ()))
        return self._findings

    def answer(self, _: Arguments) -> dict[str, Any]:
        """Give what `run` says: its JSON, and its sections in words."""
        section = told(self.findings)
        said = section.said
        return {
            "result": json.loads(self.findings.to_json()),
            "headline": "" if said is None else said.opening + said.rest,
            "sections": [
                {"id": one.id, "title": one.title, "html": section_html(one, is_first=True)}
                for one in section.sections
            ],
        }

    def warnings(self, _: Arguments) -> tuple[Fault, ...]:
        """Give what is idle, unsupported or surprising in the file as written."""
        return lint(self.base).warnings

    def score(self, asked: Arguments) -> dict[str, Any]:
        """Give how a package stands with each."""
        package = asked.get("package")
        if not isinstance(package, dict):
            raise InputError.one("a package names an option of every issue", "send issue: option")
        named = {str(key): str(option) for key, option in package.items()}
        return _both(self.study.score(named))

    def question(self, asked: Arguments) -> dict[str, Any]:
        """Give the answer to any question of `QUESTIONS`, as JSON and in words."""
        name = str(asked.get("question", ""))
        ask = QUESTIONS.get(name)
        if ask is None:
            raise InputError.one(f"there is no question {quoted(name)}", one_of(name, QUESTIONS))
        return _both(ask(self, asked))

    def chart(self, asked: Arguments) -> bytes:
        """Draw a chart as SVG."""
        from negsim.charts.kinds import KINDS
        from negsim.charts.output import render

        name = str(asked.get("kind", ""))
        kind = KINDS.get(name)
        if kind is None:
            raise InputError.one(f"there is no chart {quoted(name)}", one_of(name, KINDS))
        needed = None if kind.needs is None else kind.needs(self.findings)
        if (kind.needs is not None and needed is None) or not kind.applies(self.findings, needed):
            raise InputError.one("there is nothing to draw of this", "look at the other charts")
        return render(kind.picture(self.findings, needed), "svg")

    def take(self, asked: Arguments) -> bytes:
        """Give a file to take along."""
        name = str(asked.get("file", ""))
        if name == "page.html":
            from negsim.explore.model.model import explorable
            from negsim.explore.page import page

            return page(explorable(self.base, self.variants, ())).encode("utf-8")
        if name not in TAKEN:
            raise InputError.one(f"{quoted(name)} is not made here", one_of(name, TAKEN))
        with TemporaryDirectory(prefix="negsim-") as folder:
            path = Path(folder) / name
            self._save(path)
            return path.read_bytes()

    def _save(self, path: Path) -> None:
        if path.name in TEXTS:
            from negsim.report.drafted import save_text

            save_text(self.study.text(), path)
            return
        from negsim.report.material import gather
        from negsim.report.output import save

        save(gather(self.base, self.variants, (), findings=self.findings), path)


def _both(found: Result) -> dict[str, Any]:
    return {
        "json": json.loads(found.to_json()),
        "html": section_html(told(found), is_first=True),
    }


def _compare(asked: Reader, said: Arguments) -> Result:
    rows = [row for row in str(said.get("variants", "")).split(",") if row]
    return asked.study.compare(rows or None)


def _number(said: Arguments, name: str, usual: int, most: int) -> int:
    text = str(said.get(name, usual))
    if not text.isdecimal() or int(text) > most:
        raise InputError.one(f"{name} is a whole number up to {most:,}: {quoted(text)}")
    return int(text)


QUESTIONS: dict[str, Callable[[Reader, Arguments], Result]] = {
    "codings": lambda asked, _: asked.study.codings(),
    "profile": lambda asked, said: asked.study.profile(*filter(None, [said.get("actor", "")])),
    "rank": lambda asked, said: asked.study.rank(
        str(said.get("by", "nearest")), said.get("within"), limit=_number(said, "limit", 20, 1000)
    ),
    "trace": lambda asked, _: asked.study.trace(),
    "compare": _compare,
    "ratify": lambda asked, said: asked.study.ratify(said.get("sweep")),
    "room": lambda asked, _: asked.study.room(),
    "levers": lambda asked, _: asked.study.levers(),
    "readings": lambda asked, _: asked.study.readings(),
    "explain": lambda asked, _: asked.study.explain(),
    "trade": lambda asked, said: asked.study.trade(said.get("from")),
    "check": lambda asked, _: asked.study.check(laws=False),
}

# What may be asked, by the name that goes to the process that answers.
KINDS_OF_WORK: dict[str, Callable[[Reader, Arguments], Any]] = {
    "answer": Reader.answer,
    "warnings": Reader.warnings,
    "score": Reader.score,
    "question": Reader.question,
    "chart": Reader.chart,
    "take": Reader.take,
}
