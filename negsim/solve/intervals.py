"""Intervals of shares and of means: quantiles of the beta distribution and of Student's t."""

from __future__ import annotations

from math import exp, lgamma, log, log1p, sqrt

LEVEL = 0.95
_SMALL = 1e-300
_STEPS = 400  # of the continued fraction; it needs about as many as the square root of the larger parameter


def share_interval(hits: int, draws: int, level: float = LEVEL) -> tuple[float, float]:
    """The shares that so many hits of so many draws leave plausible (Clopper & Pearson 1934).

    Examples
    --------
    >>> [round(end, 4) for end in share_interval(0, 10)]
    [0.0, 0.3085]
    >>> [round(end, 4) for end in share_interval(8, 10)]
    [0.4439, 0.9748]
    """
    tail = (1 - level) / 2
    low = beta_quantile(hits, draws - hits + 1, tail) if hits else 0.0
    high = 1 - beta_quantile(draws - hits, hits + 1, tail) if hits < draws else 1.0
    return low, high


def t_quantile(degrees: int, level: float = LEVEL) -> float:
    """How many standard errors lie on either side of a mean at this level, by Student's t.

    Examples
    --------
    >>> round(t_quantile(9), 4), round(t_quantile(1), 3)
    (2.2622, 12.706)
    """
    x = beta_quantile(degrees / 2, 0.5, 1 - level)
    return sqrt(degrees * (1 - x) / x)


def beta_quantile(a: float, b: float, p: float) -> float:
    """The point below which a beta variable lies with probability p, by halving."""
    low, high = 0.0, 1.0
    while True:
        middle = (low + high) / 2
        if middle in {low, high}:
            return middle
        if beta_below(a, b, middle) < p:
            low = middle
        else:
            high = middle


def beta_below(a: float, b: float, x: float) -> float:
    """The probability that a beta variable lies below x: the regularized incomplete beta function.

    Notes
    -----
    The continued fraction DLMF 8.17.22, evaluated by Lentz's method, on the side on which it converges fast.
    """
    if x <= 0:
        return 0.0
    if x >= 1:
        return 1.0
    if x > (a + 1) / (a + b + 2):
        return 1.0 - beta_below(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    c, d = 1.0, 1.0 / _kept(1 - (a + b) * x / (a + 1))
    fraction = d
    for m in range(1, _STEPS):
        before = fraction
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1.0 / _kept(1 + term * d)
            c = _kept(1 + term / c)
            fraction *= c * d
        if abs(fraction - before) < 1e-15 * abs(fraction):
            break
    return front * fraction


def _kept(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
