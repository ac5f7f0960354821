"""OR-Tools CP-SAT for the best deal of the worst-off, clingo to count the zone.

Usage: searching.py {cpsat|clingo} INSTANCE.json
"""

import itertools
import json
import sys
from math import lcm
from pathlib import Path


def main(tool, path):
    """Print what a tool finds in an instance."""
    plain = json.loads(Path(path).read_text())
    print(json.dumps({"cpsat": by_cpsat, "clingo": by_clingo}[tool](plain)))


def cells(table, sizes):
    """The options of a table, each with its value."""
    return zip(
        itertools.product(*(range(sizes[i]) for i in table["scope"])), table["values"], strict=True
    )


def by_cpsat(plain):
    """The best floor, and whether it is proved to be."""
    from ortools.sat.python import cp_model

    sizes, model = plain["sizes"], cp_model.CpModel()
    takes = [[model.new_bool_var(f"{i},{o}") for o in range(n)] for i, n in enumerate(sizes)]
    for row in takes:
        model.add_exactly_one(row)
    both = {}

    def holds(scope, options):
        if len(scope) == 1:
            return takes[scope[0]][options[0]]
        key = (tuple(scope), options)
        if key not in both:
            both[key] = model.new_bool_var(str(key))
            parts = [takes[i][o] for i, o in zip(scope, options, strict=True)]
            model.add_bool_and(parts).only_enforce_if(both[key])
            model.add_bool_or([part.negated() for part in parts] + [both[key]])
        return both[key]

    for table in plain["forbids"]:
        for options, is_out in cells(table, sizes):
            if is_out:
                model.add_bool_or(
                    [takes[i][o].negated() for i, o in zip(table["scope"], options, strict=True)]
                )
    # The floor is counted in steps that are as fine as 64 bits allow for the actor with the finest scale.
    units = [lcm(actor["scale"], actor["reservation"][1]) for actor in plain["actors"]]
    steps = min(10**9, 2**60 // max(units))
    floor = model.new_int_var(0, steps, "floor")
    for actor, unit in zip(plain["actors"], units, strict=True):
        up, down = actor["reservation"]
        worth = sum(
            value * holds(t["scope"], options)
            for t in actor["tables"]
            for options, value in cells(t, sizes)
            if value
        )
        gain = (worth + actor["offset"]) * (unit // actor["scale"]) - up * (unit // down)
        model.add(floor * unit <= gain * steps)
    model.maximize(floor)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = 100
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "floor": solver.value(floor) / steps if found else None,
        "proved": status in (cp_model.OPTIMAL, cp_model.INFEASIBLE),
    }


def by_clingo(plain):
    """The size of the zone."""
    import clingo

    sizes, text = plain["sizes"], []
    for i, n in enumerate(sizes):
        text.append(f"1 {{ x({i},0..{n - 1}) }} 1.")
    for table in plain["forbids"]:
        for options, is_out in cells(table, sizes):
            if is_out:
                body = ", ".join(
                    f"x({i},{o})" for i, o in zip(table["scope"], options, strict=True)
                )
                text.append(f":- {body}.")
    for actor in plain["actors"]:
        terms = []
        for k, t in enumerate(actor["tables"]):
            for c, (options, value) in enumerate(cells(t, sizes)):
                if value:
                    body = ", ".join(
                        f"x({i},{o})" for i, o in zip(t["scope"], options, strict=True)
                    )
                    terms.append(f"{value},{k},{c} : {body}")
        text.append(f":- #sum {{ {'; '.join(terms)} }} < {actor['threshold']}.")
    control = clingo.Control(["0"])
    control.add("base", [], "\n".join(text))
    control.ground([("base", [])])
    count = 0

    def counted(_):
        nonlocal count
        count += 1

    control.solve(on_model=counted)
    return {"zone": count}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
