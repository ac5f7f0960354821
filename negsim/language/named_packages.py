"""Packages as people name them: an option of every issue, by id, by label or by number, with every fault at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isfinite

from negsim.errors import Fault, InputError, quoted
from negsim.language.model.issues import Issue
from negsim.language.model.numbers import format_number, parse_number
from negsim.language.model.scenario import Scenario
from negsim.language.names import nearest, one_of
from negsim.language.words import option_label

PackageNamed = str | Mapping[str, object]  # ISSUE=OPTION,…, or issue to id, label or number
Tell = Callable[
    [str | None, str, str], None
]  # which issue's entry is at fault, what is wrong, how to mend it

# What a table of articles writes for what is in it, and for what is not.
_IN = ("in", "yes", "true", "x", "1", "✓", "✔")
_OUT = ("out", "no", "false", "", "0", "-", "–")


def package_named(
    scenario: Scenario,
    choice: PackageNamed,
    *,
    argument: str = "package",
    base: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Give the option ids of a package, issue by issue in the file's order.

    Parameters
    ----------
    scenario : Scenario
    choice : str or mapping
        ``ISSUE=OPTION,…``, or issue to option: its id, its label, or its number.
    argument : str
        What it was given as, for messages.
    base : mapping, optional
        Options of the issues that it leaves out; where absent it names every issue.

    Raises
    ------
    InputError
        With every issue or option that the scenario has not, and the issues left out.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("harbour").scenario
    >>> package_named(scenario, "depth=twelve, fee=200, nights=no, mud=sea")
    {'depth': 'twelve', 'fee': '200', 'nights': 'none', 'mud': 'sea'}
    """
    faults: list[Fault] = []

    def tell(_: str | None, what: str, mend: str) -> None:
        faults.append(Fault(None, f"`{argument}` {what}", mend, arguments=(argument,)))

    items: Iterable[tuple[str, object]] = (
        with_articles_out(scenario, named_options(scenario, choice, tell))
        if isinstance(choice, str)
        else choice.items()
    )
    package = options_of(scenario, items, tell, base)
    if faults:
        raise InputError(faults)
    return package


def named_options(scenario: Scenario, text: str, tell: Tell) -> list[tuple[str, object]]:
    """Take ``ISSUE=OPTION,…`` apart; an option that only one issue has may stand alone.

    So may an article that is in: its option is True.
    """
    found: list[tuple[str, object]] = []
    for part in text.split(","):
        name, sign, option = (piece.strip() for piece in part.partition("="))
        if sign:
            found.append((name, option))
        elif (issue := option_alone(scenario, name)) is not None:
            found.append((issue, name))
        elif (article := issue_named(scenario, name)) in _articles(scenario):
            assert article is not None
            found.append((article, True))
        else:
            tell(None, f"has no ISSUE=OPTION in {quoted(part)}", "name an option of every issue")
    return found


def with_articles_out(
    scenario: Scenario, items: Sequence[tuple[str, object]]
) -> list[tuple[str, object]]:
    """Add that articles which are not named are out, where some are named alone, as in.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("twenty_articles").scenario
    >>> items = with_articles_out(scenario, [("a01", True), ("a06", True)])
    >>> len(items), items[2]
    (20, ('a02', False))
    """
    named = {name for name, _ in items}
    if all(option is not True for _, option in items):
        return list(items)
    return [*items, *((one, False) for one in _articles(scenario) if one not in named)]


def option_alone(scenario: Scenario, name: str) -> str | None:
    """Find the only issue that has an option of such an id; or, where none has, of such a label."""
    with_id = [issue.id for issue in scenario.issues if name in issue.position]
    found = with_id or [i.id for i in scenario.issues if option_of(i, name, by_sign=False)]
    return found[0] if len(found) == 1 else None


def issue_named(scenario: Scenario, name: str) -> str | None:
    """Find the issue that is meant: by its id, its question or its short name; None where none is, or several are.

    Examples
    --------
    >>> import negsim
    >>> scenario = negsim.load("harbour").scenario
    >>> issue_named(scenario, "what does a ship pay?"), issue_named(scenario, "Depth")
    ('fee', 'depth')
    """
    if name in scenario.issue:
        return name
    wanted = _folded(name)
    same = [
        issue.id
        for issue in scenario.issues
        if wanted in (_folded(issue.id), _folded(issue.ask), _folded(issue.short or issue.id))
    ]
    return same[0] if len(same) == 1 else None


