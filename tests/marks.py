"""The measuring of lines and branches, made quicker: slipcover marks all code of negsim anew in every worker.

By itself it looks for branches in expressions too, where none are, and takes code apart the slow way: twice the time.
What is marked stays what it was: `tests/house/test_marks.py`.
"""

from __future__ import annotations

import ast
import dis
import sys
from collections import deque
from collections.abc import Iterator
from types import CodeType, ModuleType
from typing import Any

from slipcover import branch, slipcover

LOADS = frozenset(dis.opmap[name] for name in slipcover._ANNOTATION_ONLY_OPS if name in dis.opmap)
OWN_LINES = slipcover._get_annotation_only_lines  # as slipcover finds them
_CACHE = dis.opmap.get("CACHE", -1)
_STATEMENTS = ("body", "orelse", "handlers", "finalbody", "cases")


def annotation_only_lines(code: CodeType) -> frozenset[int]:
    """Give the lines that do nothing but load what an annotation names."""
    if sys.version_info >= (3, 14):
        return frozenset()
    only: dict[int, bool] = {}
    for op, (line, *_) in zip(code.co_code[::2], code.co_positions(), strict=True):
        if line and op != _CACHE:
            only[line] = only.get(line, True) and op in LOADS
    return frozenset(line for line, is_only in only.items() if is_only)


def _parts(node: ast.AST) -> Iterator[list[Any]]:
    """Give the lists of statements in a statement, of its handlers and of its cases."""
    for name in _STATEMENTS:
        part = getattr(node, name, None)
        if isinstance(part, list):
            yield part


def walk(node: ast.AST) -> Iterator[ast.AST]:
    """Go through statements alone, breadth first; through all of a node that holds none."""
    if not isinstance(node, ast.Module):
        yield from ast.walk(node)
        return
    left: deque[ast.AST] = deque([node])
    while left:
        one = left.popleft()
        left.extend(child for part in _parts(one) for child in part)
        yield one


class StatementTransformer(ast.NodeTransformer):
    """Visits statements alone: branches are nowhere else."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Visit the statements within a statement."""
        for part in _parts(node):
            part[:] = map(self.visit, part)
        return node


def quicken() -> None:
    """Have slipcover mark statements without going through expressions."""
    statements: Any = ModuleType("ast")
    vars(statements).update(vars(ast))
    statements.walk, statements.NodeTransformer = walk, StatementTransformer
    branch.ast = statements
    slipcover._get_annotation_only_lines = annotation_only_lines
