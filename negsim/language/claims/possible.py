"""Whether any choice of options makes a formula true: exact, without going through every choice.

What a formula leaves open is found by splitting the sets of options along its own tests, parts that share no issue each
for itself; a sum that is left over is asked for the values that it can have. Conditions that count conditions can hold
any puzzle, so that the work is bounded: beyond the bound the answer is that it is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import pairwise
from math import gcd, lcm

from negsim.language.claims.formula import (
    Box,
    Every,
    Formula,
    HowMany,
    In,
    Some,
    Total,
    issues_of,
    negated,
)
from negsim.language.model.issues import Issue

MOST_STEPS = 100_000  # a second or two
MOST_SUMS = 1 << 22  # different values of one sum that are listed

Part = tuple[Formula, ...]


class Undecided(Exception):
    """The bound was reached before the answer was known."""


class Search:
    """One question, asked of options that are left.

    Parameters
    ----------
    issues : mapping
        By id; only the values of numeric ones are looked at.
    most_steps : int
        How many parts of formulas may be looked at before giving up.
    """

    def __init__(self, issues: dict[str, Issue], most_steps: int = MOST_STEPS) -> None:
        self._issues = issues
        self._left = most_steps

    def can_hold(self, formula: Formula, box: Box) -> bool:
        """Whether some choice of an option of each issue in the box makes the formula true.

        Raises
        ------
        Undecided
            Where that takes more than the steps allowed.
        """
        formula = self._simplified(formula, box)
        match formula:
            case bool():
                return formula
            case Some(parts):
                return any(self.can_hold(part, box) for part in sorted(parts, key=_size))
            case Every(parts):
                groups = _apart(parts)
                if len(groups) > 1:
                    return all(self.can_hold(Every(group), box) for group in groups)
            case HowMany(parts, counts):
                groups = _apart(parts)
                if len(groups) == len(parts):
                    return self._can_count(parts, counts, box)
        return self._split(formula, box)

    def _can_count(self, parts: Part, counts: frozenset[int], box: Box) -> bool:
        """Of parts that share no issue, any number between the fewest and the most can hold."""
        most = sum(self.can_hold(part, box) for part in parts)
        fewest = sum(not self.can_hold(negated(part), box) for part in parts)
        return any(fewest <= count <= most for count in counts)

    def _split(self, formula: Formula, box: Box) -> bool:
        test = next(_tests(formula), None)
        if test is not None:
            issue, first = test.issue, test.options
        else:
            totals = list(_totals(formula))
            shapes = {_shape(total) for total in totals}
            if len(shapes) == 1:
                known = self._by_values(formula, totals, box)
                if known is not None:
                    return known
            issue = max(issues_of(formula), key=lambda name: self._reach(totals, name, box[name]))
            first = _lower_half(box[issue])
        return any(
            self.can_hold(formula, {**box, issue: part})
            for part in (box[issue] & first, box[issue] & ~first)
        )

    def _simplified(self, formula: Formula, box: Box) -> Formula:
        """Leave out what the options that are left decide."""
        self._left -= 1
        if self._left < 0:
            raise Undecided("more steps than allowed")
        match formula:
            case bool():
                return formula
            case In(issue, options):
                inside = box[issue] & options
                return False if not inside else True if inside == box[issue] else formula
            case Total():
                known = formula.over(*self._hull(formula, box))
                return formula if known is None else known
            case HowMany(parts, counts):
                return self._counted(parts, counts, box)
            case Every(parts):
                return self._joined(parts, box, ends=False)
            case Some(parts):
                return self._joined(parts, box, ends=True)

    def _joined(self, parts: Part, box: Box, *, ends: bool) -> Formula:
        """Simplify parts of which one that is `ends` settles the whole."""
        left: dict[Formula, None] = {}
        for part in parts:
            simple = self._simplified(part, box)
            if simple is ends:
                return ends
            if not isinstance(simple, bool):
                left[simple] = None
        if len(left) < 2:
            return next(iter(left), not ends)
        return Some(tuple(left)) if ends else Every(tuple(left))

    def _counted(self, parts: Part, counts: frozenset[int], box: Box) -> Formula:
        simple = [self._simplified(part, box) for part in parts]
        left = tuple(part for part in simple if not isinstance(part, bool))
        true = sum(part is True for part in simple)
        wanted = frozenset(n - true for n in counts if 0 <= n - true <= len(left))
        if not wanted:
            return False
        return True if len(wanted) == len(left) + 1 else HowMany(left, wanted)

    def _values(self, issue: str, options: int) -> Iterator[Fraction]:
        numbers = self._issues[issue].range
        assert numbers is not None
        while options:
            lowest = options & -options
            yield numbers.values[lowest.bit_length() - 1]
            options ^= lowest

    def _ends(self, issue: str, factor: Fraction, options: int) -> tuple[Fraction, Fraction]:
        numbers = self._issues[issue].range
        assert numbers is not None
        low = factor * numbers.values[(options & -options).bit_length() - 1]
        high = factor * numbers.values[options.bit_length() - 1]
        return min(low, high), max(low, high)

    def _hull(self, total: Total, box: Box) -> tuple[Fraction, Fraction]:
        ends = [self._ends(issue, factor, box[issue]) for issue, factor in total.factors]
        return sum((low for low, _ in ends), Fraction(0)), sum((h for _, h in ends), Fraction(0))

    def _reach(self, totals: list[Total], issue: str, options: int) -> Fraction:
        """How far an issue can move a sum, the largest of them."""
        if options & (options - 1) == 0:
            return Fraction(-1)
        factors = [f for total in totals for name, f in total.factors if name == issue]
        ends = [self._ends(issue, factor, options) for factor in factors]
        return max((high - low for low, high in ends), default=Fraction(0))

    def _by_values(self, formula: Formula, totals: list[Total], box: Box) -> bool | None:
        """Ask which values the one sum can have, where tests of it are all that is left; None where they are many.

        Between two neighbouring values that tests name, the formula is the same.
        """
        first = totals[0]
        low, high = self._hull(first, box)
        marks = {q.best / _scale(t, first) for t in totals for q in t.test.values}
        inner = sorted(mark for mark in marks if low <= mark <= high)
        ends = [low, *inner, high]
        places = [*inner, *((a + b) / 2 for a, b in pairwise(ends) if a < b)]
        good = [place for place in places if self._at(formula, first, place)]
        if any(self._at(formula, first, end) for end in (low, high)):
            return True  # the ends of a sum over independent issues are always reached
        if not good:
            return False
        listed = self._sums(first, box, low, high)
        if listed is None:
            return None
        step, reached = listed
        for place in good:
            if place in marks:
                at = (place - low) / step
                if at.denominator == 1 and reached >> int(at) & 1:
                    return True
            else:
                after = min((mark for mark in inner if mark > place), default=high)
                before = max((mark for mark in inner if mark < place), default=low)
                if reached & _between((before - low) / step, (after - low) / step):
                    return True
        return False

    def _at(self, formula: Formula, first: Total, value: Fraction) -> bool:
        """Whether a formula that tests nothing but one sum is true where that sum has a value."""

        def holds(part: Formula) -> bool:
            match part:
                case bool():
                    return part
                case Total():
                    return part.holds(value * _scale(part, first))
                case HowMany(parts, counts):
                    return sum(map(holds, parts)) in counts
                case Every(parts):
                    return all(map(holds, parts))
                case Some(parts):
                    return any(map(holds, parts))
                case In():
                    raise AssertionError(part)

        return holds(formula)

    def _sums(
        self, total: Total, box: Box, low: Fraction, high: Fraction
    ) -> tuple[Fraction, int] | None:
        """List the values that a sum can have, as bits in steps above its lowest; None where they are too many."""
        parts: list[list[Fraction]] = []
        for issue, factor in total.factors:
            terms = sorted(factor * value for value in self._values(issue, box[issue]))
            parts.append([term - terms[0] for term in terms])
        gaps = [term for terms in parts for term in terms[1:]]
        below = lcm(*(gap.denominator for gap in gaps))
        step = Fraction(reduce(gcd, (int(gap * below) for gap in gaps), 0), below)
        if not step or (high - low) / step > MOST_SUMS:
            return None
        reached = 1
        for terms in parts:
            reached = _shifted(reached, [int(term / step) for term in terms])
        return step, reached


def _shifted(reached: int, shifts: list[int]) -> int:
    """Give the union of some bits moved up by each shift, from 0 upwards; in a few steps where they are even."""
    if len({b - a for a, b in pairwise(shifts)}) > 1:
        return reduce(int.__or__, (reached << shift for shift in shifts))
    done = 1
    while done < len(shifts):
        more = min(done, len(shifts) - done)
        reached |= reached << shifts[more]
        done += more
    return reached


def _between(after: Fraction, before: Fraction) -> int:
    """Give the bits of the whole numbers strictly between two numbers."""
    first = after.numerator // after.denominator + 1
    last = -(-before.numerator // before.denominator) - 1
    return ((1 << (last - first + 1)) - 1) << first if first <= last else 0


def _shape(total: Total) -> tuple[tuple[str, Fraction], ...]:
    """Give a sum up to a common factor."""
    scale = total.factors[0][1]
    return tuple((issue, factor / scale) for issue, factor in total.factors)


def _scale(total: Total, first: Total) -> Fraction:
    """Give how many times one sum is another of the same shape."""
    return total.factors[0][1] / first.factors[0][1]


def _lower_half(options: int) -> int:
    """Give the lower half of some options, rounded up."""
    half = options.bit_count() // 2 + options.bit_count() % 2
    kept = 0
    for _ in range(half):
        lowest = options & -options
        kept, options = kept | lowest, options ^ lowest
    return kept


def _apart(parts: Part) -> list[Part]:
    """Group parts so that no two groups speak of the same issue."""
    groups: list[tuple[set[str], list[Formula]]] = []
    for part in parts:
        names, members = set(issues_of(part)), [part]
        others = []
        for group in groups:
            if group[0] & names:
                names |= group[0]
                members = [*group[1], *members]
            else:
                others.append(group)
        groups = [*others, (names, members)]
    return [tuple(members) for _, members in groups]


def _walk(formula: Formula, visit: Callable[[Formula], bool]) -> Iterator[Formula]:
    if visit(formula):
        yield formula
    if isinstance(formula, HowMany | Every | Some):
        for part in formula.parts:
            yield from _walk(part, visit)


def _tests(formula: Formula) -> Iterator[In]:
    yield from (
        part for part in _walk(formula, lambda f: isinstance(f, In)) if isinstance(part, In)
    )


def _totals(formula: Formula) -> Iterator[Total]:
    for part in _walk(formula, lambda f: isinstance(f, Total)):
        if isinstance(part, Total):
            yield part


def _size(formula: Formula) -> int:
    return sum(1 for _ in _walk(formula, lambda _: True))
