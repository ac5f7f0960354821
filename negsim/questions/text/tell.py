"""A negotiating text in words: article by article, what is open in brackets, what stays open listed at the end."""

from __future__ import annotations

from negsim.document.content import Block, Bullets, Paragraph, Prose, Said, Section, Span, prose
from negsim.document.lists import present
from negsim.document.notes import keys
from negsim.document.result import told
from negsim.language import labels
from negsim.language.model.issues import LEFT_OPEN, Issue
from negsim.language.model.scenario import Scenario
from negsim.language.phrases import counted, listed
from negsim.language.short_names import short_issue
from negsim.language.words import option_label
from negsim.questions.text.result import Article, NegotiatingText, TextOption


@told.register
def tell(found: NegotiatingText) -> Section:
    """Write the articles one after another, then what stays open."""
    articles = tuple(
        _article(found, place, article) for place, article in enumerate(found.articles, start=1)
    )
    inner = present(*articles, _left_open(found))
    return Section("text", "A negotiating text", (), "", inner, answer(found))


def answer(found: NegotiatingText) -> Said:
    """Say how many articles are clean, how many stand in brackets, and how many stay open."""
    opened = found.count("open")
    if found.package is not None:
        left = f"; {counted(opened, 'issue stays', 'issues stay')} open" if opened else ""
        return Said(
            "THE TEXT OF ONE PACKAGE", f": {counted(len(found.articles), 'article')}{left}."
        )
    parts = [
        f"{number} {say}"
        for number, say in (
            (found.count("agreed"), "clean"),
            (found.count("bracketed"), "in brackets"),
            (opened, "left open"),
        )
        if number
    ]
    of = counted(len(found.articles), "article")
    if found.has_deal:
        return Said(
            "A TEXT OF EVERY DEAL",
            f": of {of}, {listed(parts)}; all that stands is part of some deal.",
        )
    return Said(
        "A TEXT WITHOUT A DEAL",
        f": of {of}, {listed(parts)}. As the demands are read no choice among the brackets suits everyone: of each"
        " article there stands what nobody refuses; where each is refused, all that somebody can have.",
    )


def _article(found: NegotiatingText, place: int, article: Article) -> Section:
    scenario = found.scenario
    issue = scenario.issue[article.issue]
    blocks: list[Block] = []
    if article.state == "open":
        blocks.append(Paragraph(prose(Span(_words(issue, article.options[0]), "soft"))))
    elif article.state == "agreed":
        blocks.append(Paragraph(prose(_words(issue, article.options[0]))))
    elif len(article.options) == 1:
        blocks.append(Paragraph(prose("[", _words(issue, article.options[0]), "]")))
    else:
        blocks += [Paragraph(_bracketed(scenario, issue, one)) for one in article.options]
    if found.is_for_mediator and article.lines:
        blocks.append(Bullets(tuple(_line(scenario, path) for path in article.lines)))
    return Section(
        f"article-{place}", f"Article {place}. {short_issue(issue)}", tuple(blocks), is_named=True
    )


def _bracketed(scenario: Scenario, issue: Issue, one: TextOption) -> Prose:
    who = ", ".join(scenario.actor[actor].name for actor in one.by)
    return prose("[", Span(f"{who}: " if who else "", "strong"), _words(issue, one), "]")


def _words(issue: Issue, one: TextOption) -> str:
    """Give the words of the file; where it has none, the label, below the question."""
    if one.text is not None:
        return one.text.strip()
    first, last = one.options[0], one.options[-1]
    label = option_label(issue, first)
    if first != last:
        label = f"{first if issue.is_numeric else label} to {option_label(issue, last)}"
    return f"{label[:1].upper()}{label[1:]}."


def _line(scenario: Scenario, path: str) -> Prose:
    """Say a red line that speaks of the article, and what it rests on, for the mediator."""
    line = scenario.red_lines[path]
    actor = path.partition(".")[0]
    notes = keys(line.sources, scenario.claim)
    says = labels.line(scenario, path)
    return prose(
        Span(f"Red line of {scenario.actor[actor].name}: ", "soft"), Span(says, "soft", notes)
    )


def _left_open(found: NegotiatingText) -> Section:
    """List what a signature would leave open: in every case, or if one so chooses."""
    items = []
    for article in found.articles:
        ask = found.scenario.issue[article.issue].ask
        if article.state == "open":
            items.append(prose(ask))
        elif any(LEFT_OPEN in one.options for one in article.options):
            items.append(prose(ask, Span(" (one of its brackets)", "soft")))
    blocks: tuple[Block, ...] = (Bullets(tuple(items)),) if items else ()
    return Section("stays-open", "What stays open", blocks)
