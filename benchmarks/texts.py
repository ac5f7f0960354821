"""What the page of results says around its tables."""

from __future__ import annotations

HEAD = """# Benchmarks

Measured by `python -m benchmarks`, from a checkout, each section in one run on {cores} cores ({machine}), one program
at a time; `--only SECTION` measures one of them again. It needs a C compiler, makes two environments in `.bench/` for
the other programs, and writes this page; the instances are drawn from the seeds in `benchmarks/families.py`. Seconds
are wall time with the start of the program, reading and writing; megabytes are the peak of its memory. Every program is
stopped at {limit} s or {memory} GB. Ratios travel to other machines, seconds do not.

An instance is named after its kind and its number of packages. *Sparse* interactions tie up to three neighbouring
issues, *dense* ones any; *adversarial* principals want opposite things, with fine scores. All programs that count the
zone or find its floor (what the worst-off principal gains in the egalitarian solution) found the same.
"""

LISTED = """negsim answers everything that `run` reports. pandas, polars and DuckDB list and filter all packages and
leave the frontier to paretoset (which compiles itself at its first call) or pymoo; clingo counts the zone; CP-SAT finds
the floor alone; NegMAS lists all outcomes, their frontier, Nash and Kalai points (additive utilities only, no rules);
the C program counts the zone, acceptances and coalitions on one thread. The first column is an instance of four
packages: what starting costs.
"""

SWEPT = """*Frontier and solutions*: existence, the frontier with the number of its packages, every solution with its
ties. *Zone*: its exact size, with the frequency of every option, by the sweep alone; *out of reach* is what outgrows
memory. Both without start and reading. *All of `run`*: the whole command, with everybody's acceptances and all
coalitions; *off by*: half the 95% interval of the zone, where that would take more than about ten seconds to
count and is estimated; all else but coalitions is exact all the same. *`run --exact`* counts everything. Width is
that of the order of issues, in bits.
"""


COUNTED = """The C program counts the zone, acceptances and coalitions; so does negsim's *counting alone*, by its
enumerating engine in one process, start and reading included. `negsim run` finds the frontier, all solutions and the
frequencies of options besides.
"""

EXPLAINED = """Minimal corrections with what each opens and its witness, and minimal conflicts, of red lines and
walk-away values, without start and reading, in one process and in two (`--jobs 2`). The numbers behind the name are
that of red lines of each of three principals and the seed. Of more than 1,000 corrections those with fewest steps are
looked at closely, and of conflicts 10,000 are listed.
"""

# Why others are sooner where they are.
PARTLY = (
    "Each answers a part: what `run` has besides, it does not look for. Of what negsim takes for the smallest,"
    " most is the start of Python and numpy, which programs in other languages are spared."
)
MARK = "It is compiled for this one task, and spared the start of Python."
FLOOR = (
    "It looks for one package with bounds from a linear relaxation, which need no list of all that is efficient; it"
    " counts nothing."
)

VOTED = """Each member votes on an issue of its own, so that the zone is the set of winning coalitions. *eu_27*: the
Council of the European Union, 15 of 27 states with 65% of the residents, or all but three states; *eu_27_alone*: 20
states with 65%, where nobody proposed it that may; *fund_24*: a board of the shape of the Monetary Fund's, 24 chairs
with votes in hundredths of a per cent, and 85%. `auto` is what `negsim run` takes by itself.
"""

STUDIO = """From a change on the page of `negsim studio` to the frame in which its answer stands, in Chromium: a list of
an actor, at random, is set to another value, twenty times for each shipped scenario, each time once the pictures of the
answer before are drawn. Reading and splicing the file, answering, telling and drawing headline, knots or zone, and all
else of page one are included; the pictures below follow. *A key*: from a key in the text to the next frame, at most.
`python -m benchmarks.studio` measures it alone.
"""

EXPLORED = """The file that `negsim explore` writes, opened in Chromium: *ready* is from its packed model to the first
answer, *a change* from a change of one thing (a red line, a walk-away value, a weight, an option, whose consent is
asked) to its answer, {count} of them at random. Up to two million feasible packages are listed; beyond, all are counted
as pairs of two halves. Of these the answer is whether there is a deal, how many packages, who accepts how many, and
option by option; *with all that follows* is what each could ask for, whom packages suit two by two, and what the ideas
of fairness pick. `python -m benchmarks.explore` measures it alone.
"""

SPREAD = """Seconds in one process without Dask, and on so many workers of a Dask scheduler on this machine of {cores}
cores, so that four can be no sooner than two. All gave the same to the byte. Of a sweep only minimal corrections are
shared out. `python -m benchmarks.cluster` measures it alone.
"""

BRIEFS = """`negsim run SCENARIO --out DIR`, the median of {times} runs: report, Word, workbook and charts, on one
processor and on two. Behind it the seconds of its parts in one process, those that take longest first; *pages* draws
all pictures and writes all files. `python -m benchmarks.brief` measures it alone.
"""

GATE = """All of `.ci/run` in a fresh clone, with its environment made anew: {minutes:.0f} min {seconds:.0f} s,
{tests:,} tests. The other steps go on beside the tests, one after another. What the tests themselves cost, part by
part, is told in [how it is tested](../explanation/testing.md). `python -m benchmarks.gate` measures it alone.
"""

# The sections of the page, in their order, by what they are measured as.
SECTIONS = {
    "listed": "Spaces that can be listed",
    "counted": "Counting 10⁹ packages for 4 actors",
    "voted": "Winning coalitions of large councils",
    "swept": "Spaces that nobody lists",
    "explained": "Why nothing is left of 10¹² packages",
    "grown": "Growth",
    "spread": "On the workers of a cluster",
    "explored": "A change on the page of `explore`, and its answer",
    "studio": "A change in the studio, and its answer",
    "briefs": "A brief",
    "gate": "The gate",
}
