from __future__ import annotations

from itertools import product

from negsim.questions.acceptance.find import acceptance
from negsim.questions.zone.find import run
from negsim.solve.tables.formula import holds
from negsim.solve.tables.gains import total
from tests.questions.changing import made_up


def test_options_are_counted_as_going_through_every_package_counts_them() -> None:
    tried = 0
    for scenario in made_up(range(30), 40):
        findings = run(scenario)
        found, problem = acceptance(findings), findings.space.problem
        packages = [
            package
            for package in product(*map(range, problem.sizes))
            if not any(holds(f, package) for f in (*problem.broken, *problem.barred))
        ]
        for place, issue in enumerate(scenario.issues):
            for number, option in enumerate(issue.options):
                having = [package for package in packages if package[place] == number]
                assert found.feasible[issue.id][option.id] == len(having)
                for actor, part in zip(scenario.actors, problem.actors, strict=True):
                    kept = [p for p in having if not any(holds(f, p) for f in part.crossed)]
                    accepted = [p for p in kept if total(part, p) >= part.threshold]
                    assert found.red_line_accepted[actor.id][issue.id][option.id] == len(kept)
                    assert found.accepted[actor.id][issue.id][option.id] == len(accepted)
                    is_refused = found.attitude(actor.id, issue.id, option.id) == "refused"
                    assert is_refused == (not kept)
                    tried += 1
    assert tried > 300
