"""Three conflicts of the graph model in option form, re-typed as scenarios: Elmira, the Cuban missiles, Garrison.

A state is numbered as programs of the field do: options as binary digits, the first the lowest, states that cannot be
left out, counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

Options = tuple[bool, ...]
Pattern = Mapping[int, bool]  # option -> whether it is taken


def states(n: int, impossible: Sequence[Pattern]) -> dict[int, Options]:
    """Number the states that can be."""
    found = [
        tuple(reversed(digits))
        for digits in product((False, True), repeat=n)
        if not any(meets(tuple(reversed(digits)), pattern) for pattern in impossible)
    ]
    return dict(enumerate(found, start=1))


def meets(state: Options, pattern: Pattern) -> bool:
    """Whether a state has the options that a pattern takes, and lacks those that it leaves."""
    return all(state[option] == taken for option, taken in pattern.items())


def yes(*options: int) -> dict[int, bool]:
    """A pattern of options taken."""
    return dict.fromkeys(options, True)


def no(*options: int) -> dict[int, bool]:
    """A pattern of options not taken."""
    return dict.fromkeys(options, False)


# The Cuban missiles: air strike, blockade | withdraw, escalate. Each statement is a list of patterns, any of which
# makes it true; they are ranked, the first worth more than all that follow (option prioritising).
CUBA_IMPOSSIBLE = (yes(2, 3),)
CUBA_STATEMENTS: Mapping[str, Sequence[Sequence[Pattern]]] = {
    "us": (
        [yes(2)],
        [no(3)],
        [no(0), yes(2)],
        [no(1) | yes(2)],
        [yes(0, 3)],
        [yes(1, 3)],
        [yes(0) | no(2), yes(1) | no(3), yes(0) | no(3), yes(1) | no(2)],
        [no(0, 2, 3)],
        [no(1, 2, 3)],
    ),
    "ussr": (
        [no(3)],
        [yes(0, 3), no(0, 3), yes(0) | no(3)],
        [yes(1, 3), no(1, 3), yes(1) | no(3)],
        [no(0, 3)],
        [no(1, 3)],
        [yes(1, 2), no(1, 2), yes(0, 2)],
        [yes(1) | no(2, 3)],
        [yes(0, 2) | no(1, 3)],
    ),
}

# Garrison: what the support in the United States asks for, two challenges, and what the joint commission proposes.
GARRISON_IMPOSSIBLE = (
    *(
        yes(a, b)
        for a, b in ((0, 1), (0, 2), (1, 2), (5, 6), (5, 7), (5, 8), (6, 7), (6, 8), (7, 8))
    ),
    no(0, 1, 2),
    no(5, 6, 7, 8),
    yes(0) | no(3),
    yes(2, 3),
    yes(0) | no(4, 5),
    *(yes(asked, proposed) | no(4) for asked in (1, 2) for proposed in (7, 8)),
)
# Best first; states that are worth the same stand together.
GARRISON_RANKS: Mapping[str, Sequence[Sequence[int]]] = {
    "support": [
        [3], [7], [1, 2], [4], [5, 6], [8], [9], [12], [11], [15], [10], [13], [14], [17], [16], [18], [19], [21],
        [20], [22], [23],
    ],
    "opposition": [
        [21, 17, 13, 10, 6, 2], [23, 19], [15], [11], [8], [4], [22], [18], [14], [7], [3], [20], [16], [12], [9], [5],
        [1],
    ],
    "canada": [
        [23], [20, 21], [19], [16, 17], [11], [9, 10], [15], [12, 13], [2], [4], [1], [8], [5, 6], [22], [18], [14],
        [3], [7],
    ],
    "commission": [list(range(1, 24))],
}  # fmt: skip


def cuba(*, once: bool = False) -> tuple[str, dict[int, dict[str, str]]]:
    """The scenario of the Cuban missiles, and its states as packages.

    A statement of several patterns counts for each that a state meets, as the program gmcr-py has it; or `once`.
    """
    issues = ("air_strike", "blockade", "withdraw", "escalate")

    def worth(actor: str) -> Callable[[Options], int]:
        statements = CUBA_STATEMENTS[actor]
        weights = [2 ** (len(statements) - k) for k in range(len(statements))]
        return lambda state: sum(
            weight * (min(met, 1) if once else met)
            for weight, patterns in zip(weights, statements, strict=True)
            if (met := sum(meets(state, pattern) for pattern in patterns))
        )

    packages = {
        number: {i: "yes" if taken else "no" for i, taken in zip(issues, state, strict=True)}
        for number, state in states(4, CUBA_IMPOSSIBLE).items()
    }
    heads = [
        f"  {issue}: {{options: {{no: not done, yes: done}}, tags: [{tags}]}}"
        for issue, tags in zip(
            issues,
            ("moved by us, moved forward only", "moved by us", "moved by ussr", "moved by ussr"),
            strict=True,
        )
    ]
    utilities = {
        actor: {k: worth(actor)(state) for k, state in states(4, CUBA_IMPOSSIBLE).items()}
        for actor in CUBA_STATEMENTS
    }
    rule = "  both: {forbid: {withdraw: yes, escalate: yes}, because: one excludes the other}"
    return written("cuba", heads, [rule], packages, utilities), packages


def garrison() -> tuple[str, dict[int, dict[str, str]]]:
    """The scenario of Garrison, its either-or options one issue each, and its states as packages."""
    asked, proposed = ("full", "reduced", "appease"), ("full", "reduced", "lonetree", "suspend")
    packages = {
        number: {
            "asked": asked[state[:3].index(True)],
            "legal": "yes" if state[3] else "no",
            "treaty": "yes" if state[4] else "no",
            "proposed": proposed[state[5:].index(True)],
        }
        for number, state in states(9, GARRISON_IMPOSSIBLE).items()
    }
    heads = [
        "  asked: {options: {full: full, reduced: reduced, appease: appease}, tags: [moved by support]}",
        "  legal: {options: {no: no, yes: yes}, tags: [moved by opposition]}",
        "  treaty: {options: {no: no, yes: yes}, tags: [moved by canada]}",
        (
            "  proposed: {options: {full: full, reduced: reduced, lonetree: lonetree, suspend: suspend},"
            " tags: [moved by commission]}"
        ),
    ]
    rules = [
        "  challenged: {if: {asked: full}, then: {legal: yes}, because: it would be}",
        "  appeased: {if: {asked: appease}, then: {legal: no}, because: there is nothing to challenge}",
        "  full_unchallenged: {if: {asked: full, treaty: no}, then: {proposed: full}, because: so modelled}",
        "  unchallenged: {if: {asked: not full, treaty: no}, then: {proposed: full | reduced}, because: so modelled}",
    ]
    utilities = {
        actor: {k: len(order) - place for place, tied in enumerate(order) for k in tied}
        for actor, order in GARRISON_RANKS.items()
    }
    return written("garrison", heads, rules, packages, utilities), packages


def written(
    name: str,
    heads: Sequence[str],
    rules: Sequence[str],
    packages: Mapping[int, Mapping[str, str]],
    utilities: Mapping[str, Mapping[int, int]],
) -> str:
    """Write a scenario in which each state is worth what it is worth: a wish for each."""
    lines = ["negsim: 1", f"scenario: {name}", "issues:", *heads, "rules:", *rules, "actors:"]
    for actor, worth in utilities.items():
        lines += [f"  {actor}:", "    score_sheet: {from: 0, to: 1000}", "    wishes:"]
        for number, package in packages.items():
            options = ", ".join(f"{issue}: {option}" for issue, option in package.items())
            lines.append(f"      s{number}: {{points: {worth[number]}, require: {{{options}}}}}")
    return "\n".join(lines) + "\n"
