"""NegMAS: folders as it writes them, and what its functions are worth. A program in an environment of its own.

Run once, with NegMAS 0.16, to make what `tests/interop/test_negmas_folders.py` reads:

    python -m venv peers && peers/bin/pip install negmas==0.16.0
    peers/bin/python benchmarks/peers/negmas_folders.py tests/interop/data/negmas
"""

import json
import shutil
import sys
import warnings
from math import isfinite
from pathlib import Path

from negmas import (
    AffineUtilityFunction,
    ConstUtilityFunction,
    ExpDiscountedUFun,
    LinDiscountedUFun,
    LinearAdditiveUtilityFunction,
    MappingUtilityFunction,
    make_issue,
    make_os,
)
from negmas.inout import Scenario
from negmas.preferences.value_fun import (
    AffineFun,
    ConstFun,
    IdentityFun,
    LinearFun,
    QuadraticFun,
    TriangularFun,
)

MILL = make_os(
    [
        make_issue(["rye", "no", "3"], name="Grain"),
        make_issue((1, 4), name="Sacks"),
        make_issue(["a", "b"], name="Mark: old & new"),
    ],
    name="mill",
)
PLAIN = make_os([make_issue((0, 2), name="Days"), make_issue((2, 4), name="Carts")], name="plain")
ONE = make_os([make_issue(["red", "green", "blue"], name="Door")], name="one")
GRAIN = {"rye": 1.0, "no": 0.25, "3": 0.0}
MARK = {"a": 0.1, "b": 0.9}


def additive(sacks, weights=(0.5, 0.3, 0.2), **rest):
    """Give a weighted sum over the mill."""
    values = dict(zip((i.name for i in MILL.issues), (GRAIN, sacks, MARK), strict=True))
    named = dict(zip(values, weights, strict=True))
    return LinearAdditiveUtilityFunction(values, named, outcome_space=MILL, **rest)


def functions():
    """Give folders by name: a space and its functions, each with a name of its own."""
    outcomes = list(MILL.enumerate())
    rising = LinearFun(0.25)
    inner = additive(rising, name="inner", reserved_value=0.4)
    some = {outcome: k / 8 for k, outcome in enumerate(outcomes[:6])}
    return {
        "additive": (
            MILL,
            additive(AffineFun(-0.2, 1.0), name="falls", reserved_value=0.35),
            additive(rising, name="rises", reserved_value=0.35),
            additive(IdentityFun(), weights=(1.0, 0.1, 2.0), name="counts", reserved_value=1.5),
            additive(ConstFun(0.5), name="shrugs"),
            additive(QuadraticFun(a2=-0.1, a1=0.6, bias=0.05), name="bends", reserved_value=0.5),
            additive(TriangularFun(1, 2, 4), name="peaks", reserved_value=0.5),
        ),
        "discounted": (
            MILL,
            ExpDiscountedUFun(inner, discount=0.9, outcome_space=MILL, name="within"),
            LinDiscountedUFun(
                inner, cost=0.01, outcome_space=MILL, name="without", reserved_value=0.6
            ),
        ),
        "mapping": (
            MILL,
            MappingUtilityFunction(some, outcome_space=MILL, name="some", reserved_value=0.2),
            MappingUtilityFunction(
                some, default=0.25, outcome_space=MILL, name="default", reserved_value=0.25
            ),
            MappingUtilityFunction(
                {o: (k * 7) % 24 / 24 for k, o in enumerate(outcomes)},
                outcome_space=MILL,
                name="all",
                reserved_value=0.5,
            ),
        ),
        "door": (
            ONE,
            MappingUtilityFunction(
                {("red",): 1.0, ("green",): 0.5, ("blue",): 0.2},
                outcome_space=ONE,
                name="first",
                reserved_value=0.3,
            ),
            ConstUtilityFunction(0.75, outcome_space=ONE, name="same"),
        ),
        "reserved": (
            MILL,
            additive(rising, name="outcome", reserved_outcome=("no", 3, "b")),
            additive(rising, name="neither"),
            additive(rising, name="zero", reserved_value=0.0),
        ),
        "affine": (
            PLAIN,
            AffineUtilityFunction([0.5, -0.25], bias=1.0, outcome_space=PLAIN, name="slopes"),
            AffineUtilityFunction(
                [0.1, 0.2], outcome_space=PLAIN, name="no_bias", reserved_value=0.7
            ),
        ),
    }


def worth(function, outcomes):
    """Give what every outcome is worth, and whether an agreement on it is acceptable."""
    worths = [float(function(outcome)) for outcome in outcomes]
    asked = function.reserved_value
    if function.reserved_outcome is not None:
        asked = function(function.reserved_outcome)
    elif isinstance(function, (ExpDiscountedUFun, LinDiscountedUFun)) and not isfinite(asked):
        # Around a function that has a value, none is set: domains of Genius come out of NegMAS so. NegMAS would then
        # accept anything; what the domain said is the value within.
        asked = function.ufun.reserved_value
    return {
        "utilities": [round(u, 12) if isfinite(u) else None for u in worths],
        "accepts": [isfinite(u) and u >= asked - 1e-12 for u in worths],
    }


def main(path):
    """Write the folders, and beside each the worths."""
    warnings.simplefilter("ignore")
    for name, (space, *all_functions) in functions().items():
        outcomes = list(space.enumerate())
        for form in ("yml", "json"):
            folder = Path(path) / f"{name}_{form}"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                Scenario(space, tuple(all_functions)).dumpas(folder, type=form)
            except TypeError as error:  # outcomes are no keys of JSON
                print(f"{folder.name}: {error}")
                shutil.rmtree(folder)
                continue
        known = {function.name: worth(function, outcomes) for function in all_functions}
        text = json.dumps({"outcomes": outcomes, "functions": known}, separators=(",", ":"))
        (Path(path) / f"{name}.worths").write_text(text + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
