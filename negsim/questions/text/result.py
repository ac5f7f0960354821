"""A negotiating text: an article for each issue, its words agreed, in brackets, or left open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from negsim.document.result import Result
from negsim.document.rows import Row
from negsim.language.model.scenario import Scenario

State = Literal["agreed", "bracketed", "open"]


@dataclass(frozen=True)
class TextOption:
    """One way to word an article.

    Parameters
    ----------
    options : tuple of str
        The option; of an ordered issue whose options have no words of their own, a run of options.
    text : str or None
        The words that the file has for it; None where it has none.
    by : tuple of str
        Actors that would have it rather than the others that stand, or can have no other; in the file's order.
    """

    options: tuple[str, ...]
    text: str | None
    by: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        return {"options": list(self.options), "text": self.text, "by": list(self.by)}


@dataclass(frozen=True)
class Article:
    """What the text says on one issue.

    Parameters
    ----------
    issue : str
    state : {"agreed", "bracketed", "open"}
        One wording alone stands; several stand; or the issue is left open.
    options : tuple of TextOption
        What stands, in the file's order.
    lines : tuple of str
        Paths of the red lines that speak of the issue, for the mediator.
    """

    issue: str
    state: State
    options: tuple[TextOption, ...]
    lines: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that results show."""
        options = [one.to_dict() for one in self.options]
        return {
            "issue": self.issue,
            "state": self.state,
            "options": options,
            "lines": [*self.lines],
        }


@dataclass(frozen=True, eq=False)
class NegotiatingText(Result):
    """A draft of what could be signed.

    Parameters
    ----------
    of : Scenario
        With its variants applied.
    articles : tuple of Article
        One an issue, in the file's order.
    package : mapping or None
        The one package that it is the text of; None where it is the text of the talks.
    has_deal : bool
        Whether some package suits everyone whose consent it needs.
    is_for_mediator : bool
        Whether it says what each wording rests on.
    """

    COLUMNS: ClassVar = ("issue", "state", "options", "by", "text")

    of: Scenario
    articles: tuple[Article, ...]
    package: Mapping[str, str] | None = None
    has_deal: bool = False
    is_for_mediator: bool = False

    @property
    def scenario(self) -> Scenario:
        """The scenario, with its variants applied."""
        return self.of

    def count(self, state: State) -> int:
        """Count the articles in a state."""
        return sum(article.state == state for article in self.articles)

    def to_dict(self) -> dict[str, Any]:
        """Give the mapping that `--format json` writes."""
        return {
            "scenario": self.of.id,
            "package": None if self.package is None else dict(self.package),
            "zone": "open" if self.has_deal else "empty",
            "articles": [article.to_dict() for article in self.articles],
            "left_open": [one.issue for one in self.articles if one.state == "open"],
        }

    def rows(self) -> list[Row]:
        """Give one row for each wording that stands."""
        return [
            {
                "issue": article.issue,
                "state": article.state,
                "options": " ".join(one.options),
                "by": " ".join(one.by),
                "text": one.text,
            }
            for article in self.articles
            for one in article.options
        ]
