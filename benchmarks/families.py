"""The instances that are measured: declared beforehand, drawn from a seed, written as scenarios."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Family:
    """What decides an instance."""

    name: str
    issues: int
    options: int
    principals: int
    interactions: int  # wishes over several issues, for every principal alike in scope
    arity: int = 3  # issues of an interaction, at most
    forbidden: int = 0  # rules that forbid a pair of options
    red_lines: int = 0  # per principal, each over two issues
    decimals: int = 2  # of scores and weights
    reservation_value: float = 0.5
    kind: str = "sparse"  # sparse: neighbouring issues are tied; dense: any; adversarial: two opposed principals
    seed: int = 1

    @property
    def packages(self) -> int:
        """Packages in all."""
        return self.options**self.issues


def issue(k: int) -> str:
    """The id of an issue."""
    return f"i{k:02}"


def option(k: int) -> str:
    """The id of an option."""
    return f"o{k}"


def scenario(family: Family) -> str:
    """The scenario of a family, as YAML (which JSON is)."""
    rng = np.random.default_rng([family.seed, family.issues, family.options, family.principals])
    issues = {
        issue(k): {
            "ask": "Which?",
            "ordered": True,
            "options": {option(o): option(o) for o in range(family.options)},
        }
        for k in range(family.issues)
    }
    scopes = [_scope(family, rng) for _ in range(family.interactions)]
    rules = {}
    for r in range(family.forbidden):
        a, b = _scope(replace(family, arity=2), rng)
        rules[f"r{r}"] = {
            "forbid": _some(family, rng, [a, b]),
            "because": "they exclude each other",
        }
    actors = {}
    for p in range(family.principals):
        preferences = {}
        for k in range(family.issues):
            scores = np.round(rng.random(family.options), family.decimals)
            weight = round(float(rng.uniform(0.5, 5)), family.decimals)
            if family.kind == "adversarial" and p % 2:
                first = actors["p0"]["preferences"][issue(k)]
                weight = first["weight"]
                scores = np.array([1 - s for s in first["scores"].values()])
                scores = np.round(scores, family.decimals)
            preferences[issue(k)] = {
                "weight": weight,
                "scores": {option(o): float(s) for o, s in enumerate(scores)},
            }
        wishes = {
            f"w{w}": {
                "weight": round(float(rng.uniform(0.5, 3)), family.decimals),
                "require": _some(family, rng, scope, half=True),
            }
            for w, scope in enumerate(scopes)
        }
        lines = {
            f"l{n}": {
                "forbid": _some(family, rng, _scope(replace(family, arity=2), rng), half=True)
            }
            for n in range(family.red_lines)
        }
        actors[f"p{p}"] = {
            "reservation_value": family.reservation_value,
            "preferences": preferences,
            **({"wishes": wishes} if wishes else {}),
            **({"red_lines": lines} if lines else {}),
        }
    document = {
        "negsim": 1,
        "scenario": family.name,
        "title": family.name,
        "issues": issues,
        **({"rules": rules} if rules else {}),
        "actors": actors,
    }
    return json.dumps(document, indent=1)


def _scope(family: Family, rng: np.random.Generator) -> list[int]:
    size = int(rng.integers(2, family.arity + 1))
    if family.kind == "dense":
        return sorted(int(k) for k in rng.choice(family.issues, size, replace=False))
    reach = 4  # issues within so many places of one another
    first = int(rng.integers(0, max(1, family.issues - reach + 1)))
    within = min(reach, family.issues)
    return sorted(first + int(k) for k in rng.choice(within, size, replace=False))


def _some(
    family: Family, rng: np.random.Generator, scope: list[int], *, half: bool = False
) -> dict[str, list[str] | str]:
    """One option of every issue of a scope, or about half of them."""
    found: dict[str, list[str] | str] = {}
    for k in scope:
        n = max(1, family.options // 2) if half else 1
        chosen = sorted(int(o) for o in rng.choice(family.options, n, replace=False))
        found[issue(k)] = [option(o) for o in chosen]
    return found


def growth(base: Family, key: str, values: list[int]) -> list[Family]:
    """The same family with one number growing."""
    return [replace(base, name=f"{base.name}_{key}{value}", **{key: value}) for value in values]


def names(families: list[Family]) -> list[str]:
    """Their names, which must differ."""
    ordered = sorted(family.name for family in families)
    assert all(a != b for a, b in pairwise(ordered)), ordered
    return ordered