def options_of(
    scenario: Scenario,
    items: Iterable[tuple[str, object]],
    tell: Tell,
    base: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Give the option ids of a package named entry by entry, and tell every fault; what is at fault is left out."""
    chosen: dict[str, str] = {}
    named: set[str] = set()
    for name, option in items:
        issue = issue_named(scenario, name)
        if issue is None:
            tell(name, f"names no issue: {quoted(name)}", one_of(name, scenario.issue))
        elif issue in named:
            tell(name, f"names issue {quoted(name)} twice", "keep one of them")
        else:
            found = option_of(scenario.issue[issue], option)
            if found is None:
                text = _text(option)
                what = f"names no option of issue {issue!r}: {quoted(text)}"
                tell(name, what, one_of(text, scenario.issue[issue].position))
            else:
                chosen[issue] = found
        named.add(issue or name)
    known = dict(base or {})
    missing = [issue.id for issue in scenario.issues if issue.id not in known.keys() | named]
    # A misspelt issue has been told already.
    meant = {nearest(name, missing) for name in named - scenario.issue.keys()}
    missing = [issue for issue in missing if issue not in meant]
    if missing:
        mend = "name an option of every issue"
        if base is not None:
            mend += ": the file has no `status_quo` to fill in the rest"
        tell(None, f"leaves out {', '.join(missing)}", mend)
    whole = known | chosen
    return {issue.id: whole[issue.id] for issue in scenario.issues if issue.id in whole}


def option_of(issue: Issue, option: object, *, by_sign: bool = True) -> str | None:
    """Find the option that is meant: by id, number or label; of an article that is in or out, by such a sign too.

    Examples
    --------
    >>> import negsim
    >>> fee = negsim.load("harbour").scenario.issue["fee"]
    >>> option_of(fee, 200), option_of(fee, "200 EUR per call"), option_of(fee, 210) is None
    ('200', '200', True)
    """
    if issue.range is not None:
        number = _number(option)
        if number is None:
            return _labelled(issue, _text(option))
        if isinstance(option, float):  # as results show it, rounded
            near = [v for v in issue.range.values if round(v, 12) == round(number, 12)]
            number = near[0] if near else number
        key = format_number(number)
        return key if key in issue.position else None
    text = _text(option).strip()
    if text in issue.position:
        return text
    found = _labelled(issue, text)
    return _in_or_out(issue, text.casefold()) if found is None and by_sign else found


def _labelled(issue: Issue, text: str) -> str | None:
    """The only option of such a label, or of such an id but for case."""
    wanted = _folded(text)
    same = [
        option.id
        for option in issue.options
        if wanted in (_folded(option_label(issue, option.id)), _folded(option.id))
    ]
    return same[0] if len(same) == 1 else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _articles(scenario: Scenario) -> list[str]:
    """The issues that are articles, in or out."""
    return [issue.id for issue in scenario.issues if _in_or_out(issue, _IN[0]) is not None]


def _in_or_out(issue: Issue, text: str) -> str | None:
    """Of an issue with two options, one named as what is in and one as what is out: the one that a table means."""
    if len(issue.options) != 2:
        return None
    places = {option.id: option.id in _IN for option in issue.options if option.id in _IN + _OUT}
    if sorted(places.values()) != [False, True]:
        return None
    for words, is_in in ((_IN, True), (_OUT, False)):
        if text in words:
            return next(option for option, place in places.items() if place is is_in)
    return None


def _number(option: object) -> Fraction | None:
    if isinstance(option, str):
        return parse_number(option)
    if isinstance(option, bool) or not isinstance(option, int | float | Fraction | Decimal):
        return None
    if isinstance(option, float):
        return Fraction(str(option)) if isfinite(option) else None
    return Fraction(option) if isinstance(option, int | Fraction) or option.is_finite() else None


def _text(option: object) -> str:
    if isinstance(option, bool):
        return str(option).lower()
    return str(option) if not isinstance(option, Fraction) else format_number(option)
