"""Which rows of whole numbers differ."""

from __future__ import annotations

from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray


def distinct(rows: NDArray[np.integer[Any]]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """Rows that differ, in ascending order, and for each row its place among them.

    Parameters
    ----------
    rows : array of int
        0 or more, of shape (n, columns). As numbers in a mixed radix they are sorted much faster than as rows.

    Examples
    --------
    >>> import numpy as np
    >>> rows, place = distinct(np.array([[1, 0], [0, 2], [1, 0]]))
    >>> rows.tolist(), place.tolist()
    ([[0, 2], [1, 0]], [1, 0, 1])
    """
    if not len(rows):
        return rows, np.zeros(0, dtype=np.intp)
    sizes = [int(most) + 1 for most in rows.max(axis=0)]
    if prod(sizes) >= 2**62:
        found, place = np.unique(rows, axis=0, return_inverse=True)
        return found, place.reshape(-1)
    code = np.zeros(len(rows), dtype=np.int64)
    for k, size in enumerate(sizes):
        code = code * size + rows[:, k]
    _, first, place = np.unique(code, return_index=True, return_inverse=True)
    return rows[first], place.reshape(-1)
